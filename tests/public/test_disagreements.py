"""Disagreements: both sides with their words, what the desk says, open ones first."""

import re

import pytest

from tests.public import building as make
from tracker.public import disagreements

pytestmark = pytest.mark.django_db


def contradiction(ref, other, settled="open", reason="They cannot both be true."):
    return make.claim(ref, relations=(make.relation("contradicts", other, settled, reason),))


def pairs(text):
    """Verdict and refs of both sides of each pair, in the order of the page."""
    return [
        (
            re.search(r"<h3[^>]*>(.*?)</h3>", part)[1],
            re.findall(r'<h4><a href="/claims/([^/]+)/', part),
        )
        for part in text.split('<article class="pair">')[1:]
    ]


@pytest.mark.parametrize(
    ("settled", "verdict"),
    [
        ("open", "Open: the desk has not settled it."),
        ("both-stand", "Settled: both can stand."),
        ("from", "Settled: the first claim stands."),
        ("to", "Settled: the second claim stands."),
    ],
)
def test_pair_with_verdict_and_reason(read, settled, verdict):
    make.publish(make.source(), make.claim("beta"), contradiction("alpha", "beta", settled))

    text = read("/disagreements/")

    assert pairs(text) == [(verdict, ["alpha", "beta"])]
    assert text.count("These very words".lower()) == 2
    assert "They cannot both be true." in text


def test_open_ones_stand_first(read):
    make.publish(
        make.source(),
        *(make.claim(f"other-{n}") for n in range(3)),
        contradiction("a", "other-0", "from"),
        contradiction("b", "other-1"),
        contradiction("c", "other-2", "both-stand"),
    )

    assert [refs[0] for _, refs in pairs(read("/disagreements/"))] == ["b", "a", "c"]


def test_sharpest_stand_first(read):
    make.publish(
        make.source(),
        *(make.claim(ref) for ref in ("calm", "fact", "hub")),
        contradiction("a", "calm"),
        contradiction("b", "fact"),
        contradiction("x", "hub"),
        contradiction("y", "hub"),
        make.process(),
        make.round_(outcome=make.docs.Fact(value="draft", basis="fact")),
    )

    assert [refs for _, refs in pairs(read("/disagreements/"))] == [
        ["hub", "x"], ["hub", "y"], ["b", "fact"], ["a", "calm"],
    ]  # fmt: skip


def test_pair_that_both_claims_state_stands_once_with_both_reasons(read):
    make.publish(
        make.source(),
        contradiction("alpha", "beta", "from", "One reason."),
        contradiction("beta", "alpha", "open", "Another reason."),
    )

    text = read("/disagreements/")

    assert pairs(text) == [("Open: the desk has not settled it.", ["alpha", "beta"])]
    assert "One reason." in text
    assert "Another reason." in text


def test_pair_with_a_moved_claim_is_kept(read):
    make.publish(make.source(), make.claim("beta"), contradiction("alpha", "beta"))
    make.move("beta", make.claim("gamma"))

    assert pairs(read("/disagreements/")) == [
        ("Open: the desk has not settled it.", ["alpha", "gamma"])
    ]


def test_pair_with_a_retracted_claim_is_gone(read):
    make.publish(make.source(), make.claim("beta"), contradiction("alpha", "beta"))
    make.retract("claim", "beta")

    assert pairs(read("/disagreements/")) == []


def test_parts_follow_each_other(read, monkeypatch):
    monkeypatch.setattr(disagreements.build, "__defaults__", (2,))
    make.publish(
        make.source(),
        make.claim("zeta"),
        *(contradiction(f"claim-{n}", "zeta") for n in range(5)),
    )

    found, url = [], "/disagreements/"
    while url:
        text = read(url)
        found += [refs[0] for _, refs in pairs(text)]
        go_on = re.search(r'href="(\?[^"]+)" rel="next"', text)
        url = f"/disagreements/{go_on[1]}" if go_on else ""

    assert found == [f"claim-{n}" for n in range(5)]


@pytest.mark.parametrize("after", ["x", "~", "%00", "a~b"])
def test_bad_cursor_is_refused(client, after):
    assert client.get(f"/disagreements/?after={after}").status_code == 400
