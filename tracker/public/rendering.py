"""How pages are rendered: by a template engine of their own.

It knows no user, session or message, so that nothing of a visitor can get into a page that is
cached for everybody.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.backends.django import DjangoTemplates
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .languages import marked, versions

_HERE = "tracker.public.templatetags.reading"
_FILES = Path(__file__).resolve().parent.parent / "templates"
_LOADER = "django.template.loaders.filesystem.Loader"

engine = DjangoTemplates(
    {
        "NAME": "public",
        "DIRS": [_FILES],
        "APP_DIRS": False,
        "OPTIONS": {
            "builtins": ["django.templatetags.static", "django.templatetags.i18n", _HERE],
            # A template that is being worked on is read anew for each page.
            "loaders": [
                _LOADER if settings.DEBUG else ("django.template.loaders.cached.Loader", [_LOADER])
            ],
        },
    }
)


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of the navigation at the head of each page."""

    label: str
    url: str
    current: bool


#: What stands at the head of each page, in this order.
_NAVIGATION = {
    "timeline": _("Timeline"),
    "rounds": _("Rounds"),
    "positions": _("Positions"),
    "claims": _("Claims"),
    "actors": _("Actors"),
    "issues": _("Issues"),
    "sources": _("Sources"),
    "disagreements": _("Disagreements"),
}


def _navigation(path: str) -> list[Item]:
    urls = [(label, reverse(f"public:{name}")) for name, label in _NAVIGATION.items()]
    return [Item(str(label), url, path.startswith(url)) for label, url in urls]


def render(
    request: HttpRequest, template: str, page: Any, *, canonical: str = "", status: int = 200
) -> HttpResponse:
    """Render one page; `page` is its typed context, `canonical` its path where that differs."""
    canonical = canonical or request.path
    context = {
        "page": page,
        "canonical": request.build_absolute_uri(canonical),
        "navigation": _navigation(request.path),
        "language": get_language(),
        "own": marked(settings.DOSSIER_LANGUAGE),
        "versions": versions(request.get_full_path()),
        "alternates": [
            (one.code, request.build_absolute_uri(one.url)) for one in versions(canonical)
        ],
    }
    return HttpResponse(engine.get_template(template).render(context), status=status)


def render_still(template: str) -> str:
    """Render a page that says the same to everybody and needs no request."""
    return engine.get_template(template).render({"language": get_language()})
