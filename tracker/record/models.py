"""The public record: editions that only grow, and the pages and references they amount to."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from .fates import EditionFates
from .listing import EditionReads, Values
from .reads import PageReads
from .sorting import HEADING


class Action(models.TextChoices):
    PUBLISHED = "published", "published"
    CORRECTED = "corrected", "corrected"
    RETRACTED = "retracted", "retracted"
    MOVED = "moved", "moved to another address"


class EditionQuerySet(EditionReads, EditionFates):  # type: ignore[override]  # of as_manager
    """Reads of the record itself."""

    def newest_first(self, before: int | None = None) -> Self:
        """For the list of editions: what happened, without the documents."""
        rows = self.filter(number__lt=before) if before is not None else self
        return rows.defer("document").order_by("-number")


class Edition(models.Model):
    """One entry of the public record. Triggers in the database refuse change and deletion.

    They also refuse a number that is not the next one and a `previous_sha256` that is not that
    of the edition before, so there is no gap and no fork.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(help_text="When it was appended (UTC).")
    action = models.CharField(max_length=20, choices=Action)
    key = models.UUIDField(help_text="The page's identity, whatever its address.")
    kind = models.CharField(max_length=20)
    ref = models.CharField(max_length=80)
    title = models.TextField(blank=True, help_text="Heading at that time; empty if retracted.")
    moved_to = models.CharField(max_length=80, blank=True, help_text="Moved: the new ref.")
    note = models.TextField(blank=True, help_text="Correction note or reason of retraction.")
    document = models.JSONField(null=True, help_text="Null where retracted or moved.")
    document_sha256 = models.CharField(max_length=64, blank=True)
    previous_sha256 = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64, unique=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["key", "-number"], name="edition_by_page"),
            models.Index(fields=["action", "-number"], name="edition_by_action"),
        ]

    def __str__(self) -> str:
        return f"Edition {self.number}: {self.kind} {self.ref} {self.action}"


