"""Claims with their citations, actors and relations; issues."""

from typing import Any
from uuid import UUID

from django.contrib import admin
from django.http import HttpRequest
from django.utils.safestring import SafeString

from tracker.desk.forms import CitationForm
from tracker.desk.passages import in_its_paragraph, texts_of
from tracker.models import Citation, Claim, ClaimActor, Issue, Relation, State

from .lists import IndexedFilter
from .working import WaitingFilter, WorkingCopyAdmin, WorkingInline

# More would be no help in choosing one; the search finds the others.
_MOST_ISSUES = 200


def is_uuid(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True


class CitationInline(WorkingInline, admin.StackedInline):
    model = Citation
    form = CitationForm
    autocomplete_fields = ("source", "quoted", "origin")
    select_related = ("source", "quoted", "origin")
    readonly_fields = ("state_in_words", "passage")
    fields = (
        "source",
        "quote",
        ("paragraph", "state_in_words"),
        "passage",
        "stance",
        "quoted",
        "quoted_as",
        "origin",
        "note",
    )

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 1 if obj is None else 0  # a claim begins with its evidence

    @admin.display(description="found")
    def state_in_words(self, citation: Citation) -> str:
        if citation.pk is None:
            return "Looked for when you save."
        drift = f" {citation.get_drift_display()}" if citation.drift else ""
        return f"{citation.get_state_display()}{drift}"

    @admin.display(description="in its paragraph")
    def passage(self, citation: Citation) -> SafeString | str:
        if citation.pk is None:
            return "Shown once the quote is found."
        # One query for all citations of the claim; this inline lives for one request.
        if not hasattr(self, "_texts"):
            self._texts = texts_of(citation.claim.citations.all())
        text = self._texts.get((citation.source_id, citation.text_sha256))
        return in_its_paragraph(citation, text)


class ClaimActorInline(WorkingInline, admin.TabularInline):
    model = ClaimActor
    autocomplete_fields = ("actor",)
    select_related = ("actor",)


class RelationInline(WorkingInline, admin.StackedInline):
    model = Relation
    fk_name = "from_claim"
    select_related = ("to_claim",)
    autocomplete_fields = ("to_claim",)
    fields = ("kind", "to_claim", "settled", "reason")


class StateFilter(IndexedFilter):
    title = "a citation of it is"
    parameter_name = "citations"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(state.value, state.value) for state in State]


class IssueFilter(IndexedFilter):
    title = "issue"
    parameter_name = "issues"
    template = "admin/tracker/long_filter.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        issues = Issue.objects.order_by("title", "ref").values_list("pk", "title")
        return [(str(pk), title) for pk, title in issues[:_MOST_ISSUES]]


@admin.register(Claim)
class ClaimAdmin(WorkingCopyAdmin):
    list_display = ("statement", "kind", "happened", "standing")
    list_filter = (WaitingFilter, "kind", "posture", StateFilter, IssueFilter)
    ordering = ("-changed_at", "-id")  # what somebody works on stands first
    autocomplete_fields = ("rounds", "issues")
    inlines = (CitationInline, ClaimActorInline, RelationInline)
    fieldsets = (
        (None, {"fields": ("statement", "kind", "ref")}),
        ("When", {"fields": ("happened", "happened_stated", "note")}),
        ("What it is about", {"fields": ("issues", "posture", "rounds")}),
    )

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> Any:
        """A claim that is written from a source begins with a citation of it."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        source = request.GET.get("source", "")
        if isinstance(inline, CitationInline) and obj._state.adding and is_uuid(source):
            kwargs["initial"] = [{"source": source}]
        return kwargs


@admin.register(Issue)
class IssueAdmin(WorkingCopyAdmin):
    list_display = ("title", "parent", "ref", "standing")
    list_filter = (WaitingFilter,)
    list_select_related = ("parent",)
    autocomplete_fields = ("parent",)
    fieldsets = ((None, {"fields": ("title", "summary", "parent", "ref")}),)
