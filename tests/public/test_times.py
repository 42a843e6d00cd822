"""Dates and counts in words, in each language."""

import pytest
from django.utils.translation import override

from tracker.evidence.dates import DateError
from tracker.public.counting import counted, number
from tracker.public.times import in_words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2025-06-02", "2 June 2025"),
        ("2022-03", "March 2022"),
        ("2022", "2022"),
        ("0987", "987"),
        ("2022-03~", "March 2022 (approximately)"),
        ("2025-05?", "May 2025 (uncertain)"),
        ("2025-05%", "May 2025 (approximately, uncertain)"),
        ("2022-21", "spring 2022"),
        ("2022-23", "autumn 2022"),
        ("2022-24", "winter 2022/23"),
        ("1999-24", "winter 1999/00"),
        ("201X", "the 2010s"),
        ("19XX", "1900 to 1999"),
        ("2022-XX", "some time in 2022"),
        ("2022-03-XX", "some day in March 2022"),
        ("2022-02/2022-04", "February to April 2022"),
        ("2022-21/2022-23", "spring to autumn 2022"),
        ("2014/2015", "2014 to 2015"),
        ("2014/2014", "2014"),
        ("2025-06-02/2025-06-05", "2 to 5 June 2025"),
        ("2025-05-28/2025-06-02", "28 May to 2 June 2025"),
        ("2024-12-30/2025-01-02", "30 December 2024 to 2 January 2025"),
        ("2021-12/2022-03", "December 2021 to March 2022"),
        ("2022-02/2022", "February 2022 to 2022"),
        ("2022-02-24/2022-04", "24 February 2022 to April 2022"),
        ("2022-02~/2022-04", "February 2022 (approximately) to April 2022"),
        ("2022-02?/2022-04?", "February to April 2022 (uncertain)"),
        ("2022-02/..", "from February 2022 on"),
        ("2022~/", "from 2022 (approximately) on"),
        ("../2022", "until 2022"),
        ("/2022-04-05", "until 5 April 2022"),
    ],
)
def test_in_words_plain_english(value, words):
    assert in_words(value) == words


def test_in_words_no_date_refused():
    with pytest.raises(DateError):
        in_words("soon")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2022-03-29", "29 березня 2022 року"),
        ("2022-03", "березень 2022 року"),
        ("2022-03~", "березень 2022 року (приблизно)"),
        ("2022-03?", "березень 2022 року (непевно)"),
        ("2022%", "2022 рік (приблизно, непевно)"),
        ("2022-21", "весна 2022 року"),
        ("2022-24", "зима 2022/23 року"),
        ("2022", "2022 рік"),
        ("201X", "2010-ті роки"),
        ("20XX", "2000–2099 роки"),
        ("2022-XX", "невідомий час 2022 року"),
        ("2022-03-XX", "один із днів березня 2022 року"),
        ("2022-03-29/2022-03-31", "29–31 березня 2022 року"),
        ("2022-03-29/2022-04-02", "29 березня — 2 квітня 2022 року"),
        ("2024-12-30/2025-01-02", "30 грудня 2024 — 2 січня 2025 року"),
        ("2022-02/2022-04", "лютий — квітень 2022 року"),
        ("2022-02~/2022-04", "лютий 2022 року (приблизно) — квітень 2022 року"),
        ("2014/2015", "2014–2015 роки"),
        ("2015/2015", "2015 рік"),
        ("2022-02/..", "від лютого 2022 року"),
        ("2022~/", "від 2022 року (приблизно)"),
        ("../2022", "до 2022 року"),
        ("/2022-22", "до літа 2022 року"),
        ("/2022-04-05", "до 5 квітня 2022 року"),
        ("/201X", "до 2010-х років"),
    ],
)
def test_in_ukrainian(value, words):
    with override("uk"):
        assert in_words(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2022-03-29", "29 березня 2022 року"),
        ("2022-03~", "березня 2022 року (приблизно)"),
        ("2022", "2022 року"),
        ("2022-23", "осені 2022 року"),
    ],
)
def test_in_the_genitive(value, words):
    with override("uk"):
        assert in_words(value, genitive=True) == words


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_both_forms(month):
    with override("uk"):
        alone, of_it = (in_words(f"2022-{month:02}", genitive=form) for form in (False, True))
        assert in_words(f"2022-{month:02}-01") == f"1 {of_it}"
    assert alone != of_it


@pytest.mark.parametrize(
    ("count", "english", "ukrainian"),
    [
        (0, "0 actors", "0 дійових осіб"),
        (1, "1 actor", "1 дійова особа"),
        (2, "2 actors", "2 дійові особи"),
        (5, "5 actors", "5 дійових осіб"),
        (11, "11 actors", "11 дійових осіб"),
        (12, "12 actors", "12 дійових осіб"),
        (21, "21 actors", "21 дійова особа"),
        (22, "22 actors", "22 дійові особи"),
        (111, "111 actors", "111 дійових осіб"),
        (1201, "1,201 actors", "1\xa0201 дійова особа"),
    ],
)
def test_counts(count, english, ukrainian):
    assert counted(count, "actor") == english
    with override("uk"):
        assert counted(count, "actor") == ukrainian


def test_numbers_that_begin_a_sentence():
    assert (number(2), number(11), number(1200)) == ("Two", "11", "1,200")
    with override("uk"):
        assert (number(2), number(11), number(1200)) == ("Два", "11", "1\xa0200")
