"""The desk's front page: what is to be done, what one worked on last, what was just published."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.admin.models import LogEntry
from django.db.models import Max
from django.urls import reverse

from tracker.models import WORKING_COPIES
from tracker.press.worklists import WORKLISTS, Worklist
from tracker.record.models import Edition

from .worklists import in_words, may_see

_MOST = 8
# One saves the same copy several times: so many entries of the log hold enough different ones.
_MOST_ENTRIES = 60


@dataclass(frozen=True, slots=True)
class Row:
    """A worklist with its count, in words."""

    worklist: Worklist
    count: str
    is_empty: bool
    address: str


def front(user: Any) -> dict[str, Any]:
    """What the front page shows to somebody, in a fixed number of queries of bounded cost."""
    seen = [chosen for chosen in WORKLISTS.values() if may_see(user, chosen)]
    return {
        "worklists": [_row(user, chosen) for chosen in seen],
        "worked_on": _worked_on(user) if seen else [],
        "published": list(Edition.objects.newest_first()[:_MOST]) if seen else [],
    }


def _row(user: Any, chosen: Worklist) -> Row:
    count = chosen.count()
    address = reverse("admin:worklist", args=[chosen.slug])
    if chosen.slug == "waiting" and any(
        user.has_perm(f"tracker.publish_{k}") for k in chosen.kinds
    ):
        address = reverse("admin:reviews")
    return Row(chosen, in_words(count), count.number == 0, address)


def _worked_on(user: Any) -> list[dict[str, Any]]:
    """The copies that somebody changed last, by the desk's log: two queries and one per kind."""
    latest = (
        LogEntry.objects.filter(
            pk__in=LogEntry.objects.filter(user=user).order_by("-pk").values("pk")[:_MOST_ENTRIES],
            content_type__app_label="tracker",
            content_type__model__in=WORKING_COPIES,
        )
        .order_by()
        .values_list("content_type__model", "object_id")
        .annotate(at=Max("action_time"))
        .order_by("-at")[: 2 * _MOST]
    )
    found = [(kind, UUID(key), at) for kind, key, at in latest]
    copies = {}
    for kind, model in WORKING_COPIES.items():
        keys = [key for of, key, _ in found if of == kind]
        copies |= {(kind, copy.pk): copy for copy in model.objects.filter(pk__in=keys)}
    return [
        {
            "copy": copies[kind, key],
            "kind": kind,
            "at": at,
            "address": reverse(f"admin:tracker_{kind}_change", args=[key]),
        }
        for kind, key, at in found
        if (kind, key) in copies  # the rest was deleted, or merged into others
    ][:_MOST]
