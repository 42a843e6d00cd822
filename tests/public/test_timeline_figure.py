"""The drawing of the timeline: nothing overlaps, and nothing leaves it."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.public import timeline_figure as figure
from tracker.public.lines import Line
from tracker.public.targets import Target

SCALE = figure.Scale(date(2013, 1, 1), date(2025, 12, 31))


def line(edtf, earliest, latest, title="Some talks", pk=1):
    return Line(
        pk=pk,
        target=Target("round", f"r-{pk}", title),
        subkind="summit",
        grade="",
        edtf=edtf,
        posture="",
        outcome="",
        earliest=earliest,
        latest=latest,
        parent="",
    )


@st.composite
def lines(draw):
    """Rounds of any length within and beyond the scale, open at one side now and then."""
    start = draw(st.dates(date(2010, 1, 1), date(2027, 1, 1)))
    end = start + timedelta(days=draw(st.sampled_from([0, 30, 364, 3000])))
    sides = draw(st.sampled_from(["both", "start", "end"]))
    title = draw(st.text(st.sampled_from("iWm Щщ会.A"), min_size=1, max_size=160))
    return {
        "both": line(f"{start}/{end}", start, end, title),
        "start": line(f"{start}/..", start, None, title),
        "end": line(f"../{end}", None, end, title),
    }[sides]


def boxes(mark):
    """What the mark and its label take up: left, top, right, bottom."""
    width = figure.width_of(mark.label)
    left = mark.text_x if mark.anchor == "start" else mark.text_x - width
    return [
        (mark.x, mark.y, mark.end, mark.y + figure.MARK),
        (left, mark.text_y - figure.LETTER + 3, left + width, mark.text_y + 4),
    ]


def overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@settings(deadline=None)  # two cores for everybody
@given(st.lists(st.lists(lines(), max_size=9), max_size=3))
def test_nothing_overlaps_and_nothing_leaves_the_drawing(lanes):
    drawn = figure.draw(
        [(Target("process", f"p-{n}", "Talks"), lane) for n, lane in enumerate(lanes)], SCALE
    )

    names = [
        (0, lane.text_y - figure.LETTER, figure.width_of(lane.label), lane.text_y)
        for lane in drawn.lanes
    ]
    taken = names + [box for lane in drawn.lanes for mark in lane.marks for box in boxes(mark)]
    for at, box in enumerate(taken):
        assert box[0] >= 0
        assert box[2] <= figure.WIDTH
        assert box[1] >= figure.AXIS
        assert box[3] <= drawn.height
        assert not any(overlap(box, other) for other in taken[at + 1 :])


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2013-01-01", date(2013, 1, 1), date(2013, 1, 1)),
        ("2025-12-31", date(2025, 12, 31), date(2025, 12, 31)),
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
    ],
)
def test_mark_covers_its_days_and_can_be_seen(edtf, earliest, latest):
    x, end = SCALE.extent(line(edtf, earliest, latest))

    assert end - x >= figure.MARK
    assert abs(x - SCALE.at(earliest)) <= figure.MARK
    assert abs(end - SCALE.after(latest)) <= figure.MARK


def test_open_beginning_is_a_stub_that_ends_where_the_date_does():
    x, end = SCALE.extent(line("/2022", None, date(2022, 12, 31)))

    assert (end, end - x) == (SCALE.at(date(2023, 1, 1)), figure.STUB)


@pytest.mark.parametrize("years", [1, 2, 3, 4, 7, 15, 29, 61, 150, 800, 7000])
def test_ticks_keep_apart_and_within_the_drawing(years):
    found = figure.ticks(figure.Scale(date(2000, 1, 1), date(1999 + years, 12, 31)))

    spans = [(tick.x + 5, tick.x + 5 + figure.width_of(tick.label)) for tick in found]
    assert 1 <= len(found) <= figure.MOST_TICKS
    assert spans[0][0] >= 0
    assert spans[-1][1] <= figure.WIDTH
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_months_are_told_apart_within_a_year():
    found = figure.ticks(figure.Scale(date(2022, 1, 1), date(2022, 12, 31)))

    assert [tick.label for tick in found][:3] == ["2022", "Feb", "Mar"]
