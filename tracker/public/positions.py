"""Positions: who wants what on each issue, now, on any day, or on two days compared."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from tracker.record.models import Page

from . import matrix
from .matrix import SIDE_BY_SIDE, Cell, Cells, Table
from .targets import Target

#: How many rounds are offered as days to choose.
MOST_DAYS = 60

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

Verdict = Literal["changed", "new", "unchanged", "unsaid"]


class NoSuchDay(ValueError):
    """What stands in the address is no day."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The last day of a round, to choose from."""

    day: str
    title: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One cell on two days."""

    before: Cell
    after: Cell
    day: date

    @property
    def verdict(self) -> Verdict | Literal[""]:
        """Say what became of the posture; nothing where no statement was found on either day.

        Who was last heard before the second day has not been found to hold on: that is unsaid.
        """
        if not self.after.said:
            return ""
        if not self.before.said:
            return "new"
        if self.is_same and all(
            one.line.latest and one.line.latest < self.day for one in self.after.now
        ):
            return "unsaid"
        return "unchanged" if self.before.postures & self.after.postures else "changed"

    @property
    def is_same(self) -> bool:
        """Tell whether both days show the very same positions."""
        return self.before.now == self.after.now


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two days side by side: the tables, and how often each verdict was given."""

    holders: list[Target]
    rows: list[tuple[Target, list[Compared]]]


@dataclass(frozen=True, kw_only=True)
class PositionsPage:
    """The context of the positions."""

    title: str = _("Positions")
    description: str = _(
        "Who wants what on each issue: the newest statement of each side found in the sources held."
    )
    on: date | None = None
    other: date | None = None
    asked: str = ""
    asked_other: str = ""
    problem: str = ""
    tables: list[Table] = field(default_factory=list)
    comparisons: list[Comparison] = field(default_factory=list)
    silent: list[Target] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)

    @property
    def tally(self) -> list[tuple[str, int]]:
        """How often each verdict was given, the ones to look at first."""
        counts = Counter(
            one.verdict for table in self.comparisons for _issue, row in table.rows for one in row
        )
        said: dict[Verdict, str] = {
            "changed": pgettext("places of a table", "changed"),
            "new": pgettext("places of a table", "new"),
            "unchanged": pgettext("places of a table", "unchanged"),
            "unsaid": pgettext("places of a table", "without a newer statement"),
        }
        return [(word, counts[verdict]) for verdict, word in said.items()]


def day(asked: str) -> date | None:
    """Read the day asked for; None where none is. Raises NoSuchDay."""
    if not asked:
        return None
    if not _DAY.fullmatch(asked):
        raise NoSuchDay
    try:
        return date.fromisoformat(asked)
    except ValueError as error:
        raise NoSuchDay from error


def build(asked: str, asked_other: str = "") -> PositionsPage:
    """Build the positions as of a day, or the newest ones, in four queries; two days in one more.

    The earlier of two days comes first, whichever was asked first.
    """
    if not asked:
        asked, asked_other = asked_other, ""
    try:
        on, other = day(asked), day(asked_other)
    except NoSuchDay:
        problem = gettext(
            "This is no day of the calendar. Write year, month and day, as in 2022-04-01."
        )
        return PositionsPage(asked=asked[:40], asked_other=asked_other[:40], problem=problem)
    if on and other and other < on:
        on, other, asked, asked_other = other, on, asked_other, asked
    found = matrix.cells(on)
    later = matrix.cells(other) if other else {}
    issues = [
        Target("issue", ref, title)
        for ref, title in Page.objects.of_kind("issue")
        .order_by("title", "ref")
        .values_list("ref", "title")
    ]
    spoken = {issue for _, issue in [*found, *later]}
    holders = matrix.holders((later or found).values())
    blocks = [holders[at : at + SIDE_BY_SIDE] for at in range(0, len(holders), SIDE_BY_SIDE)]
    marked = found if other else matrix.with_changes(found)
    return PositionsPage(
        on=on,
        other=other,
        asked=asked,
        asked_other=asked_other,
        tables=[] if other else [matrix.table(block, issues, marked) for block in blocks],
        comparisons=[_compare(block, issues, found, later, other) for block in blocks]
        if other
        else [],
        silent=[issue for issue in issues if issue not in spoken],
        offers=_offers(),
    )


def _compare(
    who: list[Target], what: list[Target], found: Cells, later: Cells, day: date
) -> Comparison:
    after = matrix.table(who, what, later)
    return Comparison(
        who,
        [
            (
                issue,
                [
                    Compared(found.get((cell.holder, issue)) or Cell(cell.holder, issue), cell, day)
                    for cell in row
                ],
            )
            for issue, row in after.rows
        ],
    )


def _offers() -> list[Offer]:
    """Give the last days of the rounds that have one, each day once: one query.

    Of rounds that end on the same day the one that began last names it: a meeting, not the years of
    mediation around it.
    """
    days: dict[date, tuple[date, str]] = {}
    for row in Page.objects.with_process(MOST_DAYS).lines():
        first, last = row["earliest"], row["latest"]
        if first and last and (last not in days or first > days[last][0]):
            days[last] = (first, row["title"])
    return [Offer(last.isoformat(), title) for last, (_, title) in sorted(days.items())]
