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
_SEASONS = ("21", "22", "23", "24")
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


@dataclass(frozen=True, slots=True)
class Single:
    """A date that is no interval, taken apart; what is not given is empty.

    X stands for a digit that is unspecified, as in 201X, and XX for a month or a day. Months from
    21 on are seasons, spring to winter. The doubt is the qualifier as typed.
    """

    year: str
    month: str
    day: str
    doubt: str


def taken_apart(value: str) -> tuple[Single | None, ...]:
    """Give a date, or both ends of an interval, None for one that is open; raises DateError."""
    halves = parse(value).edtf.split("/")
    return tuple(None if half in _OPEN else _taken_apart(half) for half in halves)


def _taken_apart(single: str) -> Single:
    bare = single.rstrip("?~%")
    year, month, day = (*bare.split("-"), "", "")[:3]
    return Single(year, month, day, single[len(bare) :])
