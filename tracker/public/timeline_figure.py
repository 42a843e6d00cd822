"""The timeline as a drawing: where each round, its label and each tick stands.

Pure geometry in whole units, so that the template writes plain numbers whatever the language. A
label never overlaps another or leaves the drawing: the width of its text is overestimated, and
what would not fit beside its mark gets a line of its own above it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal
from unicodedata import east_asian_width

from django.utils.dateformat import format as formatted

from tracker.evidence import dates

from .lines import Line
from .targets import Target

WIDTH, EDGE = 1100, 14
#: Heights: of the axis, the name of a lane, a row, a label above its mark, and a mark.
AXIS, NAME, ROW, ABOVE, MARK = 34, 34, 28, 22, 12
#: How long a mark is drawn whose beginning or end nobody knows.
STUB = 44
LETTER = 15
MOST_LETTERS = 72
MOST_TICKS = 14

Sort = Literal["day", "stretch", "within"]


@dataclass(frozen=True, slots=True)
class Scale:
    """Days to units; `last` is the last day shown."""

    first: date
    last: date
    width: int = WIDTH
    edge: int = EDGE

    def at(self, day: date) -> int:
        """Give where a day begins, held within the drawing."""
        share = (day - self.first).days / ((self.last - self.first).days + 1)
        inner = self.width - 2 * self.edge
        return self.edge + round(min(max(share, 0), 1) * inner)

    def after(self, day: date) -> int:
        """Give where a day ends."""
        return self.at(day + timedelta(days=1)) if day < date.max else self.width - self.edge

    def extent(self, line: Line, stub: int = STUB, least: int = MARK) -> tuple[int, int]:
        """Give where the mark of a dated round begins and ends.

        Of an open beginning or end, only a stub at the known side is drawn.
        """
        start = self.at(line.earliest) if line.earliest else None
        end = self.after(line.latest) if line.latest else None
        if start is None:
            assert end is not None
            start = max(end - stub, 0)
        if end is None:
            end = min(start + stub, self.width)
        if end - start < least:
            middle = (start + end) // 2
            start = min(max(middle - least // 2, 0), self.width - least)
            end = start + least
        return start, end


@dataclass(frozen=True, slots=True)
class Shape:
    """How a mark looks: what sort of time it is, its doubts, and its open or cut sides."""

    sort: Sort
    doubtful: bool
    open_start: bool
    open_end: bool

    @classmethod
    def of(cls, line: Line) -> "Shape":
        known = dates.parse(line.edtf)
        sorts: dict[str, Sort] = {"day": "day", "interval": "stretch"}
        return cls(
            sort=sorts.get(known.precision, "within"),
            doubtful=known.approximate or known.uncertain,
            open_start=known.earliest is None,
            open_end=known.latest is None,
        )

    @property
    def classes(self) -> str:
        return f"{self.sort} doubtful" if self.doubtful else self.sort


@dataclass(frozen=True, slots=True)
class Mark:
    """One round in the drawing."""

    line: Line
    shape: Shape
    label: str
    x: int
    y: int
    width: int
    text_x: int
    text_y: int
    anchor: Literal["start", "end"]

    @property
    def end(self) -> int:
        return self.x + self.width

    @property
    def middle(self) -> int:
        return self.y + MARK // 2

    @property
    def arrow_start(self) -> str:
        """Draw the tip of an open beginning."""
        return (
            f"M{self.x + 7} {self.middle - 5}L{self.x} {self.middle}L{self.x + 7} {self.middle + 5}"
        )

    @property
    def arrow_end(self) -> str:
        return (
            f"M{self.end - 7} {self.middle - 5}L{self.end} {self.middle}L{self.end - 7} "
            f"{self.middle + 5}"
        )


@dataclass(frozen=True, slots=True)
class Lane:
    """The dated rounds of one process."""

    process: Target
    y: int
    label: str
    marks: list[Mark]

    @property
    def text_y(self) -> int:
        return self.y + NAME - 11


@dataclass(frozen=True, slots=True)
class Tick:
    x: int
    label: str


@dataclass(frozen=True, slots=True)
class Figure:
    """The whole drawing."""

    ticks: list[Tick] = field(default_factory=list)
    lanes: list[Lane] = field(default_factory=list)
    height: int = 0
    width: int = WIDTH
    mark: int = MARK


def width_of(text: str) -> int:
    """Overestimate how wide a text is, in units; the widest of the common sans serifs decides."""
    return round(LETTER * sum(_em(letter) for letter in text)) + 2


def _em(letter: str) -> float:
    if east_asian_width(letter) in "WF":
        return 1.05
    if letter in "WMmw@%—…ЖШЩЮМжшщюмы":
        return 1.02
    if letter in " .,:;'’!|ijlftrI()[]-":
        return 0.45
    return 0.8 if letter.isupper() else 0.66


def shortened(text: str, room: int) -> str:
    """Cut a label so that it surely fits; its full text is in the link's name."""
    if len(text) <= MOST_LETTERS and width_of(text) <= room:
        return text
    text = text[:MOST_LETTERS]
    while text and width_of(text + "…") > room:
        text = text[:-1]
    return text.rstrip() + "…"


