"""The reading desk: an article, what is cited from it, and the panel for citing more."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.text import Truncator

from tracker.evidence import anchor
from tracker.evidence.picking import snap
from tracker.models import Claim, Source, Text

from .deciding import submit
from .filling import REFILL
from .reading_article import SIGNS
from .reading_forms import FurnitureForm
from .reading_held import Held, Span
from .reading_panel import TO_MARK, TO_UNMARK, Panel, verb_of
from .reading_saving import mark_furniture, unmark_furniture
from .reading_submitting import to_submit


def reading(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show an article with its panel, where words are selected; on POST, do what was asked."""
    if not request.user.has_perm("tracker.view_source"):
        raise PermissionDenied
    held = Held(get_object_or_404(Source, pk=key))
    panel = _panel(request, held)
    if request.method == "POST":
        act = _search if REFILL in request.POST else _ACTS.get(verb_of(request))
        if act is None or (panel is None and act is not _submit):
            raise Http404
        answer = act(request, held, panel)
        if answer:
            return answer
    context = {
        **admin.site.each_context(request),
        "title": held.source.title,
        "is_nav_sidebar_enabled": False,  # the article and its panel want the room
        "opts": Source._meta,
        "held": held,
        "panel": panel,
        "article": held.article(panel and (panel.start, panel.end)),
        "signs": SIGNS,
        "to_submit": len(to_submit(request.user, held)),
        "at": _number(request.GET.get("at", "")),
    }
    return TemplateResponse(request, "admin/tracker/reading.html", context)


def _panel(request: HttpRequest, held: Held) -> Panel | None:
    """The panel for the words selected, if there are any."""
    sent = request.POST if request.method == "POST" else request.GET
    if held.text is None or "start" not in sent:
        return None
    span, note = _span(sent, held.text)
    if span is None:
        messages.warning(request, "There is no word between these two places of the text.")
        return None
    panel = Panel(request, held, span, mending=held.citation(sent.get("mend", "")))
    panel.problems += [note] if note else []
    return panel


def _span(sent: Any, text: Text) -> tuple[Span | None, str]:
    """The passage selected; where it was selected in an older text, its quote is looked for."""
    content = text.content
    if sent.get("text", text.sha256) != text.sha256:
        found = anchor.find(content, sent.get("quote", ""))
        note = "A newer text of this source was stored meanwhile: check the place of the words."
        if found.start is not None and found.end is not None:
            return (found.start, found.end), note
        return snap(content, 0, len(content)), note
    try:
        start, end = int(sent["start"]), int(sent["end"])
    except (KeyError, ValueError):
        return None, ""
    return snap(content, start, end), ""


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() else None


def _save(request: HttpRequest, held: Held, panel: Panel) -> HttpResponse | None:
    if not panel.may_save:
        raise PermissionDenied
    is_new = panel.is_new
    citation = None if panel.problems else panel.save()
    if citation is None:
        return None
    what = "Mended" if panel.mending else "Cited"
    LogEntry.objects.log_actions(
        user_id=request.user.pk,
        queryset=Claim.objects.filter(pk=citation.claim_id),
        action_flag=ADDITION if is_new else CHANGE,
        change_message=f"{what} at the reading desk: “{Truncator(citation.quote).chars(80)}”.",
    )
    said = Truncator(citation.claim.statement).chars(90)
    messages.success(request, f"{what}, {citation.state}: “{said}”")
    return _back(request, panel)


def _search(request: HttpRequest, held: Held, panel: Panel) -> HttpResponse | None:
    """The panel comes again with the claims that were searched for; to the script they suffice."""
    if request.headers.get("X-Part") != "claims":
        return None
    return TemplateResponse(request, "admin/tracker/reading_claims.html", {"panel": panel})


def _mark(request: HttpRequest, held: Held, panel: Panel) -> HttpResponse | None:
    if not request.user.has_perms(TO_MARK):
        raise PermissionDenied
    panel.furniture_form = FurnitureForm(request.POST)
    if not panel.furniture_form.is_valid():
        return None
    mark_furniture(
        source=held.source,
        start=panel.start,
        end=panel.end,
        reason=panel.furniture_form.cleaned_data["reason"],
        by=request.user,
    )
    messages.success(request, "Marked as furniture: it need not be cited.")
    return _back(request, panel)


def _unmark(request: HttpRequest, held: Held, panel: Panel) -> HttpResponse:
    if not request.user.has_perms(TO_UNMARK):
        raise PermissionDenied
    unmark_furniture(
        source=held.source, stretches=[row.pk for row in panel.marked], by=request.user
    )
    messages.success(request, "Furniture no more: it wants a citation.")
    return _back(request, panel)


def _submit(request: HttpRequest, held: Held, panel: Panel | None) -> HttpResponse:
    if not request.user.has_perm("tracker.change_claim"):
        raise PermissionDenied
    copies = to_submit(request.user, held)
    if copies:
        submit(request, copies)
    else:
        messages.info(request, "Nothing of yours is left to submit here.")
    return HttpResponseRedirect(request.path)


_ACTS: dict[str, Callable[..., HttpResponse | None]] = {
    "save": _save,
    "search": _search,
    "mark": _mark,
    "unmark": _unmark,
    "submit": _submit,
}


def _back(request: HttpRequest, panel: Panel) -> HttpResponse:
    """To the article again, at the same place."""
    return HttpResponseRedirect(f"{request.path}?{urlencode({'at': panel.start})}#at")
