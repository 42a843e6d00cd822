"""Dates in words."""

import pytest

from tracker.evidence.dates import DateError
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
