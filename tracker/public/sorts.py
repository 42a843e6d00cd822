"""The orders that lists can be read in: by which keys, under which headings."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.utils.translation import pgettext_lazy

from tracker.record.reads import PageReads

from . import words
from .lines import Line

_RANKS = {
    kind: rank
    for kinds in (words.ACTOR_KINDS, words.SOURCE_KINDS)
    for rank, kind in enumerate(kinds)
}


def _none(line: Line) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Sort:
    """One order. Its keys all run in one direction, so that a list can go on after any line."""

    label: str
    keys: tuple[str, ...]
    heading: Callable[[Line], str] = _none
    backwards: bool = False

    def apply(self, pages: PageReads) -> PageReads:
        pages = pages.sortable(_RANKS)
        return pages.order_by(*(f"-{key}" if self.backwards else key for key in self.keys))

    def go_on(self, pages: PageReads, position: tuple[Any, ...]) -> PageReads:
        """Give what comes after the line with these keys."""
        further = TupleLessThan if self.backwards else TupleGreaterThan
        return pages.filter(further(Tuple(*(F(key) for key in self.keys)), position))


_TIME = Sort(pgettext_lazy("order", "time"), ("day", "heading", "ref"), lambda line: line.year)
_NEWEST = Sort(
    pgettext_lazy("order", "newest first"),
    ("since", "heading", "ref"),
    lambda line: line.year,
    backwards=True,
)
_CHANGED = Sort(pgettext_lazy("order", "last changed"), ("affected", "ref"), backwards=True)


def _by_kind(kinds: dict[str, str]) -> Sort:
    label = pgettext_lazy("order", "kind")
    return Sort(label, ("rank", "heading", "ref"), lambda line: str(kinds[line.subkind]))


def _by_title(label: str) -> Sort:
    return Sort(label, ("heading", "ref"))


_WORDING = _by_title(pgettext_lazy("order", "wording"))
_TITLE = _by_title(pgettext_lazy("order", "title"))
_NAME = _by_title(pgettext_lazy("order", "name"))

#: The orders of each list by their names in addresses, the usual one first.
SORTS: dict[str, dict[str, Sort]] = {
    "claim": {
        "time": _TIME,
        "newest": _NEWEST,
        "title": _WORDING,
        "changed": _CHANGED,
    },
    "round": {"time": _TIME, "newest": _NEWEST, "title": _TITLE, "changed": _CHANGED},
    "actor": {
        "kind": _by_kind(words.ACTOR_KINDS),
        "title": _NAME,
        "changed": _CHANGED,
    },
    "source": {
        "kind": _by_kind(words.SOURCE_KINDS),
        "title": _TITLE,
        "newest": _NEWEST,
        "changed": _CHANGED,
    },
    "issue": {"title": _TITLE, "changed": _CHANGED},
    "process": {"title": _TITLE, "changed": _CHANGED},
}
