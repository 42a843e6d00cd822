"""Lines of lists, and groups of them: what a page says of each of many others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from tracker.record.models import Page

from . import counting, words
from .targets import Target

#: How many lines of one group a detail page shows; fewer of claims that are no positions, as they
#: come in many groups. The lists have them all.
MOST, FEW = 40, 8


@dataclass(frozen=True, slots=True)
class Line:
    """One page in a list."""

    pk: int
    target: Target
    subkind: str
    grade: str
    edtf: str
    posture: str
    outcome: str
    earliest: date | None
    latest: date | None
    parent: str
    summary: str = ""

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Make one from a row of `PageReads.lines`."""
        return cls(
            pk=row["pk"],
            target=Target.of(row),
            subkind=row["subkind"],
            grade=row["grade"],
            edtf=row["edtf"] or "",
            posture=row["posture"] or "",
            outcome=row["outcome"] or "",
            earliest=row["earliest"],
            latest=row["latest"],
            parent=row["parent"] or "",
            summary=row.get("summary") or "",
        )

    @property
    def year(self) -> str:
        day = self.earliest or self.latest
        return f"{day.year}" if day else gettext("Undated")


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading; `total` counts those that are not shown, too."""

    heading: str = ""
    lines: list[Line] = field(default_factory=list)
    total: int = 0
    more_url: str = ""
    noun: str = ""  # one of `counting.COUNTS`

    @property
    def more(self) -> str:
        """Say what the list of all of them is called, where some are not shown."""
        return counting.all_of(self.total, self.noun) if self.total > len(self.lines) else ""


class Incoming:
    """What refers to a page: one query, at most so many of each role, kind and subkind."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._rows: dict[tuple[str, str, str], list[Mapping[str, Any]]] = {}
        for row in Page.objects.speaking_of(page, MOST).lines("role", "of", "day"):
            self._rows.setdefault((row["role"], row["kind"], row["subkind"]), []).append(row)

    def group(self, heading: str, role: str, kind: str, only: str = "", *, but: str = "") -> Group:
        """Give the pages of one kind that refer to this one in one role.

        `only` names the one subkind wanted, `but` the one that has a place elsewhere.
        """
        chosen = [
            rows
            for (has_role, has_kind, subkind), rows in self._rows.items()
            if (has_role, has_kind) == (role, kind)
            and subkind != (but or None)
            and (not only or subkind == only)
        ]
        most = FEW if kind == "claim" and only != "position" else MOST
        rows = sorted((row for rows in chosen for row in rows), key=_by_day)[:most]
        query = {self._page.kind: self._page.ref, "role": role} | ({"kind": only} if only else {})
        plural = words.PLURALS[kind]
        return Group(
            heading=str(heading),
            lines=[Line.of(row) for row in rows],
            total=sum(rows[0]["of"] for rows in chosen),
            more_url=f"{reverse(f'public:{plural}')}?{urlencode(query)}",
            noun=only or kind,
        )

    def claims(self, role: str, *, but: str = "") -> list[Group]:
        """Give the claims of one role, grouped by their kind."""
        return [
            group
            for kind, heading in words.CLAIM_KINDS.items()
            if kind != but and (group := self.group(heading, role, "claim", kind)).lines
        ]


def _by_day(row: Mapping[str, Any]) -> tuple[date, str, str]:
    return (row["day"], row["title"], row["ref"])


def shown(groups: Iterable[Group]) -> list[Group]:
    """Keep the groups that have anything to show."""
    return [group for group in groups if group.lines]
