"""Words as the index knows them: without case, accents, apostrophes and English plurals.

Cyrillic letters lose their marks like Latin ones (й is и, ї is і), on both sides of a comparison.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

#: Begins what stands in the index and no reader can ask for: casefolding turns it into ss.
MARK = "ß"
#: Stands between names, and between other texts.
NAME, TEXT = f"{MARK}name", f"{MARK}text"
_MOST_LETTERS = 60

# Letters and digits, with combining marks and invisible characters, and apostrophes inside.
_WORD = re.compile(
    "[^\\W_](?:[^\\W_]|[\u0300-\u036f\u0483-\u0487\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff]"
    "|['‘’ʼ´`](?=[^\\W_]))*"
)
_POSSESSIVE = re.compile("['’ʼ][sS]$")


class Word(NamedTuple):
    """A word of a text: how it is indexed, and where it stands (code points, end exclusive)."""

    plain: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """Give the words of a text in order, folded, but with their plurals."""
    found = (Word(_fold(word[0]), *word.span()) for word in _WORD.finditer(text))
    return [word for word in found if word.plain]


def folded(text: str) -> str:
    """Give the words of a text as they are indexed, parted by single spaces."""
    return " ".join(singular(word.plain) for word in words(text))


@lru_cache(maxsize=100_000)
def singular(plain: str) -> str:
    """Take an English plural ending off; what looks like one by chance loses it everywhere."""
    if len(plain) < 4 or not (plain.isascii() and plain.isalpha()):
        return plain
    if plain.endswith("ies") and len(plain) > 4:
        return plain[:-3] + "y"
    if plain.endswith(("sses", "shes", "ches", "xes")):
        return plain[:-2]
    return plain[:-1] if plain.endswith("s") and not plain.endswith(("ss", "us", "is")) else plain


@lru_cache(maxsize=100_000)
def _fold(word: str) -> str:
    word = _POSSESSIVE.sub("", word)
    if not word.isascii():
        word = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    return "".join(char for char in word.casefold() if char.isalnum())[:_MOST_LETTERS]
