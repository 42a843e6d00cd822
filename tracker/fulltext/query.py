"""What a reader asks for: words and phrases, and nothing that could be an operator."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

from .words import Word, singular, words

#: A piece of a text, and whether it is what was asked for.
Piece = tuple[str, bool]

_QUOTES = '"“”„‟«»'
_CHUNK = re.compile(f"[{_QUOTES}]([^{_QUOTES}]*)(?:[{_QUOTES}]|$)|([^\\s{_QUOTES}]+)")

# More is no question; what lies beyond is left out.
_MOST_LETTERS = 2_000
_MOST_WORDS = 24
# Below this the words that begin so are too many to be meant.
_SHORTEST_BEGINNING = 3


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand one right after the other; `beginning` may go on: the last one as typed."""

    words: tuple[str, ...]
    beginning: str = ""

    def length_at(self, text: list[Word], at: int) -> int:
        """Say how many words of a text, from a place on, are this phrase: none or all."""
        last = at + len(self.words) - 1
        if last >= len(text):
            return 0
        for word, asked in zip(text[at:last], self.words, strict=False):
            if singular(word.plain) != asked:
                return 0
        final = singular(text[last].plain)
        goes_on = self.beginning and final.startswith(self.beginning)
        return len(self.words) if goes_on or final == self.words[-1] else 0

    @property
    def needles(self) -> tuple[str, ...]:
        """Give what to look for in words parted by spaces, with a space at either end."""
        exact = f" {' '.join(self.words)} "
        if not self.beginning:
            return (exact,)
        return exact, f" {' '.join((*self.words[:-1], self.beginning))}"


@dataclass(frozen=True, slots=True)
class Query:
    """A page answers it if each of its phrases stands somewhere on the page."""

    phrases: tuple[Phrase, ...]

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what was typed.

        Words in quotation marks, and those that stand together without a space (cease-fire,
        2.5), are one phrase. The last word may go on, unless a space or quotation mark ends it.
        """
        text = text[:_MOST_LETTERS]
        found: dict[Phrase, None] = {}
        count = 0
        for chunk in _CHUNK.finditer(text):
            plain = [word.plain for word in words(chunk[1] or chunk[2] or "")]
            plain = plain[: _MOST_WORDS - count]
            if not plain:
                continue
            count += len(plain)
            goes_on = chunk.end() == len(text) and text[-1] not in _QUOTES
            beginning = plain[-1] if goes_on and len(plain[-1]) >= _SHORTEST_BEGINNING else ""
            found[Phrase(tuple(singular(word) for word in plain), beginning)] = None
        return cls(tuple(found))

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(word for phrase in self.phrases for word in phrase.words)

    def answers(self, text: str) -> int:
        """Count the phrases that stand in a text."""
        found = words(text)
        return sum(
            any(phrase.length_at(found, at) for at in range(len(found))) for phrase in self.phrases
        )

    def marked(self, text: str) -> list[Piece]:
        """Cut a text into pieces; joined again they are the text."""
        cuts = [0, *(cut for span in self._spans(words(text)) for cut in span), len(text)]
        pieces = [(text[a:b], bool(n % 2)) for n, (a, b) in enumerate(pairwise(cuts))]
        return [piece for piece in pieces if piece[0]]

    def _spans(self, text: list[Word]) -> Iterator[tuple[int, int]]:
        """Give where the phrases stand, in order, none within another."""
        end = 0
        for at in range(len(text)):
            length = max((phrase.length_at(text, at) for phrase in self.phrases), default=0)
            if at >= end and length:
                end = at + length
                yield text[at].start, text[end - 1].end
