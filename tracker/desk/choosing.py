"""What the fields of the admin offer while one types: copies that are called so, nearest first."""

from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import Model, QuerySet
from django.db.models.functions import Length
from django.forms import ModelForm

from tracker.models import finding


class ChoiceView(AutocompleteJsonView):
    """The stock view, asking the index of search; before anything is typed, what was changed last."""

    def get_queryset(self) -> QuerySet:
        copies = self.model_admin.get_queryset(self.request)
        copies = copies.complex_filter(self.source_field.get_limit_choices_to())
        return offered(copies, self.term)


def offered(copies: QuerySet[Any], typed: str) -> QuerySet[Any]:
    """Those whose names or refs have all the words typed, shortest first; at most a thousand."""
    if not typed.strip():
        return copies.order_by("-changed_at", "-id")[: finding.MOST_FOUND]
    kind = copies.model.kind_of_page
    found = finding.Search(kind, typed, named=True).narrow(copies)
    return found.order_by(Length(finding.NAMES[kind][0]), "ref")


class ChosenSelect(AutocompleteSelect):
    """The stock field; told what is chosen, it does not ask for its name, with a query each."""

    chosen: Model | None = None

    def optgroups(self, name: str, value: list[str], attr: Any = None) -> list[Any]:
        if self.chosen is None or [str(key) for key in value] != [str(self.chosen.pk)]:
            return super().optgroups(name, value, attr)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        label = self.choices.field.label_from_instance(self.chosen)
        options.append(self.create_option(name, self.chosen.pk, label, True, len(options)))
        return [(None, options, 0)]


def tell_chosen(form: ModelForm) -> None:
    """Tell the fields of a form what is chosen in them, where its row was read with that."""
    for name, field in form.fields.items():
        widget = getattr(field.widget, "widget", field.widget)
        if isinstance(widget, ChosenSelect):
            widget.chosen = form.instance._state.fields_cache.get(name)
