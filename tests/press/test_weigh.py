"""Grades: independent origins, open contradictions, and the pages that follow."""

import pytest

from tests import factories as make
from tracker import models as desk
from tracker.press import publish, retract
from tracker.record.models import Page

pytestmark = pytest.mark.django_db


def page_of(claim):
    return Page.objects.public().get(key=claim.pk)


def weight_of(claim):
    return page_of(claim).weight


def grade_of(claim):
    return page_of(claim).grade


def test_two_articles_retelling_one_report_are_one_origin():
    wire = make.a_source("wire", text=None)
    claim = make.a_claim(source=False)
    for ref in ("paper", "broadcaster"):
        retelling = make.a_source(ref)
        retelling.derives_from.add(wire)
        make.a_citation(claim, retelling, "The delegations met")

    make.publish_all()

    assert weight_of(claim)["origins"] == [["wire"]]
    assert grade_of(claim) == "single origin"


def test_two_independent_sources_corroborate():
    claim = make.a_claim(source=make.a_source("one"))
    make.a_citation(claim, make.a_source("two"), "No paper was signed")

    make.publish_all()

    assert weight_of(claim)["origins"] == [["one"], ["two"]]
    assert grade_of(claim) == "corroborated"


def test_credited_origin_counts_instead_of_the_source():
    wire = make.a_source("wire", text=None)
    claim = make.a_claim(source=False)
    make.a_citation(claim, make.a_source("one"), "The delegations met", origin=wire)
    make.a_citation(claim, make.a_source("two"), "The delegations met", origin=wire)

    make.publish_all()

    assert weight_of(claim)["origins"] == [["wire"]]


def test_context_citation_does_not_corroborate():
    claim = make.a_claim()
    make.a_citation(claim, make.a_source(), "No paper was signed", stance="context")

    make.publish_all()

    assert grade_of(claim) == "single origin"


def test_disputing_citation_disputes():
    claim = make.a_claim()
    make.a_citation(claim, make.a_source(), "No paper was signed", stance="disputes")

    make.publish_all()

    assert grade_of(claim) == "disputed"


def test_open_contradiction_disputes_both_and_follows_its_publication():
    one, other = make.a_claim("one"), make.a_claim("other")
    make.publish_all()
    make.contradict(one, other)

    publish(copies=[one], by=None)

    assert (grade_of(one), grade_of(other)) == ("disputed", "disputed")
    assert weight_of(other)["disputed_by"] == ["one"]
    assert page_of(other).affected == page_of(one).affected


@pytest.mark.parametrize("settled", ["from", "to", "both-stand"])
def test_settled_contradiction_disputes_neither(settled):
    one, other = make.a_claim(), make.a_claim()
    make.contradict(one, other, settled=settled)

    make.publish_all()

    assert {grade_of(one), grade_of(other)} == {"single origin"}


def test_retracted_contradiction_disputes_no_longer():
    one, other = make.a_claim(), make.a_claim()
    make.contradict(one, other)
    make.publish_all()

    retract(copies=[one], by=None, reason="Wrong.")

    assert grade_of(other) == "single origin"


def test_superseded_wins_over_disputed():
    old, new, rival = make.a_claim("old"), make.a_claim("new"), make.a_claim()
    new.relations.create(kind="supersedes", to_claim=old)
    make.contradict(rival, old)

    make.publish_all()

    assert grade_of(old) == "superseded"
    assert weight_of(old)["superseded_by"] == ["new"]


def test_new_derivation_reweighs_the_claims_resting_on_it():
    one, two = make.a_source("one"), make.a_source("two")
    claim = make.a_claim(source=one)
    make.a_citation(claim, two, "No paper was signed")
    make.publish_all()
    wire = make.a_source("wire", text=None)
    one.derives_from.add(wire)
    two.derives_from.add(wire)

    publish(copies=[wire, one, two], by=None)

    assert weight_of(claim)["origins"] == [["wire"]]
    assert grade_of(claim) == "single origin"


def test_renamed_contradiction_still_disputes():
    one, other = make.a_claim("one"), make.a_claim("other")
    make.contradict(one, other)
    make.publish_all()
    desk.Claim.objects.filter(pk=other.pk).update(ref="renamed")

    publish(copies=[other], by=None)

    assert weight_of(one)["disputed_by"] == ["renamed"]
    assert weight_of(other)["disputed_by"] == ["one"]
