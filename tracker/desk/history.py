"""The history of a working copy: who changed what, when and why, and the way back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import admin
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from reversion.models import Version

from tracker.models import WORKING_COPIES, WorkingCopy, history
from tracker.models.snapshots import snapshot

from .changes import Change
from .filling import filled
from .telling import Telling

PAGE = 20
MOST_DECISIONS = 200  # a copy is decided on now and then; more than these nobody reads at once
MOST_DELETED = 100


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a working copy: a change, or a decision on it."""

    at: datetime
    by: Any
    why: str
    version: Version | None = None  # None for a decision, which changes nothing in the words
    changes: tuple[Change, ...] = ()
    is_first: bool = False
    others: int = 0  # how many other copies the same change touched


def history_page(model_admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """The newest changes with their differences, `?before=` a version; decisions among them."""
    model = model_admin.model
    copy = model_admin.get_object(request, object_id)
    if not model_admin.has_view_or_change_permission(request, copy):
        raise PermissionDenied
    kept = Version.objects.get_for_object_reference(model, str(copy.pk) if copy else object_id)
    before = request.GET.get("before", "")
    shown = kept.filter(pk__lt=int(before)) if before.isdecimal() else kept
    versions = list(shown.select_related("revision__user")[: PAGE + 1])
    if copy is None and not versions:
        return model_admin._get_obj_does_not_exist_redirect(request, model_admin.opts, object_id)
    way_back = "change" if copy else "add"
    may_restore = getattr(model_admin, f"has_{way_back}_permission")(request)
    title = str(copy) if copy else versions[0].object_repr
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"History: {title}",
        "opts": model_admin.opts,
        "copy": copy,
        "heading": title,
        "events": _events(model, versions, is_end=len(versions) <= PAGE, after=before),
        "newest": kept.values_list("pk", flat=True).first() if copy else None,
        "restore_address": may_restore and _address(model, way_back, copy),
        "next": versions[PAGE - 1].pk if len(versions) > PAGE else None,
    }
    return TemplateResponse(request, "admin/tracker/history.html", context)


def _address(model: type[WorkingCopy], action: str, copy: WorkingCopy | None) -> str:
    arguments = [copy.pk] if copy else []
    return reverse(f"admin:tracker_{model._meta.model_name}_{action}", args=arguments)


def _events(
    model: type[WorkingCopy], versions: list[Version], *, is_end: bool, after: str
) -> list[Event]:
    """Changes and decisions, newest first; of a full page, the last version only tells the rest."""
    if not versions:
        return []
    said = [history.said_in(version) for version in versions]
    telling, others = Telling(model, said), _others(versions)
    events = []
    for number, version in enumerate(versions[:PAGE]):
        older = said[number + 1] if number + 1 < len(said) else None
        events.append(
            Event(
                at=version.revision.date_created,
                by=version.revision.user,
                why=version.revision.comment,
                version=version,
                changes=tuple(telling.changes(older, said[number])),
                is_first=older is None,
                others=others[version.revision_id] - 1,
            )
        )
    since = None if is_end else events[-1].at
    until = events[0].at if after else None
    events += _decisions(model, versions[0].object_id, since, until)
    return sorted(events, key=lambda event: event.at, reverse=True)


def _others(versions: list[Version]) -> dict[int, int]:
    """How many copies each of these changes touched."""
    rows = Version.objects.filter(revision__in=[version.revision_id for version in versions])
    return dict(
        rows.order_by()
        .values_list("revision")
        .annotate(Count("pk"))
        .values_list("revision", "pk__count")
    )


def _decisions(
    model: type[WorkingCopy], key: str, since: datetime | None, until: datetime | None
) -> list[Event]:
    """What was submitted, sent back, published, corrected or retracted, from the desk's log.

    The admin's own entries repeat in JSON what the versions tell.
    """
    entries = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(model), object_id=key
    ).exclude(change_message="")
    if since:
        entries = entries.filter(action_time__gte=since)
    if until:
        entries = entries.filter(action_time__lte=until)
    return [
        Event(at=entry.action_time, by=entry.user, why=entry.change_message)
        for entry in entries.exclude(change_message__startswith="[")
        .select_related("user")
        .order_by("-action_time")[:MOST_DECISIONS]
    ]


def restoring(model: type[WorkingCopy], object_id: str | None, version: str) -> QueryDict:
    """The data of a form that brings back a version; raises Http404 where there is none."""
    kept = Version.objects.get_for_model(model).select_related("revision__user")
    found = kept.filter(pk=int(version)).first() if version.isdecimal() else None
    copy = found and model._default_manager.filter(pk=found.object_id).first()
    if found is None or (object_id and (copy is None or copy.pk != _uuid(object_id))):
        raise Http404
    data = filled(model, history.said_in(found), snapshot(copy) if copy else None)
    by, at = found.revision.user or "the operator", found.revision.date_created
    data["why"] = f"As it stood on {at:%d %B %Y, %H:%M} UTC, by {by}."
    return data


def _uuid(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None


def deleted(request: HttpRequest) -> HttpResponse:
    """The drafts deleted last, each with the way to its history, where it can be brought back."""
    models = [
        model
        for kind, model in WORKING_COPIES.items()
        if request.user.has_perm(f"tracker.view_{kind}")
    ]
    if not models:
        raise PermissionDenied
    entries = LogEntry.objects.filter(
        action_flag=DELETION, content_type__in=ContentType.objects.get_for_models(*models).values()
    )
    rows = entries.select_related("user", "content_type").order_by("-action_time")[:MOST_DELETED]
    context = {
        **admin.site.each_context(request),
        "title": "Deleted drafts",
        "rows": [(row, f"admin:tracker_{row.content_type.model}_history") for row in rows],
    }
    return TemplateResponse(request, "admin/tracker/deleted.html", context)
