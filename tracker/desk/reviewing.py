"""The review: what readers would see beside what they see, and the decision."""

from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import SafeString

from tracker import press
from tracker.models import WORKING_COPIES, Citation, WorkingCopy
from tracker.record.models import Page, PageState

from .changes import changes
from .deciding import as_text, decide, log, seen_in, submit
from .filling import REFILL
from .offering import chosen, offers
from .opening import mark_opened
from .passages import in_its_paragraph, texts_of


def review(request: HttpRequest, kind: str, key: UUID) -> HttpResponse:
    """Show the review of one copy; on POST, decide."""
    model = WORKING_COPIES.get(kind)
    if model is None:
        raise Http404
    copy = get_object_or_404(model.objects.select_related("submitted_by"), pk=key)
    if not request.user.has_perm(f"tracker.view_{kind}"):
        raise PermissionDenied
    if request.method == "POST" and REFILL not in request.POST and _act(request, copy):
        return HttpResponseRedirect(request.path)
    return TemplateResponse(request, "admin/tracker/review.html", _context(request, copy))


def _act(request: HttpRequest, copy: WorkingCopy) -> bool:
    """Do what the reviewer chose; False where it was refused and the screen comes again."""
    verb, note = request.POST.get("verb", ""), request.POST.get("note", "").strip()
    if verb == "submit":
        return _submit(request, copy)
    if verb == "send-back":
        return _send_back(request, copy, note)
    if verb not in ("publish", "correct", "retract"):
        raise Http404
    if verb == "retract" and _edition(_page_of(copy)) != request.POST.get("edition"):
        messages.error(request, "The public page has changed since you opened it: look again.")
        return False
    with_it = [] if verb == "retract" else chosen(request, copy)
    return decide(request, verb, [copy, *with_it], note, seen_in(request))


def _submit(request: HttpRequest, copy: WorkingCopy) -> bool:
    if not request.user.has_perm(f"tracker.change_{copy._meta.model_name}"):
        raise PermissionDenied
    submit(request, [copy])
    return True


def _send_back(request: HttpRequest, copy: WorkingCopy, note: str) -> bool:
    """Take the copy out of review, with a comment for those who work on it."""
    if not request.user.has_perm(f"tracker.publish_{copy._meta.model_name}"):
        raise PermissionDenied
    if not note:
        messages.error(request, "Say what should be changed before you send it back.")
        return False
    waiting = type(copy).objects.filter(
        pk=copy.pk,
        version=request.POST.get("version") or 0,
        submitted_at__isnull=False,
    )
    if not waiting.update(submitted_by=None, submitted_at=None, review_comment=note):
        messages.error(
            request, "It was changed or decided after you opened the review: look again."
        )
        return False
    log(request, [copy], f"Sent back. {note}")
    messages.success(request, "Sent back with your comment.")
    return True


def _page_of(copy: WorkingCopy) -> Page | None:
    return Page.objects.filter(key=copy.pk).exclude(state=PageState.MOVED).first()


def _edition(page: Page | None) -> str:
    return str(page.edition_id) if page else ""


def _context(request: HttpRequest, copy: WorkingCopy) -> dict[str, Any]:
    """What the screen shows, in a number of queries that does not grow with the citations."""
    needed = press.needed_by([copy])
    documents = press.build([copy, *needed])
    page, document = _page_of(copy), documents.get(copy.pk)
    looks, standing = press.looked_at([copy, *needed]), press.standings([copy])[copy.pk]
    name = copy._meta.model_name
    may_publish = request.user.has_perm(f"tracker.publish_{name}")
    if may_publish:
        mark_opened(request.user, copy, looks)
    return {
        **admin.site.each_context(request),
        "title": f"Review: {copy}",
        "opts": copy._meta,
        "copy": copy,
        "page": page,
        "edition": _edition(page),
        "standing": standing,
        "changes": document and list(changes(page and page.document, document)),
        "problems": press.problems_of([copy, *needed], documents),
        "needed": needed,
        "offers": offers(request.user, needed, documents),
        "merged": press.merged_into([copy]).get(copy.pk, []),
        "rehearsal": press.rehearse([copy, *needed])
        if may_publish and standing != press.Standing.PUBLIC
        else None,
        "passages": _passages(copy),
        "seen": as_text(looks),
        "note": request.POST.get("note", ""),
        "is_own": copy.contributors.filter(pk=request.user.pk).exists(),
        "may_change": request.user.has_perm(f"tracker.change_{name}"),
        "may_publish": may_publish,
        "may_retract": request.user.has_perm(f"tracker.retract_{name}"),
        "change_address": reverse(f"admin:tracker_{name}_change", args=[copy.pk]),
        "list_address": reverse(f"admin:tracker_{name}_changelist"),
    }


def _passages(copy: WorkingCopy) -> list[tuple[Citation, SafeString]]:
    """Each citation of a claim with its passage in its paragraph."""
    citations = list(
        Citation.objects.filter(claim=copy.pk)
        .select_related("source", "quoted", "origin")
        .in_reading_order()
    )
    texts = texts_of(citations)
    return [
        (row, in_its_paragraph(row, texts.get((row.source_id, row.text_sha256))))
        for row in citations
    ]
