"""How working copies stand to what is public: "unpublished changes", for lists and reviews."""

from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

from tracker import models as desk
from tracker.record.chain import digest
from tracker.record.models import PageState

from .build import document_of
from .gathering import Gathered, gather


class Standing(StrEnum):
    DRAFT = "draft"
    CHANGED = "unpublished changes"
    PUBLIC = "public"
    RETRACTED = "retracted"


def standings(copies: Iterable[desk.WorkingCopy]) -> dict[UUID, Standing]:
    """The standing of each copy, by its key: one query for each kind."""
    return {gathered.copy.pk: _standing(gathered) for gathered in gather(copies)}


def _standing(gathered: Gathered) -> Standing:
    page = gathered.page
    if page is None:
        return Standing.DRAFT
    if page["state"] == PageState.RETRACTED:
        return Standing.RETRACTED
    document = document_of(gathered.copy, gathered.visible)
    same = document and digest(document.model_dump(mode="json")) == page["document_sha256"]
    return Standing.PUBLIC if same and not page["takes_in"] else Standing.CHANGED
