"""Writing checked sheets: a fixed number of statements for each, whatever its number of rows."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Model, UniqueConstraint
from django.utils import timezone

from tracker.models import WorkingCopy

from .columns import LinksColumn, chunks
from .report import SheetError
from .sheet import Sheet

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Touched = dict[type[WorkingCopy], set[UUID]]


def write(sheets: Sequence[Sheet], by: "User | None") -> list[SheetError]:
    """Write all sheets, or nothing and give the error of the database, in our words.

    Foreign keys are checked at the end of the transaction, so rows may refer to later ones.
    """
    try:
        with transaction.atomic():
            for sheet in sheets:
                _write_rows(sheet)
            _count_changes(sheets)
            if by is not None:
                for model, keys in _touched(sheets).items():
                    model.add_contributor(sorted(keys), by)
    except IntegrityError as error:
        explained = _explained(error, sheets)
        if explained is None:
            raise
        return [explained]
    return []


def _write_rows(sheet: Sheet) -> None:
    model: type[Model] = sheet._meta.model
    if issubclass(model, WorkingCopy):
        for row in sheet.update_instances:
            row.version += 1
            row.changed_at, row.submitted_by, row.submitted_at = timezone.now(), None, None
    model._default_manager.bulk_create(sheet.create_instances)
    # One statement for many rows, and unlike `bulk_update` it derives the days of dates.
    model._default_manager.bulk_create(
        sheet.update_instances,
        update_conflicts=True,
        unique_fields=[model._meta.pk.name],
        update_fields=[f.name for f in model._meta.concrete_fields if not f.primary_key],
    )
    for column in sheet.columns:
        if isinstance(column, LinksColumn):
            column.write(sheet.relinked.get(column.column_name, []))


def _count_changes(sheets: Iterable[Sheet]) -> None:
    """Count a change of those working copies of which only a part was written."""
    written = _own(sheets)
    for model, keys in _parents(sheets).items():
        for some in chunks(sorted(keys - written.get(model, set()))):
            model._default_manager.filter(pk__in=some).update(
                version=F("version") + 1,
                changed_at=timezone.now(),
                submitted_by=None,
                submitted_at=None,
            )


def touched(sheets: Iterable[Sheet]) -> list[WorkingCopy]:
    """The working copies that are new or changed, or of which a part is; only their keys are set."""
    return [model(id=key) for model, keys in _touched(sheets).items() for key in sorted(keys)]


def _touched(sheets: Iterable[Sheet]) -> Touched:
    found = _parents(sheets)
    for model, keys in _own(sheets).items():
        found.setdefault(model, set()).update(keys)
    return found


def _own(sheets: Iterable[Sheet]) -> Touched:
    """The working copies that are new or changed themselves."""
    return {
        sheet._meta.model: {row.pk for row in (*sheet.create_instances, *sheet.update_instances)}
        for sheet in sheets
        if issubclass(sheet._meta.model, WorkingCopy)
    }


def _parents(sheets: Iterable[Sheet]) -> Touched:
    """The working copies of which a part is new or changed."""
    touched: Touched = {}
    for sheet in sheets:
        if sheet.parent:
            model = sheet._meta.model._meta.get_field(sheet.parent.removesuffix("_id"))
            touched.setdefault(model.related_model, set()).update(
                getattr(row, sheet.parent)
                for row in (*sheet.create_instances, *sheet.update_instances)
            )
    return touched


def _explained(error: IntegrityError, sheets: Iterable[Sheet]) -> SheetError | None:
    """Say what a refusal of the database means, if it names a constraint of a sheet's model.

    The checks come first, so this is a change that somebody else made at the same moment.
    """
    said = str(error)
    for sheet in sheets:
        meta = sheet._meta.model._meta
        for constraint in meta.constraints:
            if constraint.name in said or _is_of(constraint, meta.db_table, said):
                message = f"{constraint.violation_error_message} Look again and retry."
                return SheetError(sheet.rows[0].file, 0, "", "", message)
    return None


def _is_of(constraint: object, table: str, said: str) -> bool:
    """SQLite names the columns of a unique constraint in place of the constraint."""
    if not isinstance(constraint, UniqueConstraint):
        return False
    columns = [f"{table}.{name}" for name in constraint.fields]
    return all(column in said for column in columns)
