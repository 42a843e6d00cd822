"""What a reviewer has opened: the document that they saw, by its hash."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.utils import timezone

from tracker.models import Opened, WorkingCopy


def mark_opened(user: Any, copy: WorkingCopy, looks: dict[UUID, str]) -> None:
    """Remember that somebody sees this copy now; `looks` says how it looks (press.looked_at)."""
    if copy.pk not in looks:
        return
    row = Opened(
        by=user,
        kind=copy.kind_of_page,
        key=copy.pk,
        document_sha256=looks[copy.pk],
        at=timezone.now(),
    )
    Opened.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["by", "key"],
        update_fields=["document_sha256", "at"],
    )


def opened_by(user: Any, keys: Iterable[UUID]) -> dict[UUID, str]:
    """How these copies looked when this person last opened them: one query."""
    rows = Opened.objects.filter(by=user, key__in=list(keys))
    return dict(rows.values_list("key", "document_sha256"))


def forget(keys: Collection[UUID]) -> None:
    """Forget who has opened these: what comes next is another change."""
    Opened.objects.filter(key__in=keys).delete()
