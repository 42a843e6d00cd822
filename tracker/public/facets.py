"""Facets: what a list can be narrowed down to further, and how many that would leave.

Each facet counts what all filters but its own leave, so that a count is what its link shows. Of
more than a thousand pages, the thousand that changed last are counted: there are more, and the
count says so.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.evidence import dates
from tracker.record.listing import MOST_COUNTED, Span
from tracker.record.models import Page

from . import words
from .counting import grouped
from .filters import SUBKINDS, Filters

#: How many choices a facet of pages offers, and how many of them before “more”.
MOST, SHOWN = 40, 8

#: The facets of each list, in their order: columns of pages, or kinds of page referred to.
FACETS: dict[str, tuple[str, ...]] = {
    "claim": ("kind", "grade", "actor", "issue", "round", "source", "period"),
    "round": ("kind", "process", "actor", "period"),
    "actor": ("kind",),
    "source": ("kind", "period"),
    "issue": (),
    "process": (),
}
_LABELS = {
    "kind": _("Kind"),
    "grade": _("Grade"),
    "actor": _("Actor"),
    "issue": _("Issue"),
    "round": _("Round"),
    "source": _("Source"),
    "process": _("Process"),
    "period": _("Period"),
}
_OWN_LABELS = {
    "round": {"kind": _("Format")},
    "source": {"period": pgettext_lazy("of a source", "Published")},
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value, how many pages it would leave, and the address of the list with or without it."""

    value: str
    label: str
    count: int
    url: str
    chosen: bool
    is_page: bool  # its label is the title of one
    or_more: bool = False

    @property
    def counted(self) -> str:
        """How many pages it would leave, as far as they were counted."""
        return grouped(min(self.count, MOST_COUNTED - 1)) + ("+" if self.or_more else "")


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    label: str
    choices: list[Choice]

    @property
    def shown(self) -> list[Choice]:
        return self.choices[:SHOWN]

    @property
    def further(self) -> list[Choice]:
        return self.choices[SHOWN:]

    @property
    def is_period(self) -> bool:
        return self.name == "period"


def build(filters: Filters, sample: list[int]) -> list[Facet]:
    """Give the facets of a list: one query each, or two, and one more if it is in force.

    `sample` are the pages of the list that changed last: see `ListReads.sample`.
    """
    facets = (_facet(filters, name, sample) for name in FACETS[filters.listed])
    return [facet for facet in facets if facet.choices or facet.is_period]


def _facet(filters: Filters, name: str, sample: list[int]) -> Facet:
    label = _OWN_LABELS.get(filters.listed, {}).get(name, _LABELS[name])
    return Facet(name, str(label), [*_choices(filters, name, sample)])


def _choices(filters: Filters, name: str, sample: list[int]) -> list[Choice]:
    others = filters.without(name)
    pages = others.narrow(Page.objects.of_kind(filters.listed))
    sample = sample if others == filters else pages.sample()
    sampled = len(sample) == MOST_COUNTED
    few = sample[: MOST_COUNTED - 1]
    known = Page.objects.filter(pk__in=few)
    if name == "period":
        first, last = known.span()
        spans = periods(first, last)
        counts = known.tally_spans(spans)
        rows = [(p, p.replace("/", "–"), counts[p]) for p in spans]
        return _made(filters, name, rows, sampled=sampled)
    if name in words.PLURALS:
        role = filters.role_of(name)
        rows = [tuple(row) for row in Page.objects.tally_of(name, few, role, MOST)]
        return _made(filters, name, rows, sampled=sampled)
    column = "subkind" if name == "kind" else name
    allowed = tuple(words.GRADES if name == "grade" else SUBKINDS[filters.listed])
    # What no reference narrows down is counted by an index, the rare ones too.
    in_index = sampled and not (others.refs or others.role or others.period)
    found = (pages if in_index else known).tally(column, allowed)
    rows = [(value, _word(name, value), found[value]) for value in allowed]
    return _made(filters, name, rows, sampled=sampled and not in_index)


def _word(name: str, value: str) -> str:
    return str(words.GRADES[value]) if name == "grade" else words.capital(words.subkind(value))


def _made(
    filters: Filters, name: str, rows: list[tuple[str, str, int]], *, sampled: bool = False
) -> list[Choice]:
    """Make choices of what would leave anything; the one in force stands there in any case."""
    target = filters.targets.get(name)
    now = target.ref if target else getattr(filters, name, "")
    if target and now not in {value for value, _, _ in rows}:
        rows = [(now, target.title, 0), *rows]
    return [
        Choice(
            value,
            label,
            count,
            filters.url(**{name: "" if value == now else value}),
            value == now,
            name in words.PLURALS,
            sampled or count == MOST_COUNTED,
        )
        for value, label, count in rows
        if count or value == now
    ]


def periods(first: date | None, last: date | None) -> dict[str, Span]:
    """Give the years from the first to the last day, or longer periods where they are many."""
    if first is None or last is None:
        return {}
    span = last.year - first.year + 1
    step = next(step for step in (1, 10, 100, 1000) if span <= 40 * step)
    starts = range(first.year // step * step, last.year + 1, step)
    found = {}
    for start in starts:
        end = min(start + step - 1, date.max.year)
        begin = max(start, 1)
        period = f"{begin:04}" if step == 1 else f"{begin:04}/{end:04}"
        parsed = dates.parse(period)
        found[period] = (parsed.earliest, parsed.latest)
    return found
