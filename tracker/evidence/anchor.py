"""Anchoring: the place in a text that a quote stands at, proven and never guessed.

A quote may leave words out with […] or [...]; its segments must then follow one another, each
within the edges of words, and the passage runs from the first to the last. Of the passages that
end alike only the shortest counts: "the […] ended" begins at the last "the" before "ended". A
paragraph limits where the passage begins. Prefix and suffix are those of a W3C TextQuoteSelector.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from tracker.evidence.folding import SIGN, Folded, fold, fold_once
from tracker.evidence.paragraphs import paragraph_bounds, paragraph_of
from tracker.evidence.suggest import nearest
from tracker.evidence.words import BOUNDARY, edges

State = Literal["exact", "folded", "ambiguous", "missing"]

ELISION = re.compile(r"\[\s*(?:…|\.\.\.)\s*\]")
MOST_CANDIDATES = 50
MOST_SEGMENTS = 50
# A megabyte of "ab ab ab" would have a quote of half its length tried at every other word.
_MOST_COMPARED = 100_000_000
_BEGINS = bytes([BOUNDARY])


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a quote stands: code points, 0-based, end exclusive.

    `start`, `end` and `paragraph` (the line, from 1, of `start`) are None unless the state is
    exact or folded. An ambiguous quote has its places as `candidates`, no more than
    MOST_CANDIDATES of them; a missing one the nearest passage as `suggestion`, if any is near.
    """

    state: State
    start: int | None = None
    end: int | None = None
    suggestion: str | None = None
    paragraph: int | None = None
    candidates: tuple[tuple[int, int], ...] = ()


def find(
    text: str, quote: str, *, paragraph: int | None = None, prefix: str = "", suffix: str = ""
) -> Anchor:
    """Find the one passage of a text that a quote stands for.

    `paragraph` is the line, from 1, that the passage begins in; `prefix` and `suffix` stand
    directly before and after it but for white space. A quote without a letter or digit or of
    more than MOST_SEGMENTS is missing, and so is one in a paragraph that the text does not have.
    """
    raw = tuple(filter(None, map(str.strip, ELISION.split(quote))))
    return _find(text, raw, paragraph, prefix, suffix) or Anchor(
        "missing", suggestion=nearest(text, raw)
    )


def places(text: str, passage: str) -> Iterator[tuple[int, int]]:
    """Give the places where a passage stands; […] in it is literal."""
    search = _search(text, (passage,), None, "", "")
    if search:
        for window in _windows(search):
            yield search.folded.original_span(*window[0])


def _find(
    text: str, raw: tuple[str, ...], paragraph: int | None, prefix: str, suffix: str
) -> Anchor | None:
    """Give the anchor of a quote's segments, or None if it is missing."""
    search = _search(text, raw, paragraph, prefix, suffix)
    if not search:
        return None
    windows = list(islice(_windows(search), MOST_CANDIDATES))
    span = search.folded.original_span
    if len(windows) > 1:
        outer = tuple(span(window[0][0], window[-1][1]) for window in windows)
        return Anchor("ambiguous", candidates=outer)
    if not windows:
        return None
    spans = [span(*place) for place in windows[0]]
    start, end = spans[0][0], spans[-1][1]
    literal = all(text.startswith(quoted, at) for quoted, (at, _) in zip(raw, spans, strict=True))
    if literal:  # zero-width characters at its end may be quoted as well
        end = spans[-1][0] + len(raw[-1])
    state: State = "exact" if literal else "folded"
    return Anchor(state, start, end, paragraph=paragraph_of(text, start))


