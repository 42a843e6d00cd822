"""How pages are sorted by their time."""

from datetime import date

import pytest

from tests.public import building as make
from tests.public.test_timeline import dated
from tracker.press import audit
from tracker.record.models import Page
from tracker.record.sorting import sort_keys

pytestmark = pytest.mark.django_db


def test_open_beginning_stands_right_before_the_time_that_ends_it():
    make.publish(
        make.process(),
        dated("april", "2025-04-30", "2025-04-30", "2025-04-30"),
        dated("before-may", "/2025-05~", None, "2025-05-31"),
        dated("may", "2025-05~", "2025-05-01", "2025-05-31"),
        dated("before-a-day", "/2025-06-02", None, "2025-06-02"),
        dated("day", "2025-06-02", "2025-06-02", "2025-06-02"),
        dated("late-2022", "2022-11", "2022-11-01", "2022-11-30"),
        dated("before-2023", "/2023", None, "2023-12-31"),
        dated("year-2023", "2023", "2023-01-01", "2023-12-31"),
        dated("open-end", "2024/..", "2024-01-01", None),
        dated("before-leap-day", "/2024-02", None, "2024-02-29"),
        make.round_("undated"),
    )

    order = [row["ref"] for row in Page.objects.with_process(50).lines()]

    assert order == [
        "late-2022", "before-2023", "year-2023", "open-end", "before-leap-day",
        "april", "before-may", "may", "before-a-day", "day", "undated",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("earliest", "latest", "day"),
    [
        (None, None, None),
        (date(2022, 3, 1), None, date(2022, 3, 1)),
        (None, date(2022, 12, 31), date(2021, 12, 31)),
        (None, date(2022, 3, 15), date(2022, 2, 28)),
        (None, date(1, 1, 31), date.min),
    ],
)
def test_sort_keys(earliest, latest, day):
    keys = sort_keys("T" * 70, earliest, latest)

    assert keys == {"day": day or date.max, "since": day or date.min, "heading": "T" * 60}


@pytest.mark.parametrize("column", ["day", "since", "heading"])
def test_audit_finds_what_stands_elsewhere_in_lists(column):
    make.publish(make.process(), dated("met", "2025", "2025-01-01", "2025-12-31"))
    other = "Other" if column == "heading" else date(1999, 1, 1)
    Page.objects.filter(ref="met").update(**{column: other})

    assert (
        "page round met stands elsewhere in lists than its title and time say" in audit().problems
    )
