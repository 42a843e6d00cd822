"""Shingles: how much of one text stands in another, by runs of words (Broder 1997)."""

import re
from functools import lru_cache

_RUN = 5
_WORD = re.compile(r"\w+")
#: Of longer texts only so many words are compared.
MOST_WORDS = 20_000


@lru_cache(maxsize=8)  # one text is compared with many; sets of hashes are large
def shingles(text: str) -> frozenset[int]:
    """Give the runs of five words of a text, by their hashes in this process; case is nothing.

    A text of fewer words has one run, of all of them; one without any has none.
    """
    words = _WORD.findall(text.casefold())[:MOST_WORDS]
    if not words:
        return frozenset()
    last = max(1, len(words) - _RUN + 1)
    return frozenset(hash(tuple(words[at : at + _RUN])) for at in range(last))


def overlap(one: str, other: str) -> float:
    """Say how much of the shorter text stands in the longer one, from 0 to 1.

    So an excerpt counts as a duplicate of the whole article.
    """
    first, second = shingles(one), shingles(other)
    shorter = min(len(first), len(second))
    return len(first & second) / shorter if shorter else 0.0
