"""Addresses of what is made for programs: CSV, JSON, feeds, the API, the download, the map.

They exist once, whatever the language of the page that leads to them.
"""

from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path

from . import converters, detail_data, feeds, list_data, page_views, robots, views
from .api import api
from .api import views as api_views
from .dossier import package
from .streams import open_data
from .words import PLURALS, WITH_FEED

converters.register()

app_name = "data"


def _of_kind(kind: str, plural: str) -> list[URLPattern]:
    which = {"kind": kind}
    own = f"{plural}/<address:ref>"
    return [
        path(f"{plural}.csv", list_data.read_csv, which, name=f"{plural}-csv"),
        path(f"{plural}.json", list_data.read_json, which, name=f"{plural}-json"),
        path(f"{own}.csv", detail_data.read_csv, which, name=f"{kind}-csv"),
        path(f"{own}.json", views.read_json, which, name=f"{kind}-json"),
        path(f"{own}/cite.<form:form>", page_views.read_cite, which, name=f"{kind}-cite"),
    ]


def _feed(kind: str) -> URLPattern:
    address = f"{PLURALS[kind]}/<address:ref>.atom"
    return path(address, feeds.read_feed_of, {"kind": kind}, name=f"{kind}-feed")


def _of_api(pattern: URLPattern) -> URLPattern:
    """Give an operation its place; only GET and HEAD reach it, as everywhere here."""

    @open_data
    def read(request: HttpRequest, **asked: str) -> HttpResponseBase:
        method, request.method = request.method, "GET"  # django-ninja knows no HEAD
        try:
            return pattern.callback(request, **asked)
        finally:
            request.method = method  # by which the server knows to send no body

    return path(f"api/v1/{pattern.pattern}", read, name=pattern.name)


urlpatterns = [
    path("feed.atom", feeds.read_feed, name="feed"),
    path("corrections.atom", feeds.read_corrections, name="corrections-feed"),
    path("editions.csv", list_data.read_editions_csv, name="editions-csv"),
    path("editions.json", list_data.read_editions_json, name="editions-json"),
    path("dossier.zip", package.read_dossier, name="dossier"),
    path("robots.txt", robots.read_robots, name="robots"),
    path("sitemap.xml", robots.read_sitemap, name="sitemap"),
    path("sitemap-<int:part>.xml", robots.read_sitemap_part, name="sitemap-part"),
    path("api/v1/", api_views.read_help, name="api-home"),
    path("api/v1/openapi.json", api_views.read_document, name="api-document"),
    *(_of_api(pattern) for pattern in api.urls[0] if pattern.name != "api-root"),
    path(
        "claims/<address:ref>/annotations.jsonld",
        page_views.read_annotations,
        {"kind": "claim"},
        name="claim-annotations",
    ),
    *(one for kind, plural in PLURALS.items() for one in _of_kind(kind, plural)),
    *map(_feed, WITH_FEED),
]
