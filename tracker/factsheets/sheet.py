"""How a fact sheet comes in: on the way that import_export gives a row, checked first.

Its weak defaults are closed here: every row is validated, a row that changes nothing is skipped,
a key given twice is an error, rows are loaded with one query and written only once all sheets are
right, and an unexpected exception is raised.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any, ClassVar, NamedTuple

import tablib
from django.core.exceptions import ValidationError
from django.db.models import Model
from import_export.instance_loaders import BaseInstanceLoader
from import_export.results import RowResult

from tracker.models import WorkingCopy

from .columns import Column, LinksColumn, chunks
from .directory import Directory
from .reading import Row
from .report import RowChange, SheetError
from .resource import FactSheet


def value_or_none(column: Column, row: Row | dict[str, str]) -> Any:
    """Give the value of a cell, None where it is wrong; that error is told with the row's others."""
    try:
        return column.clean(row.cells if isinstance(row, Row) else row)
    except ValueError:
        return None


class Rule(NamedTuple):
    """A constraint of the model, checked before the database would: by name, at a column."""

    constraint: str
    attribute: str
    holds: Callable[[Any], bool]


class Loader(BaseInstanceLoader):
    """All rows of the desk that a sheet may speak of, read at once and locked."""

    def __init__(self, resource: "Sheet", dataset: tablib.Dataset | None = None) -> None:
        super().__init__(resource, dataset)
        self.held = resource.load()

    def get_instance(self, row: dict[str, str]) -> Model | None:
        return self.held.get(self.resource.key_of(row))


class Outcome(RowResult):
    """A row's outcome, with its cells before and after."""

    cells: dict[str, tuple[str, str]]
    key: str

    def add_instance_info(self, instance: Model) -> None:
        """Nothing: `str()` of a row may ask the database for others."""


