"""A form opened before somebody else saved: the two are merged, field by field and row by row.

What only one of the two changed is taken from that one. What both changed keeps what was typed
here, with what is stored beside it and the differences marked, for the editor to choose.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.models import ModelChoiceField, ModelMultipleChoiceField
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tracker.models import WorkingCopy, history
from tracker.models.snapshots import snapshot

from .differing import marked_words
from .filling import Row, put

#: The name of the boxes with which an editor takes what is stored; their values name fields.
TAKE = "take"


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What a stale form was opened on, if that is kept, and what is stored now."""

    opened: Row | None
    stored: Row
    by: str  # who stored it


def meanwhile(copy: WorkingCopy, opened_version: str) -> Meanwhile:
    """Both states of a working copy that a form of `opened_version` has to be merged with."""
    opened = history.as_opened(copy, int(opened_version)) if opened_version.isdecimal() else None
    newest = history.versions_of(copy).select_related("revision__user").first()
    by = newest and newest.revision.user
    return Meanwhile(opened, snapshot(copy), str(by or "Somebody else"))


def merge_fields(form: forms.BaseForm, opened: Row | None, stored: Row) -> list[str]:
    """Merge the fields of one bound form; what both changed becomes an error.

    Gives the labels of the fields into which the stored value was put, as nothing had been typed
    there. The form's data must be mutable.
    """
    taken = []
    for name, field in form.fields.items():
        if name not in stored or not field.has_changed(stored[name], form[name].data):
            continue
        html_name = form.add_prefix(name)
        if opened and not field.has_changed(opened.get(name), form[name].data):
            put(form.data, html_name, stored[name])
            taken.append(str(form[name].label))
        elif not opened or opened.get(name) != stored[name]:
            form.add_error(name, _choice(field, html_name, form[name].data, stored[name]))
    return taken


def take_stored(data: QueryDict, prefix: str, stored: Row) -> None:
    """Put what is stored into a form's data, where its editor chose that."""
    chosen = data.getlist(TAKE)
    for name, value in stored.items():
        html_name = f"{prefix}-{name}" if prefix else name
        if html_name in chosen:
            put(data, html_name, value)


def _choice(field: forms.Field, html_name: str, typed: Any, value: Any) -> SafeString:
    """What is stored, how it differs from what was typed, and the box to take it."""
    stored = in_words(field, value)
    marked = SafeString("")
    if isinstance(field, forms.CharField) and stored and typed:
        words = marked_words(typed, stored)
        marked = format_html('<span class="differences">From yours to it: {}</span>', words)
    return format_html(
        'Stored now: {}.{} <label class="take"><input type="checkbox" name="{}" value="{}"> '
        "Take what is stored, not mine</label>",
        f"“{stored}”" if stored else "nothing",
        marked,
        TAKE,
        html_name,
    )


def in_words(field: forms.Field, value: Any) -> str:
    """A value of a snapshot as the widget of its field would show it."""
    if value in (None, "", []):
        return ""
    if isinstance(field, ModelMultipleChoiceField):
        return ", ".join(str(row) for row in field.queryset.filter(pk__in=value))
    if isinstance(field, ModelChoiceField):
        return str(field.queryset.filter(pk=value).first() or "")
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
