"""Anchoring a quote that leaves words out."""

import pytest

from tracker.evidence.anchor import MOST_CANDIDATES, find

TEXT = (
    "The envoy said that talks, however slow, would go on. The envoy left.\n"
    "Later the minister said that talks would end… or go on. Nobody left."
)


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        ("talks […] slow", "talks, however slow"),
        ("talks [...] slow", "talks, however slow"),
        ("talks[…]slow", "talks, however slow"),
        ("talks [ … ] slow", "talks, however slow"),
        ("talks\n[…]\nslow", "talks, however slow"),
        ("[…] however slow […]", "however slow"),
        ("however […] […] slow", "however slow"),
        ("however […] slow […] would", "however slow, would"),
        ("envoy left […] Later", "envoy left.\nLater"),
        ("minister […] end… or", "minister said that talks would end… or"),
        ("The envoy […] left", "The envoy left"),
        ("slow […] Later the", "slow, would go on. The envoy left.\nLater the"),
    ],
)
def test_find_segments_in_order(quote: str, passage: str) -> None:
    anchor = find(TEXT, quote)

    assert anchor.state == "exact"
    assert TEXT[anchor.start : anchor.end] == passage


@pytest.mark.parametrize(
    "quote",
    [
        "slow […] however",
        "talks […] slow […] slow",
        "talks […] slo",
        "alks […] slow",
        "envoy […] said […] nothing",
        "said that […] that talks, however […] that talks, however",
        "or go […] go on",
        "talks … slow",  # a plain ellipsis is literal
    ],
)
def test_find_segments_not_there_missing(quote: str) -> None:
    assert find(TEXT, quote).state == "missing"


def test_find_one_segment_folded_all_folded() -> None:
    assert find(TEXT, "minister […] end... or go").state == "folded"


def test_find_shortest_passage_when_a_beginning_is_repeated() -> None:
    text = "The war began. The war ended."

    anchor = find(text, "The war […] ended")

    assert anchor.state == "exact"
    assert anchor.start == text.rindex("The war")


def test_find_shortest_passage_when_an_ending_is_repeated() -> None:
    text = "The war began badly, and ended badly."

    anchor = find(text, "war […] badly")

    assert text[anchor.start : anchor.end] == "war began badly"


def test_find_passages_apart_ambiguous() -> None:
    anchor = find(TEXT, "said […] go on")

    assert anchor.state == "ambiguous"
    assert [TEXT[start:end] for start, end in anchor.candidates] == [
        "said that talks, however slow, would go on",
        "said that talks would end… or go on",
    ]


def test_find_passages_that_overlap_ambiguous() -> None:
    text = "a1 x a2 b1 x b2"

    assert find("one two one two", "one […] two").candidates == ((0, 7), (8, 15))
    assert find(text, "a1 […] b1").state == "exact"


def test_find_paragraph_decides_where_an_elided_passage_begins() -> None:
    first = find(TEXT, "said […] go on", paragraph=1)
    second = find(TEXT, "said […] go on", paragraph=2)

    assert first.start is not None
    assert second.start is not None
    assert first.start < TEXT.index("\n") < second.start


def test_find_paragraph_keeps_a_later_beginning_out() -> None:
    text = "Talks opened.\nTalks closed."

    anchor = find(text, "Talks […] closed", paragraph=1)

    assert (anchor.start, anchor.end, anchor.paragraph) == (0, len(text) - 1, 1)


def test_find_context_of_first_and_last_segment() -> None:
    text = "he said yes and no, she said yes and no."

    anchor = find(text, "said […] no", prefix="she", suffix=".")

    assert anchor.start == text.rindex("said")
    assert find(text, "said […] no", suffix=",").start == text.index("said")


def test_find_inner_segments_need_whole_words() -> None:
    assert find("one tenfold three", "one […] ten […] three").state == "missing"
    assert find("one ten three", "one […] ten […] three").state == "exact"


def test_find_missing_segment_suggests_all_in_order_of_the_text() -> None:
    anchor = find(TEXT, "The envoy said that chats […] Later the minister said that")

    assert anchor.suggestion is not None
    assert anchor.suggestion.endswith(" […] Later the minister said that")


def test_find_countless_elided_passages_capped() -> None:
    assert len(find("to and fro " * 500, "to […] fro").candidates) == MOST_CANDIDATES
