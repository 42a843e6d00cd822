"""How working copies stand to what is public: "unpublished changes", for lists and reviews."""

from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

from django.db.models import Exists, OuterRef

from tracker import models as desk
from tracker.record.chain import digest
from tracker.record.models import Page, PageState

from .build import build

#: What was merged into the copy of a page, and has a public page of its own still.
_merges = desk.Merge.objects.standing().filter(
    Exists(Page.objects.public().filter(key=OuterRef("drop"))), target=OuterRef("key")
)


class Standing(StrEnum):
    DRAFT = "draft"
    CHANGED = "unpublished changes"
    PUBLIC = "public"
    RETRACTED = "retracted"


def standings(copies: Iterable[desk.WorkingCopy]) -> dict[UUID, Standing]:
    """The standing of each copy, by its key, in a fixed number of queries per kind."""
    copies = list(copies)
    documents = build(copies)
    pages = {
        page.key: page
        for page in Page.objects.filter(key__in=[copy.pk for copy in copies])
        .exclude(state=PageState.MOVED)
        .only("key", "state", "document_sha256")
        .annotate(takes_in=Exists(_merges))
    }
    found = {}
    for copy in copies:
        page = pages.get(copy.pk)
        if page is None:
            found[copy.pk] = Standing.DRAFT
        elif page.state == PageState.RETRACTED:
            found[copy.pk] = Standing.RETRACTED
        else:
            document = documents.get(copy.pk)
            same = document and digest(document.model_dump(mode="json")) == page.document_sha256
            found[copy.pk] = Standing.PUBLIC if same and not page.takes_in else Standing.CHANGED
    return found
