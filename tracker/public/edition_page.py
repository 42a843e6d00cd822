"""One edition under its permanent address: what the page said then, and nothing else.

The page is made of the edition alone, so it reads the same for ever. It names other pages by
their refs, as the record does: titles may change, and be retracted.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, override

from tracker.record.documents import load
from tracker.record.models import Action, Edition

from . import words
from .detail import edition_url
from .fresh import CACHE_CONTROL, CACHE_CONTROL_FOR_EVER, Stamp
from .sayings import Saying, sayings
from .targets import Target


@dataclass(frozen=True, kw_only=True)
class EditionPage:
    """The context of the page of an edition."""

    title: str
    description: str
    heading: str
    number: int
    kind: str
    at: datetime
    until: datetime | None
    note: str
    moved_to: str
    sayings: list[Saying]
    seal: str
    present_url: str
    list_url: str


def find(kind: str, number: int) -> Any:
    """Give an edition with what became of it: one query; None where there is none."""
    return Edition.objects.with_fate().filter(kind=kind, number=number).first()


def edition_page_url(edition: Edition) -> str:
    """The address of an edition in this language: under the address that its page had then."""
    return reverse(
        f"public:{edition.kind}-edition", kwargs={"ref": edition.ref, "number": edition.number}
    )


def permanent_url(edition: Edition) -> str:
    """The one address under which an edition is cited, whatever the language."""
    with override(settings.LANGUAGE_CODE):
        return edition_page_url(edition)


def stamp(edition: Any) -> tuple[Stamp, str]:
    """How new the page is, and how long it may be kept: once it is not the newest, for ever."""
    if edition.followed_by is None:
        return Stamp(edition.number, edition.at), CACHE_CONTROL
    return Stamp(edition.followed_by, edition.followed_at), CACHE_CONTROL_FOR_EVER


def build(edition: Any) -> EditionPage:
    """Build the page of an edition that has not been retracted, without a query."""
    said = sayings(load(edition.document), _by_ref) if edition.document else []
    return EditionPage(
        title=gettext("Edition %(number)s: %(title)s")
        % {"number": edition.number, "title": edition.title or edition.ref},
        description=gettext(
            "%(a_page)s as it was published in edition %(number)s of the public record."
        )
        % {"a_page": words.ONES[edition.kind], "number": edition.number},
        heading=edition.title or edition.ref,
        number=edition.number,
        kind=edition.kind,
        at=edition.at,
        until=edition.followed_at,
        note=edition.note,
        moved_to=edition.moved_to if edition.action == Action.MOVED else "",
        sayings=said,
        seal=edition.sha256,
        present_url=Target(edition.kind, edition.ref).url,
        list_url=edition_url(edition.number),
    )


def _by_ref(kind: str, ref: str) -> Target:
    return Target(kind, ref, ref)
