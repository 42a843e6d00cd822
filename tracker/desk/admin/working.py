"""What the admin pages of all working copies share."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from tracker import press
from tracker.desk.choosing import ChosenSelect
from tracker.desk.deciding import submit
from tracker.desk.filling import REFILL, RESTORE
from tracker.desk.forms import NOT_STORED, PlainTextarea, WorkingCopyForm
from tracker.desk.history import history_page, restoring
from tracker.desk.stale_rows import WorkingFormSet
from tracker.models import WorkingCopy, finding, history
from tracker.record.models import Page

from .actions import ACTIONS
from .lists import BEFORE, PartedList

FIELDS = {
    models.TextField: {"widget": PlainTextarea(attrs={"rows": 4})},
    models.URLField: {"assume_scheme": "https"},
}


class WaitingFilter(admin.SimpleListFilter):
    title = "review"
    parameter_name = "review"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("waiting", "waiting for review"), ("sent-back", "sent back"), ("mine", "my work")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "waiting":
            return queryset.filter(submitted_at__isnull=False)
        if self.value() == "sent-back":
            return queryset.exclude(review_comment="")
        if self.value() == "mine":
            return queryset.filter(contributors=request.user)
        return queryset


class PlainFields:
    """Fields as editors want them, in forms and in the rows below them."""

    formfield_overrides = FIELDS

    def formfield_for_dbfield(self, *args: Any, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(*args, **kwargs)  # type: ignore[misc]
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False  # nobody deletes an actor from within a claim
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            kwargs.setdefault("widget", ChosenSelect(db_field, self.admin_site))  # type: ignore[attr-defined]
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]


class WorkingInline(PlainFields):
    """What all rows below a working copy's form share."""

    formset = WorkingFormSet
    extra = 0
    select_related: tuple[str, ...] = ()  # what the words for a row need

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)  # type: ignore[misc]
        return rows.select_related(*self.select_related) if self.select_related else rows

    def formfield_for_dbfield(self, *args: Any, **kwargs: Any) -> Any:
        """In a table the heading of the column is no label to a screen reader: name each field."""
        field = super().formfield_for_dbfield(*args, **kwargs)
        if field and isinstance(self, admin.TabularInline):
            field.widget.attrs["aria-label"] = capfirst(field.label)
        return field


class WorkingCopyAdmin(PlainFields, admin.ModelAdmin):
    """The admin of a working copy: versions, contributors, submitting, publishing."""

    form = WorkingCopyForm
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # it would count all
    search_fields = ("pk",)  # that there is a search; `search_of` says what it is
    what_search_finds = (
        "Finds words and their beginnings in every field, quotes and notes included; “words in "
        "quotation marks” stand together. Any spelling of a name will do."
    )
    save_on_top = True
    actions = ACTIONS

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return PartedList

    def search_of(
        self, request: HttpRequest, typed: str, before: str = ""
    ) -> finding.Search | None:
        """What a list is to ask the index of search; None where it need not."""
        kind = self.model.kind_of_page
        names = [path.split(".")[0] for path in finding.TAGS.get(kind, ())]
        tags = tuple(
            finding.tag(name, request.GET[name]) for name in names if request.GET.get(name)
        )
        if not typed.strip() and not tags:
            return None
        if before and not (before.isascii() and before.isdigit() and len(before) < 19):
            raise IncorrectLookupParameters
        return finding.Search(kind, typed, tags, before=int(before) if before else None)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        search = self.search_of(request, search_term, request.GET.get(BEFORE, ""))
        return search.narrow(queryset) if search else queryset, False

    @admin.display(description="in public")
    def standing(self, copy: WorkingCopy) -> str:
        waits = " · waiting for review" if copy.submitted_at else ""
        return f"{copy.standing}{waits}"  # type: ignore[attr-defined]

    @admin.display(description="in public")
    def review_link(self, copy: WorkingCopy) -> SafeString | str:
        """How the copy stands to what is public, with the way to its review."""
        if copy._state.adding:
            return "A draft, once it is saved."
        standing = press.standings([copy])[copy.pk]
        address = reverse("admin:review", args=[copy.kind_of_page, copy.pk])
        comment = format_html(
            '<br><strong>Sent back:</strong> <span dir="auto">{}</span>', copy.review_comment
        )
        return format_html(
            '{}{} · <a href="{}">Review</a>{}',
            standing.value.capitalize(),
            " · waiting for review" if copy.submitted_at else "",
            address,
            comment if copy.review_comment else "",
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["review_link", *super().get_readonly_fields(request, obj)]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        own, last = ["review_link", "opened_version"], [("This change", {"fields": ["why"]})]
        if not self._may_save(request, obj):
            own, last = ["review_link"], []  # nobody saves what they may only look at
        return [(None, {"fields": own}), *super().get_fieldsets(request, obj), *last]

    def _may_save(self, request: HttpRequest, obj: Any) -> bool:
        if obj is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, obj)

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """Read a row that is about to be saved under a lock: nobody else saves it meanwhile."""
        copy = super().get_object(request, object_id, from_field)
        if copy and request.method == "POST" and transaction.get_connection().in_atomic_block:
            copy = self.model.objects.select_for_update().filter(pk=copy.pk).first()
            if copy:
                history.catch_up(copy)
        return copy

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """The form; filled with what once stood, where its history was asked for that."""
        if request.method == "POST" and RESTORE in request.POST:
            request.POST = restoring(self.model, object_id, request.POST[RESTORE])
        return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request: HttpRequest, context: Any, **kwargs: Any) -> HttpResponse:
        """Say of a form that came back filled that it is not stored; that is no error."""
        if REFILL in request.POST:
            messages.warning(request, NOT_STORED)
            if [str(error) for errors in context["errors"] for error in errors] == [NOT_STORED]:
                context["errors"] = []
        return super().render_change_form(request, context, **kwargs)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        return history_page(self, request, object_id)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Save the rows below too; what was changed in any of them counts as one change."""
        super().save_related(request, form, formsets, change)
        copy = form.instance
        is_changed = set(form.changed_data) - {"why"} or any(
            rows.has_changed() for rows in formsets
        )
        if not change or is_changed:
            why = form.cleaned_data["why"]
            copy.version = type(copy).touch(
                pk=copy.pk, version=copy.version, by=request.user, why=why
            )
        if "_submit" in request.POST:
            submit(request, [copy])

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        history.keep([obj], by=request.user, why="Deleted.")
        finding.forget([obj.pk])
        super().delete_model(request, obj)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(f"tracker.publish_{self.opts.model_name}")

    def has_retract_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(f"tracker.retract_{self.opts.model_name}")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What is or was public is never deleted: it is retracted."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not Page.objects.filter(key=obj.pk).exists())

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)  # it would not ask, row by row, what is public
        return actions
