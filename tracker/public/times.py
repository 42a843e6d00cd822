"""Dates in words, in the language of the page: as precise as the source is, and no more."""

from datetime import date
from typing import Final

from django.utils.translation import gettext, pgettext
from django.utils.translation import pgettext_lazy as _p

from tracker.evidence import dates
from tracker.evidence.dates import Single

#: Months, and the seasons that EDTF counts on from 21: by themselves, and in the genitive, which is
#: how days and prepositions take them.
NAMES: Final = {
    "01": (_p("month", "January"), _p("month, genitive", "January")),
    "02": (_p("month", "February"), _p("month, genitive", "February")),
    "03": (_p("month", "March"), _p("month, genitive", "March")),
    "04": (_p("month", "April"), _p("month, genitive", "April")),
    "05": (_p("month", "May"), _p("month, genitive", "May")),
    "06": (_p("month", "June"), _p("month, genitive", "June")),
    "07": (_p("month", "July"), _p("month, genitive", "July")),
    "08": (_p("month", "August"), _p("month, genitive", "August")),
    "09": (_p("month", "September"), _p("month, genitive", "September")),
    "10": (_p("month", "October"), _p("month, genitive", "October")),
    "11": (_p("month", "November"), _p("month, genitive", "November")),
    "12": (_p("month", "December"), _p("month, genitive", "December")),
    "21": (_p("season", "spring"), _p("season, genitive", "spring")),
    "22": (_p("season", "summer"), _p("season, genitive", "summer")),
    "23": (_p("season", "autumn"), _p("season, genitive", "autumn")),
    "24": (_p("season", "winter"), _p("season, genitive", "winter")),
}
_WINTER = "24"

#: The forms of a date: by itself, and in the genitive.
_MONTH = (_p("date", "%(month)s %(year)s"), _p("date, genitive", "%(month)s %(year)s"))
_YEAR = (_p("date", "%(year)s"), _p("date, genitive", "%(year)s"))
_DECADE = (_p("date", "the %(year)ss"), _p("date, genitive", "the %(year)ss"))
_SOME_DAY = (
    _p("date", "some day in %(month)s %(year)s"),
    _p("date, genitive", "some day in %(month)s %(year)s"),
)
_SOME_TIME = (
    _p("date", "some time in %(year)s"),
    _p("date, genitive", "some time in %(year)s"),
)
_DOUBTS: Final = {
    "~": _p("date", "approximately"),
    "?": _p("date", "uncertain"),
    "%": _p("date", "approximately, uncertain"),
}


def in_words(edtf: str, *, genitive: bool = False) -> str:
    """Say a date, in the genitive where a preposition asks for it; raises dates.DateError."""
    ends = dates.taken_apart(edtf)
    first, last = ends[0], ends[-1]
    if first and len(ends) == 1:
        return _said(first, genitive=genitive) + _doubt(first)
    if last and not first:
        said = _said(last, genitive=True) + _doubt(last)
        return gettext("until %(date)s") % {"date": said}
    if first and not last:
        said = _said(first, genitive=True) + _doubt(first)
        return gettext("from %(date)s on") % {"date": said}
    assert first
    assert last  # an interval has a beginning, an end, or both
    if first.doubt != last.doubt:
        return _span(_said(first) + _doubt(first), _said(last) + _doubt(last))
    return _shortened(first, last) + _doubt(last)


def day(at: date) -> str:
    """Say a day."""
    return in_words(f"{at.year:04}-{at.month:02}-{at.day:02}")


def years(first: int, last: int) -> str:
    """Say from which year to which."""
    return pgettext("years", "%(first)s to %(last)s") % {"first": first, "last": last}


def _said(single: Single, *, genitive: bool = False) -> str:
    """Say a date that is no interval, without its doubts."""
    if "X" in single.year:
        first = int(single.year.replace("X", "0"))
        if single.year.count("X") > 1:
            return years(first, first + 99)
        return str(_DECADE[genitive] % {"year": first})
    year = str(int(single.year))
    if single.month == _WINTER:
        year = f"{year}/{(int(year) + 1) % 100:02}"  # it ends in the next one
    name = NAMES.get(single.month, ("", ""))
    if single.day.isdecimal():
        form = gettext("%(day)s %(month)s %(year)s")
        return form % {"day": int(single.day), "month": name[1], "year": year}
    if single.day and single.month != "XX":
        return str(_SOME_DAY[genitive] % {"month": name[1], "year": year})
    if single.month == "XX":
        return str(_SOME_TIME[genitive] % {"year": year})
    form = _MONTH if single.month else _YEAR
    return str(form[genitive] % {"month": name[genitive], "year": year})


def _doubt(single: Single) -> str:
    return f" ({_DOUBTS[single.doubt]})" if single.doubt else ""


def _shortened(first: Single, last: Single) -> str:
    """Join two dates, saying a month or year that they share once."""
    if not first.month and not last.month and (first.year + last.year).isdecimal():
        return years(int(first.year), int(last.year)) if first != last else _said(last)
    head, tail = _said(first).split(), _said(last).split()
    if len(head) != len(tail):
        return _span(_said(first), _said(last))
    while head and head[-1] == tail[-1]:
        head.pop()
        tail.pop()
    return _span(" ".join(head), _said(last)) if head else _said(last)


def _span(first: str, last: str) -> str:
    if first.isdecimal() and last[:1].isdecimal():
        return pgettext("days", "%(first)s to %(last)s") % {"first": first, "last": last}
    return gettext("%(first)s to %(last)s") % {"first": first, "last": last}
