"""Positions in motion: what changed since the rounds before, and two days compared."""

import re

import pytest

from tests.public import building as make
from tests.public.test_claim_page import text_of
from tests.public.test_positions import held

pytestmark = pytest.mark.django_db


def spring(ref, **fields):
    return held(ref, "2022-03", "2022-03-01", "2022-03-31", **fields)


def may(ref, **fields):
    return held(ref, "2025-05", "2025-05-01", "2025-05-31", **fields)


def lasting(ref):
    return held(ref, "2022/2025-06", "2022-01-01", "2025-06-30")


@pytest.fixture
def ground():
    make.publish(make.source(), make.actor(), make.issue(), make.process(), make.round_("round"))


def turns(html):
    """What the marks of change say."""
    found = re.findall(r'<p class="turn">(.*?)</p>', html, re.DOTALL)
    return [text_of(f"<main {one}").lstrip("> ") for one in found]


@pytest.mark.usefixtures("ground")
@pytest.mark.parametrize(
    ("positions", "said"),
    [
        ([spring("a", posture="offers"), may("b")], ["↻ Changed since March 2022: offers then"]),
        (
            [spring("a", posture="offers", rounds=("round",)), may("b")],
            ["↻ Changed since Title of round: offers then"],
        ),
        ([spring("a"), may("b")], []),
        ([may("b")], []),
        ([spring("a", posture="offers"), make.position("undated")], []),
        # One of several postures of that time was this one already.
        ([spring("a", posture="offers"), spring("a2"), may("b")], []),
        # What was held all along is no change.
        (
            [
                spring("a", posture="offers"),
                held("long", "2022/2025", "2022-01-01", "2025-12-31"),
                may("b", posture="rejects"),
            ],
            [],
        ),
        # Of the same time: several postures, no change.
        ([may("a", posture="offers"), may("b")], []),
    ],
)
def test_change_of_posture_is_marked_with_what_stood_before(read, positions, said):
    make.publish(*positions)

    assert turns(read("/positions/")) == said


@pytest.mark.usefixtures("ground")
def test_superseded_position_is_no_posture_to_change_from(read):
    make.publish(
        spring("a", posture="offers"),
        may("b", relations=(make.relation("supersedes", "a"),)),
    )

    assert turns(read("/positions/")) == []


@pytest.mark.usefixtures("ground")
def test_postures_of_the_same_time_all_stand_open_to_sight(read):
    make.publish(may("a", posture="offers"), may("b", posture="rejects"), may("c"), spring("d"))

    shown = read("/positions/").partition('<ul class="stances">')[2].partition("<details")[0]

    assert set(re.findall(r'href="/claims/(\w+)/"', shown)) == {"a", "b", "c"}


@pytest.mark.usefixtures("ground")
@pytest.mark.parametrize(
    ("positions", "verdict"),
    [
        ([spring("a", posture="offers"), may("b")], "Changed"),
        ([spring("a"), may("b")], "Unchanged"),
        ([spring("a")], "No newer statement found"),
        ([lasting("a")], "Unchanged"),
        ([may("b")], "New: no statement found from before"),
    ],
)
@pytest.mark.parametrize("query", ["on=2022-04-01&and=2025-06-02", "on=2025-06-02&and=2022-04-01"])
def test_two_days_are_compared_in_words_the_earlier_first(read, positions, verdict, query):
    make.publish(*positions)

    html = read(f"/positions/?{query}")

    word = re.search(r'<p class="turned \w+"><span aria-hidden="true">.</span> ([^<]*)</p>', html)
    assert word[1] == verdict
    assert "Positions on 1 April 2022 and on 2 June 2025" in text_of(html)


@pytest.mark.usefixtures("ground")
def test_comparison_says_how_much_changed(read):
    make.publish(
        make.issue("second"),
        spring("a", posture="offers"),
        may("b"),
        may("c", about="second"),
    )

    text = text_of(read("/positions/?on=2022-04-01&and=2025-06-02"))

    assert "1 changed, 1 new, 0 unchanged, 0 without a newer statement." in text


@pytest.mark.usefixtures("ground")
def test_position_of_a_day_that_is_shared_is_shown_once_in_a_comparison(read):
    make.publish(spring("a"))

    assert read("/positions/?on=2022-04-01&and=2025-06-02").count("/claims/a/") == 1


@pytest.mark.parametrize("query", ["on=2022-04-01&and=soon", "on=soon&and=2022-04-01", "and=%00"])
def test_impossible_second_day_is_refused(client, query):
    response = client.get(f"/positions/?{query}")

    assert response.status_code == 400
    assert "as in 2022-04-01" in response.content.decode()


@pytest.mark.usefixtures("ground")
def test_ends_of_rounds_are_offered_as_days(read):
    make.publish(make.round_("dated", on="2022-04-01"))

    assert 'href="?on=2022-04-01"' in read("/positions/")
    assert 'href="?on=2025-06-02&amp;and=2022-04-01"' in read("/positions/?on=2025-06-02")


def both_hold(ref, *holders, **fields):
    actors = [("holder", one) for one in holders]
    shared = {"claim_kind": "position", "posture": "demands", "issues": ("ceasefire",)}
    return make.claim(ref, actors=actors, **shared, **fields)


@pytest.mark.usefixtures("ground")
def test_position_of_a_president_stands_once_with_the_state_and_names_the_voice(read):
    make.publish(
        make.actor("chief", actor_kind="person", affiliations=(make.office("alpha"),)),
        make.actor("beta"),
        make.actor("rival", actor_kind="person", affiliations=(make.office("beta"),)),
        both_hold("shared", "chief", "alpha", "beta", "rival"),
        both_hold("own", "chief"),
    )

    html = read("/positions/")

    assert html.count('href="/claims/shared/"') == 2
    assert html.count('href="/claims/own/"') == 1
    voices = re.findall(r"voiced by (.*?)</span>", html)
    assert sorted(re.findall(r"/actors/(\w+)/", " ".join(voices))) == ["chief", "rival"]
    assert all(len(re.findall("/actors/", one)) == 1 for one in voices)
    heads = re.findall(r'<th scope="col"><a href="/actors/(\w+)/">', html)
    assert set(heads) == {"alpha", "beta", "chief"}


@pytest.mark.usefixtures("ground")
@pytest.mark.parametrize("kind", ["state", "person"])
def test_holders_in_office_with_each_other_are_not_lost(read, kind):
    make.publish(
        make.actor("one", actor_kind=kind, affiliations=(make.office("two"),)),
        make.actor("two", actor_kind=kind, affiliations=(make.office("one"),)),
        both_hold("shared", "one", "two"),
    )

    assert read("/positions/").count('href="/claims/shared/"') == 2


@pytest.mark.parametrize("size", [1, 30])
@pytest.mark.parametrize(
    ("query", "queries"), [("", 5), ("on=2025-06-02", 5), ("on=2022-04-01&and=2025-06-02", 5)]
)
def test_queries_do_not_grow_with_changes(client, django_assert_num_queries, size, query, queries):
    numbers = range(size)
    make.publish(
        make.source(),
        make.process(),
        *(make.round_(f"round-{n}") for n in numbers),
        *(make.actor(f"actor-{n}") for n in numbers),
        *(make.issue(f"issue-{n}") for n in numbers),
        *(
            maker(f"{maker.__name__}-{n}", holder=f"actor-{n}", about=f"issue-{n}",
                  posture=posture, rounds=(f"round-{n}",))
            for n in numbers
            for maker, posture in ((spring, "offers"), (may, "rejects"))
        ),
    )  # fmt: skip

    with django_assert_num_queries(queries):
        client.get(f"/positions/?{query}")
