"""What merging and undoing share: rows as JSON and back, and changes of many rows in sets."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps
from django.db.models import F
from django.utils import timezone

from . import history
from .working import WorkingCopy

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_AT_ONCE = 5000  # values in one statement: databases take no more than some ten thousand


def in_parts(keys: Collection[Any]) -> Iterator[list[Any]]:
    """Keys in lists that fit into one statement."""
    listed = list(keys)
    for start in range(0, len(listed), _AT_ONCE):
        yield listed[start : start + _AT_ONCE]


def touch_all(
    model: type[WorkingCopy], keys: Collection[UUID], *, by: "User | None", why: str
) -> None:
    """Count one change of each of these copies; they stay where they are in review.

    Whoever has looked at one is asked to look again, as its document is another now.
    """
    for part in in_parts(keys):
        model._default_manager.filter(pk__in=part).update(
            version=F("version") + 1, changed_at=timezone.now()
        )
        if by is not None:
            model.add_contributor(part, by)
    history.keep([model(pk=key) for key in keys], by=by, why=why)


def values_of(row: Any) -> dict[str, Any]:
    """Every column of a row, as JSON holds it."""
    return {
        column.attname: _plain(getattr(row, column.attname)) for column in row._meta.concrete_fields
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def row_of(label: str, values: dict[str, Any]) -> Any:
    """The row that a journal holds, as it was; it is not stored."""
    model = apps.get_model(label)
    columns = {column.attname: column for column in model._meta.concrete_fields}
    return model(**{name: columns[name].to_python(value) for name, value in values.items()})
