"""The lists of each kind of page, in an order that readers expect, part by part."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Self
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.record.listing import MOST_COUNTED
from tracker.record.models import Page
from tracker.record.reads import PageReads

from . import counting, cursor, facets, filters, words
from .facets import Facet
from .filters import Filters
from .lines import Line
from .sorts import SORTS, Sort
from .targets import Directory, Target

#: How many lines one part of a list has.
PART = 50

_INTRODUCTIONS = {
    "claim": _(
        "Single checkable sentences in the desk's own words, each pinned to the passages it "
        "rests on."
    ),
    "round": _("Meetings, calls, summits, agreements and initiatives."),
    "actor": _(
        "States, organisations, groups and people that negotiate, or of whom the sources speak."
    ),
    "source": _("The articles and documents that the claims rest on, and those that they credit."),
    "issue": _("What is negotiated about."),
    "process": _("Strands of negotiations, each with its rounds."),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks of a list, and what in it cannot be."""

    filters: Filters
    sort: Sort
    after: str
    position: tuple[Any, ...] | None

    @classmethod
    def of(cls, kind: str, query: Mapping[str, str]) -> Self:
        """Read an address: one query."""
        sorts = SORTS[kind]
        found = filters.read(kind, query, sorts)
        sort = sorts.get(found.sort) or next(iter(sorts.values()))
        after = query.get("after", "")
        try:
            position = cursor.decode(after, sort.keys) if after else None
        except cursor.BadCursor:
            position = None
            found.problems.append(
                gettext("This list has no such continuation: begin with its first part.")
            )
        return cls(found, sort, after, position)

    @property
    def kind(self) -> str:
        return self.filters.listed

    def whole(self) -> PageReads:
        """Give all that fits, in no order."""
        return self.filters.narrow(Page.objects.of_kind(self.kind))

    def rest(self) -> PageReads:
        """Give what fits and has not been given before, in order."""
        pages = self.sort.apply(self.whole())
        return pages if self.position is None else self.sort.go_on(pages, self.position)

    def cursor_of(self, row: Mapping[str, Any]) -> str:
        return cursor.encode(tuple(row[key] for key in self.sort.keys))

    @property
    def needed(self) -> list[str]:
        """The columns of which cursors are made."""
        return [key for key in self.sort.keys if key != "ref"]


@dataclass(frozen=True, kw_only=True)
class ListPage:
    """The context of a list."""

    kind: str
    title: str
    description: str
    filters: Filters
    after: str
    total: int = 0
    groups: list[tuple[str, list[Line]]] = field(default_factory=list)
    parents: dict[str, Target] = field(default_factory=dict)
    facets: list[Facet] = field(default_factory=list)
    next_url: str = ""

    @property
    def problems(self) -> list[str]:
        return self.filters.problems

    @property
    def is_first(self) -> bool:
        return not self.after

    @property
    def is_whole(self) -> bool:
        """Whether it is the list as it stands without any wish."""
        return not self.filters and not self.filters.sort

    @property
    def canonical(self) -> str:
        """The one address of this part; filters show nothing that the whole list does not."""
        go_on = f"?{urlencode({'after': self.after})}" if self.after and self.is_whole else ""
        return self.all_url + go_on

    @property
    def counted(self) -> str:
        """How many there are, as far as they were counted."""
        if self.total < MOST_COUNTED:
            return counting.counted(self.total, self.kind)
        counted = counting.counted(MOST_COUNTED - 1, self.kind)
        return gettext("More than %(counted)s") % {"counted": counted}

    @property
    def all_url(self) -> str:
        return reverse(f"public:{words.PLURALS[self.kind]}")

    @property
    def sorts(self) -> list[tuple[str, str, bool]]:
        """The orders it can be read in: label, address, whether it is this one."""
        usual = next(iter(SORTS[self.kind]))
        now = self.filters.sort or usual
        return [
            (sort.label, self.filters.url(sort="" if name == usual else name), name == now)
            for name, sort in SORTS[self.kind].items()
        ]

    @property
    def data(self) -> list[tuple[str, str, str]]:
        """The whole of it as data: format, address, media type."""
        query = self.filters.query
        asked = f"?{urlencode(query)}" if query else ""
        name = f"data:{words.PLURALS[self.kind]}"
        return [
            ("CSV", reverse(f"{name}-csv") + asked, "text/csv"),
            ("JSON", reverse(f"{name}-json") + asked, "application/json"),
        ]

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What the form for a period carries along."""
        return [(name, value) for name, value in self.filters.query.items() if name != "period"]


def build(kind: str, query: Mapping[str, str]) -> ListPage:
    """Build one part of a list, in four queries and those of its facets."""
    asked = Asked.of(kind, query)
    known: dict[str, Any] = {
        "kind": kind,
        "title": str(words.PLURAL_WORDS[kind]),
        "description": str(_INTRODUCTIONS[kind]),
        "filters": asked.filters,
        "after": asked.after,
    }
    if asked.filters.problems:
        return ListPage(**known)
    rows = list(asked.rest().lines(*asked.needed, "summary")[: PART + 1])
    lines = [Line.of(row) for row in rows[:PART]]
    go_on = asked.cursor_of(rows[PART - 1]) if len(rows) > PART else ""
    sample = asked.whole().sample()
    return ListPage(
        **known,
        total=len(sample),
        groups=[(heading, list(part)) for heading, part in groupby(lines, asked.sort.heading)],
        parents=_parents(kind, lines),
        facets=facets.build(asked.filters, sample),
        next_url=f"?{urlencode(asked.filters.query | {'after': go_on})}" if go_on else "",
    )


def _parents(kind: str, lines: list[Line]) -> dict[str, Target]:
    """Give what each line is part of, by the ref that it names: a round's process, an issue's."""
    parent = {"round": "process", "issue": "issue"}.get(kind)
    if parent is None:
        return {}
    refs = {line.parent for line in lines if line.parent}
    directory = Directory(refs)
    return {ref: directory.get(parent, ref) for ref in refs}
