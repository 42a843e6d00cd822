"""Coverage: which sentences of a text rest under a citation, and which do not."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from tracker.evidence.folding import fold
from tracker.evidence.sentences import Sentence, sentences
from tracker.evidence.words import words

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of sentences: all, those that are furniture, those cited; and the uncited ones."""

    sentences: int
    furniture: int
    cited: int
    uncited: tuple[Sentence, ...]


def cover(text: str, *, cited: Iterable[Span], furniture: Iterable[Span]) -> Coverage:
    """Measure how much of a text is cited; spans are code points, 0-based, end exclusive.

    A sentence is furniture when all its words are; any other is cited when a passage covers at
    least one whole word of it.
    """
    folded = fold(text)
    places = [folded.original_span(start, end) for start, end in words(text)]
    starts = [start for start, _ in places]
    in_furniture, in_passage = _within(places, furniture), _within(places, cited)
    furniture_count = cited_count = 0
    uncited = []
    found = sentences(text)
    for sentence in found:
        own = slice(bisect_left(starts, sentence.start), bisect_left(starts, sentence.end))
        if all(in_furniture[own]):
            furniture_count += 1
        elif any(in_passage[own]):
            cited_count += 1
        else:
            uncited.append(sentence)
    return Coverage(len(found), furniture_count, cited_count, tuple(uncited))


def _within(places: list[Span], spans: Iterable[Span]) -> list[bool]:
    """Say for each place, in order, whether it lies wholly within one of the merged spans."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    within = []
    at = 0
    for start, end in places:
        while at < len(merged) and merged[at][1] < end:
            at += 1
        within.append(at < len(merged) and merged[at][0] <= start)
    return within
