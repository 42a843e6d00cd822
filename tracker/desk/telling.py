"""Snapshots of a working copy in words: what each field said, and what changed between two."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from django.utils.text import Truncator

from tracker.models import WorkingCopy
from tracker.models.fields import DayField
from tracker.models.snapshots import PARTS

from .changes import Change
from .filling import Row

#: What tells one row of a part from the others, to an editor.
TITLES = {
    "texts": "sha256",
    "furniture": "start",
    "names": "name",
    "affiliations": "office",
    "participations": "actor",
    "citations": "quote",
    "roles": "actor",
    "relations": "to_claim",
}

_Names = dict[type[models.Model], dict[str, str]]


class Telling:
    """Puts snapshots of one kind into words; the names of what they refer to are read once."""

    def __init__(self, model: type[WorkingCopy], snapshots: Iterable[Row]) -> None:
        self.model = model
        self.parts = {name: model._meta.get_field(name) for name in PARTS[model.kind_of_page]}
        self.names = self._read_names(snapshots)

    def changes(self, before: Row | None, after: Row) -> Iterator[Change]:
        """Every field and every row that one snapshot says otherwise than the one before it."""
        yield from self._fields(self.model, before or {}, after)
        for name, relation in self.parts.items():
            part = relation.related_model
            old = {row["id"]: row for row in (before or {}).get(name, ())}
            new = {row["id"]: row for row in after.get(name, ())}
            for key in [*old, *(key for key in new if key not in old)]:
                yield from self._row(part, TITLES[name], old.get(key), new.get(key))

    def _row(
        self, part: type[models.Model], title: str, old: Row | None, new: Row | None
    ) -> Iterator[Change]:
        what = str(part._meta.verbose_name)
        if old is None or new is None:
            before, after = (self._in_full(part, row) for row in (old, new))
            yield Change(f"{what} {'added' if old is None else 'removed'}", before, after)
            return
        for change in self._fields(part, old, new):
            words = Truncator(self._words(part._meta.get_field(title), new)).chars(80)
            yield Change(f"{what} “{words}”: {change.field}", change.before, change.after)

    def _fields(self, model: type[models.Model], old: Row, new: Row) -> Iterator[Change]:
        for field in _told(model):
            before, after = self._words(field, old), self._words(field, new)
            if before != after:
                yield Change(str(field.verbose_name), before, after)

    def _in_full(self, part: type[models.Model], row: Row | None) -> str:
        if row is None:
            return ""
        said = ((field.verbose_name, self._words(field, row)) for field in _told(part))
        return "\n".join(f"{name}: {words}" for name, words in said if words)

    def _words(self, field: Any, row: Row) -> str:
        value = row.get(field.name)
        if value in (None, "", []):
            return ""
        if field.is_relation:
            known = self.names.get(field.related_model, {})
            keys = value if isinstance(value, list) else [value]
            return "\n".join(sorted(known.get(str(key), "(no longer there)") for key in keys))
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        if isinstance(value, bool):
            return "yes" if value else "no"
        return f"{value[:12]}…" if field.name.endswith("sha256") else str(value)

    def _read_names(self, snapshots: Iterable[Row]) -> _Names:
        """The words for all rows referred to: one query for each kind of them."""
        wanted: dict[type[models.Model], set[str]] = {}
        for said in snapshots:
            self._refer(self.model, said, wanted)
            for name, relation in self.parts.items():
                for row in said.get(name, ()):
                    self._refer(relation.related_model, row, wanted)
        return {
            model: {
                str(key): str(row)
                for key, row in model._default_manager.in_bulk(list(keys)).items()
            }
            for model, keys in wanted.items()
        }

    def _refer(self, model: type[models.Model], row: Row, wanted: dict[Any, set[str]]) -> None:
        for field in _told(model):
            if field.is_relation and (value := row.get(field.name)):
                keys = value if isinstance(value, list) else [value]
                wanted.setdefault(field.related_model, set()).update(map(str, keys))


def _told(model: type[models.Model]) -> list[Any]:
    """The fields that an editor reads of: not the keys, nor what is derived from others."""
    return [
        field
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if not field.primary_key
        and not isinstance(field, DayField)
        and field.name not in ("version", "passage_sha256")
    ]
