"""What lists read of pages: narrowing down, counting what is left, rows for those who take data."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple, Self

from django.db import connection, models
from django.db.models import (
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    Subquery,
    Value,
)
from django.db.models.fields.json import KT, KeyTransform
from django.db.models.functions import Coalesce, Collate

Values = models.QuerySet[Any, dict[str, Any]]
Span = tuple[date | None, date | None]


#: Counts end here: one more than a thousand is "more than a thousand".
MOST_COUNTED = 1_001


class Tally(NamedTuple):
    """A page, and how many refer to it."""

    ref: str
    title: str
    of: int


class _Few(Subquery):
    """How many rows a bounded query gives."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS few)"
    output_field = models.IntegerField()


def _in_span(span: Span) -> Q:
    """Say what may have been within these days; what has no time at all has been in none."""
    first, last = span
    within = Q(earliest__isnull=False) | Q(latest__isnull=False)
    if last is not None:
        within &= Q(earliest=None) | Q(earliest__lte=last)
    if first is not None:
        within &= Q(latest=None) | Q(latest__gte=first)
    return within


def by_letters(field: str) -> Collate:
    """The order of code points, whatever language the database sorts by."""
    return Collate(field, "C" if connection.vendor == "postgresql" else "BINARY")


class ListReads(models.QuerySet):
    """Reads of public pages for lists, their facets, and the data that is made of them."""

    def within(self, span: Span) -> Self:
        return self.filter(_in_span(span))

    def linking(self, role: str) -> Self:
        """Pages that refer to any page in this role."""
        from .models import Reference  # it needs this module

        return self.filter(pk__in=Reference.objects.filter(role=role).values("from_page"))

    def sample(self) -> list[int]:
        """The keys of those that changed last, at most `MOST_COUNTED`: then there may be more."""
        rows = self.order_by("-affected", "-ref").values_list("pk", flat=True)
        return list(rows[:MOST_COUNTED])

    def tally(self, field: str, values: Sequence[str]) -> dict[str, int]:
        """How many there are of each of these values of a column; at most `MOST_COUNTED` each."""
        from .models import Head  # it needs this module

        rows = {
            f"n{at}": _Few(self.order_by().filter(**{field: value}).values("pk")[:MOST_COUNTED])
            for at, value in enumerate(values)
        }
        found = Head.objects.filter(pk=1).values(**rows).first() or dict.fromkeys(rows, 0)
        return dict(zip(values, found.values(), strict=True))

    def tally_of(self, kind: str, few: list[int], role: str, most: int) -> list[Tally]:
        """The public pages of one kind that most of these few refer to, in one role or in any.

        In two queries: joined, PostgreSQL may begin with all that refers to any page of that kind.
        """
        from .models import Reference  # it needs this module

        links = Reference.objects.filter(from_page__in=few)
        links = links.filter(role=role) if role else links
        counts = dict(
            links.order_by().values_list("to_page").annotate(of=Count("from_page", distinct=True))
        )
        pages = self.filter(pk__in=counts, kind=kind, state="public")
        rows = [
            Tally(ref, title, counts[pk])
            for pk, ref, title in pages.values_list("pk", "ref", "title")
        ]
        return sorted(rows, key=lambda row: (-row.of, row.title, row.ref))[:most]

    def span(self) -> tuple[date | None, date | None]:
        """The first and the last day that any of these may speak of."""
        ends = self.aggregate(
            first=Min(Coalesce("earliest", "latest")), last=Max(Coalesce("latest", "earliest"))
        )
        return ends["first"], ends["last"]

    def tally_spans(self, spans: dict[str, Span]) -> dict[str, int]:
        """How many of these may have been within each span of days, by its name."""
        counts = {f"n{at}": Count("pk", _in_span(span)) for at, span in enumerate(spans.values())}
        found = self.aggregate(**counts) if counts else {}
        return dict(zip(spans, found.values(), strict=True))

    def details(self, *names: str) -> Self:
        """With parts of the document: texts as they are, and lists as lists."""
        lists = {"actors", "rounds", "issues", "citations"}
        return self.annotate(
            **{
                f"its_{name}": KeyTransform(name, "document")
                if name in lists
                else KT(f"document__{name}")
                for name in names
            }
        )

    def in_parts(self, size: int) -> models.QuerySet[Any, tuple[int, int]]:
        """The parts of a map of all public pages, each of at most so many, and its newest edition."""
        part = ExpressionWrapper(F("pk") / Value(size), output_field=models.BigIntegerField())
        public = self.filter(state="public").order_by().annotate(part=part).values_list("part")
        rows: models.QuerySet[Any, tuple[int, int]]
        rows = public.annotate(newest=Max("affected")).order_by("part")
        return rows

    def in_part(self, part: int, size: int) -> Values:
        """The addresses in one part of that map, and when each last changed."""
        from .models import Edition  # it needs this module

        changed = Edition.objects.filter(number=OuterRef("affected"))
        rows: Values = (
            self.filter(state="public", pk__gte=part * size, pk__lt=(part + 1) * size)
            .order_by("pk")
            .annotate(at=Subquery(changed.values("at")))
            .values("kind", "ref", "at")
        )
        return rows


