"""How pages are sorted by their time."""

import pytest

from tests.public import building as make
from tests.public.test_timeline import dated
from tracker.record.models import Page

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
