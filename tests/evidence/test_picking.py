"""What is selected becomes a passage of whole words, and a quote that leads back to it."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.evidence.strategies import texts
from tracker.evidence.anchor import find
from tracker.evidence.picking import quoted_words, shorten, snap

TEXT = "💬 The non-aligned states met – 25 km off.\n  “We’ll go on,” said Зеленський 🕊️ today."


def selected(part: str) -> tuple[int, int]:
    return TEXT.index(part), TEXT.index(part) + len(part)


@pytest.mark.parametrize(
    ("part", "passage"),
    [
        ("states met", "states met"),
        ("tates me", "states met"),
        (" states ", "states"),
        ("aligned", "non-aligned"),
        ("5", "25"),
        ("off.\n  “We", "off.\n  “We’ll"),
        ("ленсь", "Зеленський"),
        ("Зеленський 🕊️ to", "Зеленський 🕊️ today"),
        ("The", "The"),
        ("today.", "today."),
    ],
)
def test_snap_takes_whole_words(part: str, passage: str) -> None:
    found = snap(TEXT, *selected(part))

    assert found is not None
    assert TEXT[slice(*found)] == passage


@pytest.mark.parametrize(
    ("start", "end"), [(0, 1), (0, 0), (5, 4), (-1, 3), (0, 10_000), (selected("–")[0],) * 2]
)
def test_snap_nothing_selected_is_none(start: int, end: int) -> None:
    assert snap(TEXT, start, end) is None


@given(texts(), st.data())
def test_snap_gives_a_passage_that_verifies(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = snap(text, start, end)
    assume(found is not None and "[" not in text)
    assert found is not None

    anchor = find(text, text[slice(*found)])

    assert found in {*anchor.candidates, (anchor.start, anchor.end)} or (
        anchor.state == "ambiguous" and len(anchor.candidates) == 50
    )


LONG = " ".join(f"word{number}" for number in range(60))


def test_shorten_keeps_what_is_short() -> None:
    assert shorten(LONG, 0, 30) == LONG[:30]


def test_shorten_keeps_first_and_last_words_and_leads_back() -> None:
    quote = shorten(LONG, 0, len(LONG))

    found = find(LONG, quote)
    assert quote.startswith("word0 word1 ")
    assert quote.endswith(" word59")
    assert quoted_words(quote) == 24
    assert (found.start, found.end) == (0, len(LONG))


def test_shorten_tries_other_words_where_the_first_ones_come_twice() -> None:
    head = " ".join(f"a{number}" for number in range(12))
    text = f"{head} b c {head} " + " ".join(f"z{number}" for number in range(20))

    quote = shorten(text, 0, len(text))

    found = find(text, quote)
    assert quoted_words(quote) <= 25
    assert (found.start, found.end) == (0, len(text))


def test_shorten_gives_all_where_no_quote_leads_back() -> None:
    text = "so on and " * 30

    assert shorten(text, 0, len(text) - 1) == text[:-1]


@pytest.mark.parametrize(
    ("quote", "count"), [("one two", 2), ("one […] two [...] three", 3), ("", 0), ("a … b", 3)]
)
def test_quoted_words_leaves_out_the_mark_of_elision(quote: str, count: int) -> None:
    assert quoted_words(quote) == count
