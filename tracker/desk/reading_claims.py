"""The claims that a passage may bear on: the most similar ones, or those that were searched for."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from math import log
from typing import NamedTuple
from uuid import UUID

from tracker.fulltext import folded
from tracker.models import Claim, finding

from .reading_refs import FILLING

#: Words are compared with those of so many claims, the last changed ones: 50 ms and one query.
MOST_COMPARED = 5_000
MOST_SHOWN = 5
# Below this a claim has but a common word or two with the passage.
_LEAST = 0.2


class Known(NamedTuple):
    """A claim of the desk, as far as choosing it needs."""

    pk: UUID
    ref: str
    statement: str
    kind: str


def claims_to_choose_from() -> list[Known]:
    rows = Claim.objects.order_by("-changed_at", "ref").values_list(
        "pk", "ref", "statement", "kind"
    )
    return [Known(*row) for row in rows[:MOST_COMPARED]]


def most_similar(claims: Iterable[Known], passage: str) -> list[Known]:
    """The claims that share most with a passage; rare words count for more than common ones."""
    words = [(_words(claim.statement), claim) for claim in claims]
    frequency = Counter(word for own, _ in words for word in own)
    weight = {word: log(1 + len(words) / (1 + count)) for word, count in frequency.items()}
    asked = _words(passage)
    most = sum(weight.get(word, 0) for word in asked)
    scored = []
    for number, (own, claim) in enumerate(words):
        shared = sum(weight[word] for word in own & asked)
        if shared:
            share = 2 * shared / (sum(weight[word] for word in own) + most)
            scored.append((-share, number, claim))
    return [claim for share, _, claim in sorted(scored)[:MOST_SHOWN] if -share >= _LEAST]


def matching(typed: str) -> list[Known]:
    """The claims whose statement or ref has all the words typed, each of which may go on."""
    found = finding.Search("claim", typed, named=True).narrow(Claim.objects.all())
    rows = found.order_by("-changed_at", "ref").values_list("pk", "ref", "statement", "kind")
    return [Known(*row) for row in rows[:MOST_SHOWN]]


def known(key: str) -> list[Known]:
    """The claim with this key, if there is one."""
    try:
        rows = Claim.objects.filter(pk=UUID(key)).values_list("pk", "ref", "statement", "kind")
    except ValueError:
        return []
    return [Known(*row) for row in rows]


@lru_cache(maxsize=2 * MOST_COMPARED)
def _words(text: str) -> frozenset[str]:
    return frozenset(folded(text).split()) - FILLING
