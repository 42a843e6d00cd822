"""What a fact sheet is made of: a resource of import_export with the columns of the contract."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar, cast

from django.core.validators import RegexValidator
from django.db.models import BooleanField, ForeignKey, Model, PositiveIntegerField, QuerySet
from django.db.models import Field as ModelField
from import_export.resources import ModelResource
from import_export.widgets import Widget

from tracker.models import WorkingCopy
from tracker.models.fields import EdtfField

from .columns import Column, LinksColumn, empty_value
from .directory import Directory
from .widgets import (
    ChoiceWidget,
    RefWidget,
    TextWidget,
    WholeNumberWidget,
    WordWidget,
    YesNoWidget,
)


class FactSheet(ModelResource):
    """The columns of one fact sheet, derived from its model, and its way out."""

    #: What reports call it.
    name: ClassVar[str]
    #: The fields that a new row must give.
    required: ClassVar[tuple[str, ...]] = ()
    #: Columns whose name does not follow from their field's.
    column_names: ClassVar[dict[str, str]] = {}

    class Meta:
        #: The fields by which a row is known.
        import_id_fields: tuple[str, ...] = ("ref",)

    def __init__(self, directory: Directory) -> None:
        super().__init__()
        self.directory = directory
        for field in self.fields.values():
            if isinstance(field.widget, RefWidget):
                field.widget.refs = directory[field.widget.model]

    @classmethod
    def field_from_django_field(
        cls, field_name: str, django_field: ModelField, **kwargs: Any
    ) -> Column:
        """Derive a column from a field of the model: `process` becomes `process_ref`."""
        derived = f"{field_name}_ref" if isinstance(django_field, ForeignKey) else field_name
        return Column(
            attribute=django_field.attname,
            column_name=cls.column_names.get(field_name, derived),
            widget=_widget_for(django_field),
            empty=empty_value(django_field),
            required=field_name in cls.required,
            **kwargs,
        )

    @cached_property
    def columns(self) -> list[Column]:
        """The columns in the order of the contract."""
        return [self.fields[name] for name in self._meta.fields]

    @cached_property
    def keys(self) -> list[Column]:
        """The columns by which a row is known."""
        return [self.fields[name] for name in self._meta.import_id_fields]

    def get_import_fields(self) -> list[Column]:
        return self.columns

    def get_export_fields(self, selected_fields: Any = None) -> list[Column]:
        return self.columns

    def attach_links(self, instances: Sequence[Model]) -> None:
        for column in self.columns:
            if isinstance(column, LinksColumn):
                column.attach(instances)

    def iter_queryset(self, queryset: QuerySet) -> list[Model]:
        """Give all rows in the order of their keys, the same on every database."""
        instances = list(queryset.order_by())
        self.attach_links(instances)
        return sorted(instances, key=self.sort_key)

    def sort_key(self, instance: Model) -> tuple[str, ...]:
        texts = [(key.export(instance), key.widget) for key in self.keys]
        return tuple(
            text.zfill(10) if isinstance(widget, WholeNumberWidget) else text
            for text, widget in texts
        )

    def export_field(self, field: Column, instance: Model, **kwargs: Any) -> str:
        return field.cell(instance)


def _widget_for(field: ModelField) -> Widget:
    """Give the widget that reads and writes a field of a model."""
    if isinstance(field, ForeignKey):
        return RefWidget(cast("type[WorkingCopy]", field.related_model))
    if field.choices:
        return ChoiceWidget(field)
    if isinstance(field, BooleanField):
        return YesNoWidget()
    if isinstance(field, PositiveIntegerField):
        return WholeNumberWidget()
    if isinstance(field, EdtfField) or any(isinstance(v, RegexValidator) for v in field.validators):
        return WordWidget(field)
    return TextWidget(field)
