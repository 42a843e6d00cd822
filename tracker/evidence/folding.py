"""Folding: two texts that differ only in typography become the same string.

Offsets are code points, 0-based, end exclusive, everywhere in this package. Composition follows
UAX #15 (NFC), cut at 30 combining marks in a row as its Stream-Safe Text Format does; which
characters become plain letters is told by the compatibility decompositions of the Unicode data.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

# Zero-width and invisible: soft hyphen, joiners, bidi controls, variation selectors. The
# invisible plus and comma (U+2061 to U+2064) stay: they would change a number.
_REMOVED = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe00-\ufe0f"
    "\ufeff\U000e0100-\U000e01ef]"
)
_LINE_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_TYPOGRAPHIC = (
    dict.fromkeys("‘’‚‛‹›ʼ´", "'")
    | dict.fromkeys("“”„‟«»", '"')
    | dict.fromkeys("‐‑−", "-")
    | {"‒": "–", "―": "—", "″": "″"}
    | dict.fromkeys("\u00a0\u2009\u202f", " ")
)
_TYPOGRAPHY = re.compile(f"[{''.join(_TYPOGRAPHIC)}]")
# What `Folded.marked` tells apart and `Folded.text` does not.
_PLAIN = {"\n": " ", "–": "-", "—": "-", "′": "'", "″": '"'}
# 10² is not 102, and ① is not 1; digits within longer expansions are refused in _marked_form.
_KEPT = ("<super>", "<sub>", "<circle>")

# Characters that fold to themselves and never join the one before them, so that runs of them
# are copied whole: most of any article. The others go through _Builder.add one by one.
STABLE = "!-~À-ÖØ-ıĴ-ľŁ-ňŊ-žЀ-ҁҊ-ԯぁ-ゖァ-ヺ一-鿿가-힣"
_UNSTABLE = re.compile(f"[^{STABLE} {''.join(_PLAIN)}]|[ \n]{{2}}")
_SPECIAL = re.compile(f"[{STABLE}]? *[^{STABLE} ][^{STABLE}]*| {{2,}}")

CURRENCY = "$¢£¤¥֏؋৲৳৻૱௹฿៛₠-⃀﷼"
# Pieces of patterns on marked text, shared with `words`.
AMOUNT_FOLLOWS = rf"(?=[{CURRENCY}]\ ?\.?\d|\.?\d)"
_BEFORE = rf"%‰°′″\)\]{CURRENCY}"
NOTHING_BEFORE = rf"(?<![^\W_])(?<![{_BEFORE}])"
# A dash is a sign when an amount stands right after it and no word right before it: "–5" is
# minus five, "3–5" is a range, and the one must not verify the other.
_SIGN = re.compile(rf"[-–](?<![^\W_].)(?<![{_BEFORE}].){AMOUNT_FOLLOWS}")
SIGN = "−"
MARK = "ː"  # stands in marked text for a combining mark: a letter to regular expressions
_MOST_MARKS = 30


@dataclass(frozen=True, slots=True, eq=False)
class Folded:
    """A folded text with the way back to the original.

    `text` and `marked` are equally long. `marked` still tells line breaks, dashes, primes and
    combining marks apart, for judging where words end; only `text` is compared with a quote.
    """

    text: str
    marked: str
    starts: Sequence[int]
    ends: Sequence[int]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Give the code points of the original that `text[start:end]` (not empty) stands for."""
        return self.starts[start], self.ends[end - 1]

    def position(self, offset: int) -> int:
        """Give the first folded position that stands for an original offset or a later one."""
        return bisect_left(self.starts, offset)


def fold_once(text: str) -> Folded:
    """Fold a text that will not be needed again, such as a quote."""
    # Nearly all texts change character for character, which is ten times as fast.
    marked = _TYPOGRAPHY.sub(lambda char: _TYPOGRAPHIC[char[0]], text)
    if not _UNSTABLE.search(marked):
        marked = _SIGN.sub(SIGN, marked)
        return Folded(_plain(marked), marked, range(len(text)), range(1, len(text) + 1))
    builder = _Builder()
    at = 0
    for special in _SPECIAL.finditer(text):
        builder.copy(text, at, special.start())
        builder.add(text, special.start(), special.end())
        at = special.end()
    builder.copy(text, at, len(text))
    return builder.build()


