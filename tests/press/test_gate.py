"""The gate: what must be there before a page may be public, and what leaves no trace."""

import pytest

from tests import factories as make
from tracker import models as desk
from tracker.press import Refused, needed_by, publish
from tracker.record.models import Edition, Page

pytestmark = pytest.mark.django_db


def page_of(copy):
    return Page.objects.exclude(state="moved").get(key=copy.pk)


def messages(refused):
    return {problem.message for problem in refused.value.problems}


@pytest.mark.parametrize("state", ["missing", "ambiguous"])
def test_publish_unverified_citation_refused(state):
    claim = make.a_claim()
    claim.citations.update(state=state, start=None, end=None)

    with pytest.raises(Refused) as refused:
        make.publish_all()

    assert any(f"is {state} in its source" in message for message in messages(refused))
    assert not Edition.objects.exists()


def test_publish_without_citation_refused():
    make.a_claim(source=False)

    with pytest.raises(Refused) as refused:
        make.publish_all()

    assert messages(refused) == {"No evidence: cite at least one passage that supports the claim."}


def test_publish_context_citation_alone_refused():
    claim = make.a_claim()
    claim.citations.update(stance="context")

    with pytest.raises(Refused):
        make.publish_all()


def test_publish_position_needs_holder_issue_and_posture():
    make.a_claim(kind="position")

    with pytest.raises(Refused) as refused:
        make.publish_all()

    assert messages(refused) == {
        "A position needs its holder.",
        "A position needs an issue.",
        "A position needs a posture.",
    }


def test_publish_inferred_time_needs_reason():
    make.a_claim(happened="2022-03~", happened_stated=False)

    with pytest.raises(Refused) as refused:
        make.publish_all()

    assert messages(refused) == {"The time is inferred: say why."}


def test_publish_round_facts_need_basis_or_inference():
    actor = make.an_actor()
    talks = make.a_round(date="2022-03", venue="Harbour", outcome="none")
    talks.participations.create(actor=actor, role="party")

    with pytest.raises(Refused) as refused:
        make.publish_all()

    assert {problem.field for problem in refused.value.problems} == {
        "date",
        "venue",
        "outcome",
        "participations",
    }


def test_publish_reference_to_draft_refused_and_needed_by_names_it():
    actor = make.an_actor("alpha")
    claim = make.a_claim(actors=[("subject", actor)])

    with pytest.raises(Refused) as refused:
        publish(copies=[claim], by=None)

    assert "It refers to actor alpha, which is not public: publish that too." in messages(refused)
    assert set(needed_by([claim])) == {actor, claim.citations.get().source}


def test_needed_by_follows_basis_of_facts():
    claim = make.a_claim("basis")
    talks = make.a_round(date="2022-03", date_basis=claim)

    assert set(needed_by([talks])) == {talks.process, claim, claim.citations.get().source}


def test_publish_relation_to_draft_leaves_no_trace():
    draft = make.a_claim("secret-draft", source=False)
    claim = make.a_claim()
    make.contradict(claim, draft)

    publish(copies=[claim, *needed_by([claim])], by=None)

    assert page_of(claim).document["relations"] == []
    assert page_of(claim).grade == "single origin"
    assert not any("secret-draft" in str(row.document) for row in Edition.objects.all())


def test_address_of_another_page_refused():
    actor = make.an_actor("first")
    make.publish_all()
    desk.Actor.objects.filter(pk=actor.pk).update(ref="second")
    publish(copies=[actor], by=None)
    other = make.an_actor("first")

    with pytest.raises(Refused) as refused:
        publish(copies=[other], by=None)

    assert messages(refused) == {"This address belongs to another page: choose another."}
