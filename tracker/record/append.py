"""Appending editions to the record: the only way anything gets into it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from .chain import GENESIS, digest
from .models import Action, Edition, Head


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one edition is to say."""

    action: Action
    key: UUID
    kind: str
    ref: str
    title: str = ""
    document: dict[str, Any] | None = None
    moved_to: str = ""
    note: str = ""


def lock_head() -> Head:
    """The head of the chain, locked until the transaction ends: publishers take turns.

    SQLite has no row locks; there an IMMEDIATE transaction already excludes other writers.
    """
    Head.objects.get_or_create(pk=1, defaults={"sha256": GENESIS})
    return Head.objects.select_for_update().get(pk=1)


@transaction.atomic
def append(entries: Iterable[Entry]) -> list[Edition]:
    """Append editions in order, each chained to the one before; all or none."""
    head = lock_head()
    at = timezone.now()
    editions = []
    for number, entry in enumerate(entries, head.number + 1):
        document_sha256 = digest(entry.document) if entry.document is not None else ""
        edition = Edition(
            number=number,
            at=at,
            action=entry.action,
            key=entry.key,
            kind=entry.kind,
            ref=entry.ref,
            title=entry.title,
            moved_to=entry.moved_to,
            note=entry.note,
            document=entry.document,
            document_sha256=document_sha256,
            previous_sha256=head.sha256,
        )
        edition.sha256 = seal_of(edition)
        head.number, head.sha256, head.at = number, edition.sha256, at
        editions.append(edition)
    if editions:
        Edition.objects.bulk_create(editions)
        head.save()
    return editions


def seal_of(edition: Edition) -> str:
    """The hash that an edition must carry: of all that it says, and of the edition before it."""
    return digest(
        {
            "previous": edition.previous_sha256,
            "number": edition.number,
            "at": edition.at.isoformat(),
            "action": str(edition.action),
            "key": str(edition.key),
            "kind": edition.kind,
            "ref": edition.ref,
            "title": edition.title,
            "moved_to": edition.moved_to,
            "note": edition.note,
            "document_sha256": edition.document_sha256,
        }
    )
