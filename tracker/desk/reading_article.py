"""The article as the reading desk shows it: paragraphs, sentences, and what is known of each word."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString

from tracker.evidence.coverage import Coverage, cover
from tracker.evidence.paragraphs import paragraphs
from tracker.evidence.sentences import sentences
from tracker.models import Citation, Furniture

Span = tuple[int, int]

#: Of a word cited several times the worst state is shown.
STATES = ("missing", "ambiguous", "unheld", "folded", "exact")
#: A mark beside the colour, and the word beside the mark.
SIGNS = {"exact": "✓", "folded": "≈", "ambiguous": "?", "unheld": "…", "missing": "✗"}


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands behind the last word of a cited passage."""

    number: int
    state: str

    @property
    def sign(self) -> str:
        return SIGNS[self.state]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words to which the same things apply; `at` is where they begin, in code points."""

    at: int
    text: str
    state: str = ""
    bearers: str = ""
    is_picked: bool = False
    marks: tuple[Mark, ...] = ()

    @property
    def html(self) -> SafeString:
        """The words for a page; a carriage return would be lost, and with it the count."""
        return SafeString(escape(self.text).replace("\r", "&#13;"))


@dataclass(slots=True)
class Run:
    """A sentence as far as one paragraph has it, or what stands between sentences (number 0)."""

    number: int = 0
    start: int = 0
    end: int = 0
    standing: str = ""  # cited, uncited or furniture
    reason: str = ""
    is_last: bool = False  # the sentence ends here, or in this paragraph
    pieces: list[Piece] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph with its number, the line of the text that it is."""

    number: int
    runs: list[Run]


@dataclass(frozen=True, slots=True)
class Article:
    lines: list[Line]
    coverage: Coverage
    first_uncited: int

    @property
    def total(self) -> int:
        """Sentences that want a citation: furniture does not."""
        return self.coverage.sentences - self.coverage.furniture


def lay_out(
    content: str,
    *,
    placed: Sequence[Citation],
    furniture: Sequence[Furniture],
    named: Mapping[Span, str],
    picked: Span | None = None,
) -> Article:
    """Cut a text into pieces. `placed` are the citations pinned to it, in reading order.

    `named` says where actors are named, and who. The pieces of a paragraph, joined, are its text.
    """
    spans = [(row.start or 0, row.end or 0) for row in placed]
    coverage = cover(content, cited=spans, furniture=[(row.start, row.end) for row in furniture])
    layers = _Layers(content, placed, spans, named, picked)
    standings = _Standings(coverage, furniture, content)
    lines = [
        Line(part.number, list(_runs(layers, standings, part.start, part.end)))
        for part in paragraphs(content)
    ]
    first = bisect_left(standings.starts, coverage.uncited[0].start) + 1 if coverage.uncited else 0
    return Article(lines, coverage, first)


class _Standings:
    """Whether each sentence is cited, uncited or furniture."""

    def __init__(self, coverage: Coverage, furniture: Sequence[Furniture], content: str) -> None:
        self.found = sentences(content)
        self.starts = [sentence.start for sentence in self.found]
        self.stretches = [(row.start, row.end, row.reason) for row in furniture]
        self._uncited = {sentence.start for sentence in coverage.uncited}
        spans = [(start, end) for start, end, _ in self.stretches]
        others = cover(content, cited=(), furniture=spans).uncited
        self._furniture = set(self.starts) - {sentence.start for sentence in others}

    def of(self, start: int, end: int) -> tuple[str, str]:
        """The standing of the sentence at this span, and the reason where it is furniture."""
        if start in self._furniture:
            reasons = (why for first, last, why in self.stretches if first < end and start < last)
            return "furniture", next(reasons, "")
        return "uncited" if start in self._uncited else "cited", ""


class _Layers:
    """What applies to each stretch between two cuts."""

    def __init__(
        self,
        content: str,
        placed: Sequence[Citation],
        spans: list[Span],
        named: Mapping[Span, str],
        picked: Span | None,
    ) -> None:
        self.content, self.picked = content, picked
        self.named = {start: (end, bearers) for (start, end), bearers in named.items()}
        cuts = {cut for span in spans for cut in span}
        cuts |= {cut for start, (end, _) in self.named.items() for cut in (start, end)}
        cuts |= set(picked or ())
        self.cuts = sorted(cuts)
        self.marks: dict[int, list[Mark]] = defaultdict(list)
        for number, (row, (_, end)) in enumerate(zip(placed, spans, strict=True), 1):
            self.marks[end].append(Mark(number, row.state))
        self.states = self._states([row.state for row in placed], spans)

    def _states(self, states: list[str], spans: list[Span]) -> dict[int, str]:
        """The worst state of the citations over each stretch, by where it begins."""
        changes: dict[int, list[tuple[str, int]]] = defaultdict(list)
        for state, (start, end) in zip(states, spans, strict=True):
            changes[start].append((state, 1))
            changes[end].append((state, -1))
        counts = dict.fromkeys(STATES, 0)
        found = {}
        for cut in self.cuts:
            for state, step in changes.get(cut, ()):
                counts[state] += step
            found[cut] = next((state for state in STATES if counts[state]), "")
        return found

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        first, last = bisect_right(self.cuts, start), bisect_left(self.cuts, end)
        for one, other in pairwise([start, *self.cuts[first:last], end]):
            before = bisect_right(self.cuts, one)
            state = self.states[self.cuts[before - 1]] if before else ""
            yield Piece(
                one,
                self.content[one:other],
                state,
                self._bearers(one),
                bool(self.picked and self.picked[0] <= one < self.picked[1]),
                tuple(self.marks.get(other, ())),
            )

    def _bearers(self, at: int) -> str:
        """Who is named here: a name may have been cut in two by a citation."""
        before = bisect_right(self.cuts, at)
        for cut in reversed(self.cuts[max(0, before - 6) : before]):
            end, bearers = self.named.get(cut, (0, ""))
            if bearers:
                return bearers if at < end else ""
        return ""


def _runs(layers: _Layers, standings: _Standings, start: int, end: int) -> Iterator[Run]:
    """The runs of one paragraph, gaps between sentences included."""
    index = max(0, bisect_right(standings.starts, start) - 1)
    at = start
    for number, sentence in enumerate(standings.found[index:], index + 1):
        if sentence.start >= end:
            break
        first, last = max(sentence.start, start), min(sentence.end, end)
        if first >= last:
            continue
        if at < first:
            yield Run(pieces=list(layers.pieces(at, first)))
        pieces = list(layers.pieces(first, last))
        standing, reason = standings.of(sentence.start, sentence.end)
        yield Run(
            number, sentence.start, sentence.end, standing, reason, sentence.end <= end, pieces
        )
        at = last
    if at < end:
        yield Run(pieces=list(layers.pieces(at, end)))
