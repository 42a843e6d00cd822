"""Suggestions: the nearest passage, and how it differs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.evidence.suggest import Difference, differences, nearest

TEXT = (
    "Envoys gathered at a lakeside villa to revive the stalled grain accord.\n"
    "The hosts, who had prepared for weeks, offered coffee and patience. "
    "No accord was reached on Tuesday, though a draft of 25 pages changed hands. "
    "“We are closer than in spring,” one negotiator told the regional press."
)


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        ("revive the grain accord", "revive the stalled grain accord"),
        ("revive the long stalled grain accord", "revive the stalled grain accord"),
        ("No accord was reached on Thursday", "No accord was reached on Tuesday"),
        ("An accord was reached on Tuesday", "No accord was reached on Tuesday"),
        ("a draft of 5 pages changed hands", "a draft of 25 pages changed hands"),
        ("The Hosts who had prepared", "The hosts, who had prepared"),
        ("one negotiator told the national press", "one negotiator told the regional press"),
        ("negociator", "negotiator"),
        ("5 pages", "25 pages"),
        ("stalled", "stalled"),
    ],
)
def test_nearest_passage_at_the_edges_of_words(quote: str, passage: str) -> None:
    assert nearest(TEXT, quote) == passage


@pytest.mark.parametrize(
    "quote", ["", "…", "quantum chromodynamics", "zzzz", "volcanoes erupted over the sea of salt"]
)
def test_nearest_nothing_like_it_none(quote: str) -> None:
    assert nearest(TEXT, quote) is None


def test_nearest_in_empty_text_none() -> None:
    assert nearest("", "accord") is None


def test_nearest_prefers_rare_words_to_frequent_ones() -> None:
    text = "of the in the of the and. " * 20 + "The ferry of Lindow sank in the fog."

    assert nearest(text, "the ferry of Lindau") == "The ferry of Lindow"


def test_nearest_of_segments_joined_in_the_order_of_the_text() -> None:
    suggestion = nearest(TEXT, ("one negotiator said", "Envoys gathered in a lakeside villa"))

    assert suggestion == "Envoys gathered at a lakeside villa […] one negotiator told"


def test_nearest_of_segments_that_overlap_merged() -> None:
    assert nearest(TEXT, ("the hosts who had", "who had prepared")) == "The hosts, who had prepared"


def test_nearest_of_long_quote_is_bounded() -> None:
    text = " ".join(f"word{number}" for number in range(2000))
    quote = text.replace("word999 ", "")

    suggestion = nearest(text, quote)

    assert suggestion is not None
    assert suggestion.startswith("word0")


@given(st.text(max_size=80), st.text(max_size=30))
def test_nearest_any_text_is_a_piece_of_it(text: str, quote: str) -> None:
    suggestion = nearest(text, quote)

    assert suggestion is None or suggestion in text


@pytest.mark.parametrize(
    ("quote", "passage", "expected"),
    [
        ("all alike", "all alike", [("same", "all alike")]),
        ("it's “so”", 'it’s "so"', [("same", 'it’s "so"')]),
        (
            "did sign it",
            "did not sign it",
            [("same", "did"), ("added", "not"), ("same", "sign it")],
        ),
        ("did not sign", "did sign", [("same", "did"), ("removed", "not"), ("same", "sign")]),
        ("on Monday", "on Tuesday", [("same", "on"), ("removed", "Monday"), ("added", "Tuesday")]),
        ("agreed,", "agreed", [("removed", "agreed,"), ("added", "agreed")]),
        ("", "new", [("added", "new")]),
        ("old", "", [("removed", "old")]),
        ("", "", []),
    ],
)
def test_differences_word_by_word(
    quote: str, passage: str, expected: list[tuple[str, str]]
) -> None:
    assert [(d.kind, d.text) for d in differences(quote, passage)] == expected


def test_differences_of_endless_texts_as_wholes() -> None:
    assert differences("a " * 5000, "b") == (
        Difference("removed", " ".join("a" * 5000)),
        Difference("added", "b"),
    )


@given(st.lists(st.sampled_from("abcd")), st.lists(st.sampled_from("abcd")))
def test_differences_hold_both_texts(quote: list[str], passage: list[str]) -> None:
    found = differences(" ".join(quote), " ".join(passage))

    old = " ".join(d.text for d in found if d.kind != "added")
    new = " ".join(d.text for d in found if d.kind != "removed")
    assert (old.split(), new.split()) == (quote, passage)
