"""How much of a source is covered, and where in it the cited passages stand."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from tracker.record.documents import Coverage, SourceDocument

from . import words

#: Into how many parts the figure divides the length of a text, and how many a passage has at least.
UNITS, LEAST = 1000, 4

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CoverageFigure:
    """Counts of sentences, None where no text is held; and marks, as (start, width) in units."""

    counts: Coverage | None
    reasons: str
    marks: list[Span]
    units: int = UNITS

    def __bool__(self) -> bool:
        return bool(self.marks or (self.counts and self.counts.sentences))

    @property
    def stating(self) -> int:
        """How many sentences state something."""
        return self.counts.sentences - self.counts.furniture if self.counts else 0

    @property
    def percent(self) -> int:
        """How many in a hundred of them are cited; all only where it is all of them."""
        return 100 * self.counts.cited // self.stating if self.counts and self.stating else 0

    @property
    def _furniture(self) -> str:
        if not self.reasons:
            return gettext("that state nothing")
        return gettext("that state nothing (%(reasons)s)") % {"reasons": self.reasons}

    @property
    def segments(self) -> list[tuple[str, str, int, int]]:
        """The bar: class, words, start and number of the sentences of each sort."""
        if self.counts is None:
            return []
        sorts = [
            ("cited", gettext("cited by claims"), self.counts.cited),
            ("uncited", gettext("not cited yet"), self.counts.uncited),
            ("furniture", self._furniture, self.counts.furniture),
        ]
        found, start = [], 0
        for name, said, count in sorts:
            if count:
                found.append((name, said, start, count))
            start += count
        return found


def figure(
    coverage: Coverage | None, document: SourceDocument, cited: Iterable[Span]
) -> CoverageFigure:
    """Draw a source; `cited` are the passages in the text that its document names."""
    reasons = dict.fromkeys(part.reason for part in document.furniture)
    plurals = ", ".join(str(words.FURNITURE.get(reason, reason)) for reason in reasons)
    return CoverageFigure(
        counts=coverage,
        reasons=plurals,
        marks=_marks(cited, document.text_length or 0),
    )


def _marks(cited: Iterable[Span], length: int) -> list[Span]:
    """Merge what overlaps, and scale it."""
    merged: list[Span] = []
    for start, end in sorted((start, end) for start, end in cited if end <= length):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    scaled = [(UNITS * start // length, UNITS * (end - start) // length) for start, end in merged]
    return [(min(start, UNITS - LEAST), max(width, LEAST)) for start, width in scaled]
