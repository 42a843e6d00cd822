"""Likely duplicates: public claims that say nearly the same as a statement."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from tracker.fulltext import NAME, Phrase, folded, index
from tracker.record.models import SearchEntry

from .index import newest

# A word of more claims than this says little about any of them.
_RARE = 300
# With fewer rare words than this, pairs of words help to tell claims apart.
_ENOUGH = 3
_MOST_WORDS = 24
_MOST_COMPARED = 200
# Statements are short: below half of the words in common, they speak of different things.
_LEAST = 0.5


@dataclass(frozen=True, slots=True)
class Likeness:
    """A public claim that may say the same; `share` of the words in common, from 0.5 to 1."""

    ref: str
    statement: str
    share: float


def similar(statement: str, *, limit: int = 5) -> list[Likeness]:
    """Find the public claims most like a statement, in two queries or three.

    Candidates are the claims that share its rarest words, or pairs of words where none is rare.
    """
    asked = set(folded(statement).split())
    compared = _candidates(list(dict.fromkeys(folded(statement).split()))[:_MOST_WORDS])
    rows = SearchEntry.objects.filter(edition__in=compared, kind="claim").values_list(
        "page__ref", "page__title", "names"
    )
    found = [
        Likeness(ref, title, _share(asked, set(names.split()) - {NAME}))
        for ref, title, names in rows
    ]
    alike = [one for one in found if one.share >= _LEAST]
    return sorted(alike, key=lambda one: (-one.share, one.ref))[:limit]


def _candidates(words: list[str]) -> list[int]:
    """Give the editions that share most of what is rare in these words: one query or two."""
    singles = [index().phrase(Phrase((word,))) for word in words]
    found = _rare(singles)
    if len(found) < _ENOUGH:
        found += _rare([index().every(pair) for pair in pairwise(singles)])
    shared: dict[int, float] = defaultdict(float)
    for editions in found:
        for edition in editions:
            shared[edition] += 1 / len(editions)
    return sorted(shared, key=lambda edition: -shared[edition])[:_MOST_COMPARED]


def _rare(conditions: list[str]) -> list[list[int]]:
    """Give the editions that meet each of those conditions that few meet: one query."""
    found = newest([(condition, None) for condition in conditions], _RARE)
    return [editions for editions in found if 0 < len(editions) < _RARE]


def _share(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))