#: Editions that say what a page says; the others say that it has left its address.
_SAYS = Q(action__in=["published", "corrected"])


class EditionReads(models.QuerySet):
    """Reads of the editions as they are told to others: without documents."""

    def told(self) -> Self:
        """With what their page is called now, and whether it is still public.

        `now_title` is empty where it was retracted: what was taken back is not said again.
        """
        from .models import Page  # it needs this module

        page = Page.objects.filter(
            Q(state="public") | Q(state="moved", moved_to__state="public"), key=OuterRef("key")
        ).annotate(at=Coalesce("moved_to__ref", "ref"), called=Coalesce("moved_to__title", "title"))
        text: models.TextField = models.TextField()
        return self.defer("document").annotate(
            now_ref=Coalesce(Subquery(page.values("at")[:1]), Value(""), output_field=text),
            now_title=Coalesce(Subquery(page.values("called")[:1]), Value(""), output_field=text),
        )

    def about(self, kind: str, ref: str) -> Self:
        """Those of the page under an address, and of the public pages that refer to it."""
        from .models import Page

        pages = Page.objects.filter(state="public")
        keys = pages.referring(kind, ref).values("key")
        return self.filter(
            Q(key__in=keys) | Q(key__in=pages.filter(kind=kind, ref=ref).values("key"))
        )

    def standing(self, number: int) -> Self:
        """The newest edition of each page when this edition was the newest of all."""
        then = self.model._default_manager.filter(number__lte=number)
        later = then.filter(key=OuterRef("key"), number__gt=OuterRef("number"))
        return self.filter(Q(number__lte=number), ~Exists(later))

    def of_kind(self, kind: str, number: int) -> Self:
        """What was public of one kind at an edition, in the order of refs, letter by letter."""
        return self.standing(number).filter(_SAYS, kind=kind).order_by(by_letters("ref"))

    def left_behind(self, number: int) -> models.QuerySet[Any, tuple[str, str, str, str | None]]:
        """Addresses that a page had left at an edition, oldest first.

        With each where it moved to (nowhere, if retracted), and where the same page was since;
        that is null where it was retracted or merged into another.
        """
        since = self.standing(number).filter(_SAYS, key=OuterRef("key")).values("ref")[:1]
        rows: models.QuerySet[Any, tuple[str, str, str, str | None]]
        rows = (
            self.filter(~_SAYS, number__lte=number)
            .annotate(since=Subquery(since))
            .order_by("number")
            .values_list("kind", "ref", "moved_to", "since")
        )
        return rows

    def corrections(self) -> Self:
        """Those that took something back, or said what was wrong."""
        return self.filter(action__in=["corrected", "retracted"])
