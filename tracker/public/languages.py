"""The languages of the interface: the address alone decides, so a page reads the same for everybody.

English stands under bare addresses, any other language under its own prefix (/uk/…). No cookie, no
session and no header has a say. What the dossier says stays in its own language, and is marked.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_from_path, gettext, override

_Answer = Callable[[HttpRequest], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Version:
    """A page in one language."""

    code: str
    name: str
    url: str
    current: bool


def by_address(get_response: _Answer) -> _Answer:
    """Speak the language of the address, and say which one it is; this is a middleware."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        language = get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        with override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return respond


def versions(path: str) -> list[Version]:
    """Give a page in all languages; `path` is its address, with what is asked there, in this one."""
    rest = path.removeprefix(reverse("public:front"))
    found = []
    for code, name in settings.LANGUAGES:
        with override(code):
            url = reverse("public:front") + rest
        found.append(Version(code, name, url, code == get_language()))
    return found


def foreign(language: str) -> str:
    """Give a language where it is not that of the page; nothing where it is, or is not known."""
    return "" if language == get_language() else language


def marked(language: str) -> SafeString:
    """Mark an element whose words are in a language other than that of the page."""
    mark = foreign(language)
    return format_html(' lang="{}"', mark) if mark else SafeString()


def name_of(tag: str) -> str:
    """Name a language; one that Django does not know is shown by its tag."""
    known = LANG_INFO.get(tag) or LANG_INFO.get(tag.partition("-")[0]) or {}
    name = known.get("name")  # in English, as Django's own catalogues know it
    return gettext(name) if name else tag
