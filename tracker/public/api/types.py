"""What the API takes and gives: the documents of the record, and envelopes around them."""

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, Field, create_model

from tracker.public import words
from tracker.public.changes import EditionInfo
from tracker.public.envelope import Envelope, PageInfo
from tracker.public.filters import ALL_ROLES, SUBKINDS
from tracker.public.sorts import SORTS
from tracker.record import documents as docs
from tracker.record.documents import Part, Weight

#: How many items one part of a list has at most, and where nobody says how many.
MOST, USUAL = 100, 50

DOCUMENTS: dict[str, type[docs.BaseDocument]] = {
    "claim": docs.ClaimDocument,
    "round": docs.RoundDocument,
    "actor": docs.ActorDocument,
    "source": docs.SourceDocument,
    "issue": docs.IssueDocument,
    "process": docs.ProcessDocument,
}

Limit = Annotated[int, Field(ge=1, le=MOST, description="how many at most")]
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_Ref = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,80}$")]


class Asked(BaseModel):
    """What may be asked of a list."""

    @property
    def given(self) -> dict[str, str]:
        return {k: str(v) for k, v in self.model_dump(exclude_none=True).items() if k != "limit"}


class EditionsAsked(Asked):
    after: int = Field(0, ge=0, le=2**63 - 1, description="number of an edition")
    limit: Limit = USUAL


def _written_as_a_day(value: Any) -> Any:
    """Refuse what pydantic would take for a date as well: seconds since 1970, times."""
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("write year, month and day, as in 2022-04-01")
    return value


class PositionsAsked(Asked):
    on: Annotated[dt.date, BeforeValidator(_written_as_a_day)] | None = Field(
        None, description="as of this day"
    )


class DisagreementsAsked(Asked):
    after: str = Field(
        "", description="where to go on; “next” gives it", json_schema_extra={"format": "pair"}
    )


class Entry(Part):
    """A page in a list. Subclasses say which type of document it has."""

    page: PageInfo
    weight: Weight | None = Field(description="claims: the grade, and what it comes from")


class Entries(Part):
    """One part of a list."""

    total: int = Field(description="how many there are in all")
    next: str | None = Field(description="address of the next part")


class Editions(Part):
    """One part of the editions, the oldest first."""

    newest: int = Field(description="number of the newest edition of all")
    next: str | None = Field(description="address of the next part")
    items: list[EditionInfo]


class PageLink(Part):
    ref: str
    title: str
    url: str


class PositionInfo(Part):
    """One position: a claim of that kind."""

    claim: PageLink
    posture: str
    happened: str = Field(description="EDTF; empty where unknown")
    earliest: dt.date | None
    latest: dt.date | None
    grade: str


class PositionCell(Part):
    """What one holder wants on one issue. No cell: no statement found in the sources held."""

    holder: PageLink
    issue: PageLink
    on_behalf: str | None = Field(
        description="ref of the holder with whom this one has an office, and whose position it is too"
    )
    total: int = Field(description="how many positions there are in all")
    positions: list[PositionInfo] = Field(description="the newest first")


class Positions(Part):
    on: dt.date | None = Field(description="as of this day; null: as of now")
    items: list[PositionCell]


class SideInfo(Part):
    claim: PageLink
    grade: str
    stands: bool = Field(description="the desk has found that it stands")


class DisagreementInfo(Part):
    sides: list[SideInfo] = Field(min_length=2, max_length=2)
    is_open: bool = Field(description="the desk has not settled it")
    reasons: list[str]


class Disagreements(Part):
    """One part of the contradictions between public claims, the open ones first."""

    total: int
    open: int
    next: str | None = Field(description="address of the next part")
    items: list[DisagreementInfo]


def _choice(values: Any) -> Any:
    return Literal[tuple(values)]


def asked_type(kind: str) -> type[Asked]:
    """Give the type of what may be asked of the list of one kind."""
    told: dict[str, Any] = {
        other: (
            _Ref | None,
            Field(None, description=f"ref of {words.a(other)}: those that refer to it"),
        )
        for other in words.PLURALS
    }
    told["role"] = (_choice(sorted(ALL_ROLES)) | None, Field(None, description="in this role"))
    if kind in SUBKINDS:
        told["kind"] = (_choice(SUBKINDS[kind]) | None, Field(None, description="of this kind"))
    if kind == "claim":
        told["grade"] = (_choice(words.GRADES) | None, Field(None, description="of this grade"))
    told["period"] = (
        Annotated[str, Field(json_schema_extra={"format": "edtf"})] | None,
        Field(None, description="those that may have been within this time, in EDTF: 2022-04"),
    )
    told["sort"] = (_choice(SORTS[kind]) | None, Field(None, description="the first one by itself"))
    told["after"] = (
        Annotated[str, Field(json_schema_extra={"format": "cursor"})] | None,
        Field(None, description="where to go on; “next” gives it"),
    )
    told["limit"] = (Limit, USUAL)
    return create_model(f"{kind.capitalize()}Filters", __base__=Asked, **told)


def entries_type(kind: str) -> type[Entries]:
    entry = create_model(
        f"{kind.capitalize()}Entry", __base__=Entry, document=(DOCUMENTS[kind], ...)
    )
    name = f"{words.PLURALS[kind].capitalize()}"
    return create_model(name, __base__=Entries, items=(list[entry], ...))


def envelope_type(kind: str) -> type[Envelope]:
    name = f"{kind.capitalize()}Envelope"
    return create_model(name, __base__=Envelope, document=(DOCUMENTS[kind], ...))
