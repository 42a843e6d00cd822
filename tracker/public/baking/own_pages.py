"""The pages that only the baked site has: search by script, what is there as data, moved pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tracker.public import errors, words
from tracker.public.rendering import render
from tracker.public.targets import Target
from tracker.record.documents import ActorDocument, load
from tracker.record.models import Page

#: Kinds of pages whose names readers may look for without a script.
_NAMED = ("actor", "round", "issue", "source")


@dataclass(frozen=True, kw_only=True)
class SearchPage:
    """The context of the search: without a script, it is a list of all names."""

    title: str = _("Search")
    description: str = _("Search claims, passages, actors, rounds, issues and sources.")
    names: list[tuple[str, list[tuple[Target, list[str]]]]]


@dataclass(frozen=True, kw_only=True)
class DataPage:
    """The context of what stands at the address of the API."""

    title: str = "Data"
    description: str = "Everything here as data: lists, pages, feeds, and the dossier as one file."
    lists: list[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class MovedPage:
    """The context of a page that leads on to another address."""

    title: str = _("This page has moved")
    description: str = _("It has another address now.")
    to: str


def search(request: HttpRequest) -> bytes:
    names = [(str(words.PLURAL_WORDS[kind]), list(_names(kind))) for kind in _NAMED]
    page = SearchPage(names=[(heading, rows) for heading, rows in names if rows])
    return render(request, "public/baked/search.html", page).content


def _names(kind: str) -> Iterator[tuple[Target, list[str]]]:
    """Give the pages of a kind, with the further spellings of their names."""
    for page in Page.objects.of_kind(kind).order_by("title", "ref").iterator(chunk_size=500):
        document = load(page.document or {})
        names = document.names if isinstance(document, ActorDocument) else ()
        further = dict.fromkeys(part.name for part in names if part.name != page.title)
        titled = getattr(document, "title_given", True)
        yield Target(kind, page.ref, page.title, titled=titled), list(further)


def data(request: HttpRequest) -> bytes:
    lists = [
        (plural.capitalize(), reverse(f"public:{plural}").rstrip("/"))
        for plural in (*words.PLURALS.values(), "editions")
    ]
    return render(request, "public/baked/data.html", DataPage(lists=lists)).content


def not_found(request: HttpRequest) -> bytes:
    return errors.not_found(request).content


def moved(request: HttpRequest, to: str) -> bytes:
    return render(request, "public/baked/moved.html", MovedPage(to=to), canonical=to).content