@dataclass(frozen=True, slots=True)
class _Search:
    """What is looked for, folded, and where; positions are those of the folded text."""

    folded: Folded
    edges: bytes
    needles: tuple[str, ...]
    prefix: str
    suffix: str
    first: int
    limit: int  # the passage begins before it

    def fits(self, index: int, at: int) -> bool:
        """Say whether needle `index`, known to stand here, lies within the edges of words."""
        end = at + len(self.needles[index])
        if self.edges[at] != BOUNDARY or not self.edges[end]:
            return False
        if self.prefix and index == 0 and not self.follows_prefix(at):
            return False
        return not self.suffix or index < len(self.needles) - 1 or self.precedes_suffix(end)

    def follows_prefix(self, at: int) -> bool:
        """Say whether the prefix stands directly before a position."""
        text = self.folded.text
        at -= text[at - 1 : at] == " "
        return text[max(0, at - len(self.prefix)) : at].replace(SIGN, "-") == self.prefix

    def precedes_suffix(self, at: int) -> bool:
        """Say whether the suffix stands directly after a position."""
        text = self.folded.text
        at += text[at : at + 1] == " "
        return text[at : at + len(self.suffix)].replace(SIGN, "-") == self.suffix


def _search(
    text: str, raw: tuple[str, ...], paragraph: int | None, prefix: str, suffix: str
) -> _Search | None:
    """Prepare a search, or give None where nothing can be found."""
    needles = tuple(fold_once(segment).text.strip() for segment in raw)
    if len(needles) > MOST_SEGMENTS or not all(needles):
        return None
    if not any(char.isalnum() for char in "".join(needles)):
        return None
    folded = fold(text)
    first, limit = 0, len(folded.text)
    if paragraph is not None:
        try:
            start, end = paragraph_bounds(text, paragraph)
        except ValueError:
            return None
        first, limit = folded.position(start), folded.position(end)
    return _Search(folded, edges(text), needles, _context(prefix), _context(suffix), first, limit)


def _context(text: str) -> str:
    """Fold a prefix or suffix; cut anywhere, it may not show that a dash is a sign."""
    return fold_once(text).text.strip().replace(SIGN, "-") if text else ""


def _windows(search: _Search) -> Iterator[list[tuple[int, int]]]:
    """Give the places of the needles in each shortest passage that has them in order.

    From each beginning the nearest end is looked for, and from that end the nearest beginning:
    what lies further off than either would only contain this passage.
    """
    lengths = [len(needle) for needle in search.needles]
    first = _hit_after(search, 0, search.first, search.limit)
    while first is not None:
        starts = [first]
        for index, length in enumerate(lengths[:-1], start=1):
            hit = _hit_after(search, index, starts[-1] + length, len(search.folded.text))
            if hit is None:
                return
            starts.append(hit)
        for index in reversed(range(len(starts) - 1)):
            end = starts[index + 1] if index else min(starts[1], search.limit + lengths[0] - 1)
            starts[index] = _hit_before(search, index, starts[index], end)
        yield [(at, at + length) for at, length in zip(starts, lengths, strict=True)]
        first = _hit_after(search, 0, starts[0] + 1, search.limit)


def _hit_after(search: _Search, index: int, at: int, limit: int) -> int | None:
    """Give the first place of a needle that begins at or after `at` and before `limit`."""
    text, needle = search.folded.text, search.needles[index]
    at = text.find(needle, at)
    tries = _MOST_COMPARED // len(needle)
    while 0 <= at < limit and tries:
        if search.fits(index, at):
            return at
        # From edge to edge, for in "aaaa…" a long needle would stand everywhere.
        at = search.edges.find(_BEGINS, at + 1)
        at = text.find(needle, at) if at >= 0 else -1
        tries -= 1
    return None


def _hit_before(search: _Search, index: int, known: int, end: int) -> int:
    """Give the last place of a needle that ends by `end`; it is known to have one before."""
    text, needle = search.folded.text, search.needles[index]
    at = text.rfind(needle, known, end)
    tries = _MOST_COMPARED // len(needle)
    while at > known and tries:
        if search.fits(index, at):
            return at
        at = search.edges.rfind(_BEGINS, known, at)
        at = text.rfind(needle, known, at + len(needle))
        tries -= 1
    return known