class Head(models.Model):
    """The newest edition, in one row: what a publisher locks and a reader's cache asks for."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=Q(id=1), name="head_is_one_row")]

    def __str__(self) -> str:
        return f"{self.number} {self.sha256}"


class PageState(models.TextChoices):
    PUBLIC = "public", "public"
    RETRACTED = "retracted", "retracted"
    MOVED = "moved", "moved"


class PageQuerySet(PageReads):
    """Reads named for who needs them; those of the public side are in `reads`."""

    def public(self) -> Self:
        return self.filter(state=PageState.PUBLIC)

    def of_kind(self, kind: str) -> Self:
        return self.public().filter(kind=kind)

    def renamed(self, kind: str) -> dict[str, str]:
        """Former refs of this kind with the present ones; documents may still name the former."""
        return dict(
            self.filter(kind=kind, state=PageState.MOVED).values_list("ref", "moved_to__ref")
        )

    def at(self, kind: str, ref: str) -> Self:
        """The page under an address, whatever its state, with where it moved to: one query."""
        return self.filter(kind=kind, ref=ref).select_related("moved_to", "edition")


class Page(models.Model):
    """What is public now under one address. Derived from the editions; the audit re-derives it."""

    key = models.UUIDField(help_text="The page's identity, whatever its address.")
    kind = models.CharField(max_length=20)
    ref = models.CharField(max_length=80)
    state = models.CharField(max_length=20, choices=PageState, default=PageState.PUBLIC)
    moved_to = models.ForeignKey(
        "self",
        null=True,
        related_name="moved_from",
        on_delete=models.PROTECT,  # the redirect would lead nowhere
    )
    title = models.TextField()
    document = models.JSONField(null=True, help_text="That of its newest edition.")
    document_sha256 = models.CharField(max_length=64, blank=True)
    weight = models.JSONField(null=True, help_text="Claims: the computed part (see Weight).")
    grade = models.CharField(max_length=20, blank=True, help_text="Claims: as in weight.")
    coverage = models.JSONField(
        null=True, help_text="Sources: the computed part (see Coverage); null: no text is held."
    )
    subkind = models.CharField(max_length=20, blank=True, help_text="Kind of claim, actor, source.")
    earliest = models.DateField(null=True)
    latest = models.DateField(null=True)
    day = models.DateField(default=date.max, help_text="Sorts by time; undated last.")
    since = models.DateField(default=date.min, help_text="The same, the newest first.")
    heading = models.CharField(
        max_length=HEADING, blank=True, default="", help_text="The beginning of its title."
    )
    edition = models.ForeignKey(
        Edition,
        related_name="+",
        on_delete=models.PROTECT,  # editions are never deleted
        help_text="The newest edition of this page itself.",
    )
    affected = models.PositiveBigIntegerField(
        help_text="Number of the newest edition that changed anything on this page."
    )

    objects = PageQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "title", "ref"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["kind", "ref"], name="page_one_per_address"),
            models.UniqueConstraint(
                fields=["key"], condition=~Q(state="moved"), name="page_one_per_key"
            ),
            models.CheckConstraint(
                condition=Q(state="public", document__isnull=False)
                | (~Q(state="public") & Q(document__isnull=True)),
                name="page_public_has_document",
            ),
            models.CheckConstraint(
                condition=Q(state="moved", moved_to__isnull=False)
                | (~Q(state="moved") & Q(moved_to__isnull=True)),
                name="page_moved_leads_somewhere",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "state", "earliest", "ref"], name="page_by_day"),
            models.Index(fields=["kind", "state", "title"], name="page_by_title"),
            models.Index(fields=["ref"], name="page_by_ref"),  # of any kind, for links
            models.Index(fields=["key"], name="page_by_key"),  # signposts too
            # The orders of lists: see `sorting`.
            models.Index(fields=["kind", "state", "day", "heading", "ref"], name="page_by_time"),
            models.Index(
                fields=["kind", "state", "since", "heading", "ref"], name="page_by_newest"
            ),
            models.Index(fields=["kind", "state", "heading", "ref"], name="page_by_heading"),
            models.Index(fields=["kind", "state", "affected", "ref"], name="page_by_change"),
            # What their facets count.
            models.Index(fields=["kind", "state", "subkind"], name="page_by_subkind"),
            models.Index(fields=["kind", "state", "grade"], name="page_by_grade"),
        ]

    def __str__(self) -> str:
        return self.title


class ReferenceQuerySet(models.QuerySet):
    """Reads of links, named for who needs them."""

    def between_public(self) -> Self:
        return self.filter(from_page__state=PageState.PUBLIC, to_page__state=PageState.PUBLIC)

    def contradictions(self) -> Values:
        """Each contradiction between public claims, with what it says of itself."""
        rows: Values = (
            self.between_public()
            .filter(role="contradicts")
            .annotate(relations=KeyTransform("relations", "from_page__document"))
            .order_by("from_page__ref", "to_page__ref")
            .values("from_page_id", "to_page_id", "from_page__ref", "to_page__ref", "relations")
        )
        return rows

    def towards(self, pages: Iterable[int], role: str) -> Values:
        """Where the links of one role lead that start from these pages."""
        rows: Values = (
            self.between_public()
            .filter(from_page__in=list(pages), role=role)
            .order_by("to_page__title", "to_page__ref")
            .values("from_page_id", "to_page__kind", "to_page__ref", "to_page__title")
        )
        return rows

    def derivations_of(self, refs: Iterable[str]) -> Values:
        """What these sources derive from, directly."""
        rows: Values = (
            self.between_public()
            .filter(role="derives from", from_page__ref__in=list(refs))
            .annotate(
                title_given=KeyTextTransform("title_given", "to_page__document"),
                publisher=KeyTextTransform("publisher", "to_page__document"),
            )
            .order_by("to_page__title", "to_page__ref")
            .values("from_page__ref", "to_page__kind", "to_page__ref", "to_page__title",
                    "title_given", "publisher")
        )  # fmt: skip
        return rows


class Reference(models.Model):
    """A typed link between two pages: `from_page` speaks of `to_page`."""

    from_page = models.ForeignKey(
        Page,
        related_name="outgoing",
        on_delete=models.CASCADE,  # derived from the page
    )
    to_page = models.ForeignKey(
        Page,
        related_name="incoming",
        on_delete=models.PROTECT,  # another page speaks of it
    )
    role = models.CharField(max_length=20)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["from_page", "to_page", "role"], name="reference_once"),
        ]
        indexes = [models.Index(fields=["to_page", "role"], name="reference_by_target")]

    def __str__(self) -> str:
        return f"{self.from_page_id} {self.role} {self.to_page_id}"


class SearchEntry(models.Model):
    """What of a public page can be found; `search.entries` says what. The audit re-derives it.

    The index itself (a vector on PostgreSQL, FTS5 on SQLite) follows this table within the
    database: see `migrations/0003_search`.
    """

    edition = models.PositiveBigIntegerField(
        primary_key=True,
        help_text="Number of the page's newest edition: the newest is found first.",
    )
    page = models.OneToOneField(
        Page,
        related_name="found_by",
        on_delete=models.CASCADE,  # derived from the page
    )
    kind = models.CharField(max_length=20)
    grade = models.CharField(max_length=20, blank=True)
    tags = models.TextField(help_text="Its kind and grade, and the pages it refers to, as words.")
    names = models.TextField(help_text="What it is called, folded, each name between marks.")
    texts = models.TextField(help_text="What else it says, folded, likewise.")

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["kind", "grade", "edition"], name="search_by_shelf")]

    def __str__(self) -> str:
        return f"{self.edition}: {self.names}"
