"""The matrix of positions: issues × holders, and what changed from one time to the next.

A position that a president holds together with their state stands once, with the state, and names
who voiced it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from tracker.record.models import Page, Reference

from .lines import Line
from .targets import Target

#: How many positions one cell holds: the newest, and its history.
MOST = 8
#: How many holders stand side by side; a wider table cannot be read.
SIDE_BY_SIDE = 4


@dataclass(frozen=True, slots=True)
class Said:
    """A position in a cell, and who voiced it for the holder."""

    line: Line
    voices: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Before:
    """What a holder said before it took another posture, and in which rounds."""

    line: Line
    rounds: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """The positions of one holder on one issue, newest first; none where none was found."""

    holder: Target
    issue: Target
    said: tuple[Said, ...] = ()
    total: int = 0
    changed: Before | None = None

    @property
    def newest(self) -> Line | None:
        return self.said[0].line if self.said else None

    @property
    def now(self) -> list[Said]:
        """What holds at the time of the newest: one position of each posture.

        Sources may give a side several postures at once; to show one of them would be to choose.
        """
        found: dict[str, Said] = {}
        for one in self._beside(self.said[0]) if self.said else ():
            found.setdefault(one.line.posture, one)
        return list(found.values())

    @property
    def others(self) -> list[Said]:
        shown = self.now
        return [one for one in self.said if one not in shown]

    @property
    def postures(self) -> set[str]:
        return {one.line.posture for one in self.now}

    @property
    def more(self) -> bool:
        return self.total > len(self.said)

    @property
    def all_url(self) -> str:
        query = {"actor": self.holder.ref, "issue": self.issue.ref, "role": "holder"}
        return f"{reverse('public:claims')}?{urlencode(query | {'kind': 'position'})}"

    def departure(self) -> Line | None:
        """Give what stood before the newest posture, where that was another one.

        Before means: its last possible day lies before the first possible day of the newest. What
        may have been held then and now alike is no change.
        """
        begins = self.newest and self.newest.earliest
        before = [one for one in self.said if _holds(one) and _ends_before(one.line, begins)]
        if not before:
            return None
        then = {one.line.posture for one in self._beside(before[0])}
        return None if then & self.postures else before[0].line

    def _beside(self, first: Said) -> list[Said]:
        """Give a position, and those that may have been held at the same time."""
        return [
            one
            for one in self.said
            if one is first
            or (
                _holds(one)
                and not _ends_before(one.line, first.line.earliest)
                and not _ends_before(first.line, one.line.earliest)
                and (one.line.earliest or one.line.latest)
                and (first.line.earliest or first.line.latest)
            )
        ]


def _holds(one: Said) -> bool:
    return one.line.grade != "superseded"


def _ends_before(line: Line, day: date | None) -> bool:
    return bool(day and line.latest and line.latest < day)


Place = tuple[Target, Target]
Cells = dict[Place, Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """Some holders side by side, with the issues on which any of them has a position."""

    holders: list[Target]
    rows: list[tuple[Target, list[Cell]]]


@dataclass(slots=True)
class _Found:
    """What the query gives for one cell."""

    lines: list[Line] = field(default_factory=list)
    total: int = 0


def cells(on: date | None = None, at: Page | None = None) -> Cells:
    """Give all cells that hold a position, by holder and issue: one query."""
    own: dict[Place, _Found] = {}
    voices: dict[tuple[int, str], dict[Target, None]] = {}
    for row in Page.objects.held(MOST, on, at).lines(
        "holder", "holder_title", "issue", "issue_title", "of", "on_behalf"
    ):
        holder = Target("actor", row["holder"], row["holder_title"])
        if row["on_behalf"]:
            voices.setdefault((row["pk"], row["on_behalf"]), {})[holder] = None
            continue
        found = own.setdefault(
            (holder, Target("issue", row["issue"], row["issue_title"])), _Found()
        )
        found.lines.append(Line.of(row))
        found.total = row["of"]
    return {
        place: Cell(
            *place,
            said=tuple(
                Said(line, tuple(voices.get((line.pk, place[0].ref), ()))) for line in found.lines
            ),
            total=found.total,
        )
        for place, found in own.items()
    }


def with_changes(found: Cells) -> Cells:
    """Mark the cells whose posture changed since the rounds before: one query."""
    departures = {place: line for place, cell in found.items() if (line := cell.departure())}
    rounds: dict[int, list[Target]] = {}
    pages = {line.pk for line in departures.values()}
    for row in Reference.objects.towards(pages, "speaks of"):
        rounds.setdefault(row["from_page_id"], []).append(Target.of(row, "to_page__"))
    marked = {
        place: Cell(
            cell.holder,
            cell.issue,
            cell.said,
            cell.total,
            Before(departures[place], tuple(rounds.get(departures[place].pk, ()))),
        )
        for place, cell in found.items()
        if place in departures
    }
    return {**found, **marked}


def holders(found: Iterable[Cell]) -> list[Target]:
    """Give the holders, those with the most positions first."""
    weight: Counter[Target] = Counter()
    for cell in found:
        weight[cell.holder] += cell.total
    return sorted(weight, key=lambda one: (-weight[one], one.title, one.ref))


def issues(found: Iterable[Cell]) -> list[Target]:
    """Give the issues, by title."""
    return sorted({cell.issue for cell in found}, key=lambda one: (one.title, one.ref))


def table(who: list[Target], what: list[Target], found: Mapping[Place, Cell]) -> Table:
    """Set some holders side by side on some issues; rows without a position are left out."""
    rows = [
        (issue, [found.get((holder, issue)) or Cell(holder, issue) for holder in who])
        for issue in what
    ]
    return Table(who, [(issue, row) for issue, row in rows if any(cell.said for cell in row)])
