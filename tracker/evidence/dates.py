"""Dates: EDTF level 1 (Library of Congress, 2019) as typed, with their earliest and latest day.

Single dates go through the `edtf` package; intervals, qualifiers and open ends are split off
here, because the package fails on open intervals. Seasons are the meteorological ones of the
northern hemisphere (World Meteorological Organization): spring is March to May, and winter begins
in December of its year and ends with the next February. Years are 0001 to 9999.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from edtf import EDTFParseException, parse_edtf

Precision = Literal["day", "month", "season", "year", "interval"]

_SINGLE = re.compile(
    r"(?:\d{4}|\d{3}X|\d{2}XX|\d{4}-(?:0[1-9]|1[0-2]|2[1-4]|XX)"
    r"|\d{4}-(?:0[1-9]|1[0-2])-(?:\d\d|XX)|\d{4}-XX-XX)",
    re.ASCII,
)
_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August"]
_MONTHS += ["September", "October", "November", "December"]
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_OPEN = ("", "..")


class DateError(ValueError):
    """A date that cannot be taken as it is; the message names it and the remedy."""


@dataclass(frozen=True, slots=True)
class Date:
    """A date as typed, with its first and last possible day; None where an interval is open.

    "About" widens no bounds: those of 2022-03~ are those of 2022-03.
    """

    edtf: str
    earliest: date | None
    latest: date | None
    approximate: bool
    uncertain: bool
    precision: Precision


@lru_cache(maxsize=4096)
def parse(value: str) -> Date:
    """Read a date; raises DateError."""
    typed = value.strip()
    if "/" not in typed:
        return _single(typed, typed)
    halves = typed.split("/")
    if len(halves) != 2 or all(half in _OPEN for half in halves):
        raise _error(typed, "an interval has a beginning, an end, or both", "2022-02/2022-04")
    ends = [_single(half, typed) for half in halves if half not in _OPEN]
    earliest = None if halves[0] in _OPEN else ends[0].earliest
    latest = None if halves[1] in _OPEN else ends[-1].latest
    if earliest and latest and latest < earliest:
        raise _error(typed, "it ends before it begins; change the order", "/".join(halves[::-1]))
    return Date(
        typed,
        earliest,
        latest,
        any(end.approximate for end in ends),
        any(end.uncertain for end in ends),
        "interval",
    )


def _single(value: str, typed: str) -> Date:
    """Read a date that is no interval; `typed` is what an error names."""
    bare = value[:-1] if value[-1:] in ("?", "~", "%") else value
    if not _SINGLE.fullmatch(bare):
        raise _error(typed, "write year, month and day, as far as they are known", "2025-06-02")
    try:
        earliest, latest = _bounds(bare)
    except (EDTFParseException, ValueError):
        raise _error(typed, "the calendar has no such day", "2025-02-28") from None
    return Date(
        value,
        earliest,
        latest,
        approximate=value[-1] in "~%",
        uncertain=value[-1] in "?%",
        precision=_precision(bare),
    )


def _bounds(bare: str) -> tuple[date, date]:
    """Give first and last day; raises EDTFParseException or ValueError where there is none."""
    parsed = parse_edtf(bare)
    earliest, latest = (date(*day[:3]) for day in (parsed.lower_strict(), parsed.upper_strict()))
    if bare[5:] == "24":  # the package lets winter end with its year
        latest = date(latest.year + 1, 3, 1) - timedelta(days=1)
    return earliest, latest


def _precision(bare: str) -> Precision:
    """Tell how finely a date is known; what is unspecified (X) does not count."""
    if bare[5:] in _SEASONS:
        return "season"
    known = [part for part in bare.split("-")[1:] if part != "XX"]
    return ("year", "month", "day")[len(known)]


def _error(value: str, remedy: str, example: str) -> DateError:
    return DateError(f"“{value}” is not a date (EDTF level 1): {remedy}, for example {example}.")


def in_words(value: str) -> str:
    """Say a date in plain English for a page; raises DateError."""
    typed = parse(value).edtf
    first, slash, last = typed.partition("/")
    if not slash:
        return _words(typed) + _doubt(typed)
    if first in _OPEN:
        return f"until {_words(last)}{_doubt(last)}"
    if last in _OPEN:
        return f"from {_words(first)}{_doubt(first)} on"
    if _doubt(first) != _doubt(last):
        return f"{_words(first)}{_doubt(first)} to {_words(last)}{_doubt(last)}"
    return _shortened(_words(first), _words(last)) + _doubt(last)


def _words(single: str) -> str:
    """Say a date that is no interval, without its doubts."""
    bare = single.rstrip("?~%")
    year, month, day = (*bare.split("-"), "", "")[:3]
    if "X" in year:
        first = int(year.replace("X", "0"))
        return f"the {first}s" if year.count("X") == 1 else f"{first} to {first + 99}"
    year = str(int(year))
    if month in _SEASONS:
        winter_ends = f"/{(int(year) + 1) % 100:02}" if month == "24" else ""
        return f"{_SEASONS[month]} {year}{winter_ends}"
    if "X" in month or not month:
        return f"some time in {year}" if month else year
    named = f"{_MONTHS[int(month) - 1]} {year}"
    if "X" in day or not day:
        return f"some day in {named}" if day else named
    return f"{int(day)} {named}"


def _doubt(single: str) -> str:
    doubts = {"~": " (approximately)", "?": " (uncertain)", "%": " (approximately, uncertain)"}
    return doubts.get(single[-1:], "")


def _shortened(first: str, last: str) -> str:
    """Join two dates, saying a month or year that they share once."""
    head, tail = first.split(), last.split()
    if len(head) == len(tail):
        while head and head[-1] == tail[-1]:
            head.pop()
            tail.pop()
        if not head:
            return last
        return f"{' '.join(head)} to {last}"
    return f"{first} to {last}"
