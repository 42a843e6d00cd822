"""Mentions: where the names of a table stand in a text, found in one pass over its words."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from tracker.evidence.folding import fold, fold_once
from tracker.evidence.words import BOUNDARY, edges, word_spans, words

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Mention(Generic[Key]):
    """A name in a text, in code points; whoever bears it, in the order of the table."""

    start: int
    end: int
    bearers: tuple[Key, ...]


def mentions(text: str, names: Iterable[tuple[str, Key]]) -> Iterator[Mention[Key]]:
    """Give where the names stand, in order, none within another: the longest name wins.

    A name is found as it is spelt, but for typography, and from edge to edge of words; "Russia" is
    found in "Russia's", not in "Russia-led". The time taken grows with the words of the text
    and with the names, not with the product of the two.
    """
    by_first_word: dict[str, dict[str, dict[Key, None]]] = defaultdict(dict)
    for name, key in names:
        first, plain = _first_word(name)
        if first:
            by_first_word[first].setdefault(plain, {})[key] = None
    # Thousands of names may begin alike, but of few lengths: a name is looked up by each of these.
    lengths = {
        first: sorted({len(plain) for plain in named}, reverse=True)
        for first, named in by_first_word.items()
    }
    folded, kinds = fold(text), edges(text)
    done = 0
    for start, end in words(text):
        first = folded.text[start:end]
        if start < done or first not in lengths:
            continue
        for length in lengths[first]:
            name = folded.text[start : start + length]  # shorter at the end of the text
            last = start + len(name)
            bearers = tuple(by_first_word[first].get(name, ()))
            if bearers and kinds[last] == BOUNDARY:
                done = last
                yield Mention(*folded.original_span(start, last), bearers)
                break


@lru_cache(maxsize=50_000)
def _first_word(name: str) -> tuple[str, str]:
    """Give the first word of a name and the name from there on, folded; both may be empty."""
    folded = fold_once(name.strip())
    spans = word_spans(folded)
    if not spans:
        return "", ""
    start, end = spans[0]
    return folded.text[start:end], folded.text[start:].rstrip()
