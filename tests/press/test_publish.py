"""Publishing, correcting, retracting: what readers get, and what is refused."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tracker import models as desk
from tracker.press import Refused, correct, publish, retract, standings
from tracker.record.models import Action, Head, Page, Reference

pytestmark = pytest.mark.django_db


def page_of(copy):
    return Page.objects.exclude(state="moved").get(key=copy.pk)


def messages(refused):
    return {problem.message for problem in refused.value.problems}


def test_publish_appends_editions_and_writes_pages_and_references():
    actor, issue = make.an_actor("alpha"), make.an_issue("ceasefire")
    claim = make.a_claim("met", actors=[("subject", actor)], issues=[issue])

    editions = make.publish_all()

    assert [edition.number for edition in editions] == [1, 2, 3, 4]
    assert {(e.kind, e.ref, e.action) for e in editions} == {
        ("actor", "alpha", Action.PUBLISHED),
        ("issue", "ceasefire", Action.PUBLISHED),
        ("claim", "met", Action.PUBLISHED),
        ("source", claim.citations.get().source.ref, Action.PUBLISHED),
    }
    page = page_of(claim)
    assert (page.title, page.grade, page.affected) == (claim.statement, "single origin", 4)
    assert set(Reference.objects.values_list("from_page__ref", "to_page__ref", "role")) == {
        ("met", "alpha", "subject"),
        ("met", "ceasefire", "is about"),
        ("met", claim.citations.get().source.ref, "cites"),
    }


def test_publish_unchanged_appends_nothing():
    make.a_claim()
    make.publish_all()

    assert make.publish_all() == []


def test_publish_query_count_does_not_grow():
    def cost(how_many):
        source, actor, issue = make.a_source(), make.an_actor(), make.an_issue()
        for _ in range(how_many):
            make.a_claim(source=source, actors=[("subject", actor)], issues=[issue])
        with CaptureQueriesContext(connection) as queries:
            make.publish_all()
        return len(queries)

    cost(1)

    assert cost(30) == cost(3)


def test_publish_own_work_refused():
    editor = make.a_user("editor")
    claim = make.a_claim()
    desk.Claim.touch(pk=claim.pk, version=1, by=editor)

    with pytest.raises(Refused) as refused:
        publish(copies=make.everything(), by=editor)

    assert messages(refused) == {"You had a hand in this change: somebody else must publish it."}


def test_publish_clears_contributors_so_the_next_change_counts_anew():
    author, other = make.a_user("editor"), make.a_user("editor")
    claim = make.a_claim()
    desk.Claim.touch(pk=claim.pk, version=1, by=author)

    publish(copies=make.everything(), by=other)
    desk.Claim.touch(pk=claim.pk, version=2, by=other)
    desk.Claim.objects.filter(pk=claim.pk).update(statement="Another statement.")

    assert publish(copies=[claim], by=author)


@pytest.mark.parametrize("group", ["", "researcher"])
def test_publish_without_permission_refused(group):
    user = make.a_user(group)
    make.a_claim()

    with pytest.raises(Refused) as refused:
        publish(copies=make.everything(), by=user)

    assert "You may not publish claims." in messages(refused)


def test_publish_something_changed_since_it_was_seen_refused():
    claim = make.a_claim()
    make.publish_all()
    desk.Claim.objects.filter(pk=claim.pk).update(statement="Another statement.")

    with pytest.raises(Refused) as refused:
        publish(copies=[claim], by=None, seen={claim.pk: "0" * 64})

    assert messages(refused) == {"It was changed after you opened the review: look again."}


def test_correct_carries_its_note_and_needs_one():
    claim = make.a_claim()
    make.publish_all()
    desk.Claim.objects.filter(pk=claim.pk).update(statement="It was Tuesday.")

    with pytest.raises(Refused):
        correct(copies=[claim], by=None, note=" ")
    (edition,) = correct(copies=[claim], by=None, note="We had the day wrong.")

    assert (edition.action, edition.note) == (Action.CORRECTED, "We had the day wrong.")
    assert page_of(claim).title == "It was Tuesday."


def test_refused_batch_changes_nothing():
    claim = make.a_claim()
    make.publish_all()
    before = list(Page.objects.order_by("pk").values())
    desk.Claim.objects.filter(pk=claim.pk).update(statement="New.")
    make.a_claim(source=False)

    with pytest.raises(Refused):
        make.publish_all()

    assert list(Page.objects.order_by("pk").values()) == before


def test_retract_leaves_reason_and_no_content():
    claim = make.a_claim("wrong")
    make.publish_all()

    (edition,) = retract(copies=[claim], by=None, reason="The source withdrew it.")

    page = page_of(claim)
    assert (edition.action, edition.note) == (Action.RETRACTED, "The source withdrew it.")
    assert (page.state, page.document, page.weight, page.title) == ("retracted", None, None, "")
    assert not Reference.objects.filter(from_page=page).exists()
    assert standings([claim])[claim.pk] == "retracted"


def test_retract_what_others_rest_on_refused():
    claim = make.a_claim("basis")
    make.a_round("talks", date="2022-03", date_basis=claim)
    make.publish_all()

    with pytest.raises(Refused) as refused:
        retract(copies=[claim], by=None, reason="Wrong.")

    assert {(problem.kind, problem.ref) for problem in refused.value.problems} == {
        ("round", "talks")
    }


def test_retract_draft_or_without_reason_refused():
    claim = make.a_claim()

    with pytest.raises(Refused) as refused:
        retract(copies=[claim], by=None, reason="")

    assert messages(refused) == {
        "It is not public, so it cannot be retracted.",
        "Readers must be told why.",
    }


def test_publish_again_after_retraction():
    claim = make.a_claim()
    make.publish_all()
    retract(copies=[claim], by=None, reason="Wrong.")

    (edition,) = publish(copies=[claim], by=None)

    assert edition.action == Action.PUBLISHED
    assert page_of(claim).state == "public"


def test_rename_leaves_signpost_and_references_follow():
    actor = make.an_actor("old-name")
    claim = make.a_claim(actors=[("subject", actor)])
    make.publish_all()
    desk.Actor.objects.filter(pk=actor.pk).update(ref="new-name")

    moved, published = publish(copies=[actor], by=None)

    assert (moved.action, moved.ref, moved.moved_to) == (Action.MOVED, "old-name", "new-name")
    assert (published.ref, page_of(actor).ref) == ("new-name", "new-name")
    assert Page.objects.get(ref="old-name").moved_to == page_of(actor)
    assert set(page_of(actor).incoming.values_list("from_page__ref", flat=True)) == {claim.ref}


def test_rename_back_takes_the_place_of_the_signpost():
    actor = make.an_actor("first")
    make.publish_all()
    for ref in ("second", "first"):
        desk.Actor.objects.filter(pk=actor.pk).update(ref=ref)
        publish(copies=[actor], by=None)

    assert page_of(actor).ref == "first"
    assert Page.objects.get(ref="second").moved_to == page_of(actor)


def test_head_follows_the_newest_edition():
    make.a_claim()

    editions = make.publish_all()

    head = Head.objects.get()
    assert (head.number, head.sha256) == (editions[-1].number, editions[-1].sha256)


def test_affected_reaches_the_pages_that_show_it():
    actor = make.an_actor()
    claim = make.a_claim(actors=[("subject", actor)])
    unrelated = make.an_actor()
    make.publish_all()
    before = page_of(unrelated).affected
    desk.Claim.objects.filter(pk=claim.pk).update(statement="Reworded.")

    (edition,) = publish(copies=[claim], by=None)

    assert page_of(actor).affected == page_of(claim).affected == edition.number
    assert page_of(unrelated).affected == before
