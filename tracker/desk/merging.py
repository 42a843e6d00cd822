"""Merging on the desk: choose, see what would happen, do it; and undo it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode

from tracker.models import (
    MERGEABLE,
    Merge,
    Plan,
    StaleCopy,
    WorkingCopy,
    merge_actors,
    merge_claims,
    obstacle,
    plan_merge,
    undo_merge,
)
from tracker.record.models import Page

from .deciding import log

_MERGE = {"actor": merge_actors, "claim": merge_claims}
_STALE = "One of the two has changed since you opened this: look again."
#: Merges on one screen, and rows of each sort that a preview spells out.
PER_PAGE = 50
MOST_ROWS = 20


def merge(request: HttpRequest, kind: str) -> HttpResponse:
    """Choose two, or preview their merge; on POST, merge them."""
    if kind not in MERGEABLE:
        raise Http404
    if not may_merge(request.user, kind):
        raise PermissionDenied
    keep, drop = (_copy(kind, request.GET.get(name, "")) for name in ("keep", "drop"))
    if not (keep and drop):
        return _choose(request, kind, keep, drop)
    if request.method == "POST":
        done = _do(request, keep, drop)
        if done:
            return done
    return _preview(request, keep, drop)


def may_merge(user: Any, kind: str) -> bool:
    """Merging changes whatever speaks of the two, so one must be allowed to change all that."""
    touched = {"actor": ("actor", "claim", "round"), "claim": ("claim", "actor", "round")}
    return all(user.has_perm(f"tracker.change_{one}") for one in touched[kind])


def _copy(kind: str, key: str) -> WorkingCopy | None:
    try:
        return MERGEABLE[kind].objects.filter(pk=UUID(key)).first()
    except ValueError:
        return None


def _choose(
    request: HttpRequest, kind: str, keep: WorkingCopy | None, drop: WorkingCopy | None
) -> HttpResponse:
    """Ask by a search which one goes, and then into which; works as plain links."""
    known = {name: copy for name, copy in (("keep", keep), ("drop", drop)) if copy}
    asked_for = "keep" if "drop" in known else "drop"
    known.pop(asked_for, None)  # where both were given and cannot be merged, one is asked anew
    sought = request.GET.get("q", "").strip()
    context = {
        **admin.site.each_context(request),
        "title": f"Merge two {kind}s",
        "opts": MERGEABLE[kind]._meta,
        "known": known,
        "asked_for": asked_for,
        "sought": sought,
        "found": [
            (copy, urlencode({**{name: one.pk for name, one in known.items()}, asked_for: copy.pk}))
            for copy in _found(request, kind, sought, known.values())
        ],
        "most": MOST_ROWS,
    }
    return TemplateResponse(request, "admin/tracker/merge_choose.html", context)


def _found(
    request: HttpRequest, kind: str, sought: str, known: Iterable[WorkingCopy]
) -> list[WorkingCopy]:
    """What the search of the list of this kind finds, but for what is chosen already."""
    if not sought:
        return []
    listed = admin.site.get_model_admin(MERGEABLE[kind])
    rows, has_doubles = listed.get_search_results(request, listed.get_queryset(request), sought)
    rows = rows.exclude(pk__in=[copy.pk for copy in known])
    return list((rows.distinct() if has_doubles else rows)[:MOST_ROWS])


def _preview(request: HttpRequest, keep: WorkingCopy, drop: WorkingCopy) -> HttpResponse:
    kind = keep.kind_of_page
    try:
        plan = plan_merge(keep=keep, drop=drop)
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
        return _choose(request, kind, keep, drop)
    address = reverse("admin:merge", args=[kind])
    context = {
        **admin.site.each_context(request),
        "title": f"Merge “{drop}” into “{keep}”",
        "opts": keep._meta,
        "plan": plan,
        "groups": _groups(plan),
        "is_public": Page.objects.public().filter(key=drop.pk).exists(),
        "other_way": f"{address}?{urlencode({'keep': drop.pk, 'drop': keep.pk})}",
        "most": MOST_ROWS,
    }
    return TemplateResponse(request, "admin/tracker/merge_preview.html", context)


def _groups(plan: Plan) -> list[dict[str, Any]]:
    """What happens to the rows of each column, with the first of them in words."""
    return [
        {
            "words": group.pointer.words,
            "parts": [
                {"what": what, "count": len(rows), "rows": [_said(row) for row in rows[:MOST_ROWS]]}
                for what, rows in (
                    ("move", group.moved),
                    ("are doubles, of which one stays", group.doubles),
                    ("tie the two to each other, and go", group.dissolved),
                )
                if rows
            ],
        }
        for group in plan.groups
        if group.moved or group.doubles or group.dissolved
    ]


def _said(row: Any) -> str:
    """A row in words, with all that it ties together."""
    related = [
        str(getattr(row, column.name))
        for column in row._meta.fields
        if column.is_relation and getattr(row, column.attname)
    ]
    own = [
        str(getattr(row, column.name))
        for column in row._meta.fields
        if not column.is_relation
        and column.name in ("name", "office", "role", "kind", "quote", "stance", "title")
    ]
    return " · ".join([*own, *related])


def _do(request: HttpRequest, keep: WorkingCopy, drop: WorkingCopy) -> HttpResponse | None:
    """Merge as previewed; None where that was refused."""
    seen = (request.POST.get("keep_version"), request.POST.get("drop_version"))
    if seen != (str(keep.version), str(drop.version)):
        messages.error(request, _STALE)
        return None
    try:
        done = _MERGE[keep.kind_of_page](keep=keep, drop=drop, by=request.user)
    except StaleCopy:
        messages.error(request, _STALE)
        return None
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return None
    log(request, [keep], f"Merged {drop.kind_of_page} {drop.ref} into it.")
    messages.success(
        request,
        f"“{drop}” is part of “{keep}” now. Readers see it once somebody else has published “{keep}”.",
    )
    return HttpResponseRedirect(reverse("admin:merge-done", args=[done.pk]))


def merges(request: HttpRequest) -> HttpResponse:
    """List the merges, the newest first."""
    if not all(may_merge(request.user, kind) for kind in MERGEABLE):
        raise PermissionDenied
    before = request.GET.get("before", "")
    rows = Merge.objects.for_list().order_by("-pk")
    rows = rows.filter(pk__lt=int(before)) if before.isdecimal() and len(before) < 18 else rows
    found = list(rows[: PER_PAGE + 1])
    context = {
        **admin.site.each_context(request),
        "title": "Merges",
        "merges": found[:PER_PAGE],
        "next": found[PER_PAGE - 1].pk if len(found) > PER_PAGE else "",
    }
    return TemplateResponse(request, "admin/tracker/merges.html", context)


def merge_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a merge did; on POST, undo it."""
    done = get_object_or_404(Merge.objects.select_related("by", "undone_by"), pk=pk)
    if not may_merge(request.user, done.kind):
        raise PermissionDenied
    if request.method == "POST":
        back = _undo(request, done)
        if back:
            return back
    model = MERGEABLE[done.kind]
    context = {
        **admin.site.each_context(request),
        "title": f"Merge of “{done.title}”",
        "merge": done,
        "keep": model.objects.filter(pk=done.keep).first(),
        "drop": model.objects.filter(pk=done.drop).first(),
        "moved": sum(len(keys) for keys in done.journal["moved"].values()),
        "obstacle": obstacle(done),
        "is_public": Page.objects.public().filter(key=done.drop).exists(),
    }
    return TemplateResponse(request, "admin/tracker/merge_done.html", context)


def _undo(request: HttpRequest, done: Merge) -> HttpResponse | None:
    try:
        undone = undo_merge(merge=done, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return None
    log(request, [undone.copy], f"Taken out of {done.kind} {done.keep_ref} again.")
    messages.success(request, f"“{undone.copy}” is back. Somebody else can publish it again.")
    if undone.left:
        messages.warning(
            request,
            f"{undone.left} of its rows were changed since the merge, and stay as they are.",
        )
    return HttpResponseRedirect(reverse("admin:merge-done", args=[done.pk]))
