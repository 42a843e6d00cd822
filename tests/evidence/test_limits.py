"""Hostile texts of a megabyte end quickly; the bounds are generous, for slow machines."""

import time
from collections.abc import Iterator

import pytest

from tracker.evidence.anchor import MOST_CANDIDATES, find
from tracker.evidence.coverage import cover
from tracker.evidence.folding import fold
from tracker.evidence.sentences import sentences
from tracker.evidence.suggest import nearest

SIZE = 1_000_000
HOSTILE = ["a ", "a", "U.\n", ". ", "1. ", "[…] ", "-a", "1 000 ", "\n", ".", "\u0327\u0301", "ﬁ"]


@pytest.fixture(params=HOSTILE, ids=repr)
def text(request: pytest.FixtureRequest) -> Iterator[str]:
    yield "x" + request.param * (SIZE // len(request.param)) + "y"
    # Free the memory of what was remembered of this text.
    fold.cache_clear()


def test_megabyte_read_in_seconds(text: str) -> None:
    began = time.monotonic()

    fold(text)
    sentences(text)
    cover(text, cited=[(0, 10)], furniture=[(20, 30)])
    find(text, "a […] a […] b")
    nearest(text, "the a of a and U.S. 000 ceasefire")

    assert time.monotonic() - began < 30


@pytest.mark.parametrize(
    ("unit", "quote"),
    [
        ("a ", "a […] a […] b"),
        ("a ", "a " * 200_000),
        ("a", "a" * 500_000),
        ("ab ", "ab " * 150_000 + "a"),
        ("ab ", "a […] ab " + "ab " * 100_000),
        ("to and ", "to […] fro […] to"),
        ("a ", " […] ".join("a" * 100_000)),
        ("a ", " […] ".join(f"b{number}" for number in range(10_000))),
    ],
)
@pytest.mark.parametrize("context", [{}, {"prefix": "q"}, {"suffix": "q"}, {"paragraph": 1}])
def test_find_hostile_quote_ends(unit: str, quote: str, context: dict[str, str]) -> None:
    text = unit * (SIZE // len(unit))
    fold(text)
    began = time.monotonic()

    anchor = find(text, quote, **context)  # type: ignore[arg-type]

    assert len(anchor.candidates) <= MOST_CANDIDATES
    assert time.monotonic() - began < 15


def test_find_thousand_quotes_in_a_folded_text() -> None:
    text = "\n".join(f"Clause {number} of the “draft” wasn’t signed." for number in range(170))
    quotes = [f'Clause {number} of the "draft" wasn\'t' for number in range(170)]
    fold(text)
    began = time.monotonic()

    states = {find(text, quote).state for quote in quotes * 6}

    assert states == {"folded"}
    assert time.monotonic() - began < 1  # the aim is 25 µs each; slow machines are forgiven
