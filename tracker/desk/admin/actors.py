"""Actors with their names and offices."""

from django.contrib import admin

from tracker.models import Actor, Affiliation, Name

from .working import WaitingFilter, WorkingCopyAdmin, WorkingInline


class NameInline(WorkingInline, admin.TabularInline):
    model = Name


class AffiliationInline(WorkingInline, admin.StackedInline):
    model = Affiliation
    fk_name = "actor"
    autocomplete_fields = ("organisation", "basis")
    select_related = ("organisation", "basis")
    fields = ("office", "organisation", ("start", "end"), "basis", "inference")


@admin.register(Actor)
class ActorAdmin(WorkingCopyAdmin):
    list_display = ("name", "kind", "ref", "standing")
    list_filter = (WaitingFilter, "kind")
    inlines = (NameInline, AffiliationInline)
    fieldsets = (
        (None, {"fields": ("name", "kind", "description")}),
        ("Identity", {"fields": ("ref", "wikidata")}),
    )
