"""Atom feeds: what has changed, for those who read along."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from tracker.record.models import Edition, Page, PageState

from . import changes
from .changes import EditionInfo
from .detail import edition_url
from .errors import absent
from .fresh import Stamp, answer
from .streams import open_data

#: How many of the newest editions a feed has.
MOST = 50

# What XML 1.0 cannot hold, escaped or not.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SHORT = 200


class Feed(Atom1Feed):
    """A feed whose time is that of its newest edition, so that it reads the same until the next."""

    mime_type = "application/atom+xml; charset=utf-8"

    def latest_post_date(self) -> datetime:
        return max(
            (item["updateddate"] for item in self.items), default=datetime(1970, 1, 1, tzinfo=UTC)
        )


@open_data
def read_feed(request: HttpRequest) -> HttpResponseBase:
    """Everything that happens to the dossier."""
    return answer(
        request,
        Stamp.of_record(),
        lambda: _feed(
            request, "What has changed", reverse("public:editions"), Edition.objects.all()
        ),
    )


@open_data
def read_corrections(request: HttpRequest) -> HttpResponseBase:
    url = reverse("public:corrections")
    return answer(
        request,
        Stamp.of_record(),
        lambda: _feed(request, "Corrections", url, Edition.objects.corrections()),
    )


@open_data
def read_feed_of(request: HttpRequest, kind: str, ref: str) -> HttpResponseBase:
    """What happens to a page, and to those that speak of it."""
    page = Page.objects.to_read(kind, ref).first()
    if page is None or page.state != PageState.PUBLIC:
        return absent(request, kind, ref, page)
    url = reverse(f"public:{kind}", args=[page.ref])
    editions = Edition.objects.about(kind, page.ref)
    return answer(request, Stamp.of_page(page), lambda: _feed(request, page.title, url, editions))


def _feed(request: HttpRequest, title: str, url: str, editions: Any) -> HttpResponse:
    """Make a feed of the newest of these editions: one query."""
    told = changes.told(request, editions.order_by("-number").told()[:MOST])
    link = request.build_absolute_uri(url)
    feed = Feed(
        title=_fit(f"{title} · peacetalks"),
        link=link,
        description="",
        language=settings.DOSSIER_LANGUAGE,
        author_name="peacetalks",
        feed_url=request.build_absolute_uri(request.path),
        feed_guid=link,
    )
    _add(request, feed, told)
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.mime_type)


def _add(request: HttpRequest, feed: Feed, told: Iterable[EditionInfo]) -> None:
    for one in told:
        listed = request.build_absolute_uri(edition_url(one.number))
        name = one.title or f"{one.kind} {one.ref}"
        feed.add_item(
            title=_fit(f"{one.action.capitalize()}: {name}"[:_SHORT]),
            link=one.url or listed,
            description=_fit(_said(one)),
            unique_id=listed,
            pubdate=one.at,
            updateddate=one.at,
            categories=(one.action, one.kind),
        )


def _said(one: EditionInfo) -> str:
    """Say in a sentence or two what happened."""
    if one.action == "moved":
        return f"Edition {one.number}: moved from {one.ref} to {one.moved_to}. {one.note}".strip()
    reason = {"corrected": "What was wrong", "retracted": "Reason"}.get(one.action, "")
    told = f" {reason}: {one.note}" if reason and one.note else ""
    return f"Edition {one.number}: {one.kind} {one.action}.{told}"


def _fit(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)
