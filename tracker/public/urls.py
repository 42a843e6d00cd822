"""Addresses of the public side: fixed paths, then one list and one page for each kind."""

import re

from django.urls import URLPattern, path, register_converter
from django.urls.converters import IntConverter, StringConverter

from . import data_urls, page_views, search_page, views
from .cite import FORMATS
from .words import PLURALS


class AddressConverter(StringConverter):
    """Whatever may have been meant for a ref: wrong ones get a helpful answer, too."""

    regex = r"[^/\x00]{1,200}?"


class NumberConverter(IntConverter):
    """The number of an edition: written in one way only, and within what a database counts."""

    regex = "[1-9][0-9]{0,17}"


class FormConverter(StringConverter):
    """A format in which a page can be cited."""

    regex = "|".join(map(re.escape, FORMATS))


register_converter(AddressConverter, "address")
register_converter(NumberConverter, "number")
register_converter(FormConverter, "form")

app_name = "public"


def _of_kind(kind: str, plural: str) -> list[URLPattern]:
    which = {"kind": kind}
    page_view = views.read_round if kind == "round" else views.read_page
    own = f"{plural}/<address:ref>"
    return [
        path(f"{plural}/", views.read_list, which, name=plural),
        path(f"{plural}/<address:ref>.json", views.read_json, which, name=f"{kind}-json"),
        path(f"{own}/history/", page_views.read_history, which, name=f"{kind}-history"),
        path(
            f"{own}/editions/<number:number>/",
            page_views.read_edition,
            which,
            name=f"{kind}-edition",
        ),
        path(f"{own}/cite.<form:form>", page_views.read_cite, which, name=f"{kind}-cite"),
        path(f"{plural}/<address:ref>/", page_view, which, name=kind),
    ]


urlpatterns = [
    path("", views.read_front, name="front"),
    path("search/", search_page.read_search, name="search"),
    path("timeline/", views.read_timeline, name="timeline"),
    path("positions/", views.read_positions, name="positions"),
    path("disagreements/", views.read_disagreements, name="disagreements"),
    path("editions/", views.read_editions, name="editions"),
    path("method/", views.read_method, name="method"),
    path(
        "claims/<address:ref>/annotations.jsonld",
        page_views.read_annotations,
        {"kind": "claim"},
        name="claim-annotations",
    ),
    *(pattern for kind, plural in PLURALS.items() for pattern in _of_kind(kind, plural)),
    *data_urls.patterns(),
]
