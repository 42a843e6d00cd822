"""Sentences: a text split into them, by rules that survive pasted and broken articles.

A full stop ends a sentence unless it belongs to an abbreviation, an initial or a list number, or
unless a lower-case word follows. A line break ends one too (headings, list lines), unless the
next line goes on in lower case or with punctuation, or the line breaks off within an
abbreviation, "U." at the end of one line and "S." on the next.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tracker.evidence.paragraphs import paragraph_of


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without the white space around it, in code points, and the line it begins in."""

    start: int
    end: int
    paragraph: int


# A stop with the quotes, brackets and note numbers that close after it, or a run of line breaks.
_STOP = re.compile(
    r"(?<![.!?…])(?P<mark>[.!?…]++)(?:[\"'”’»›)\]}]|\[\d+\])*+(?=\s|\Z)|[。！？]+[」』”）]*|\n\s*"
)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Abbreviations that something always follows, those that a number follows (many are words
# otherwise), and those that may end a sentence: then a word that often begins one follows.
_OPEN = _set(
    "mr mrs ms dr prof st mt gen maj col lt capt cmdr adm sgt cpl sen rep gov pres amb hon rev "
    "fr messrs e.g i.e cf vs viz approx ca eds"
)
_BEFORE_NUMBER = _set(
    "no nos art arts fig figs vol sec para p pp jan feb mar apr jun jul aug sep sept oct nov dec"
    " ca c v"
)
_OFTEN_LAST = _set("etc inc ltd co corp jr sr bros al a.m p.m ph.d")
_STARTERS = _set(
    "the a an in on at by for from with without after before during since when while if as but "
    "and or yet so it its he she they we i you his her their our this that these those there "
    "however moreover meanwhile instead despite although not no both only to what who how why "
    "yesterday today later earlier then now"
)
# "M", "U.S"; of the small letters only those that "e.g.", "i.e.", "a.m." and "p.m." begin with.
_INITIALS = re.compile(r"[egiap]|(?![a-z]\Z)[^\W\d_](?:\.[^\W\d_])*")
_LONGEST_ABBREVIATION = 8
_LAST_WORD = re.compile(r"(?<![^\W_])[^\W_]+(?:\.[^\W_]+)*\Z")
_NEXT_WORD = re.compile(r"\s*+(?=(?P<first>\S?))[\"'“‘«(\[]*(?P<word>[^\W_]*)")
_LETTER = re.compile(r"[^\W\d_]")
_GOES_ON = frozenset(",;:.!?)]}%’”»…")


@lru_cache(maxsize=32)
def sentences(text: str) -> tuple[Sentence, ...]:
    """Split a text into sentences; stretches without a letter or digit are none."""
    found = []
    start = 0
    for end in (*_ends(text), len(text)):
        stretch = text[start:end]
        if any(char.isalnum() for char in stretch):
            first = end - len(stretch.lstrip())
            last = start + len(stretch.rstrip())
            found.append(Sentence(first, last, paragraph_of(text, first)))
        start = end
    return tuple(found)


def _ends(text: str) -> Iterator[int]:
    """Give where sentences end."""
    start = letter = 0
    for stop in _STOP.finditer(text):
        if letter <= start:
            found = _LETTER.search(text, start)
            letter = found.start() if found else len(text)
        if stop.group()[0] == "\n":
            ends = _line_break_ends(text, stop)
        else:
            # A number before any letter numbers what follows: "1. Talks".
            ends = letter < stop.start() and _stop_ends(text, stop)
        if ends:
            start = stop.end()
            yield start


def _stop_ends(text: str, stop: re.Match[str]) -> bool:
    """Say whether a stop ends its sentence."""
    following = _following(text, stop.end())
    if following["first"].islower() or following["first"] in _GOES_ON:
        return False
    line_ends = "\n" in text[stop.end() : following.start("first")]
    if stop["mark"] != ".":
        return True
    return not _abbreviates(text, stop.start(), following["word"], line_ends=line_ends)


def _line_break_ends(text: str, stop: re.Match[str]) -> bool:
    """Say whether a run of line breaks ends a sentence."""
    following = _following(text, stop.end())
    if "\n" in stop.group()[1:]:
        return True
    if following["first"].islower() or following["first"] in _GOES_ON:
        return False
    last = stop.start() - 1
    while last > 0 and text[last].isspace():
        last -= 1
    return text[last] != "." or not _abbreviates(text, last, following["word"], line_ends=True)


def _following(text: str, at: int) -> re.Match[str]:
    """Give the first character after white space, and the first word behind opening marks."""
    found = _NEXT_WORD.match(text, at)
    assert found  # every part of the pattern may be empty
    return found


def _abbreviates(text: str, stop: int, following: str, *, line_ends: bool) -> bool:
    """Say whether a full stop belongs to an abbreviation in mid-sentence.

    At the end of a line only what is broken off goes on: "U.", "Mr.", but not "U.S." or "etc.".
    """
    found = _LAST_WORD.search(text, max(0, stop - _LONGEST_ABBREVIATION), stop)
    if not found:
        return False
    word = found.group().lower()
    if following[:1].isdigit() and word in _BEFORE_NUMBER:
        return True
    if word in _OPEN:
        return True
    if _INITIALS.fullmatch(found.group()) or word in _OFTEN_LAST:
        broken_off = len(word) == 1
        return (broken_off or not line_ends) and following.lower() not in _STARTERS
    return False
