"""Processes, rounds and who took part in them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from tracker.models import Participation, Process, Round

from .working import WaitingFilter, WorkingCopyAdmin, WorkingInline


class RoundInline(admin.TabularInline):
    """The rounds of a process, to be opened one by one."""

    model = Round
    fields = ("format", "date")
    extra = 0
    show_change_link = True
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Process)
class ProcessAdmin(WorkingCopyAdmin):
    list_display = ("title", "ref", "standing")
    list_filter = (WaitingFilter,)
    inlines = (RoundInline,)
    fieldsets = ((None, {"fields": ("title", "summary", "ref")}),)


class ParticipationInline(WorkingInline, admin.StackedInline):
    model = Participation
    select_related = ("actor", "basis")
    autocomplete_fields = ("actor", "basis")
    fields = ("actor", "role", "basis", "inference")


@admin.register(Round)
class RoundAdmin(WorkingCopyAdmin):
    list_display = ("title", "process", "date", "format", "standing")
    list_filter = (WaitingFilter, "process", "format")
    list_select_related = ("process",)
    autocomplete_fields = ("process", "date_basis", "venue_basis", "outcome_basis")
    inlines = (ParticipationInline,)
    fieldsets = (
        (None, {"fields": ("title", "process", "format", "summary", "ref")}),
        (
            "When",
            {
                "description": "Each fact names the claim it rests on, or the desk's reason.",
                "fields": ("date", "date_basis", "date_inference"),
            },
        ),
        ("Where", {"fields": ("venue", "venue_basis", "venue_inference")}),
        ("What came of it", {"fields": ("outcome", "outcome_basis")}),
    )
