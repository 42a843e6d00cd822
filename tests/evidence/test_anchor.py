"""Anchoring a quote without elision: states, places, paragraphs, context."""

import pytest

from tracker.evidence.anchor import MOST_CANDIDATES, Anchor, find, places

TEXT = (
    "Delegates met in Oslo on Monday. They did not sign “any paper”.\n"
    "\n"
    "A week later – in Oslo – they met once more: 5 of 25 came.\n"
    "Nobody’s aide would say why the first draft… was dropped."
)


@pytest.mark.parametrize(
    ("quote", "state"),
    [
        ("Delegates met in Oslo", "exact"),
        ("  Delegates met in Oslo\n", "exact"),
        ("sign “any paper”", "exact"),
        ('sign "any paper"', "folded"),
        ("A week later - in Oslo - they met", "folded"),
        ("A week\nlater", "folded"),
        ("Nobody's aide", "folded"),
        ("the first draft... was dropped", "folded"),
        ("the first draft… was dropped", "exact"),
        ("Monday. They did", "exact"),
        ("paper”.\n\nA week", "exact"),
        ("paper”. A week", "folded"),
        ("5 of 25", "exact"),
        ("dropped.", "exact"),
    ],
)
def test_find_quote_that_stands_there(quote: str, state: str) -> None:
    anchor = find(TEXT, quote)

    assert anchor.state == state
    assert anchor.suggestion is None
    assert anchor.candidates == ()


@pytest.mark.parametrize(
    "quote",
    [
        "They did sign",
        "They did not not sign",
        "Delegates met in Bergen",
        "delegates met",
        "Delegates met in Оslo",  # a Cyrillic О
        "5 of 26",
        "6 of 25",
        "nothing like it",
        "the first draft was dropped",
        "Monday, They",
    ],
)
def test_find_changed_word_or_number_missing(quote: str) -> None:
    anchor = find(TEXT, quote)

    assert anchor.state == "missing"
    assert (anchor.start, anchor.end, anchor.paragraph) == (None, None, None)


@pytest.mark.parametrize("quote", ["", "   ", "[…]", "[...] […]", "…", "— ! —", "\u200b", "“”"])
def test_find_quote_without_a_word_missing_without_suggestion(quote: str) -> None:
    assert find(TEXT, quote) == Anchor("missing")


def test_find_in_empty_text_missing() -> None:
    assert find("", "quote") == Anchor("missing")


def test_find_gives_code_points_and_paragraph() -> None:
    text = "🕊🕊 peace\nthe 𝔸lpha cafe\u0301 closed"

    anchor = find(text, "café closed")

    assert anchor == Anchor("folded", 19, 31, paragraph=2)
    assert text[19:31] == "cafe\u0301 closed"


def test_find_missing_suggests_nearest_passage() -> None:
    anchor = find(TEXT, "They did sign “any paper”")

    assert anchor.suggestion == "They did not sign “any paper"


def test_find_several_places_ambiguous() -> None:
    anchor = find(TEXT, "in Oslo")

    assert anchor.state == "ambiguous"
    assert anchor.start is None
    assert [TEXT[start:end] for start, end in anchor.candidates] == ["in Oslo", "in Oslo"]


def test_find_typed_like_one_of_several_still_ambiguous() -> None:
    assert find("It’s here. It's there.", "It's").state == "ambiguous"


def test_find_overlapping_places_all_candidates() -> None:
    assert find("no no no", "no no").candidates == ((0, 5), (3, 8))


def test_find_countless_places_candidates_capped() -> None:
    assert len(find("yes " * 1000, "yes").candidates) == MOST_CANDIDATES


@pytest.mark.parametrize(
    ("paragraph", "start"),
    [(1, TEXT.index("in Oslo")), (3, TEXT.rindex("in Oslo"))],
)
def test_find_paragraph_decides(paragraph: int, start: int) -> None:
    anchor = find(TEXT, "in Oslo", paragraph=paragraph)

    assert (anchor.state, anchor.start, anchor.paragraph) == ("exact", start, paragraph)


@pytest.mark.parametrize("paragraph", [2, 4, 5, 0, -1, 10**9])
def test_find_in_other_paragraph_missing_with_suggestion(paragraph: int) -> None:
    anchor = find(TEXT, "Delegates met", paragraph=paragraph)

    assert anchor.state == "missing"


def test_find_paragraph_limits_the_beginning_only() -> None:
    text = "It ended\nin tears. It ended\nin joy."

    assert find(text, "ended in tears", paragraph=1).state == "folded"
    assert find(text, "ended in tears", paragraph=2).state == "missing"


@pytest.mark.parametrize(
    ("context", "start"),
    [
        ({"prefix": "met "}, TEXT.index("in Oslo")),
        ({"prefix": "Delegates met"}, TEXT.index("in Oslo")),
        ({"suffix": " on Monday"}, TEXT.index("in Oslo")),
        ({"prefix": "later –"}, TEXT.rindex("in Oslo")),
        ({"prefix": "later - "}, TEXT.rindex("in Oslo")),
        ({"suffix": "-\nthey"}, TEXT.rindex("in Oslo")),
        ({"prefix": "ater –", "suffix": "– th"}, TEXT.rindex("in Oslo")),
    ],
)
def test_find_context_decides(context: dict[str, str], start: int) -> None:
    assert find(TEXT, "in Oslo", **context).start == start  # type: ignore[arg-type]


@pytest.mark.parametrize("context", [{"prefix": "from "}, {"suffix": "by"}, {"prefix": "on"}])
def test_find_wrong_context_missing(context: dict[str, str]) -> None:
    assert find(TEXT, "in Oslo", **context).state == "missing"  # type: ignore[arg-type]


def test_find_context_cut_within_a_range() -> None:
    text = "From 3–5 km to 5 km on, from 3–5 km to 5 km off."

    assert find(text, "km to", prefix="–5", suffix="5 km on").start == text.index("km to")


def test_find_context_at_the_ends_of_the_text() -> None:
    assert find("once", "once", prefix="x").state == "missing"
    assert find("once", "once", suffix="x").state == "missing"
    assert find("once", "once", prefix=" ", suffix="\n").state == "exact"


def test_find_invisible_characters_typed_alike_exact() -> None:
    text = "A shield 🛡\ufe0f for all"

    anchor = find(text, "shield 🛡\ufe0f")

    assert anchor.state == "exact"
    assert text[anchor.start : anchor.end] == "shield 🛡\ufe0f"


def test_find_hostile_text_is_only_text() -> None:
    text = "<script>alert('x')</script> \u202eevil\u202c [a-z]+ %s"

    assert find(text, "<script>alert('x')</script>").state == "exact"
    assert find(text, "[a-z]+ %s").state == "exact"


def test_places_takes_elision_as_it_stands() -> None:
    text = "He said “we […] agree”, she said “we agree”."

    assert [text[start:end] for start, end in places(text, "we […] agree")] == ["we […] agree"]


def test_places_of_nothing() -> None:
    assert list(places("text", "…")) == []
