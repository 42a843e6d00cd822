"""The rows below a working copy's form, which may be as stale as the form itself.

A row that somebody else removed goes too, unless it was changed here; one that somebody else added
comes in. Without this, Django would refuse removed rows for ever, and hide added ones.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.http import QueryDict
from django.utils.html import format_html

from tracker.models.snapshots import snapshot

from .choosing import tell_chosen
from .filling import Row, as_sent
from .stale import TAKE, Meanwhile, merge_fields, take_stored

_Sent = dict[str, list[str]]  # one row as the browser sent it, by the names of its fields


class WorkingFormSet(BaseInlineFormSet):
    """Rows that are merged with what is stored, where their form is stale."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._put_back = 0
        self._added: list[Row] = []
        self._meanwhile: Meanwhile | None = getattr(self.instance, "meanwhile", None)
        if not self.is_bound or not self.management_form.is_valid():
            return
        self.data = self.data.copy()
        self._stored = {str(row.pk) for row in self.get_queryset()}
        if self._meanwhile:
            self._bring_up_to_date(self._meanwhile)
        else:
            self._put_back_what_is_gone()
            self._take_stored()

    def add_fields(self, form: Any, index: int | None) -> None:
        """In a table the box that removes a row has no label of its own."""
        super().add_fields(form, index)
        tell_chosen(form)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = "Delete"

    def _bring_up_to_date(self, meanwhile: Meanwhile) -> None:
        """Let the rows sent be those that are stored, those to be put back, and new ones."""
        sent = self._sent()
        shown, new = sent[: self.initial_form_count()], sent[self.initial_form_count() :]
        opened = _by_key(meanwhile.opened, self.prefix)
        kept = [row for row in shown if _key(row) in self._stored]
        back = [
            row
            for row in shown
            if _key(row) not in self._stored
            and "DELETE" not in row
            and self._was_changed(row, opened.get(_key(row)))
        ]
        keys = {_key(row) for row in shown}
        stored = _by_key(meanwhile.stored, self.prefix)
        self._added = [row for key, row in stored.items() if key not in keys]
        self._send([*kept, *map(_as_row, self._added)], [*back, *new])
        self._put_back = len(back)

    def _put_back_what_is_gone(self) -> None:
        """Let rows that are no longer stored count as new ones, so that saving stores them."""
        sent = self._sent()
        shown, new = sent[: self.initial_form_count()], sent[self.initial_form_count() :]
        gone = [row for row in shown if _key(row) not in self._stored]
        if gone:
            self._send([row for row in shown if row not in gone], [*gone, *new])

    def _take_stored(self) -> None:
        if TAKE not in self.data:
            return
        stored = _by_key(snapshot(self.instance), self.prefix)
        for number, row in enumerate(self._sent()):
            take_stored(self.data, f"{self.prefix}-{number}", stored.get(_key(row), {}))

    def _sent(self) -> list[_Sent]:
        rows: list[_Sent] = [{} for _ in range(self.total_form_count())]
        name_of = re.compile(rf"{re.escape(self.prefix)}-(\d+)-(.+)", re.DOTALL)
        for name in self.data:
            match = name_of.fullmatch(name)
            if match and int(match[1]) < len(rows):
                rows[int(match[1])][match[2]] = self.data.getlist(name)
        return rows

    def _send(self, shown: list[_Sent], new: list[_Sent]) -> None:
        """Let the data hold these rows, as if the browser had sent just them."""
        before = re.compile(rf"{re.escape(self.prefix)}-\d+-.+", re.DOTALL)
        for name in [name for name in self.data if before.fullmatch(name)]:
            del self.data[name]
        for number, row in enumerate([*shown, *({**row, "id": [""]} for row in new)]):
            for name, values in row.items():
                self.data.setlist(f"{self.prefix}-{number}-{name}", values)
        self.data[f"{self.prefix}-INITIAL_FORMS"] = str(len(shown))
        self.data[f"{self.prefix}-TOTAL_FORMS"] = str(len(shown) + len(new))
        del self.management_form  # it is cached, and has counted the old rows

    def _was_changed(self, sent: _Sent, opened: Row | None) -> bool:
        """Was anything typed into a row since it was opened? Yes, where that is not known."""
        if opened is None:
            return True
        data = QueryDict(mutable=True)
        for name, values in sent.items():
            data.setlist(name, values)
        row = self.form(data=data, instance=self.model())
        return any(
            field.has_changed(opened[name], row[name].data)
            for name, field in row.fields.items()
            if name in opened and name != "id"
        )

    def clean(self) -> None:
        super().clean()
        if not self._meanwhile:
            return
        for form in self.extra_forms[: self._put_back]:
            form.add_error(None, _removed(f"{form.prefix}-DELETE"))
        said = [*self._merged(self._meanwhile), *self._said_of_added()]
        if said:
            raise ValidationError(said)

    def _merged(self, meanwhile: Meanwhile) -> Iterator[str]:
        """Merge each row that both have; what there is to say of it that stands at no field."""
        opened = _by_key(meanwhile.opened, self.prefix)
        stored = _by_key(meanwhile.stored, self.prefix)
        added = {str(row["id"]) for row in self._added}
        for form in self.initial_forms:
            key = str(form.instance.pk)
            if key in added:
                continue
            if self._should_delete_form(form):
                if opened.get(key) != stored[key]:
                    yield f"Somebody else changed “{form.instance}”, which saving again removes."
            elif labels := merge_fields(form, opened.get(key), stored[key]):
                yield f"In “{form.instance}” these show what is stored now: {', '.join(labels)}."

    def _said_of_added(self) -> Iterator[str]:
        added = {str(row["id"]) for row in self._added}
        for form in self.initial_forms:
            if str(form.instance.pk) in added:
                yield f"Somebody else added “{form.instance}”. It stays when you save again."


def _removed(name: str) -> ValidationError:
    return ValidationError(
        format_html(
            "Somebody else removed this row, which you had changed. Saving again puts it back. "
            '<label class="take"><input type="checkbox" name="{}"> Leave it out</label>',
            name,
        )
    )


def _key(row: _Sent) -> str:
    return row.get("id", [""])[-1]


def _by_key(said: Row | None, part: str) -> dict[str, Row]:
    return {str(row["id"]): row for row in (said or {}).get(part, ())}


def _as_row(row: Row) -> _Sent:
    return {name: sent for name, value in row.items() if (sent := as_sent(value))}
