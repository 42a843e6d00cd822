"""The lists of working copies: read in parts of a thousand, those changed last first.

Nothing of a list reads more of its table than one part: no count, no sorting, no page far back.
Within a part the stock pages and the sorting by columns work as ever.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ALL_VAR, ORDER_VAR, PAGE_VAR, ChangeList
from django.db.models import Count, QuerySet, Subquery, Window
from django.db.models.fields.tuple_lookups import TupleLessThan
from django.http import HttpRequest

from tracker import press
from tracker.models import DeskEntry, finding

PART = finding.MOST_FOUND
#: In the address: where the part before this one ended.
BEFORE = "before"
_LATEST = ("-changed_at", "-id")


class IndexedFilter(admin.SimpleListFilter):
    """A filter that the index of search answers, together with what was typed: see finding.TAGS."""

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset


class PartedList(ChangeList):
    """One part of a list, and how each of its rows stands to what is public."""

    def get_filters_params(self, params: Any = None) -> Any:
        found = super().get_filters_params(params)
        found.pop(BEFORE, None)
        return found

    def get_query_string(self, new_params: Any = None, remove: Any = None) -> str:
        """Stay in the part where only its page or order changes; else begin with the first."""
        new_params = new_params or {}
        if not {PAGE_VAR, ORDER_VAR, ALL_VAR, BEFORE} & new_params.keys():
            new_params = {**new_params, BEFORE: None}
        return super().get_query_string(new_params, remove)

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet:
        """Give one part of all that fits."""
        before = request.GET.get(BEFORE, "")
        self.params.pop(BEFORE, None)  # a new question begins with the first part
        self.search = self.model_admin.search_of(request, self.query, before)
        found = super().get_queryset(request, exclude_parameters)
        if self.search:
            return found
        self.whole = found.order_by(*_LATEST)
        if before:
            at, key = _position(before)
            # SQLite takes the place in the index from the first condition.
            self.whole = self.whole.filter(
                TupleLessThan(("changed_at", "id"), (at, key)), changed_at__lte=at
            )
        part = self.root_queryset.filter(pk__in=self.whole.values("pk")[:PART])
        return self.apply_select_related(part).order_by(*found.query.order_by)

    def get_results(self, request: HttpRequest) -> None:
        """Read the rows of a page, with the size of their part and where it ends: one query."""
        size = self.list_max_show_all if self.show_all else self.list_per_page
        start = 0 if self.show_all else (self.page_num - 1) * size
        if start < 0:
            raise IncorrectLookupParameters
        rows = self.queryset.annotate(part_size=Window(Count("*")), **self._ends())
        self.result_list = list(rows[start : start + size])
        if start and not self.result_list:
            raise IncorrectLookupParameters
        count = self.result_list[0].part_size if self.result_list else 0
        self.can_show_all = count <= self.list_max_show_all
        if not self.can_show_all:
            self.result_list = self.result_list[: self.list_per_page]
        self.multi_page = count > self.list_per_page
        self.paginator = self.model_admin.get_paginator(request, [], self.list_per_page)
        self.paginator.count = self.result_count = count
        self.show_full_result_count, self.show_admin_actions = False, True
        self.earlier = self._earlier()
        # The number beside the search field would be taken for that of the whole.
        self.full_result_count = count if self.earlier else None
        standings = press.standings(self.result_list)
        for copy in self.result_list:
            copy.standing = standings[copy.pk]

    def _ends(self) -> dict[str, Any]:
        """Where the part ends; null where it is the last."""
        if self.search:
            return {"part_end": self.search.last}
        last = slice(PART - 1, PART)
        return {
            "part_end": Subquery(self.whole.values("changed_at")[last]),
            "part_end_id": Subquery(self.whole.values("id")[last]),
        }

    def _earlier(self) -> str:
        """The address of the next part; empty where there is none."""
        if self.result_list:
            end = self.result_list[0].part_end
        else:  # other filters may have left nothing of a part that the index found
            ends = DeskEntry.objects.annotate(end=self.search.last) if self.search else None
            end = ends.values_list("end", flat=True).first() if ends is not None else None
        if end is None:
            return ""
        if not self.search:
            end = f"{end.isoformat()}~{self.result_list[0].part_end_id}"
        return self.get_query_string({BEFORE: end}, [PAGE_VAR])

    @property
    def is_first(self) -> bool:
        return BEFORE not in self.filter_params

    @property
    def first(self) -> str:
        return self.get_query_string(remove=[PAGE_VAR])


def _position(before: str) -> tuple[datetime, UUID]:
    """Read where a part ended."""
    at, _, key = before.partition("~")
    try:
        return datetime.fromisoformat(at), UUID(key)
    except ValueError as error:
        raise IncorrectLookupParameters(error) from error