@lru_cache(maxsize=32)
def fold(text: str) -> Folded:
    """Fold a text, and remember it: a text is folded once, not once per citation."""
    return fold_once(text)


def _plain(marked: str) -> str:
    for char, plain in _PLAIN.items():
        marked = marked.replace(char, plain)
    return marked


@lru_cache(maxsize=4096)
def _marked_form(char: str) -> str:
    """Give what one character becomes in marked text; empty if it is removed."""
    if _REMOVED.match(char):
        return ""
    if char.isspace():
        return "\n" if char in _LINE_BREAKS else " "
    char = unicodedata.normalize("NFC", char)
    if len(char) > 1 or char in _TYPOGRAPHIC:
        return _TYPOGRAPHIC.get(char, char)
    tag, *parts = unicodedata.decomposition(char).split() or [""]
    if not tag.startswith("<") or tag in _KEPT:
        return char
    form = "".join(_marked_form(chr(int(part, 16))) for part in parts)
    # ½, ⒈ and ⑴ would run into the digits beside them; ´ and ¨ would part words.
    changes_meaning = len(form) > 1 and any(c.isnumeric() or c.isspace() for c in form)
    return char if changes_meaning else form


class _Builder:
    """Collects a folded text and its index map from left to right."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.starts = array("I")
        self.ends = array("I")
        self.marks: dict[int, str] = {}
        # Characters, with their original spans, that may still compose with the next one.
        self.pending: list[tuple[str, int, int]] = []

    def copy(self, text: str, start: int, end: int) -> None:
        """Take over a run of stable characters."""
        if start < end:
            self.parts.append(text[start:end])
            self.starts.extend(range(start, end))
            self.ends.extend(range(start + 1, end + 1))

    def add(self, text: str, start: int, end: int) -> None:
        """Fold a run of characters one by one."""
        for offset in range(start, end):
            for char in _marked_form(text[offset]):
                if char in " \n":
                    self._flush()
                    self._space(char, offset)
                else:
                    if self.pending and not self._joins(char):
                        self._flush()
                    self.pending.append((char, offset, offset + 1))
        self._flush()

    def build(self) -> Folded:
        """Finish: tell signs from dashes, put the combining marks back."""
        marked = _SIGN.sub(SIGN, "".join(self.parts))
        text = _plain(marked)
        if self.marks:
            chars = list(text)
            for at, mark in self.marks.items():
                chars[at] = mark
            text = "".join(chars)
        return Folded(text, marked, self.starts, self.ends)

    def _space(self, char: str, offset: int) -> None:
        """Add white space, or lengthen the run of it that stands last."""
        if self.parts and self.parts[-1] in (" ", "\n"):
            self.ends[-1] = offset + 1
            if char == "\n":
                self.parts[-1] = char
        else:
            self._emit(char, offset, offset + 1)

    def _joins(self, char: str) -> bool:
        """Say whether a character may compose with those pending."""
        if unicodedata.combining(char):
            return len(self.pending) <= _MOST_MARKS
        before = "".join(pending[0] for pending in self.pending)
        together = unicodedata.normalize("NFC", before + char)
        return together != unicodedata.normalize("NFC", before) + char

    def _flush(self) -> None:
        """Compose what is pending; what is changed by it is indivisible from then on."""
        if not self.pending:
            return
        chars = "".join(char for char, _, _ in self.pending)
        composed = unicodedata.normalize("NFC", chars)
        if composed == chars:
            for char, start, end in self.pending:
                self._emit(char, start, end)
        else:
            for char in composed:
                self._emit(char, self.pending[0][1], self.pending[-1][2])
        self.pending.clear()

    def _emit(self, char: str, start: int, end: int) -> None:
        if unicodedata.category(char)[0] == "M":
            self.marks[len(self.starts)] = char
            char = MARK
        self.parts.append(char)
        self.starts.append(start)
        self.ends.append(end)
