"""Positions: the newest of each holder on each issue, on any day."""

import re

import pytest

from tests.public import building as make
from tests.public.test_timeline import dated

pytestmark = pytest.mark.django_db


def cells(text):
    """What each cell links to, by issue and place in the row: newest first, then its history."""
    rows = re.findall(r'<th scope="row">.*?/issues/([^/]+)/.*?</th>(.*?)</tr>', text, re.DOTALL)
    return {
        (issue, number): re.findall(r'href="/claims/([^/"?]+)/"', cell)
        for issue, row in rows
        for number, cell in enumerate(re.findall(r"<td.*?</td>", row, re.DOTALL))
    }


def held(ref, edtf, earliest, latest, **fields):
    return make.position(ref, happened=make.time(edtf, earliest, latest), **fields)


@pytest.fixture
def published():
    make.publish(
        make.source(),
        make.actor("alpha"),
        make.actor("beta", actor_kind="person"),
        make.issue(),
        make.issue("silence"),
        held("y2022", "2022-03", "2022-03-01", "2022-03-31"),
        held("y2025", "2025-05-16", "2025-05-16", "2025-05-16"),
        held("year2025", "2025", "2025-01-01", "2025-12-31"),
        held("until2023", "/2023", None, "2023-12-31"),
        make.position("undated"),
        held("other", "2024", "2024-01-01", "2024-12-31", holder="beta"),
    )


def test_newest_stands_first_and_older_ones_in_the_history(read, published):
    assert cells(read("/positions/")) == {
        ("ceasefire", 0): ["y2025", "year2025", "until2023", "y2022", "undated"],
        ("ceasefire", 1): ["other"],
    }


@pytest.mark.parametrize(
    ("on", "found"),
    [
        ("2022-02-28", None),
        ("2022-03-01", ["y2022"]),
        ("2024-06-01", ["until2023", "y2022"]),
        ("2025-05-15", ["year2025", "until2023", "y2022"]),
        ("2025-05-16", ["y2025", "year2025", "until2023", "y2022"]),
    ],
)
def test_positions_on_a_day(read, published, on, found):
    assert cells(read(f"/positions/?on={on}")).get(("ceasefire", 0)) == found


@pytest.mark.parametrize(
    "on", ["2022-02-30", "yesterday", "2022", "20220401", "%00", "2022-04-01T00"]
)
def test_impossible_day_is_refused_with_a_message(client, published, on):
    response = client.get(f"/positions/?on={on}")

    text = response.content.decode()
    assert response.status_code == 400
    assert "as in 2022-04-01" in text
    assert "<table" not in text


def test_superseded_position_gives_way(read, published):
    make.publish(
        held("correction", "2022", "2022-01-01", "2022-12-31",
             relations=(make.relation("supersedes", "y2025"),)),
    )  # fmt: skip

    assert cells(read("/positions/"))["ceasefire", 0] == [
        "year2025", "until2023", "y2022", "correction", "undated", "y2025",
    ]  # fmt: skip


def test_empty_place_says_that_no_statement_was_found(read, published):
    make.publish(make.position("elsewhere", "beta", "silence"))

    text = read("/positions/")

    assert "No statement found in the sources held" in text
    assert cells(text)["silence", 0] == []
    assert '<th scope="col"><a href="/actors/alpha/">' in text


def test_issue_on_which_nobody_has_a_position_is_named(read, published):
    silent = read("/positions/").partition('<p class="silent">')[2]

    assert '<a href="/issues/silence/">' in silent


def test_position_of_two_holders_on_two_issues_stands_in_each_place(read):
    make.publish(
        make.source(),
        make.actor("alpha"),
        make.actor("beta"),
        make.issue(),
        make.issue("silence"),
        make.claim(
            "both",
            claim_kind="position",
            posture="rejects",
            actors=[("holder", "alpha"), ("holder", "beta"), ("addressee", "beta")],
            issues=("ceasefire", "silence"),
        ),
    )

    assert cells(read("/positions/")) == {
        (issue, place): ["both"] for issue in ("ceasefire", "silence") for place in (0, 1)
    }


def test_long_history_is_cut_and_leads_to_all_of_it(read):
    make.publish(
        make.source(), make.actor(), make.issue(), *(make.position(f"p-{n}") for n in range(12))
    )

    text = read("/positions/")

    assert len(cells(text)["ceasefire", 0]) == 8
    link = re.search(r'href="(/claims/\?[^"]+)">All 12 positions', text)[1].replace("&amp;", "&")
    assert "12 claims" in read(link)


def test_day_is_named_after_the_round_that_began_last(read, published):
    make.publish(
        make.process(),
        dated("years", "2019/2025-06", "2019-01-01", "2025-06-30", title="All mediation"),
        dated("month", "2025-06", "2025-06-01", "2025-06-30", title="The talks"),
    )

    offers = read("/positions/").partition('<details class="offers">')[2].partition("</details>")[0]

    assert "The talks" in offers
    assert "All mediation" not in offers
