"""Rival accounts: which contradictions to show first, of one round or of the whole record."""

from dataclasses import dataclass

from django.db.models import Q

from tracker.record.models import Page, Reference

from .disagreements import Disagreement, Pair, in_words, pairs_of, sharpest_first
from .targets import Target

#: How many pairs stand with their passages, and how many more by their words only.
MOST_FULL, MOST_SHORT = 3, 20


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
    disputes_outcome: bool

    @property
    def more(self) -> int:
        return self.total - len(self.full) - len(self.short)

    @property
    def short_open(self) -> list[Short]:
        return [one for one in self.short if one.is_open]

    @property
    def short_settled(self) -> list[Short]:
        return [one for one in self.short if not one.is_open]


def about(page: Page, outcome: str = "") -> Rivals:
    """Find the rival accounts of a round in seven queries.

    Open ones come first, and of these the pairs with the claim that its outcome rests on, then
    those of which both claims speak of the round.
    """
    speaking = set(
        Reference.objects.filter(role="speaks of", to_page=page).values_list("from_page", flat=True)
    )
    about_it = Q(from_page__outgoing__to_page=page, from_page__outgoing__role="speaks of")
    about_it |= Q(to_page__outgoing__to_page=page, to_page__outgoing__role="speaks of")
    near = Reference.objects.filter(about_it).values("pk")
    found = pairs_of(Reference.objects.contradictions().filter(pk__in=near))

    def rank(pair: Pair) -> tuple[bool, bool, int, tuple[str, str]]:
        both = len(speaking & {*pair.pages})
        return (not pair.is_open, outcome not in pair.key, -both, pair.key)

    found.sort(key=rank)
    return Rivals(
        full=list(in_words(found[:MOST_FULL])),
        short=_short(found[: MOST_FULL + MOST_SHORT])[MOST_FULL:],
        total=len(found),
        open=sum(pair.is_open for pair in found),
        disputes_outcome=any(pair.is_open and outcome in pair.key for pair in found),
    )


def sharpest(most: int) -> tuple[list[Short], int, int]:
    """Give the pairs about which there is most dispute, and how many there are, and open, in all.

    No claim stands twice among them: four queries.
    """
    found = sharpest_first(pairs_of(Reference.objects.contradictions()))
    chosen: list[Pair] = []
    for pair in found:
        if len(chosen) < most and not any({*pair.pages} & {*one.pages} for one in chosen):
            chosen.append(pair)
    return _short(chosen), len(found), sum(pair.is_open for pair in found)


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
