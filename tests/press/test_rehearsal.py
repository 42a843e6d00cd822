"""A rehearsal says what publishing would do to other pages, and leaves no trace of itself."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tracker import models as desk
from tracker.press import Rehearsal, audit, publish, rehearse
from tracker.record.models import Edition, Page

pytestmark = pytest.mark.django_db


def grades(found):
    return {page.ref: change for page, change in found.grades.items()}


def links(pairs):
    return {(page.ref, role) for page, role in pairs}


def test_second_origin_would_corroborate():
    claim = make.a_claim("met", source=make.a_source("paper"))
    make.publish_all()
    make.a_citation(claim, make.a_source("radio"), "No paper was signed")
    publish(copies=desk.Source.objects.all(), by=None)

    found = rehearse([claim])

    assert grades(found) == {"met": ("single origin", "corroborated")}
    assert links(found.gained) == {("radio", "cites")}
    assert found.lost == []


def test_new_claim_gets_its_grade_and_disputes_another():
    old = make.a_claim("old")
    make.publish_all()
    new = make.a_claim("new", source=old.citations.get().source, quote="No paper was signed")
    make.contradict(new, old)

    found = rehearse([new])

    assert grades(found) == {"new": ("", "disputed"), "old": ("single origin", "disputed")}
    assert ("old", "contradicts") in links(found.gained)


def test_contradiction_that_is_taken_back_frees_the_other():
    old, new = make.a_claim("old"), make.a_claim("new")
    make.contradict(new, old)
    make.publish_all()
    new.relations.all().delete()

    found = rehearse([desk.Claim.objects.get(ref="new")])

    assert grades(found) == {
        "new": ("disputed", "single origin"),
        "old": ("disputed", "single origin"),
    }
    assert links(found.lost) == {("old", "contradicts")}


def test_source_that_turns_out_to_retell_another_weighs_on_its_claims():
    sources = [make.a_source(ref) for ref in ("paper", "radio")]
    claim = make.a_claim("met", source=sources[0])
    make.a_citation(claim, sources[1], "No paper was signed")
    make.publish_all()
    sources[1].derives_from.add(sources[0])

    found = rehearse([sources[1]])

    assert grades(found) == {"met": ("corroborated", "single origin")}


def test_nothing_of_a_rehearsal_stays():
    old = make.a_claim("old")
    make.publish_all()
    old.statement = "It was otherwise."
    old.save()
    editor = make.a_user("editor")
    desk.Claim.touch(pk=old.pk, version=1, by=editor)
    before = list(Edition.objects.values()), list(Page.objects.order_by("pk").values())

    rehearse([old])

    assert (list(Edition.objects.values()), list(Page.objects.order_by("pk").values())) == before
    assert set(old.contributors.all()) == {editor}
    assert audit().problems == []


def test_unchanged_copy_has_no_followers():
    claim = make.a_claim()
    make.publish_all()

    assert rehearse([claim]) == Rehearsal()


def test_what_the_gate_refuses_is_not_rehearsed():
    assert rehearse([make.a_claim(source=False)]) is None


def test_page_with_too_many_around_it_is_not_rehearsed(monkeypatch):
    monkeypatch.setattr("tracker.press.rehearsal.MOST_AROUND", 1)
    actor = make.an_actor()
    for _ in range(2):
        make.a_claim(actors=[("subject", actor)])
    make.publish_all()

    assert rehearse([actor]) is None


def test_rehearsal_costs_the_same_for_many_followers():
    def cost(how_many):
        old = make.a_claim()
        for _ in range(how_many):
            make.contradict(make.a_claim(), old)
        make.publish_all()
        old.statement = "It was otherwise."
        old.save()
        with CaptureQueriesContext(connection) as queries:
            rehearse([old])
        return len(queries)

    assert cost(1) == cost(10)
