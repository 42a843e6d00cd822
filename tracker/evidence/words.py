"""Words: where a passage may begin and end.

One word each are: a number with its sign, decimals, thousands separators (a space within one
line counts: "25 000"), currency and per cent ("$5", "5 %", "5°C"); a date or fraction written
with digits, "." "," ":" or "/"; a hyphenated compound, also one that a line break parts; initials
("U.S"); a word with an apostrophe in it; a letter with its combining marks, and with the raised
digits after it. En and em dashes part words.

The possessive 's is a word of its own, so "Russia" is found in "Russia's" (no negation hides
there, unlike in "n't"), but 1990 not in "1990's". Scripts written without spaces have no word
boundaries here but their punctuation.
"""

import re
from functools import lru_cache

from tracker.evidence.folding import AMOUNT_FOLLOWS, CURRENCY, NOTHING_BEFORE, SIGN, Folded, fold

INSIDE, BOUNDARY, END_ONLY = 0, 1, 2

# On marked text. [^\W_] is a letter, digit or combining mark, [^\W\d_] the same without digits.
_WORD = re.compile(
    rf"""
    (?<=[^\W\d_])'[sS](?![^\W_])                      # the possessive
    |
    (?: {SIGN} | {NOTHING_BEFORE}[+±]{AMOUNT_FOLLOWS} )?
    (?: [{CURRENCY}]\ ?[-–]?(?=\.?\d) | %(?=\d) )?
    (?: (?<![\w.])\.(?=\d) )?                         # .5
    (?: [^\w\s](?=ː) )?                               # any sign with a combining mark
    [^\W_]+
    (?:
        (?: (?<=\d)' | '(?![sS](?![^\W_])) | [-+&]\n? # Swiss 1'000, o'clock, non-aligned, R&D
          | (?<=\d)[.,:/⁄·](?=\d)                     # 2.5  1,000  10:30  1/2
          | (?<=[^\W\d_])(?<![^\W_]{{2}})\.(?=[^\W\d_])      # U.S
          | (?<=\d)(?<!\d{{4}})\ (?=\d{{3}}(?!\d))    # 25 000
          | [{CURRENCY}](?=\d) | (?<=\d)[°′″](?=\d)   # US$5, 48°27′30
        )
        [^\W_]+
    )*
    (?: (?<=\d) (?: \+ | [′″] | \ ?°[^\W\d_]? | \ ?[%‰] | \ ?[{CURRENCY}](?!\ ?\d) ) )?
    """,
    re.VERBOSE,
)
# "–5" cut out of "3–5" would read as minus five.
_RANGE_DASH = re.compile(rf"(?:(?<=[^\W_])|(?<=[%‰°′″\)\]{CURRENCY}]))[-–—]{AMOUNT_FOLLOWS}")


def word_spans(folded: Folded) -> tuple[tuple[int, int], ...]:
    """Give the words of a folded text as spans of it, in order."""
    return tuple(word.span() for word in _WORD.finditer(folded.marked))


@lru_cache(maxsize=32)
def words(text: str) -> tuple[tuple[int, int], ...]:
    """Give the words of a text as spans of its folded text, and remember them."""
    return word_spans(fold(text))


@lru_cache(maxsize=32)
def edges(text: str) -> bytes:
    """Say for each position of the folded text, its end included, what a passage may do there.

    INSIDE a word neither begin nor end, at a BOUNDARY both, END_ONLY before the dash of a range.
    """
    folded = fold(text)
    kinds = bytearray([BOUNDARY]) * (len(folded.text) + 1)
    for dash in _RANGE_DASH.finditer(folded.marked):
        kinds[dash.start()] = END_ONLY
    for start, end in words(text):
        kinds[start + 1 : end] = bytes(end - start - 1)
    if not isinstance(folded.starts, range):  # not within what ﬁ or … became
        for at in range(1, len(folded.starts)):
            if folded.starts[at - 1] == folded.starts[at]:
                kinds[at] = INSIDE
    return bytes(kinds)
