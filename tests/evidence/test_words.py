"""Words: what a passage may begin and end with."""

import pytest

from tracker.evidence.anchor import find
from tracker.evidence.folding import fold
from tracker.evidence.words import BOUNDARY, END_ONLY, INSIDE, edges, word_spans, words


def split(text: str) -> list[str]:
    """Give the words of a text as they are typed in it."""
    folded = fold(text)
    return [text[slice(*folded.original_span(*word))] for word in words(text)]


@pytest.mark.parametrize(
    "word",
    [
        "25", "2.5", "2,5", ".5", "-5", "−5", "–5", "+5", "±5", "1,000,000", "1.000.000", "25 000",
        "25\u202f000", "1'000", "1’000", "10:30", "24/7", "1/2", "½", "10²", "2½", "5th", "5%",
        "5 %", "5\u00a0‰", "%5", "$5", "$ 5", "US$5", "€5.50", "5 €", "5€", "-$5", "$-5", "5°",
        "5°C", "5 °C", "48°27′", "5′30″", "5′", "5+", "18+", "2022-2023", "3-5", "3−5",
        "15-year-old", "2025-06-02", "1·5",
    ],
)  # fmt: skip
def test_words_number_with_all_that_belongs_to_it_one_word(word: str) -> None:
    assert split(f"some {word} of") == ["some", word, "of"]


@pytest.mark.parametrize(
    "word",
    [
        "non-aligned", "non‑aligned", "non-\naligned", "face-to-face", "don't", "wasn’t", "o'clock",
        "м'який", "R&D", "U.S", "e.g", "J.K", "cafe\u0301", "q\u0323\u0307", "ceasefire²", "oﬃce",
        "Київ", "한국", "co\u00adoperate", "1990's", "X-2", "5\u20e3", "नहीं",
    ],
)  # fmt: skip
def test_words_letters_that_belong_together_one_word(word: str) -> None:
    assert split(f"some {word} of") == ["some", word, "of"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("each other—Russian men", ["each", "other", "Russian", "men"]),
        ("1989–1991", ["1989", "1991"]),
        ("3–5 km", ["3", "5", "km"]),
        ("non–aligned", ["non", "aligned"]),
        ("this - that", ["this", "that"]),
        ("pro- and anti-war", ["pro", "and", "anti-war"]),
        ("this--that", ["this", "that"]),
        ("Kyiv’s", ["Kyiv", "’s"]),
        ("KYIV'S", ["KYIV", "'S"]),
        ("officials’ talks", ["officials", "talks"]),
        ("and/or", ["and", "or"]),
        ("done.The next", ["done", "The", "next"]),
        ("in 2022 300 men", ["in", "2022", "300", "men"]),
        ("Article 5\n100 men", ["Article", "5", "100", "men"]),
        ("notes: 5 $10 bills", ["notes", "5", "$10", "bills"]),
        ("from $3–$5", ["from", "$3", "$5"]),
        ("5%–6%", ["5%", "6%"]),
        ("5% 2022", ["5%", "2022"]),
        ("so…5 men", ["so", "5", "men"]),
        ("‘a’ “b”", ["a", "b"]),
        ("🧨 1. War", ["1", "War"]),
        ("", []),
        ("… — !", []),
    ],
)
def test_words_parted(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("5 km", "It is 25 km away."),
        ("5 km", "It is 2.5 km away."),
        ("5 km", "It is 2,5 km away."),
        ("5 km", "It is -5 km away."),
        ("5 km", "It is –5 km away."),
        ("5 km", "It is +5 km away."),
        ("5", "It is 5.5 km away."),
        ("5", "It rose by 5% then."),
        ("5", "It rose by 5 % then."),
        ("5", "It cost $5 then."),
        ("5", "It cost 5 € then."),
        ("5", "It was 5′ long."),
        ("5 km", "It was 5 km² wide."),
        ("10", "A factor of 10² it was."),
        ("25", "Some 25 000 fled."),
        ("000 fled", "Some 25 000 fled."),
        ("000", "Some 25,000 fled."),
        ("2", "Some 1/2 fled."),
        ("1990", "The 1990's ended."),
        ("$5", "It cost US$5 then."),
        ("-5 km", "It is 3–5 km away."),
        ("–5 km", "It is 3-5 km away."),
        ("-5 men", "They sent many —5 men at most."),
        ("−$5", "From $3–$5 it rose."),
        ("aligned", "A non-aligned state."),
        ("aligned", "A non‑aligned state."),
        ("aligned state", "A non-\naligned state."),
        ("non", "A non-aligned state."),
        ("do", "They don’t agree."),
        ("s plan", "Kyiv's plan."),
        ("agree", "They disagree."),
        ("cafe", "A cafe\u0301 there."),
        ("S", "The U.S. plan."),
        ("fi", "The ﬁnal one."),
        ("end.", "The end… came."),
        ("5", "Press 5\ufe0f\u20e3 now."),
    ],
)
def test_find_part_of_a_word_missing(quote: str, text: str) -> None:
    assert find(text, quote).state == "missing"


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("Kyiv", "It was Kyiv’s plan."),
        ("Kyiv's plan", "It was Kyiv’s plan."),
        ("officials", "The officials’ plan."),
        ("Russian men", "Across each other—Russian men."),
        ("—Russian men", "Across each other—Russian men."),
        ("2015", "In 2014–2015 it was."),
        ("2014", "In 2014–2015 it was."),
        ("5 km", "Some 3–5 km away."),
        ("–5 km", "It is -5 km away."),
        ("-5 km", "It is −5 km away."),
        ("5%", "It rose by 5%."),
        ("U.S", "The U.S. plan."),
        ("U.S.", "The U.S. plan."),
        ("(all of it)", "Take it (all of it)."),
        ("all of it", "Take it (all of it)."),
        ("“yes”", 'They said "yes".'),
        ("3-5 km", "Some 3–5 km away."),
    ],
)
def test_find_whole_words_found(quote: str, text: str) -> None:
    assert find(text, quote).state in ("exact", "folded")


def test_edges_inside_and_between() -> None:
    assert list(edges("ab c")) == [BOUNDARY, INSIDE, BOUNDARY, BOUNDARY, BOUNDARY]


def test_edges_before_dash_of_range_end_only() -> None:
    assert edges("3–5")[1] == END_ONLY
    assert edges("a–b")[1] == BOUNDARY


def test_edges_within_expanded_character_inside() -> None:
    assert list(edges("…")) == [BOUNDARY, INSIDE, INSIDE, BOUNDARY]


def test_edges_of_empty_text() -> None:
    assert list(edges("")) == [BOUNDARY]


def test_word_spans_are_those_of_the_folded_text() -> None:
    assert word_spans(fold("the oﬃce  door")) == ((0, 3), (4, 10), (11, 15))
