"""Likely duplicates among working copies that are looked at together."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from math import log
from typing import Any
from uuid import UUID

from django.db.models import Q

from tracker import models as desk
from tracker.fulltext import folded

from .copies import finding
from .reading import Finding

#: Words count by how rare they are, as statements of one dossier share many: with less of that
#: weight in common, most pairs speak of different things.
LEAST_SHARE = 0.75
# Statements are compared if they share one of their rarest words, and only where few have it.
_RAREST = 4
_MOST_SHARING = 60
_MOST_PAIRS = 500

_Pair = tuple[int, int]  # places in the list of what is compared, the first before the second


def find_alike_claims(claims: list[desk.Claim]) -> list[Finding]:
    """Pairs of claims that say nearly the same and are not related to each other yet."""
    said = [frozenset(folded(claim.statement).split()) for claim in claims]
    common = Counter(word for words in said for word in words)
    weights = {word: log(1 + len(said) / count) for word, count in common.items()}
    alike = [
        (share, pair)
        for pair in _sharing_rare_words(said, common)
        if (share := _share(said[pair[0]], said[pair[1]], weights)) >= LEAST_SHARE
    ]
    known = _related(claims[place] for _, pair in alike for place in pair)
    found = []
    for _, (one, other) in sorted(alike, key=lambda row: (-row[0], row[1]))[:_MOST_PAIRS]:
        newer, older = claims[one], claims[other]
        if frozenset((newer.pk, older.pk)) not in known:
            words = f"Nearly the same words as “{older.statement}”"
            found.append(finding(newer, words, way="merge", other=older.pk))
    return found


def _sharing_rare_words(said: list[frozenset[str]], common: Counter[str]) -> set[_Pair]:
    sharing: dict[str, list[int]] = defaultdict(list)
    for place, words in enumerate(said):
        for word in sorted(words, key=lambda word: (common[word], word))[:_RAREST]:
            sharing[word].append(place)
    return {
        pair
        for places in sharing.values()
        if len(places) <= _MOST_SHARING
        for pair in combinations(places, 2)
    }


def _share(one: frozenset[str], other: frozenset[str], weights: dict[str, float]) -> float:
    both, all_of_one, all_of_other = (
        sum(weights[word] for word in words) for words in (one & other, one, other)
    )
    return 2 * both / ((all_of_one + all_of_other) or 1)


def _related(claims: Iterable[desk.Claim]) -> set[frozenset[UUID]]:
    """Pairs of which the desk has said how they relate: one query."""
    keys = {claim.pk for claim in claims}
    rows = desk.Relation.objects.filter(Q(from_claim__in=keys) & Q(to_claim__in=keys))
    return {frozenset(pair) for pair in rows.values_list("from_claim", "to_claim")}


def find_alike_actors(actors: list[desk.Actor]) -> list[Finding]:
    """Pairs of actors of one kind with the same Wikidata item, or with a name in common.

    Names are compared without case, accents, and the order of their words.
    """
    bearers: dict[tuple[str, ...], dict[int, str]] = defaultdict(dict)
    places = {actor.pk: place for place, actor in enumerate(actors)}
    for pk, name in _names(actors):
        actor = actors[places[pk]]
        bearers[actor.kind, *sorted(folded(name).split())].setdefault(places[pk], name)
    for place, actor in enumerate(actors):
        if actor.wikidata:
            bearers[actor.kind, "", actor.wikidata][place] = actor.wikidata
    shared: dict[_Pair, str] = {}
    for key, members in bearers.items():
        if len(key) > 1:
            for pair in combinations(sorted(members), 2):
                shared.setdefault(pair, members[pair[0]])
    return [
        finding(
            actors[one],
            f"Shares “{name}” with {actors[other].name} ({actors[other].ref})",
            way="merge",
            other=actors[other].pk,
        )
        for (one, other), name in sorted(shared.items())[:_MOST_PAIRS]
    ]


def _names(actors: list[Any]) -> Iterator[tuple[UUID, str]]:
    for actor in actors:
        yield actor.pk, actor.name
    rows = desk.Name.objects.filter(actor__in=[actor.pk for actor in actors]).order_by("pk")
    yield from rows.values_list("actor", "name")
