"""The timeline: all rounds on lanes by process, as a figure and as a table."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.record.models import Page

from . import times
from .lines import Line
from .targets import Target
from .timeline_figure import Figure, Scale, Shape, draw

#: How many rounds one timeline shows; a longer one cannot be read, and periods lead to the rest.
MOST = 300
#: How many years are offered as periods: the newest.
MOST_YEARS = 16
#: The units of a small bar, which stretches to whatever room it has.
BAR = 1000

_YEAR = re.compile(r"\d{4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """The years asked for; None where no limit was set."""

    first: int | None = None
    last: int | None = None

    def __bool__(self) -> bool:
        return self.first is not None or self.last is not None

    @property
    def from_day(self) -> date | None:
        return date(self.first, 1, 1) if self.first else None

    @property
    def to_day(self) -> date | None:
        return date(self.last, 12, 31) if self.last else None

    @property
    def typed(self) -> tuple[str, str]:
        """Both years as they stand in the form."""
        return (
            f"{self.first:04}" if self.first else "",
            f"{self.last:04}" if self.last else "",
        )

    @property
    def in_words(self) -> str:
        if self.first and self.first == self.last:
            return times.in_words(f"{self.first:04}")
        if self.first and self.last:
            return times.years(self.first, self.last)
        if self.first:
            return gettext("from %(year)s") % {"year": self.first}
        return gettext("up to %(year)s") % {"year": self.last}


@dataclass(frozen=True, slots=True)
class Row:
    """A round, its process, and its small bar (none where it has no date)."""

    line: Line
    process: Target
    shape: Shape | None
    x: int = 0
    width: int = 0

    @property
    def end(self) -> int:
        return self.x + self.width


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """The dated rounds, drawn; and those without a date."""

    figure: Figure = field(default_factory=Figure)
    dated: list[Row] = field(default_factory=list)
    undated: list[Row] = field(default_factory=list)
    is_cut: bool = False
    scale: Scale | None = None

    @property
    def lanes(self) -> list[tuple[Target, list[Row]]]:
        """The dated rounds by process, as phones show them."""
        return by_process(self.dated)

    @property
    def undated_lanes(self) -> list[tuple[Target, list[Row]]]:
        return by_process(self.undated)

    @property
    def years(self) -> str:
        """The years that the drawing spans."""
        if self.scale is None:
            return ""
        return Period(self.scale.first.year, self.scale.last.year).in_words


@dataclass(frozen=True, kw_only=True)
class TimelinePage:
    """The context of the timeline."""

    title: str = _("Timeline")
    description: str = _(
        "All rounds of negotiations by process and date, as far as sources date them."
    )
    period: Period = field(default_factory=Period)
    timeline: Timeline = field(default_factory=Timeline)
    years: list[int] = field(default_factory=list)
    problem: str = ""


def build(asked: Mapping[str, str]) -> TimelinePage:
    """Build the timeline in two queries."""
    given = {name: asked.get(name, "") for name in ("from", "to")}
    years = list(Page.objects.of_kind("round").begun())[-MOST_YEARS:]
    period = _period(given["from"], given["to"])
    if period is None:
        problem = gettext(
            "A period goes from one year to the same or a later one, as in 2022 and 2025."
        )
        return TimelinePage(years=years, problem=problem)
    return TimelinePage(period=period, timeline=read(period), years=years)


def _period(first: str, last: str) -> Period | None:
    """Read a period; None where what was asked is none."""
    if any(year and (not _YEAR.fullmatch(year) or year == "0000") for year in (first, last)):
        return None
    period = Period(int(first) if first else None, int(last) if last else None)
    backwards = period.first and period.last and period.last < period.first
    return None if backwards else period


def read(period: Period = Period()) -> Timeline:  # it cannot be changed
    """Read and draw the rounds of a period: one query. The undated ones may belong to any."""
    found = list(
        Page.objects.with_process(MOST + 1, period.from_day, period.to_day).lines(
            "process", "process_title"
        )
    )
    pairs = [
        (Line.of(row), Target("process", row["process"], row["process_title"]))
        for row in found[:MOST]
    ]
    dated = [(line, process) for line, process in pairs if line.earliest or line.latest]
    scale = _scale([line for line, _process in dated], period)
    lanes: dict[Target, list[Line]] = {}
    for line, process in dated:
        lanes.setdefault(process, []).append(line)
    return Timeline(
        figure=draw(lanes.items(), scale) if scale else Figure(),
        dated=[_row(line, process, scale) for line, process in dated] if scale else [],
        undated=[
            Row(line, process, None)
            for line, process in pairs
            if not (line.earliest or line.latest)
        ],
        is_cut=len(found) > MOST,
        scale=scale,
    )


def _scale(lines: list[Line], period: Period) -> Scale | None:
    """Span the years asked for, or else those of the rounds."""
    days = [day for line in lines for day in (line.earliest, line.latest) if day]
    if not days:
        return None
    first = period.first or min(days).year
    last = period.last or max(days).year
    return Scale(date(first, 1, 1), date(max(first, last), 12, 31))


def _row(line: Line, process: Target, scale: Scale) -> Row:
    small = Scale(scale.first, scale.last, width=BAR, edge=0)
    x, end = small.extent(line, stub=90, least=22)
    return Row(line, process, Shape.of(line), x, end - x)


def by_process(rows: list[Row]) -> list[tuple[Target, list[Row]]]:
    """Group rounds by process, in the order in which the processes first come up."""
    found: dict[Target, list[Row]] = {}
    for row in rows:
        found.setdefault(row.process, []).append(row)
    return list(found.items())
