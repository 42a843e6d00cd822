"""The desk: the Django admin under our own name, with the screens that it lacks."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

_IN_ORDER = ["Source", "Claim", "Actor", "Process", "Round", "Issue"]


class DeskSite(admin.AdminSite):
    site_header = "peacetalks desk"
    site_title = "peacetalks desk"
    index_title = "Dossier"
    site_url = "/"

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The dossier in the order in which an editor works on it; accounts last."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            if app["app_label"] == "auth":
                app["name"] = "Accounts"
            app["models"].sort(
                key=lambda model: (*_IN_ORDER, model["object_name"]).index(model["object_name"])
            )
        return sorted(apps, key=lambda app: app["app_label"] != "tracker")

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        from .choosing import ChoiceView

        return ChoiceView.as_view(admin_site=self)(request)

    def index(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The front page, with what there is to do."""
        from .front import front

        return super().index(request, {**front(request.user), **(extra_context or {})})

    def admin_view(self, view: Any, cacheable: bool = False) -> Callable[..., HttpResponse]:  # noqa: FBT001, FBT002  Django's
        """A view for those at the desk; whose session has ended signs in without losing a form."""
        from . import unsent

        guarded = super().admin_view(view, cacheable)

        def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if unsent.is_kept(request) and not self.has_permission(request):
                return unsent.ask_to_sign_in(request)
            return guarded(request, *args, **kwargs)

        return update_wrapper(kept, guarded)

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Sign in, and go back to the form that was being sent, if there was one."""
        from . import unsent

        carried = {unsent.FIELD: request.POST.get(unsent.FIELD, "")}
        response = super().login(request, {**carried, **(extra_context or {})})
        if response.status_code == 302 and self.has_permission(request):
            return unsent.go_on(request) or response
        return response

    def get_urls(self) -> list[Any]:
        from . import (
            history,
            merging,
            reading,
            reviewing,
            reviewing_together,
            sheets,
            taking_in,
            worklists,
        )

        return [
            path("reading/<uuid:key>/", self.admin_view(reading.reading), name="reading"),
            path("sources/new/", self.admin_view(taking_in.new_source), name="new-source"),
            path("sources/<uuid:key>/text/", self.admin_view(taking_in.new_text), name="new-text"),
            path("review/<kind>/<uuid:key>/", self.admin_view(reviewing.review), name="review"),
            path("reviews/", self.admin_view(reviewing_together.reviews), name="reviews"),
            path(
                "reviews/next/",
                self.admin_view(reviewing_together.next_review),
                name="next-review",
            ),
            path("worklists/<slug>/", self.admin_view(worklists.worklist), name="worklist"),
            path("merge/<kind>/", self.admin_view(merging.merge), name="merge"),
            path("merges/", self.admin_view(merging.merges), name="merges"),
            path("merges/<int:pk>/", self.admin_view(merging.merge_done), name="merge-done"),
            path("import/", self.admin_view(sheets.upload), name="import"),
            path("import/<int:pk>/", self.admin_view(sheets.confirm), name="confirm-import"),
            path("deleted/", self.admin_view(history.deleted), name="deleted"),
            path("export/", self.admin_view(sheets.export), name="export"),
            *super().get_urls(),
        ]


class DeskConfig(AdminConfig):
    default_site = "tracker.desk.site.DeskSite"

    def ready(self) -> None:
        super().ready()
        from . import admin  # noqa: F401  registers everything
