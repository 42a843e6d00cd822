"""The list of editions: what was published, corrected, moved, retracted, when and why."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.record.models import Action, Edition, Page, PageState

from . import words
from .targets import Target

#: How many editions one part of the list has.
PART = 100

_NUMBER = re.compile(r"\d{1,18}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Entry:
    """One edition. A page that was retracted since is named by its address only."""

    number: int
    at: datetime
    action: str
    label: str
    kind: str
    ref: str
    title: str
    note: str
    moved_to: str
    target: Target


@dataclass(frozen=True, kw_only=True)
class EditionsPage:
    """The context of the list of editions."""

    title: str = _("Editions")
    description: str = _(
        "Every change to what is public: what was published, corrected, moved or retracted, "
        "when, and why."
    )
    days: list[tuple[datetime, list[Entry]]] = field(default_factory=list)
    next_after: int | None = None
    is_first: bool = True
    action: str = ""
    actions: list[tuple[str, str]] = field(default_factory=list)
    problem: str = ""


def build(asked: Mapping[str, str]) -> EditionsPage:
    """Build one part of the list in two queries."""
    action = asked.get("action", "")
    try:
        before = number_of(asked.get("after", ""))
    except ValueError as error:
        return EditionsPage(problem=str(error))
    if action and action not in Action.values:
        return EditionsPage(
            problem=gettext("Editions publish, correct, move or retract; nothing else.")
        )
    entries, more = recent(PART, before=before, actions=(action,) if action else ())
    days = groupby(entries, key=lambda entry: entry.at.date())
    return EditionsPage(
        days=[(listed[0].at, listed) for listed in (list(part) for _day, part in days)],
        next_after=entries[-1].number if more else None,
        is_first=before is None,
        action=action,
        actions=[(value, words.ACTIONS[value]) for value in Action.values],
    )


def number_of(typed: str) -> int | None:
    """Read the number of an edition; None where none is given. Raises ValueError."""
    if typed and not _NUMBER.fullmatch(typed):
        raise ValueError(gettext("“After” takes the number of an edition."))
    return int(typed) if typed else None


def recent(
    most: int, *, before: int | None = None, actions: Collection[str] = ()
) -> tuple[list[Entry], bool]:
    """Give the newest editions, and whether there are more: two queries."""
    editions = Edition.objects.newest_first(before)
    editions = editions.filter(action__in=actions) if actions else editions
    rows = list(editions[: most + 1])
    keys = {row.key for row in rows}
    pages = {page.key: page.moved_to or page for page in Page.objects.now(keys)}
    return [_entry(row, pages.get(row.key)) for row in rows[:most]], len(rows) > most


def _entry(edition: Edition, page: Page | None) -> Entry:
    is_public = page is not None and page.state == PageState.PUBLIC
    target = (
        Target(edition.kind, page.ref, page.title)
        if page is not None and is_public
        else Target(edition.kind, edition.ref, public=False)
    )
    return Entry(
        number=edition.number,
        at=edition.at,
        action=edition.action,
        label=str(words.ACTIONS[edition.action]),
        kind=edition.kind,
        ref=edition.ref,
        # What was retracted is not said again, not even by its title.
        title=edition.title if is_public else "",
        note=edition.note,
        moved_to=edition.moved_to,
        target=target,
    )
