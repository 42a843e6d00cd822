"""The keys by which lists are sorted: kept beside each page, so that an index gives their order."""

from datetime import date, timedelta

#: So many letters of a title tell most pages apart.
HEADING = 60


def sorting_day(earliest: date | None, latest: date | None) -> date | None:
    """The day by which a page is sorted; None where it has no time.

    Of an open beginning only this is known: it is not later than the last possible day. So it
    stands right before the year, or else the month, that this day belongs to: what was "before
    the talks of May" comes before the talks of May. An open end changes nothing.
    """
    if earliest or latest is None:
        return earliest
    is_last_of_year = (latest.month, latest.day) == (12, 31)
    begin = latest.replace(month=1, day=1) if is_last_of_year else latest.replace(day=1)
    return begin - timedelta(days=1) if begin > date.min else begin


def sort_keys(title: str, earliest: date | None, latest: date | None) -> dict[str, date | str]:
    """The columns of a page that lists are sorted by; what has no time is last in both directions."""
    day = sorting_day(earliest, latest)
    return {"day": day or date.max, "since": day or date.min, "heading": title[:HEADING]}
