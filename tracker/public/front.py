"""The front page: the dossier in a paragraph, and the way to each question that readers bring."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from tracker.record.models import Page

from . import editions, matrix, rivals, timeline, words
from .editions import Entry
from .matrix import Table
from .rivals import Short
from .targets import Target
from .timeline import Timeline

MOST_DISAGREEMENTS, MOST_EDITIONS = 3, 5
#: How many holders and issues the glance at the positions has.
HOLDERS, ISSUES = 2, 5


@dataclass(frozen=True, kw_only=True)
class FrontPage:
    """The context of the front page."""

    title: str = _("What is claimed about peace negotiations, and what it rests on")
    description: str = _(
        "Reporting on peace negotiations, taken apart into single claims, each pinned to the exact "
        "words it rests on."
    )
    counts: list[tuple[str, str, int]] = field(default_factory=list)
    timeline: Timeline = field(default_factory=Timeline)
    glance: Table | None = None
    disagreements: list[Short] = field(default_factory=list)
    total: int = 0
    open: int = 0
    editions: list[Entry] = field(default_factory=list)

    @property
    def number(self) -> dict[str, int]:
        """How many public pages there are, by kind, as far as they were counted."""
        return {kind: count for kind, _plural, count in self.counts}

    @property
    def is_empty(self) -> bool:
        return not any(self.number.values())


def build() -> FrontPage:
    """Build the front page in at most ten queries."""
    counts = Page.objects.public().tally("kind", list(words.PLURALS))
    sharpest, total, still_open = rivals.sharpest(MOST_DISAGREEMENTS)
    return FrontPage(
        counts=[(kind, plural, counts[kind]) for kind, plural in words.PLURALS.items()],
        timeline=timeline.read(),
        glance=_glance(),
        disagreements=sharpest,
        total=total,
        open=still_open,
        editions=editions.recent(MOST_EDITIONS)[0],
    )


def _glance() -> Table | None:
    """Set the holders of the most positions side by side on the issues with the most: two queries."""
    found = matrix.with_changes(matrix.cells())
    who = matrix.holders(found.values())[:HOLDERS]
    if not who:
        return None
    weight = Counter[Target]()
    for (holder, issue), cell in found.items():
        weight[issue] += cell.total if holder in who else 0
    most = sorted(weight, key=lambda one: (-weight[one], one.title, one.ref))[:ISSUES]
    return matrix.table(who, most, found)
