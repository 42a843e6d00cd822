"""The timeline: what is drawn, in which period, and the same as a table."""

import re

import html5lib
import pytest

from tests.public import building as make
from tests.public.test_other_pages import headed

pytestmark = pytest.mark.django_db


def dated(ref, edtf, earliest, latest, **fields):
    date = make.docs.TimeFact(
        value=edtf, inference="So it seems.", earliest=earliest, latest=latest
    )
    return make.round_(ref, **fields).model_copy(update={"date": date})


@pytest.fixture
def published():
    make.publish(
        make.process(),
        make.process("other"),
        dated("day", "2025-06-02", "2025-06-02", "2025-06-02"),
        dated("month", "2022-03", "2022-03-01", "2022-03-31", process="other"),
        dated("about", "2025-05~", "2025-05-01", "2025-05-31"),
        dated("stretch", "2014/2015", "2014-01-01", "2015-12-31"),
        dated("before", "/2025-05~", None, "2025-05-31"),
        dated("onward", "2023/", "2023-01-01", None),
        make.round_("unknown", process="other"),
    )


def drawn(html):
    """The classes of each round in the drawing, and whether it is drawn open."""
    figure = html.partition('<svg class="lanes"')[2].partition("</svg>")[0]
    marks = re.findall(r'<a class="([^"]*)" href="/rounds/([^/]+)/">(.*?)</a>', figure, re.DOTALL)
    return {ref: (classes, "open" in shape) for classes, ref, shape in marks}


def rows(html):
    """The rounds of the table, in order."""
    return re.findall(r'<th scope="row"><a href="/rounds/([^/]+)/">', html)


def test_each_sort_of_time_is_drawn_as_what_it_is(read, published):
    assert drawn(read("/timeline/")) == {
        "day": ("day", False),
        "month": ("within", False),
        "about": ("within doubtful", False),
        "stretch": ("stretch", False),
        "before": ("stretch doubtful", True),
        "onward": ("stretch", True),
    }


def test_table_has_every_round_in_order_and_the_undated_last(read, published):
    assert rows(read("/timeline/")) == [
        "stretch", "month", "onward", "before", "about", "day", "unknown",
    ]  # fmt: skip


def test_links_of_the_drawing_say_round_date_and_outcome(read):
    outcome = make.docs.Fact(value="none", inference="So it seems.")
    make.publish(make.process(), make.round_(on="2022-04-01", outcome=outcome))

    assert "<title>Title of first-round, 1 April 2022: no result</title>" in read("/timeline/")


def test_lanes_are_named_after_their_process_in_order_of_their_first_round(read, published):
    figure = read("/timeline/").partition('<svg class="lanes"')[2].partition("</svg>")[0]

    assert re.findall(r'<a class="lane" href="/processes/([^/]+)/">', figure) == ["talks", "other"]


def test_narrow_form_has_the_same_rounds_with_their_dates_in_words(read, published):
    upright = read("/timeline/").partition('<div class="upright">')[2].partition("<figcaption")[0]

    assert set(re.findall(r'href="/rounds/([^/]+)/"', upright)) == {
        "day", "month", "about", "stretch", "before", "onward",
    }  # fmt: skip
    assert "Until May 2025 (approximately)" in upright


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("from=2022&to=2022", {"month"}),
        ("from=2025", {"day", "about", "before"}),
        ("to=2014", {"stretch"}),
        ("from=2015&to=2015", {"stretch"}),
        ("from=2023&to=2024", {"onward"}),
        ("from=1999&to=2000", set()),
    ],
)
def test_period_shows_what_may_lie_in_it(read, published, query, found):
    html = read(f"/timeline/?{query}")

    assert set(drawn(html)) == found
    assert "may belong to this period" in headed(html)["Without a date 1"]


def test_years_with_rounds_are_offered_as_periods(read, published):
    html = read("/timeline/?from=2022&to=2022")

    assert re.findall(r'<a href="\?from=(\d+)&amp;to=\1"( aria-current="true")?>', html) == [
        ("2014", ""), ("2022", ' aria-current="true"'), ("2023", ""), ("2025", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "query", ["from=2025&to=2022", "from=x", "to=20222", "from=0000", "from=%00", "to=٢٠٢٢"]
)
def test_impossible_period_is_refused_with_a_message(client, published, query):
    response = client.get(f"/timeline/?{query}")

    text = response.content.decode()
    assert response.status_code == 400
    assert "as in 2022 and 2025" in text
    html5lib.HTMLParser(strict=True).parse(text)


@pytest.mark.parametrize("query", ["from=0001&to=9999", "from=9999", "to=0001"])
def test_widest_period_is_drawn(client, published, query):
    assert client.get(f"/timeline/?{query}").status_code == 200


def test_long_timeline_is_cut_and_says_so(read, published, monkeypatch):
    monkeypatch.setattr("tracker.public.timeline.MOST", 3)

    html = read("/timeline/")

    assert set(drawn(html)) == {"stretch", "month", "onward"}
    assert "Only the first 3 rounds are shown" in html


@pytest.mark.parametrize("size", [1, 40])
def test_timeline_takes_as_many_queries_with_many_rounds(client, size, django_assert_num_queries):
    make.publish(
        *(make.process(f"process-{n}") for n in range(size)),
        *(make.round_(f"r-{n}", process=f"process-{n}", on="2022-04-01") for n in range(size)),
        *(make.round_(f"u-{n}", process=f"process-{n}") for n in range(size)),
    )

    with django_assert_num_queries(3):
        client.get("/timeline/?from=2022&to=2022")
