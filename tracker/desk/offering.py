"""What a review offers to publish with a copy, because it refers to it: each with its own check."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from tracker import press
from tracker.models import WorkingCopy
from tracker.record.documents import Document

from .changes import Change, changes


@dataclass(frozen=True, slots=True)
class Offer:
    """A draft that a copy needs, what readers would see of it, and why one may not publish it."""

    copy: WorkingCopy
    changes: list[Change]
    why_not: str


def offers(
    user: Any, needed: Iterable[WorkingCopy], documents: Mapping[UUID, Document]
) -> list[Offer]:
    """Everything that is needed; what has no document yet shows nothing."""
    needed = list(needed)
    refused: dict[tuple[str, str], str] = {}
    for problem in press.not_theirs(needed, user):
        refused.setdefault((problem.kind, problem.ref), problem.message)
    return [
        Offer(
            copy,
            list(changes(None, documents[copy.pk])) if copy.pk in documents else [],
            refused.get((copy.kind_of_page, copy.ref), ""),
        )
        for copy in needed
    ]


def chosen(request: HttpRequest, copy: WorkingCopy) -> list[WorkingCopy]:
    """Those that were ticked, of those that the copy needs."""
    ticked = set(request.POST.getlist("with"))
    if not ticked:
        return []
    return [other for other in press.needed_by([copy]) if str(other.pk) in ticked]
