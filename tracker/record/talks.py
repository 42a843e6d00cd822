"""What is read of rounds and of positions: who wanted what, when, and in which talks."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Value, When, Window
from django.db.models.functions import (
    Coalesce,
    ExtractYear,
    RowNumber,
)

from .listing import ListReads

if TYPE_CHECKING:
    from .models import Page, Reference


def _links() -> "models.Manager[Reference]":
    from .models import Reference  # it needs this module

    return Reference.objects


class TalksReads(ListReads):
    """Reads of public rounds and positions."""

    def beside(self, page: "Page", most: int) -> Self:
        """The rounds of the process that this round belongs to, in order."""
        links = _links().filter(role="round of")
        process = links.filter(from_page=page).values("to_page")
        rounds = self.filter(state="public", kind="round")
        return rounds.filter(pk__in=links.filter(to_page__in=process).values("from_page"))._by_day(
            most
        )

    def with_process(self, most: int, first: date | None = None, last: date | None = None) -> Self:
        """Rounds by day, each with its process; those without a date last.

        `first` and `last` leave out what lies wholly outside of these days. Of an open beginning
        or end only the known side counts.
        """
        rows = self.filter(state="public", kind="round", outgoing__role="round of")
        if first is not None:
            rows = rows.exclude(latest__lt=first).exclude(latest=None, earliest__lt=first)
        if last is not None:
            rows = rows.exclude(earliest__gt=last).exclude(earliest=None, latest__gt=last)
        return rows.annotate(
            process=F("outgoing__to_page__ref"), process_title=F("outgoing__to_page__title")
        )._by_day(most)

    def _by_day(self, most: int) -> Self:
        return self.order_by("day", "heading", "ref")[:most]

    def begun(self) -> models.QuerySet[Any, int]:
        """The years in which these pages begin, or of which only the end is known, end."""
        rows: models.QuerySet[Any, int] = (
            self.annotate(begun=ExtractYear(Coalesce("earliest", "latest")))
            .filter(begun__isnull=False)
            .order_by("begun")
            .values_list("begun", flat=True)
            .distinct()
        )
        return rows

    def held(self, most: int, on: date | None = None, at: "Page | None" = None) -> Self:
        """Positions by issue and holder, the newest first, at most so many in each cell.

        With `on`, those that may have been held on that day already; a position whose time
        nobody knows has no place then. With `at`, those that speak of that round.
        `of` says how many the cell has in all. The position of a president may be also that of
        their state: `on_behalf` is then the ref of that other holder, with whom they have an
        office, or else null; such rows are a cell of their own.
        """
        cell = [F("held__to_page"), F("about__to_page"), F("on_behalf")]
        rows = self.filter(state="public", kind="claim").filter(subkind="position")
        if on is not None:
            rows = rows.filter(Q(earliest__lte=on) | Q(earliest=None, latest__lte=on))
        if at is not None:
            speaking = _links().filter(role="speaks of", to_page=at)
            rows = rows.filter(pk__in=speaking.values("from_page"))
        newest: list[Any] = [
            Case(When(grade="superseded", then=Value(1)), default=Value(0)),
            F("since").desc(),
            Coalesce("latest", Value(date.max)).desc(),
            F("ref"),
        ]
        represented = _links().filter(
            role="holder",
            from_page=OuterRef("pk"),
            to_page__incoming__role="office",
            to_page__incoming__from_page=OuterRef("held__to_page"),
            to_page__incoming__from_page__subkind="person",
        )
        # Only people stand for others, and never for people: nobody drops out in a circle.
        represented = represented.exclude(to_page__subkind="person").order_by("to_page__ref")
        return (
            rows.annotate(
                held=models.FilteredRelation("outgoing", condition=Q(outgoing__role="holder")),
                about=models.FilteredRelation("outgoing", condition=Q(outgoing__role="is about")),
            )
            .filter(held__isnull=False, about__isnull=False)
            .annotate(
                holder=F("held__to_page__ref"),
                holder_title=F("held__to_page__title"),
                issue=F("about__to_page__ref"),
                issue_title=F("about__to_page__title"),
                on_behalf=Subquery(represented.values("to_page__ref")[:1]),
                place=Window(RowNumber(), partition_by=cell, order_by=newest),
                of=Window(Count("*"), partition_by=cell),
            )
            .filter(place__lte=most)
            .order_by("issue_title", "issue", "holder", "place")
        )
