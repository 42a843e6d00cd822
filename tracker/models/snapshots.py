"""A working copy with all its parts as one document of JSON, which is what history keeps.

This is a serialization module of Django (see SERIALIZATION_MODULES in the settings): django-reversion
writes each version through it.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Prefetch, QuerySet

from .working import WorkingCopy

FORMAT = "working-copy"

#: The rows that belong to a working copy, by its kind: names of the relations.
PARTS: dict[str, tuple[str, ...]] = {
    "source": ("texts", "furniture"),
    "actor": ("names", "affiliations"),
    "process": (),
    "issue": (),
    "round": ("participations",),
    "claim": ("citations", "roles", "relations"),
}
#: What is no part of what was written: the key stands beside, the rest is about the work on it,
#: and the content of a text never changes and is found by its sha256.
_LEFT_OUT = {
    *("id", "changed_at", "contributors", "submitted_by", "submitted_at", "review_comment"),
    "content",
}


def with_parts(model: type[WorkingCopy]) -> QuerySet:
    """Working copies with all that `snapshot` asks of them, in a fixed number of queries."""
    links = [
        Prefetch(field.name, field.related_model._base_manager.only("pk"))
        for field in _links(model)
    ]
    parts = [
        Prefetch(
            name, _part(model, name)._base_manager.order_by("pk").defer(*_contents(model, name))
        )
        for name in PARTS[model.kind_of_page]
    ]
    return model._default_manager.prefetch_related(*links, *parts)


def snapshot(copy: WorkingCopy) -> dict[str, Any]:
    """All that was written into a working copy, by field; in each part its `id` too.

    The value of a foreign key is the key, that of a many-to-many field a sorted list of keys.
    """
    plain = {**_fields(copy), **{field.name: _keys(copy, field) for field in _links(type(copy))}}
    for name in PARTS[copy.kind_of_page]:
        parent = type(copy)._meta.get_field(name).field.name
        plain[name] = [
            {"id": row.pk} | _fields(row, parent)
            for row in sorted(getattr(copy, name).all(), key=lambda row: row.pk)
        ]
    return json.loads(json.dumps(plain, cls=DjangoJSONEncoder))  # as it comes back from storage


class Serializer:
    """What django-reversion calls to write one version."""

    def serialize(self, copies: Iterable[WorkingCopy], **options: Any) -> None:
        (copy,) = copies
        self.written = json.dumps(snapshot(copy), ensure_ascii=False)

    def getvalue(self) -> str:
        return self.written


def _fields(row: models.Model, *left_out: str) -> dict[str, Any]:
    return {
        field.name: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in _LEFT_OUT and field.name not in left_out
    }


def _links(model: type[WorkingCopy]) -> list[models.ManyToManyField]:
    """The many-to-many fields whose rows nothing else shows."""
    return [
        field
        for field in model._meta.many_to_many
        if field.name not in _LEFT_OUT and field.remote_field.through._meta.auto_created
    ]


def _keys(copy: WorkingCopy, field: models.ManyToManyField) -> list[str]:
    return sorted(str(row.pk) for row in getattr(copy, field.name).all())


def _part(model: type[WorkingCopy], name: str) -> type[models.Model]:
    return model._meta.get_field(name).related_model


def _contents(model: type[WorkingCopy], name: str) -> list[str]:
    """The fields of a part that are large and left out."""
    return [f.name for f in _part(model, name)._meta.concrete_fields if f.name == "content"]
