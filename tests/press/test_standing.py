"""How working copies stand to what is public."""

import pytest

from tests import factories as make
from tracker import models as desk
from tracker.press import needed_by, publish, standings
from tracker.press.build import build, document_of
from tracker.press.gathering import gather

pytestmark = pytest.mark.django_db


def test_standings_tell_draft_public_and_changed():
    draft, public, changed = make.a_claim(source=False), make.a_claim(), make.a_claim()
    publish(copies=[public, changed, *needed_by([public, changed])], by=None)
    desk.Claim.objects.filter(pk=changed.pk).update(statement="Reworded.")

    found = standings(desk.Claim.objects.all())

    assert found == {draft.pk: "draft", public.pk: "public", changed.pk: "unpublished changes"}


@pytest.fixture
def everything():
    """All kinds, each with all that a document can hold; and each bare."""
    source, retold = make.a_source(), make.a_source(text=None, published="2025-05~", note="N.")
    source.derives_from.add(retold)
    source.furniture.create(start=0, end=4, reason="heading")
    issue, actor = make.an_issue(), make.an_actor(wikidata="Q42", description="Somebody.")
    part = make.an_issue(parent=issue, summary="Part of it.")
    claim = make.a_claim(
        source=source,
        kind="position",
        posture="demands",
        happened="2022-03~",
        happened_stated=False,
        note="Inferred.",
        issues=[issue, part],
        actors=[("holder", actor), ("addressee", make.an_actor())],
    )
    make.a_citation(
        claim, source, "No paper was signed", quoted=actor, quoted_as="An envoy", origin=retold
    )
    make.contradict(claim, make.a_claim(), settled="both-stand")
    make.a_claim()
    actor.names.create(name="Інша назва", language="uk", kind="alias")
    actor.affiliations.create(
        organisation=make.an_actor(), office="envoy", start="2019", basis=claim
    )
    round_ = make.a_round(date="2025-06", date_basis=claim, venue="Harbour", venue_inference="So.")
    round_.participations.create(actor=actor, role="party", inference="They said so.")
    claim.rounds.add(round_, make.a_round())
    return make.everything()


def test_documents_of_what_is_gathered_are_those_that_are_published(everything):
    visible = {copy.pk for copy in everything if copy.kind_of_page == "claim"}

    gathered = {row.copy.pk: document_of(row.copy, visible) for row in gather(everything)}

    assert gathered == build(everything)
    assert len(gathered) == len(everything) > 15


def test_everything_published_is_public(everything, django_assert_num_queries):
    make.publish_all()

    with django_assert_num_queries(6):  # one for each kind
        found = standings(everything)

    assert set(found.values()) == {"public"}


def test_draft_listed_beside_a_claim_does_not_change_it():
    claim, draft = make.a_claim(), make.a_claim()
    make.contradict(claim, draft)
    publish(copies=[claim, *needed_by([claim])], by=None)

    assert standings([claim, draft]) == {claim.pk: "public", draft.pk: "draft"}

    publish(copies=[draft, *needed_by([draft])], by=None)
    assert standings([claim])[claim.pk] == "unpublished changes"
