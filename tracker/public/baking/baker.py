"""Baking: from the front page and the map of the site along all links, until nothing is new."""

import hashlib
import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from tracker.public import fresh
from tracker.record.models import Edition, Head, Page, PageState

from . import own_pages, searching
from .addresses import baked, language_of, place
from .manifest import Baked, Manifest
from .rewriting import Rewriter
from .site import BakeFailed, Reply, Site
from .tree import Tree

_NOT_FOUND = "404.html"
_LOCATION = re.compile("<loc>(.*?)</loc>")
_HTML, _FEED, _XML = "text/html", "application/atom+xml", "application/xml"


@dataclass(slots=True)
class Report:
    """What a bake has done: how many files there are, were written, were removed."""

    files: int = 0
    written: int = 0
    removed: int = 0
    missing: list[str] = field(default_factory=list)  # addresses to which links lead in vain


def bake(folder: Path, url: str) -> Report:
    """Write the site into a folder, or what has changed of it since it was baked there last.

    Raises BakeFailed; the folder is then as it was.
    """
    with Tree.open(folder) as tree:
        return _Baker(tree, Site(url)).run()


class _Baker:
    def __init__(self, tree: Tree, site: Site) -> None:
        self._tree = tree
        self._site = site
        # Read first: what is published while it bakes is found by the next bake.
        head = Head.objects.filter(pk=1).first()
        settled = f"{fresh.program()} {site.url} {settings.DOSSIER_LICENCE}"
        self._new = Manifest(maker=settled, head=head.sha256 if head else "")
        self._old = tree.manifest if self._is_trusted() else Manifest()
        self._report = Report()

    def run(self) -> Report:
        if self._new.head == self._old.head and self._old.maker:
            return Report(files=len(self._old.pages))
        todo, seen = deque(self._first()), set()
        while todo:
            address = todo.popleft()
            if address not in seen and (made := self._make(address)):
                todo.extend(made.links)
            seen.add(address)
        self._bake_search()
        self._report.written, self._report.removed = self._tree.finish(self._new)
        self._report.files = len(self._new.pages)
        return self._report

    def _is_trusted(self) -> bool:
        """Tell whether the files are of this program and of this record, though an older state."""
        old = self._tree.manifest
        known = Edition.objects.filter(sha256=old.head).exists() or not old.head
        return old.maker == self._new.maker and known

    def _first(self) -> Iterable[str]:
        """Give what no link need lead to; a page that moved or was retracted says so."""
        yield from (place("public:front"), place("data:robots"), place("data:sitemap"))
        yield from (place("public:search"), place("public:front") + _NOT_FOUND)
        gone = Page.objects.exclude(state=PageState.PUBLIC).order_by("kind", "ref")
        for kind, ref in gone.values_list("kind", "ref"):
            yield reverse(f"public:{kind}", args=[ref])

    def _make(self, address: str) -> Baked | None:
        kept = self._old.pages.get(address) if self._tree.has(address) else None
        reply = self._own_page(address) or self._site.ask(address, kept.etag if kept else "")
        if reply.status == 304 and kept:
            self._new.pages[address] = kept
            return kept
        if reply.status == 404:
            self._report.missing.append(address)
            return None
        content, links = self._content(address, reply)
        made = Baked(reply.etag, hashlib.sha256(content).hexdigest(), links)
        return self._keep(address, content, made)

    def _own_page(self, address: str) -> Reply | None:
        """Give a page that the live site has not, or not so."""
        language = language_of(address)
        own = {
            place("public:search", language): own_pages.search,
            place("data:api-home"): own_pages.data,
            place("public:front", language) + _NOT_FOUND: own_pages.not_found,
        }.get(address)
        if own is None:
            return None
        with override(language):
            return Reply(200, _HTML, own(self._site.request(address)))

    def _content(self, address: str, reply: Reply) -> tuple[bytes, list[str]]:
        """Give what stands in the file, and the addresses it leads to."""
        content = reply.content
        if reply.status in (301, 302):
            to = urljoin(address, reply.location)
            with override(language_of(address)):
                content = own_pages.moved(self._site.request(address), to)
        elif reply.status not in (200, 410):
            raise BakeFailed(f"{address} is answered with {reply.status}.")
        if reply.type in (_HTML, _FEED):
            rewriter = Rewriter(self._site.url, address)
            return rewriter.rewrite(content.decode()).encode(), list(rewriter.links)
        if reply.type == _XML:
            found = _LOCATION.findall(content.decode())
            paths = (unescape(one).removeprefix(self._site.url) for one in found)
            return content, [one for path in paths if (one := baked(path))]
        return content, []

    def _bake_search(self) -> None:
        """Make the index of search, unless that of the last bake is of the same words."""
        mark = searching.fingerprint()
        old = {url: one for url, one in self._old.pages.items() if url.startswith(searching.FOLDER)}
        if old and all(one.etag == mark and self._tree.has(url) for url, one in old.items()):
            self._new.pages.update(old)
            return
        for url, content in searching.index():
            self._keep(url, content, Baked(mark, hashlib.sha256(content).hexdigest()))

    def _keep(self, address: str, content: bytes, made: Baked) -> Baked:
        """Write a file, unless it stands there already, whoever made it."""
        old = self._tree.manifest.pages.get(address)
        if old is None or old.sha256 != made.sha256 or not self._tree.has(address):
            self._tree.write(address, content)
        self._new.pages[address] = made
        return made
