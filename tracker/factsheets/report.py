"""What an import says: every error with its place and remedy, every change before it is made."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from tracker.evidence.hashing import sha256

from .cells import shortened


@dataclass(frozen=True, slots=True)
class SheetError:
    """One thing wrong with an upload; `str()` is one line that names the place and the remedy.

    `line` is the physical line, from 1, on which the row begins (in a workbook the row), and 0
    where the error is not of a line; `column` is empty where it is not of a column. An error of
    the whole upload has no file either.
    """

    file: str
    line: int
    column: str
    value: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        value = f"“{shortened(self.value)}”" if self.value else ""
        where = ", ".join(part for part in (place, shortened(self.column), value) if part)
        message = " ".join(self.message.split())
        return f"{where}: {message}" if where else message


@dataclass(frozen=True, slots=True)
class RowChange:
    """What one row does: `kind` is new, update or skip; `cells` are before and after by column."""

    file: str
    line: int
    sheet: str
    key: str
    kind: str
    cells: dict[str, tuple[str, str]]


@dataclass(slots=True)
class Report:
    """The outcome of an import or of its preview; with any error, nothing was written."""

    errors: list[SheetError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    rows: list[RowChange] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, Counter[str]]:
        """How many rows of each sheet are new, update or skip."""
        counts: dict[str, Counter[str]] = {}
        for row in self.rows:
            counts.setdefault(row.sheet, Counter())[row.kind] += 1
        return counts

    @property
    def fingerprint(self) -> str:
        """A sha256 over all that would change; the same upload on another desk has another."""
        return sha256(json.dumps(list(_changes(self.rows)), sort_keys=True))


def _changes(rows: Iterable[RowChange]) -> Iterable[list[object]]:
    for row in rows:
        if row.kind != "skip":
            yield [row.file, row.line, row.sheet, row.key, row.kind, row.cells]
