"""Lists as data: one typed row for each line, the same in JSON and CSV.

Refs stand as the documents have them; one that has moved since leads on from its old address.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Self

from pydantic import Field

from tracker.evidence.spreadsheets import escape
from tracker.record.documents import Part

_EDTF = "time in EDTF, as precise as the sources are; empty where unknown"
_DAY = "first or last possible day"


class Row(Part):
    """One line of a list."""

    #: Field → column it is taken from, where that has another name; `its_` are parts of documents.
    takes: ClassVar[dict[str, str]] = {}

    ref: str
    url: str

    @classmethod
    def parts(cls) -> list[str]:
        """The parts of documents that the rows need."""
        return [name.removeprefix("its_") for name in cls.takes.values() if name[:4] == "its_"]

    @classmethod
    def columns(cls) -> list[str]:
        """The columns that the rows need."""
        return [cls.takes.get(name, name) for name in cls.model_fields if name != "url"]

    @classmethod
    def of(cls, row: Mapping[str, Any], url: str) -> Self:
        """Make one of a row of values and the address of its page."""
        values = {}
        for name in cls.model_fields:
            column = cls.takes.get(name, name)
            values[name] = url if name == "url" else _NORMAL.get(column, _as_it_is)(row[column])
        return cls(**values)

    @classmethod
    def header(cls) -> list[str]:
        return list(cls.model_fields)


class ClaimRow(Row):
    takes = {
        "statement": "title",
        "kind": "subkind",
        "happened": "its_happened__edtf",
        "posture": "its_posture",
        "actors": "its_actors",
        "round_refs": "its_rounds",
        "issue_refs": "its_issues",
        "source_refs": "its_citations",
    }

    statement: str
    kind: str
    grade: str
    happened: str = Field(description=_EDTF)
    earliest: dt.date | None = Field(description=_DAY)
    latest: dt.date | None = Field(description=_DAY)
    posture: str
    actors: list[str] = Field(description="role:ref")
    round_refs: list[str]
    issue_refs: list[str]
    source_refs: list[str] = Field(description="the sources that it cites")


class RoundRow(Row):
    takes = {
        "process_ref": "its_process",
        "format": "subkind",
        "date": "its_date__value",
        "venue": "its_venue__value",
        "outcome": "its_outcome__value",
        "summary": "its_summary",
    }

    title: str
    process_ref: str
    format: str
    date: str = Field(description=_EDTF)
    earliest: dt.date | None = Field(description=_DAY)
    latest: dt.date | None = Field(description=_DAY)
    venue: str
    outcome: str
    summary: str


class ActorRow(Row):
    takes = {
        "name": "title",
        "kind": "subkind",
        "description": "its_description",
        "wikidata": "its_wikidata",
    }

    name: str
    kind: str
    description: str
    wikidata: str


class SourceRow(Row):
    takes = {
        "title_given": "its_title_given",
        "kind": "subkind",
        "publisher": "its_publisher",
        "published": "its_published__edtf",
        "language": "its_language",
        "rights": "its_rights",
        "address": "its_url",
    }

    title: str
    title_given: bool = Field(description="False: the title is a description of ours")
    kind: str
    publisher: str
    published: str = Field(description=_EDTF)
    earliest: dt.date | None = Field(description=_DAY)
    latest: dt.date | None = Field(description=_DAY)
    language: str
    rights: str
    address: str = Field(description="where the source itself can be found")


class IssueRow(Row):
    takes = {"summary": "its_summary", "parent_ref": "its_parent"}

    title: str
    summary: str
    parent_ref: str


class ProcessRow(Row):
    takes = {"summary": "its_summary"}

    title: str
    summary: str


ROWS: dict[str, type[Row]] = {
    "claim": ClaimRow,
    "round": RoundRow,
    "actor": ActorRow,
    "source": SourceRow,
    "issue": IssueRow,
    "process": ProcessRow,
}


def cells(row: Part) -> list[str]:
    """Give a typed row as cells of CSV that no spreadsheet would run."""
    return [escape(cell_of(value)) for _, value in row]


def cell_of(value: Any) -> str:
    """Give a value as the text of a cell: lists with bars between, yes and no, ISO dates."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "|".join(value) if isinstance(value, list | tuple) else str(value)


def _as_it_is(value: Any) -> Any:
    return value


def _text(value: str | None) -> str:
    return "" if value in (None, "null") else str(value)  # SQLite gives JSON's null as a text


_NORMAL: dict[str, Callable[[Any], Any]] = {
    "its_actors": lambda parts: [f"{part['role']}:{part['actor']}" for part in parts],
    "its_citations": lambda parts: sorted({part["source"] for part in parts}),
    **{
        f"its_{name}": _text
        for name in ("happened__edtf", "published__edtf", "date__value", "venue__value",
                     "outcome__value", "parent")
    },
}  # fmt: skip
