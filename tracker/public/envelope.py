"""A page as data: its typed document in one envelope, the same for every kind."""

from datetime import datetime
from typing import Literal

from django.http import HttpRequest
from pydantic import Field

from tracker.record.documents import Coverage, Document, Kind, Part, Weight
from tracker.record.models import Page

from .detail import document_of
from .targets import Target

#: How many pages that refer to this one its data name, of each role, kind and subkind.
MOST = 100


class PageInfo(Part):
    """The page itself, and how new it is."""

    kind: Kind
    ref: str
    url: str
    title: str
    state: Literal["public"]
    edition: int = Field(description="number of the newest edition of this page itself")
    affected: int = Field(description="number of the newest edition that changed anything here")
    published_at: datetime = Field(description="when the edition was appended (UTC)")


class ReferenceInfo(Part):
    """Another page, and the role in which one of the two refers to the other."""

    kind: Kind
    ref: str
    title: str
    url: str
    role: str


class Envelope(Part):
    """What every detail page gives as JSON."""

    page: PageInfo
    document: Document
    weight: Weight | None
    coverage: Coverage | None = Field(
        default=None, description="of a source whose text the desk holds"
    )
    references: list[ReferenceInfo]
    referenced_by: list[ReferenceInfo] = Field(
        description=f"at most {MOST} of each role, kind of page and kind of claim, actor or source"
    )
    referenced_by_total: int


class Problem(Part):
    status: int
    message: str


class Failure(Part):
    """What every address that ends in .json gives when it cannot give what was asked for."""

    error: Problem


def build(request: HttpRequest, page: Page) -> Envelope:
    """Build the envelope of a public page in two queries."""
    incoming = list(Page.objects.speaking_of(page, MOST).lines("role", "of"))
    outgoing = Page.objects.spoken_of_by(page).values("kind", "ref", "title", "role")
    groups = {(row["role"], row["kind"], row["subkind"]): row["of"] for row in incoming}
    return Envelope(
        page=info_of(request, page),
        document=document_of(page),
        weight=Weight.model_validate(page.weight) if page.weight else None,
        coverage=Coverage.model_validate(page.coverage) if page.coverage else None,
        references=[_info(request, row) for row in outgoing],
        referenced_by=[_info(request, row) for row in incoming],
        referenced_by_total=sum(groups.values()),
    )


def info_of(request: HttpRequest, page: Page) -> PageInfo:
    """Say of a public page what it is; its edition has been read with it."""
    return PageInfo(
        kind=page.kind,
        ref=page.ref,
        url=request.build_absolute_uri(Target(page.kind, page.ref).url),
        title=page.title,
        state="public",
        edition=page.edition.number,
        affected=page.affected,
        published_at=page.edition.at,
    )


def _info(request: HttpRequest, row: dict[str, str]) -> ReferenceInfo:
    return ReferenceInfo(
        kind=row["kind"],
        ref=row["ref"],
        title=row["title"],
        url=request.build_absolute_uri(Target(row["kind"], row["ref"]).url),
        role=row["role"],
    )
