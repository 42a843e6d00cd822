"""What the fields of the admin offer while one types: copies that are called so, nearest first."""

from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import QuerySet
from django.db.models.functions import Length

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
