"""Everything that waits for review, and the decision about several that were opened one by one."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from tracker import press
from tracker.models import WORKING_COPIES, WorkingCopy

from .deciding import decide
from .filling import REFILL
from .opening import opened_by

#: So many waiting copies on one screen; nobody opens more before deciding.
MOST = 50


class Seen(StrEnum):
    """Whether somebody may decide about a copy that they have looked at, or not."""

    OPENED = "opened"
    CHANGED = "changed since you opened it"
    UNOPENED = "not opened yet"
    UNSHOWN = "cannot be published: not every quote was found"
    NOT_YOURS = "somebody else must publish it"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One copy on the screen."""

    copy: WorkingCopy
    seen: Seen

    @property
    def can_be_chosen(self) -> bool:
        return self.seen == Seen.OPENED

    @property
    def is_to_open(self) -> bool:
        return self.seen in (Seen.UNOPENED, Seen.CHANGED)

    @property
    def name(self) -> str:
        return f"{self.copy.kind_of_page}:{self.copy.pk}"


def reviews(request: HttpRequest) -> HttpResponse:
    """Show what waits and what that needs; on POST, publish those chosen together."""
    _admit(request)
    if request.method == "POST" and REFILL not in request.POST and _publish(request):
        return HttpResponseRedirect(request.path)
    return TemplateResponse(request, "admin/tracker/reviews.html", _context(request))


def next_review(request: HttpRequest) -> HttpResponse:
    """Lead to what this person has not opened yet as it stands; to the list, where that is none."""
    _admit(request)
    shown = _waiting()[:MOST]
    for row in _states(request.user, [*shown, *press.needed_by(shown)]):
        if row.is_to_open:
            address = reverse("admin:review", args=[row.copy.kind_of_page, row.copy.pk])
            return HttpResponseRedirect(f"{address}#content-start")  # the next Tab is in it
    return HttpResponseRedirect(f"{reverse('admin:reviews')}#decision")


def _admit(request: HttpRequest) -> None:
    if not any(request.user.has_perm(f"tracker.publish_{kind}") for kind in WORKING_COPIES):
        raise PermissionDenied


def _context(request: HttpRequest) -> dict[str, Any]:
    waiting = _waiting()
    shown = waiting[:MOST]
    needed = press.needed_by(shown)
    states = _states(request.user, [*shown, *needed])
    return {
        **admin.site.each_context(request),
        "title": "Waiting for review",
        "waiting": states[: len(shown)],
        "needed": [row for row in states[len(shown) :] if not row.copy.submitted_at],
        "more": len(waiting) > MOST,
        "most": MOST,
        "to_open": sum(row.is_to_open for row in states),
        "can_choose": any(row.can_be_chosen for row in states),
        "note": request.POST.get("note", ""),
        "ticked": request.POST.getlist("copy"),
    }


def _waiting() -> list[WorkingCopy]:
    """What waits longest comes first: one query for each kind."""
    found = [
        copy
        for model in WORKING_COPIES.values()
        for copy in model.objects.waiting_for_review().select_related("submitted_by")[: MOST + 1]
    ]
    return sorted(found, key=lambda copy: (copy.submitted_at, copy.pk))[: MOST + 1]


def _states(user: Any, copies: list[WorkingCopy]) -> list[Waiting]:
    looks = press.looked_at(copies)
    opened = opened_by(user, [copy.pk for copy in copies])
    theirs = {(problem.kind, problem.ref) for problem in press.not_theirs(copies, user)}

    def state(copy: WorkingCopy) -> Seen:
        if (copy.kind_of_page, copy.ref) in theirs:
            return Seen.NOT_YOURS
        if copy.pk not in looks:
            return Seen.UNSHOWN
        if copy.pk not in opened:
            return Seen.UNOPENED
        return Seen.OPENED if opened[copy.pk] == looks[copy.pk] else Seen.CHANGED

    return [Waiting(copy, state(copy)) for copy in copies]


def _publish(request: HttpRequest) -> bool:
    """Publish those chosen, all or none; False where that was refused."""
    verb = request.POST.get("verb", "")
    if verb not in ("publish", "correct"):
        raise Http404
    names = set(request.POST.getlist("copy"))
    copies = list(_chosen(names))
    if not copies:
        messages.error(request, "Choose at least one that you have opened.")
        return False
    if len(copies) < len(names):
        messages.error(request, "One of them is no longer there: look again.")
        return False
    opened = opened_by(request.user, [copy.pk for copy in copies])
    unopened = [copy for copy in copies if copy.pk not in opened]
    for copy in unopened:
        messages.error(request, f"{copy.kind_of_page} {copy.ref}: open its review first.")
    if unopened:
        messages.error(request, "Nothing was changed in public.")
        return False
    return decide(request, verb, copies, request.POST.get("note", "").strip(), opened)


def _chosen(names: Iterable[str]) -> Iterable[WorkingCopy]:
    """The copies of these names that are there: one query for each kind."""
    keys: dict[str, list[UUID]] = {}
    for name in names:
        kind, _, key = name.partition(":")
        with suppress(ValueError):
            keys.setdefault(kind, []).append(UUID(key))
    for kind, model in WORKING_COPIES.items():
        if kind in keys:
            yield from model.objects.filter(pk__in=keys[kind])
