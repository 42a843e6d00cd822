"""Corrections: what was put right or taken back, when and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.utils.translation import gettext_lazy as _

from tracker.record.models import Action

from . import editions
from .editions import Entry

#: How many of them one part of the page has.
PART = 50

ACTIONS = (Action.CORRECTED, Action.RETRACTED)


@dataclass(frozen=True, kw_only=True)
class CorrectionsPage:
    """The context of the corrections."""

    title: str = _("Corrections")
    description: str = _(
        "What the desk has put right or taken back since it was published, when, and why."
    )
    days: list[tuple[datetime, list[Entry]]] = field(default_factory=list)
    next_after: int | None = None
    is_first: bool = True
    problem: str = ""


def build(asked: Mapping[str, str]) -> CorrectionsPage:
    """Build one part of the page in two queries."""
    try:
        before = editions.number_of(asked.get("after", ""))
    except ValueError as error:
        return CorrectionsPage(problem=str(error))
    entries, more = editions.recent(PART, before=before, actions=ACTIONS)
    days = groupby(entries, key=lambda entry: entry.at.date())
    return CorrectionsPage(
        days=[(listed[0].at, listed) for listed in (list(part) for _day, part in days)],
        next_after=entries[-1].number if more else None,
        is_first=before is None,
    )
