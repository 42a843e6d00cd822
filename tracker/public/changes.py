"""Editions as data: what happened to the record, when and why, for programs and feeds."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from pydantic import Field

from tracker.record.documents import Kind, Part
from tracker.record.models import Edition


class EditionInfo(Part):
    """One edition. What a page that was retracted had said is not told again."""

    number: int
    at: datetime = Field(description="when it was appended (UTC)")
    action: Literal["published", "corrected", "retracted", "moved"]
    kind: Kind
    ref: str = Field(description="address at that time")
    key: UUID = Field(description="the page's identity, whatever its address")
    title: str = Field(description="heading at that time; empty where retracted by now")
    url: str = Field(description="present address of the page; empty where retracted by now")
    moved_to: str = Field(description="moved: the new ref")
    note: str = Field(description="what was wrong, or why it was taken back")
    document_sha256: str = Field(description="of its document in canonical JSON")
    previous_sha256: str = Field(description="that of the edition before: the chain")
    sha256: str


COLUMNS = list(EditionInfo.model_fields)


def told(request: HttpRequest, editions: Iterable[Edition]) -> Iterator[EditionInfo]:
    """Tell of editions; they come from `EditionQuerySet.told`."""
    for edition in editions:
        now: Any = edition
        page = reverse(f"public:{now.kind}", args=[now.now_ref]) if now.now_ref else ""
        yield EditionInfo(
            **{
                **{name: getattr(edition, name) for name in COLUMNS if name != "url"},
                "title": (edition.title or now.now_title) if now.now_ref else "",
                "url": request.build_absolute_uri(page) if page else "",
            }
        )
