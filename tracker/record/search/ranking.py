"""The order of what was found: what is called so first, then what says so; the newest before others."""

from itertools import islice, zip_longest
from typing import NamedTuple

from tracker.fulltext import NAME, Query
from tracker.record.models import SearchEntry

#: How many matches are ranked: more would cost more than anybody reads.
MOST_RANKED = 2_000

#: Of equally good matches, these kinds come first in this order.
KINDS = ("actor", "issue", "process", "round", "claim", "source")


class Rank(NamedTuple):
    """A place in the order; also the cursor of what comes after it."""

    distance: int
    edition: int  # less than none, so that the newest comes first

    @classmethod
    def read(cls, text: str) -> "Rank | None":
        """Read a cursor from an address; what cannot be one is none."""
        distance, _, edition = text.partition("-")
        both = distance + edition
        if not (both.isascii() and both.isdigit() and distance and edition and len(both) < 30):
            return None
        return cls(int(distance), -int(edition))

    def __str__(self) -> str:
        return f"{self.distance}-{-self.edition}"


def rank(query: Query, shelves: list[tuple[str, list[int]]], bearers: list[int]) -> list[Rank]:
    """Rank the newest matches of every shelf alike (a shelf: its kind, and its matches): one query.

    `bearers` are pages that bear just the name that was asked for. Where their kind is wanted they
    come first, at any size of the record.
    """
    kinds = {kind for kind, _ in shelves}
    in_turn = zip_longest(*(editions for _, editions in shelves))
    matches = (edition for turn in in_turn for edition in turn if edition is not None)
    chosen = dict.fromkeys([*bearers, *islice(matches, MOST_RANKED)])
    rows = SearchEntry.objects.filter(edition__in=chosen, kind__in=kinds)
    first = set(bearers)
    needles = [phrase.needles for phrase in query.phrases]
    return sorted(
        Rank(
            KINDS.index(kind)
            + (0 if edition in first else 10 * _distance(names, needles, len(query.words))),
            -edition,
        )
        for edition, kind, names in rows.values_list("edition", "kind", "names")
    )


def _distance(names: str, needles: list[tuple[str, ...]], asked: int) -> int:
    """Say how far what was asked for is from being a name: 1 (half of one, or more) to 4 (in none).

    With a few words of a long statement, being newer counts for more than being shorter.
    """
    if not _has_all(names, needles):
        return 4
    shares = [
        asked / (name.count(" ") - 1) for name in names.split(NAME) if _has_all(name, needles)
    ]
    best = max(shares, default=0)
    return 1 if best >= 0.5 else 2 if best >= 0.25 else 3


def _has_all(words: str, needles: list[tuple[str, ...]]) -> bool:
    return all(any(needle in words for needle in either) for either in needles)