class Sheet(FactSheet):
    """One fact sheet and its way in."""

    #: The attribute with the key of the working copy that a row is a part of, if of any.
    parent: ClassVar[str] = ""
    rules: ClassVar[tuple[Rule, ...]] = ()

    class Meta(FactSheet.Meta):
        instance_loader_class = Loader
        use_bulk = True
        use_transactions = False  # one transaction holds all sheets
        skip_unchanged = True
        store_instance = True
        skip_diff = True  # `import_field` compares cell by cell, without copying instances

    def __init__(self, directory: Directory) -> None:
        super().__init__(directory)
        self.rows: Sequence[Row] = ()
        self.row: Row
        self.changed: dict[str, tuple[str, str]] = {}
        self.problems: dict[str, ValidationError] = {}
        self.loaded: list[Model] = []
        self.row_of: dict[Any, Row] = {}
        self._seen: dict[tuple, Row] = {}
        self.relinked: dict[str, list[Model]] = {}

    def check(self, rows: Sequence[Row]) -> tuple[list[RowChange], list[SheetError]]:
        """Check rows and keep what they change for `writing`; nothing is written."""
        self.rows = rows
        names = [column.column_name for column in self.columns]
        cells = (tuple(row.cells[name] for name in names) for row in rows)
        result = self.import_data(tablib.Dataset(*cells, headers=names))
        changes: list[RowChange] = []
        errors: list[SheetError] = []
        for failure in [*result.base_errors, *(e for _, row in result.row_errors() for e in row)]:
            raise failure.error
        for row, outcome in zip(rows, result.rows, strict=True):
            if outcome.validation_error:
                errors += self._sheet_errors(row, outcome.validation_error)
            else:
                kind = outcome.import_type
                changes.append(
                    RowChange(row.file, row.line, self.name, outcome.key, kind, outcome.cells)
                )
        return changes, errors

    def check_whole(self) -> Iterable[SheetError]:
        """Check what no single row shows, once all rows are checked."""
        return ()

    def _sheet_errors(self, row: Row, error: ValidationError) -> Iterable[SheetError]:
        names = {column.attribute: column.column_name for column in self.columns}
        for attribute, messages in error.message_dict.items():
            column = names.get(attribute, attribute)
            value = row.cells.get(column, "")
            yield SheetError(row.file, row.line, column, value, " ".join(messages))

    def load(self) -> dict[tuple, Model]:
        """Read the rows of the desk that this upload may speak of, by their keys.

        They stay locked until the transaction ends, so that no edit falls between.
        """
        scope = self.keys[0]
        values = {value_or_none(scope, row) for row in self.rows} - {None}
        for some in chunks(sorted(values, key=str)):
            queryset = self.get_queryset().filter(**{f"{scope.attribute}__in": some})
            self.loaded += queryset.select_for_update().order_by("pk")
        self.attach_links(self.loaded)
        return {tuple(key.get_value(row) for key in self.keys): row for row in self.loaded}

    def key_of(self, row: dict[str, str]) -> tuple | None:
        """Give the key of a row, None where a part of it is missing or wrong."""
        key = tuple(value_or_none(column, row) for column in self.keys)
        return None if any(part is None for part in key) else key

    def before_import_row(self, row: dict[str, str], **kwargs: Any) -> None:
        self.row = self.rows[kwargs["row_number"] - 1]
        self.changed, self.problems = {}, {}

    def get_or_init_instance(
        self, instance_loader: Loader, row: dict[str, str]
    ) -> tuple[Model, bool]:
        key = self.key_of(row)
        if key is not None:
            self.check_first(key)
        instance = instance_loader.get_instance(row)
        return (self.init_instance(row), True) if instance is None else (instance, False)

    def check_first(self, key: tuple) -> None:
        """Refuse a row whose key another row of the upload has had."""
        first = self._seen.setdefault(key, self.row)
        if first is not self.row:
            self.problems[self.keys[0].attribute] = ValidationError(
                f"The same row stands at {first.file}:{first.line} already. "
                "Delete one of the two, or correct what it is known by."
            )

    def init_instance(self, row: dict[str, str] | None = None) -> Model:
        model: type[Model] = self._meta.model
        ref = value_or_none(self.keys[0], row or {})
        if issubclass(model, WorkingCopy) and ref:
            return model(id=self.directory[model].key(ref))
        return model()

    def import_field(
        self, field: Column, instance: Model, row: dict[str, str], *args: Any, **kwargs: Any
    ) -> None:
        """Set one field, unless its cell is blank, and note the change."""
        is_new = instance._state.adding
        if not row[field.column_name].strip():
            if is_new and field.required:
                raise ValueError("A new row needs it. Fill it in, or correct the row's ref.")
            return
        before = "" if is_new else field.export(instance)
        field.save(instance, row)
        after = field.export(instance)
        if before != after:
            self.changed[field.column_name] = before, after
            if isinstance(field, LinksColumn):
                self.relinked.setdefault(field.column_name, []).append(instance)

    def skip_row(
        self, instance: Model, original: Any, row: Any, import_validation_errors: Any = None
    ) -> bool:
        return not (
            instance._state.adding or self.changed or self.problems or import_validation_errors
        )

    def validate_instance(
        self, instance: Model, import_validation_errors: Any = None, *args: Any
    ) -> None:
        """Check the fields of the sheet and the model's rules, without a query."""
        errors: dict[str, Any] = {**(import_validation_errors or {}), **self.problems}
        try:
            instance.clean_fields(exclude=self._not_cleaned | errors.keys())
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if not errors:
            errors = {
                rule.attribute: self._message_of(rule)
                for rule in self.rules
                if not rule.holds(instance)
            }
        if errors:
            raise ValidationError(errors)

    @cached_property
    def _not_cleaned(self) -> set[str]:
        """Fields that are not of the sheet, and foreign keys, each of which would cost a query."""
        fields = self._meta.model._meta.fields
        return {f.name for f in fields if f.is_relation or f.name not in self._meta.fields}

    def _message_of(self, rule: Rule) -> str:
        constraints = self._meta.model._meta.constraints
        (constraint,) = (c for c in constraints if c.name == rule.constraint)
        return str(constraint.violation_error_message)

    def after_import_row(self, row: Any, row_result: Outcome, **kwargs: Any) -> None:
        row_result.cells = self.changed
        if row_result.import_type != Outcome.IMPORT_TYPE_SKIP:
            self.row_of[row_result.instance.pk] = self.row
        row_result.key = " · ".join(filter(None, (row[key.column_name] for key in self.keys)))

    @classmethod
    def get_row_result_class(cls) -> type[Outcome]:
        return Outcome

    def bulk_create(self, *args: Any, **kwargs: Any) -> None:
        """Nothing yet: `writing` writes all sheets together."""

    bulk_update = bulk_create
    after_import = bulk_create