def draw(lanes: Iterable[tuple[Target, list[Line]]], scale: Scale) -> Figure:
    """Draw the dated rounds of each process; a process without any has no lane."""
    drawn: list[Lane] = []
    y = AXIS
    for process, lines in lanes:
        dated = [line for line in lines if line.earliest or line.latest]
        if not dated:
            continue
        marks, bottom = _packed(dated, scale, y + NAME)
        drawn.append(Lane(process, y, shortened(process.title, WIDTH - 2 * EDGE), marks))
        y = bottom + 8
    return Figure(ticks(scale), drawn, y)


def _packed(lines: list[Line], scale: Scale, top: int) -> tuple[list[Mark], int]:
    """Set marks with their labels into rows, each as high up as nothing is in its way."""
    rows: list[tuple[int, list[tuple[int, int]]]] = []
    marks: list[Mark] = []
    bottom = top
    for line in lines:
        x, end = scale.extent(line)
        label = shortened(line.target.title, WIDTH - 2 * EDGE)
        text_x, anchor, low, high = _beside(x, end, width_of(label))
        if anchor is None:
            text_x, low, high = _above(x, end, width_of(label))
            y, text_y = bottom + ABOVE, bottom + ABOVE - 7
            bottom += ROW + ABOVE
        else:
            row = next((row for row in rows if all(high < a or b < low for a, b in row[1])), None)
            if row is None:
                row = (bottom, [])
                rows.append(row)
                bottom += ROW
            row[1].append((low - 16, high + 16))
            y = row[0] + (ROW - MARK) // 2
            text_y = y + MARK - 1
        marks.append(
            Mark(line, Shape.of(line), label, x, y, end - x, text_x, text_y, anchor or "start")
        )
    return marks, bottom


def _beside(x: int, end: int, width: int) -> tuple[int, Literal["start", "end"] | None, int, int]:
    """Place a label right of its mark, or else left of it; no anchor where it fits in neither."""
    if end + 8 + width <= WIDTH - EDGE:
        return end + 8, "start", x, end + 8 + width
    if x - 8 - width >= EDGE:
        return x - 8, "end", x - 8 - width, end
    return 0, None, 0, 0


def _above(x: int, end: int, width: int) -> tuple[int, int, int]:
    text_x = max(EDGE, min(x, WIDTH - EDGE - width))
    return text_x, min(x, text_x), max(end, text_x + width)


def ticks(scale: Scale) -> list[Tick]:
    """Give ticks at round months or years, at most so many that their labels keep apart.

    A label stands right of its tick; a tick so close to the edge that it would not fit is left out.
    """
    months = (scale.last.year - scale.first.year + 1) * 12
    step = next(
        (n for n in (1, 3, 6, 12, 24, 60, 120, 300, 600, 1200) if months / n <= MOST_TICKS), 12000
    )
    found = []
    for month in range(0, months, step):
        year = scale.first.year + month // 12
        day = date(year, month % 12 + 1, 1)
        tick = Tick(scale.at(day), f"{year}" if day.month == 1 else formatted(day, "M"))
        if tick.x + 5 + width_of(tick.label) <= WIDTH:
            found.append(tick)
    return found
