"""Addresses of the pages: fixed paths, then one list and one page for each kind.

Each of them has one such address in every language; data are under `data_urls`, once for all.
"""

from django.urls import URLPattern, path

from . import converters, page_views, search_page, views
from .words import PLURALS

converters.register()

app_name = "public"


def _of_kind(kind: str, plural: str) -> list[URLPattern]:
    which = {"kind": kind}
    page_view = views.read_round if kind == "round" else views.read_page
    own = f"{plural}/<address:ref>"
    return [
        path(f"{plural}/", views.read_list, which, name=plural),
        path(f"{own}/history/", page_views.read_history, which, name=f"{kind}-history"),
        path(
            f"{own}/editions/<number:number>/",
            page_views.read_edition,
            which,
            name=f"{kind}-edition",
        ),
        path(f"{plural}/<address:ref>/", page_view, which, name=kind),
    ]


urlpatterns = [
    path("", views.read_front, name="front"),
    path("search/", search_page.read_search, name="search"),
    path("timeline/", views.read_timeline, name="timeline"),
    path("positions/", views.read_positions, name="positions"),
    path("disagreements/", views.read_disagreements, name="disagreements"),
    path("editions/", views.read_editions, name="editions"),
    path("corrections/", views.read_corrections, name="corrections"),
    path("method/", views.read_method, name="method"),
    *(pattern for kind, plural in PLURALS.items() for pattern in _of_kind(kind, plural)),
]
