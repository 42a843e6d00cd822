"""The columns of fact sheets: fields of import_export that know blank from `!clear`."""

import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import CharField, Model, TextField
from django.db.models import Field as ModelField
from import_export.fields import Field

from tracker.evidence.spreadsheets import CLEAR, escape, unescape

from .widgets import RefsWidget

CHUNK = 10_000


class Never:
    """Stands for no value: the column cannot be emptied.

    A class, for columns are copied deeply, and a class stays the same.
    """


def chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Part what goes into one query; SQLite takes 32,766 parameters where nobody raised that."""
    return (values[at : at + CHUNK] for at in range(0, len(values), CHUNK))


def empty_value(field: ModelField) -> Any:
    """What `!clear` makes of a field of a model."""
    if field.null:
        return None
    return "" if field.blank and isinstance(field, (CharField, TextField)) else Never


class Column(Field):
    """One column; blank in it leaves a value as it is, and `required` holds for new rows only."""

    def __init__(self, *, empty: Any = Never, required: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.empty, self.required = empty, required

    def clean(self, row: dict[str, str], **kwargs: Any) -> Any:
        """Give the value of this column's cell; raises ValueError with the remedy.

        A blank cell counts as empty here, for a key may have empty parts.
        """
        cell = row[self.column_name]
        if cell.strip() in ("", CLEAR):
            if self.empty is Never:
                raise ValueError(
                    "The column cannot be emptied. Give a value, or leave the cell blank to "
                    "keep the old one."
                )
            return self.empty
        return self.widget.clean(unescape(cell))

    def export(self, instance: Model, **kwargs: Any) -> str:
        """Give the value as text; `cell` as it stands in a file."""
        return str(self.widget.render(self.get_value(instance)))

    def cell(self, instance: Model) -> str:
        return escape(self.export(instance))


class LinksColumn(Column):
    """A list of links, which rows of a table of their own hold: owner, then the link's parts.

    The links live as a frozenset of tuples in an attribute that is no field of the model.
    """

    widget: RefsWidget

    def __init__(
        self, *, table: type[Model], owner: str, parts: tuple[str, ...], **kwargs: Any
    ) -> None:
        super().__init__(empty=frozenset(), **kwargs)
        self.table, self.owner, self.parts = table, owner, parts

    def attach(self, instances: Sequence[Model]) -> None:
        """Set the links that the desk has on all these instances: one query."""
        links: dict[uuid.UUID, set[tuple]] = {}
        for some in chunks([instance.pk for instance in instances]):
            rows = self.table._default_manager.filter(**{f"{self.owner}__in": some})
            for owner, *link in rows.values_list(self.owner, *self.parts):
                links.setdefault(owner, set()).add(tuple(link))
        for instance in instances:
            setattr(instance, self.attribute, frozenset(links.get(instance.pk, ())))

    def write(self, instances: list[Model]) -> None:
        """Make the table hold the links of these instances."""
        for some in chunks([instance.pk for instance in instances]):
            self.table._default_manager.filter(**{f"{self.owner}__in": some}).delete()
        self.table._default_manager.bulk_create(
            self.table(**{self.owner: instance.pk} | dict(zip(self.parts, link, strict=True)))
            for instance in instances
            for link in self.widget.ordered(getattr(instance, self.attribute))
        )
