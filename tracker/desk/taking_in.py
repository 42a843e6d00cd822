"""Taking in a text: of a new source, or a new text of a source that the desk knows."""

from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from tracker.evidence.hashing import sha256
from tracker.models import Source, hold_text

from .taking_in_duplicates import near_duplicates
from .taking_in_fates import Fate, befallen, counted, foreseen
from .taking_in_forms import SourceDetailsForm, TextForm, usable


@transaction.atomic
def add_source(*, source: Source, content: str, by: User) -> Source:
    """Store a new source with its text, as one change by `by`."""
    source.save()
    hold_text(source=source, content=content, by=by, touch=False)
    Source.touch(pk=source.pk, version=source.version, by=by)
    return source


@transaction.atomic
def add_text(*, source: Source, content: str, by: User) -> None:
    """Store a new text of a source; its citations follow it where they can.

    The source is locked first: whoever cites from it meanwhile waits, and then meets the new text.
    """
    present = Source.objects.select_for_update().get(pk=source.pk)
    hold_text(source=present, content=content, by=by)


@permission_required(["tracker.add_source", "tracker.add_text"], raise_exception=True)
def new_source(request: HttpRequest) -> HttpResponse:
    """Take a text, show what was made of it and what is like it, and save it as a new source."""
    if request.method != "POST":
        return _source_screen(request, _begun_at(TextForm(), "text"))
    form = TextForm(request.POST, request.FILES)
    if not form.is_valid():
        return _source_screen(request, form)
    if request.POST.get("verb") != "save" or not form.was_shown:
        return _looked_at(request, form)
    details = SourceDetailsForm(request.POST)
    content = form.document.text
    if not details.is_valid():
        return _source_screen(request, form, details, content)
    source = add_source(source=details.instance, content=content, by=request.user)
    _log(request, source, ADDITION, "Added with its text.")
    messages.success(request, "The source and its text are stored. It is a draft until published.")
    reading = reverse("admin:reading", args=[source.pk])
    return HttpResponseRedirect(f"{reading}#s1")  # the focus is at its first sentence


def _looked_at(request: HttpRequest, form: TextForm) -> HttpResponse:
    """The text as it would be kept, and the source's fields as far as they are known."""
    document = form.document
    typed = {
        name: request.POST[name]
        for name in SourceDetailsForm.base_fields
        if request.POST.get(name, "").strip()
    }
    details = SourceDetailsForm(initial={**usable(document.guesses), **typed})
    shown = TextForm(initial={"text": document.text})
    return _source_screen(request, shown, details, document.text, document.notes)


def _source_screen(
    request: HttpRequest,
    form: TextForm,
    details: SourceDetailsForm | None = None,
    content: str = "",
    notes: Any = (),
) -> HttpResponse:
    duplicates = near_duplicates(content) if content else []
    if details and not duplicates:  # else those are read first
        _begun_at(details, "title")
    context = {
        **admin.site.each_context(request),
        "title": "New source",
        "opts": Source._meta,
        "form": form,
        "details": details,
        "length": len(content),
        "notes": notes,
        "duplicates": duplicates,
    }
    return TemplateResponse(request, "admin/tracker/new_source.html", context)


def _begun_at(form: Any, name: str) -> Any:
    """The form, with the focus on one field."""
    form.fields[name].widget.attrs["autofocus"] = True
    return form


@permission_required("tracker.view_source", raise_exception=True)
def new_text(request: HttpRequest, key: UUID) -> HttpResponse:
    """The texts of a source, what the newest did to the citations, and what another would do."""
    source = get_object_or_404(Source, pk=key)
    may_add = request.user.has_perms(["tracker.change_source", "tracker.add_text"])
    if request.method != "POST" or not may_add:
        return _text_screen(request, source, TextForm() if may_add else None)
    form = TextForm(request.POST, request.FILES)
    if not form.is_valid():
        return _text_screen(request, source, form)
    content = form.document.text
    if source.texts.filter(sha256=sha256(content)).exists():
        form.add_error("text", "Exactly this text is held already: there is nothing to store.")
        return _text_screen(request, source, form)
    if request.POST.get("verb") != "save" or not form.was_shown:
        shown = TextForm(initial={"text": content})
        return _text_screen(request, source, shown, content, form.document.notes)
    add_text(source=source, content=content, by=request.user)
    _log(request, source, CHANGE, "Added a text.")
    messages.success(request, "The text is stored, and every citation was looked for in it.")
    return HttpResponseRedirect(f"{request.path}#fates")


def _text_screen(
    request: HttpRequest,
    source: Source,
    form: TextForm | None,
    content: str = "",
    notes: Any = (),
) -> HttpResponse:
    texts = list(source.texts.all())
    citations = list(
        source.citations.select_related("claim").order_by("start", "pk") if texts or content else ()
    )
    fates: list[Fate] = []
    if content:
        fates = foreseen(citations, texts, content)
    elif texts:
        fates = befallen(citations, texts)
    context = {
        **admin.site.each_context(request),
        "title": f"Texts of: {source}",
        "opts": Source._meta,
        "source": source,
        "texts": texts,
        "form": form,
        "content": content,
        "length": len(content),
        "notes": notes,
        "fates": fates,
        "counted": counted(fates),
        "duplicates": near_duplicates(content, but=source) if content else [],
    }
    return TemplateResponse(request, "admin/tracker/new_text.html", context)


def _log(request: HttpRequest, source: Source, flag: int, message: str) -> None:
    LogEntry.objects.log_actions(
        user_id=request.user.pk,
        queryset=Source.objects.filter(pk=source.pk),
        action_flag=flag,
        change_message=message,
    )
