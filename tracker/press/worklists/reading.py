"""Reading a worklist part by part, each part at a bounded cost, however large the dossier.

Candidates are read in the order of an index, from where the last part ended. A rule that the
database can answer from an index of its own gives all it finds. Any other rule looks at so many
candidates for each part and says so: a part can then be short, or empty, and have a next one.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.db.models import F, QuerySet
from django.db.models.fields.tuple_lookups import (
    Tuple,
    TupleGreaterThan,
    TupleGreaterThanOrEqual,
    TupleLessThan,
)

#: Counts end here: one more than a thousand is "more than a thousand".
MOST_COUNTED = 1_001

Way = Literal["form", "review", "reading", "merge"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a worklist: what, why it is here, and where it is mended."""

    kind: str
    key: UUID
    label: str
    reason: str
    way: Way = "form"
    place: str = ""  # of the form: the row that it is about, such as citations-2
    other: UUID | None = None  # likely duplicates: the one that it may be merged with


Cursor = tuple[Any, ...]  # the sort keys of the last candidate that was looked at


@dataclass(frozen=True, slots=True)
class Part:
    """Findings in order, and where the next part begins; None at the end."""

    findings: list[Finding]
    after: Cursor | None


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are: `more` if there may be more than that.

    `looked_at` says among how many candidates, where not all were looked at.
    """

    number: int
    more: bool = False
    looked_at: int | None = None


@dataclass(frozen=True, kw_only=True)
class Worklist:
    """A worklist: its words, and its rule.

    `rule` narrows candidates down in the database; `find` says what is the matter with the rows
    that are left, in a fixed number of queries, and may find nothing the matter if it is a `sieve`.
    """

    slug: str
    title: str
    why: str
    remedy: str
    kinds: tuple[str, ...]
    candidates: Callable[[], list[QuerySet]]
    find: Callable[[list[Any]], list[Finding]]
    rule: Callable[[QuerySet], QuerySet] = lambda rows: rows
    order: tuple[str, ...] = ("changed_at", "id")
    oldest_first: bool = False
    sieve: bool = False
    step: int = 50
    #: How many candidates a part looks through for rows that meet the rule; None: all, by an index.
    window: int | None = None

    def part(self, after: Cursor | None = None) -> Part:
        """Read one part, in a fixed number of queries."""
        rows: list[Any] = []
        end: Cursor | None = None
        for candidates in self.candidates():
            within, end = self._window(self._beyond(candidates, after))
            rows += self.rule(within)[: self.step + 1]
        rows.sort(key=self._key, reverse=not self.oldest_first)
        if len(rows) > self.step:
            rows, end = rows[: self.step], self._key(rows[self.step - 1])
        return Part(self.find(rows), end)

    def everything(self) -> Iterator[Finding]:
        """Read all parts, in larger steps: for commands."""
        larger = replace(self, step=self.step * 10, window=self.window and self.window * 10)
        part = larger.part()
        yield from part.findings
        while part.after is not None:
            part = larger.part(part.after)
            yield from part.findings

    def count(self) -> Count:
        """Count what there is, at the cost of one part or less."""
        if self.sieve:
            part = self.part()
            more = part.after is not None
            return Count(len(part.findings), more, self.step if more else None)
        number, looked_at = 0, None
        for candidates in self.candidates():
            within, end = self._window(self._beyond(candidates, None))
            number += self.rule(within).order_by()[:MOST_COUNTED].count()
            looked_at = self.window if end else looked_at
        number = min(number, MOST_COUNTED)
        return Count(number, number == MOST_COUNTED or looked_at is not None, looked_at)

    @property
    def looks_at(self) -> int | None:
        """How many candidates a part looks at, where not each of them is a finding."""
        return self.step if self.sieve else self.window

    def _key(self, row: Any) -> Cursor:
        return tuple(getattr(row, name) for name in self.order)

    def _beyond(self, rows: QuerySet, after: Cursor | None) -> QuerySet:
        sign = "" if self.oldest_first else "-"
        rows = rows.order_by(*(f"{sign}{name}" for name in self.order))
        if after is None:
            return rows
        further = TupleGreaterThan if self.oldest_first else TupleLessThan
        return rows.filter(further(self._columns(), after))

    def _window(self, rows: QuerySet) -> tuple[QuerySet, Cursor | None]:
        """The candidates of one part, and its end if there are more: one query."""
        if self.window is None:
            return rows, None
        last = list(rows.values_list(*self.order)[self.window - 1 : self.window + 1])
        if len(last) < 2:
            return rows, None
        return rows.filter(TupleGreaterThanOrEqual(self._columns(), last[0])), last[0]

    def _columns(self) -> Tuple:
        return Tuple(*(F(name) for name in self.order))


def cursor_as_text(cursor: Cursor) -> str:
    """A cursor as it stands in an address."""
    return "~".join(v.isoformat() if isinstance(v, datetime) else str(v) for v in cursor)


def cursor_from_text(worklist: Worklist, text: str) -> Cursor | None:
    """A cursor from an address; None for the beginning. Raises ValueError where it is damaged."""
    if not text:
        return None
    values = text.split("~")
    if len(values) != len(worklist.order):
        raise ValueError(text)
    return tuple(_read(name, value) for name, value in zip(worklist.order, values, strict=True))


def _read(name: str, value: str) -> Any:
    if name.endswith("_at"):
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            raise ValueError(value)
        return moment
    if "-" in value:
        return UUID(value)
    number = int(value)
    if not 0 <= number < 2**63:
        raise ValueError(value)
    return number
