"""Picking: from what somebody selected in a text to a passage, and to a quote that leads there."""

import re
from collections.abc import Iterator

from tracker.evidence.anchor import ELISION, find
from tracker.evidence.folding import fold
from tracker.evidence.paragraphs import paragraph_of
from tracker.evidence.words import BOUNDARY, INSIDE, edges

#: As many words of a quote-only source may stand in one quote.
MOST_QUOTED = 25
_TOKEN = re.compile(r"\S+")

Span = tuple[int, int]


def snap(text: str, start: int, end: int) -> Span | None:
    """Give the passage that a selection means, in code points.

    White space at its ends is left out, and a word that it cuts in two is taken whole. None where
    the selection is outside the text or holds no letter or digit.
    """
    if not 0 <= start < end <= len(text):
        return None
    folded, kinds = fold(text), edges(text)
    first, last = folded.position(start), folded.position(end)
    while first < last and folded.text[first] == " ":
        first += 1
    while last > first and folded.text[last - 1] == " ":
        last -= 1
    if not any(char.isalnum() for char in folded.text[first:last]):
        return None
    while first > 0 and kinds[first] != BOUNDARY:
        first -= 1
    while last < len(folded.text) and kinds[last] == INSIDE:
        last += 1
    return folded.original_span(first, last)


def quoted_words(quote: str) -> int:
    """Count the words of a quote; the mark of words left out is none."""
    return len(_TOKEN.findall(ELISION.sub(" ", quote)))


def shorten(text: str, start: int, end: int, most: int = MOST_QUOTED) -> str:
    """Give a quote of at most so many words that stands for this passage, and for no other.

    A longer passage becomes its first and last words with […] between them. Where no choice of
    them leads back to just this passage, the whole of it comes back, however long.
    """
    passage = text[start:end]
    if quoted_words(passage) <= most:
        return passage
    paragraph = paragraph_of(text, start)
    for quote in _shortened(passage, most):
        found = find(text, quote, paragraph=paragraph)
        if (start, end) in (*found.candidates, (found.start, found.end)):
            return quote
    return passage


def _shortened(passage: str, most: int) -> Iterator[str]:
    """Give the passage with its middle left out, as evenly as can be first."""
    tokens = list(_TOKEN.finditer(passage))
    half = most // 2
    for shift in (0, 2, -2, 4, -4, 8, -8):
        head, tail = half + shift, half - shift
        if head > 0 and tail > 0:
            yield f"{passage[: tokens[head - 1].end()]} […] {passage[tokens[-tail].start() :]}"
