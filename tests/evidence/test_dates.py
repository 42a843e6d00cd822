"""Dates: EDTF level 1, their bounds and their plain English."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.evidence.dates import DateError, Single, parse, taken_apart


@pytest.mark.parametrize(
    ("value", "earliest", "latest", "precision"),
    [
        ("2025-06-02", date(2025, 6, 2), date(2025, 6, 2), "day"),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29), "day"),
        ("2022-02", date(2022, 2, 1), date(2022, 2, 28), "month"),
        ("2022", date(2022, 1, 1), date(2022, 12, 31), "year"),
        ("2022-21", date(2022, 3, 1), date(2022, 5, 31), "season"),
        ("2022-22", date(2022, 6, 1), date(2022, 8, 31), "season"),
        ("2022-23", date(2022, 9, 1), date(2022, 11, 30), "season"),
        ("2022-24", date(2022, 12, 1), date(2023, 2, 28), "season"),
        ("2023-24", date(2023, 12, 1), date(2024, 2, 29), "season"),
        ("201X", date(2010, 1, 1), date(2019, 12, 31), "year"),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31), "year"),
        ("2022-XX", date(2022, 1, 1), date(2022, 12, 31), "year"),
        ("2022-XX-XX", date(2022, 1, 1), date(2022, 12, 31), "year"),
        ("2022-02-XX", date(2022, 2, 1), date(2022, 2, 28), "month"),
        ("2022-02/2022-04", date(2022, 2, 1), date(2022, 4, 30), "interval"),
        ("2014/2015", date(2014, 1, 1), date(2015, 12, 31), "interval"),
        ("2022-02-24/2022-04", date(2022, 2, 24), date(2022, 4, 30), "interval"),
        ("2022-21/2022-23", date(2022, 3, 1), date(2022, 11, 30), "interval"),
        ("2022/2022", date(2022, 1, 1), date(2022, 12, 31), "interval"),
        ("2022-02/..", date(2022, 2, 1), None, "interval"),
        ("2022-02/", date(2022, 2, 1), None, "interval"),
        ("../2022", None, date(2022, 12, 31), "interval"),
        ("/2022", None, date(2022, 12, 31), "interval"),
        ("0001", date(1, 1, 1), date(1, 12, 31), "year"),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31), "month"),
    ],
)
def test_parse_bounds(
    value: str, earliest: date | None, latest: date | None, precision: str
) -> None:
    parsed = parse(value)

    assert (parsed.earliest, parsed.latest, parsed.precision) == (earliest, latest, precision)


@pytest.mark.parametrize(
    ("value", "approximate", "uncertain"),
    [
        ("2022-03", False, False),
        ("2022-03~", True, False),
        ("2025-05?", False, True),
        ("2025%", True, True),
        ("2022-21~", True, False),
        ("2022-02~/2022-04", True, False),
        ("2022-02/2022-04?", False, True),
        ("2022-02~/2022-04?", True, True),
        ("../2022~", True, False),
    ],
)
def test_parse_doubt_without_wider_bounds(
    value: str, *, approximate: bool, uncertain: bool
) -> None:
    parsed = parse(value)
    bare = parse(value.replace("~", "").replace("?", "").replace("%", ""))

    assert (parsed.approximate, parsed.uncertain) == (approximate, uncertain)
    assert (parsed.earliest, parsed.latest) == (bare.earliest, bare.latest)


def test_parse_keeps_what_was_typed() -> None:
    assert parse(" 2022-03~ \n").edtf == "2022-03~"


@pytest.mark.parametrize(
    "value",
    [
        "", " ", "foo", "2025-02-30", "2023-02-29", "2025-04-31", "2025-13", "2025-00", "2025-1-2",
        "2025-01-00", "25", "20255", "02.06.2025", "2 June 2025", "06/02/2025", "2025-06-02T10:00",
        "2022/2021", "2022-04/2022-02", "2022-04-30/2022-04-29", "/", "../..", "..", "../", "?",
        "2022/2023/2024", "2022 / 2023", "2022-25", "2022-20", "2022~-03", "{2022,2023}", "[2022]",
        "201X-05", "2XXX", "XXXX", "2022-1X", "2022-XX-05", "0000", "-0044", "Y17000", "９９９９",
        "2022??", "2022-03~~", "9999-24", "２０２２", "2022\u202e", "2022-03-05-06",
    ],
)  # fmt: skip
def test_parse_other_forms_refused(value: str) -> None:
    with pytest.raises(DateError) as raised:
        parse(value)

    assert f"“{value.strip()}”" in str(raised.value)
    assert "for example" in str(raised.value)


@pytest.mark.parametrize(
    ("value", "remedy"),
    [
        ("2025-02-30", "no such day"),
        ("2022/2021", "ends before it begins; change the order, for example 2021/2022"),
        ("2 June 2025", "for example 2025-06-02"),
        ("..", "year"),
        ("../..", "a beginning, an end, or both"),
    ],
)
def test_parse_error_tells_the_remedy(value: str, remedy: str) -> None:
    with pytest.raises(ValueError, match=remedy):
        parse(value)


def test_parse_remembers_a_date() -> None:
    assert parse("2019-07") is parse("2019-07")


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ("2022-03-29", (Single("2022", "03", "29", ""),)),
        ("2022-21~", (Single("2022", "21", "", "~"),)),
        ("2022-XX-XX", (Single("2022", "XX", "XX", ""),)),
        ("../2022%", (None, Single("2022", "", "", "%"))),
        ("2022-02?/", (Single("2022", "02", "", "?"), None)),
    ],
)
def test_taken_apart(value: str, parts: tuple[Single | None, ...]) -> None:
    assert taken_apart(value) == parts


@settings(max_examples=20)  # the edtf package takes its time
@given(st.dates(), st.dates())
def test_parse_any_interval_of_days(one: date, other: date) -> None:
    first, last = sorted((one, other))

    parsed = parse(f"{first}/{last}")

    assert (parsed.earliest, parsed.latest) == (first, last)


@given(st.text("0123456789-/.?~%X ", max_size=12))
def test_parse_any_text_date_or_date_error(value: str) -> None:
    try:
        parsed = parse(value)
    except DateError:
        return
    assert any(taken_apart(value))
    if parsed.earliest and parsed.latest:
        assert parsed.earliest <= parsed.latest
