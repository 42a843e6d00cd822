"""Rival accounts: which contradictions to show first, of one round or of the whole record."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q

from tracker.record.models import Page, Reference

from .disagreements import Disagreement, Pair, in_words, pairs_of
from .targets import Target

#: How many pairs stand with their passages, and how many more by their words only.
MOST_FULL, MOST_SHORT = 3, 40


@dataclass(frozen=True, slots=True)
class Short:
    """A pair of claims by their words only."""

    claims: tuple[Target, Target]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Rivals:
    full: list[Disagreement]
    short: list[Short]
    total: int
    open: int

    @property
    def more(self) -> int:
        return self.total - len(self.full) - len(self.short)


def about(page: Page) -> Rivals:
    """Find the rival accounts of a round in seven queries.

    Open ones come first, and of these the pairs of which both claims speak of the round.
    """
    speaking = set(
        Reference.objects.filter(role="speaks of", to_page=page).values_list("from_page", flat=True)
    )
    about_it = Q(from_page__outgoing__to_page=page, from_page__outgoing__role="speaks of")
    about_it |= Q(to_page__outgoing__to_page=page, to_page__outgoing__role="speaks of")
    near = Reference.objects.filter(about_it).values("pk")
    found = pairs_of(Reference.objects.contradictions().filter(pk__in=near))

    def rank(pair: Pair) -> tuple[bool, int, tuple[str, str]]:
        return (not pair.is_open, -len(speaking & {*pair.pages}), pair.key)

    found.sort(key=rank)
    return Rivals(
        full=list(in_words(found[:MOST_FULL])),
        short=_short(found[: MOST_FULL + MOST_SHORT])[MOST_FULL:],
        total=len(found),
        open=sum(pair.is_open for pair in found),
    )


def sharpest(most: int) -> tuple[list[Short], int, int]:
    """Give the pairs about which there is most dispute, and how many there are, and open, in all.

    These are open ones whose claims contradict the most others, no claim twice: three queries.
    """
    found = pairs_of(Reference.objects.contradictions())
    still_open = [pair for pair in found if pair.is_open]
    against = Counter(pk for pair in still_open for pk in pair.pages)
    still_open.sort(key=lambda pair: (-sum(against[pk] for pk in pair.pages), pair.key))
    chosen: list[Pair] = []
    for pair in [*still_open, *(pair for pair in found if not pair.is_open)]:
        if len(chosen) < most and not any({*pair.pages} & {*one.pages} for one in chosen):
            chosen.append(pair)
    return _short(chosen), len(found), len(still_open)


def _short(pairs: list[Pair]) -> list[Short]:
    """Name both claims of some pairs: one query for all of them."""
    ids = {pk for pair in pairs for pk in pair.pages}
    rows = Page.objects.public().filter(pk__in=ids).values("pk", "kind", "ref", "title")
    claims = {row["pk"]: Target.of(row) for row in rows}
    return [
        Short((claims[pair.pages[0]], claims[pair.pages[1]]), pair.is_open)
        for pair in pairs
        if claims.keys() >= {*pair.pages}
    ]
