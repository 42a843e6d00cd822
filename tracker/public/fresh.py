"""Freshness: what has not changed since a reader fetched it is not sent again.

A page changes with the edition that last affected it or what is next to it, and with a new version
of the program, and with nothing else; its ETag names both, and the language.
"""

import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Self

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import get_language

from tracker.record.models import Head, Page

from .kept import kept

_TRACKER = Path(__file__).resolve().parent.parent

#: Caches may keep a page but must ask before each use: a retraction has to show at once, and
#: asking costs one query.
CACHE_CONTROL = "public, max-age=0, must-revalidate"

#: What can never read otherwise, readers keep; caches between them and us still ask before each
#: use, so that what is retracted reaches nobody anew.
CACHE_CONTROL_FOR_EVER = "public, max-age=31536000, immutable, s-maxage=0, proxy-revalidate"


@cache
def program() -> str:
    """Fingerprint what pages are made with, so that an upgrade outdates what caches hold."""
    files = [
        path
        for folder in (
            "public",
            "templates/public",
            "static/tracker",
            "record",
            "evidence",
            "fulltext",
            "locale",
        )
        for path in sorted((_TRACKER / folder).rglob("*"))
        if path.suffix in (".py", ".html", ".css", ".js", ".svg", ".mo")
    ]
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Stamp:
    """The edition that a response is as new as."""

    number: int
    at: datetime | None

    @classmethod
    def of_page(cls, page: Page) -> Self:
        """Stamp a detail page; `page` comes from `PageReads.to_read`."""
        return cls(page.newest, page.newest_at)  # type: ignore[attr-defined]

    @classmethod
    def of_record(cls) -> Self:
        """Stamp a page that may change with any edition: one query."""
        head = Head.objects.filter(pk=1).first()
        return cls(head.number, head.at) if head else cls(0, None)


def answer(
    request: HttpRequest,
    stamp: Stamp,
    make: Callable[[], HttpResponseBase],
    *,
    cache_control: str = CACHE_CONTROL,
    finite: Collection[str] = (),
) -> HttpResponseBase:
    """Answer 304 where the reader has this already, or else with what `make` makes or has made.

    What changes with editions is kept for all readers; `finite` is that of `kept`.
    """
    etag = quote_etag(f"{stamp.number}-{program()}-{get_language()}")
    modified = int(stamp.at.timestamp()) if stamp.at else None
    unchanged = get_conditional_response(request, etag=etag, last_modified=modified)
    response: HttpResponseBase = unchanged or (
        # The time, too: after a restore, another edition may have the same number.
        kept(request, f"{stamp.number} {stamp.at} {program()}", make, finite=finite)
        if stamp.at
        else make()
    )
    if response.status_code in (200, 304):
        response["ETag"] = etag
        if modified is not None:
            response["Last-Modified"] = http_date(modified)
    response["Cache-Control"] = cache_control
    return response
