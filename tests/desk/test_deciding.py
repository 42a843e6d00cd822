"""Decisions on a review: who may take them, on what, and what is kept of them."""

import pytest
from django.contrib.admin.models import LogEntry

from tests import factories as make
from tracker.models import Claim
from tracker.press import publish
from tracker.record.models import Edition, Page

from .browsing import change_page, decide, list_page, messages_of, review_page, submitted


def test_editor_publishes_what_somebody_else_wrote(researcher, editor, public_claim):
    submitted(researcher, public_claim, statement="They met on Tuesday.")

    response = decide(editor, public_claim, "publish")

    assert response.status_code == 302
    assert Page.objects.get(ref="a-claim").title == "They met on Tuesday."
    public_claim.refresh_from_db()
    assert public_claim.submitted_at is None
    assert set(public_claim.contributors.all()) == set()
    entry = LogEntry.objects.latest("pk")
    assert (entry.user, entry.change_message) == (editor.user, "Published.")


def test_author_of_the_change_may_not_publish_it(editor, public_claim):
    submitted(editor, public_claim, statement="They met on Tuesday.")

    html = editor.get(review_page(public_claim)).content.decode()
    response = decide(editor, public_claim, "publish")

    assert 'value="publish"' not in html
    assert "You had a hand in this change" in " ".join(messages_of(response))
    assert Page.objects.get(ref="a-claim").title == "They met on Monday."


def test_one_who_contributed_before_somebody_else_may_not_publish(sign_in, editor, public_claim):
    submitted(editor, public_claim, statement="They met on Tuesday.")
    submitted(sign_in("researcher"), public_claim, note="A note.")

    response = decide(editor, public_claim, "publish")

    assert "You had a hand in this change" in " ".join(messages_of(response))


def test_superuser_needs_a_second_pair_of_eyes_too(sign_in, public_claim):
    client = sign_in(is_superuser=True)
    submitted(client, public_claim, statement="They met on Tuesday.")

    response = decide(client, public_claim, "publish")

    assert "You had a hand in this change" in " ".join(messages_of(response))


def test_one_who_contributed_to_the_last_edition_may_publish_the_next(
    researcher, editor, sign_in, public_claim
):
    submitted(editor, public_claim, statement="They met on Tuesday.")
    decide(sign_in("editor"), public_claim, "publish")
    submitted(researcher, public_claim, statement="They met on Friday.")

    decide(editor, public_claim, "publish")

    assert Page.objects.get(ref="a-claim").title == "They met on Friday."


def test_researcher_may_neither_publish_nor_retract_nor_send_back(researcher, editor, public_claim):
    submitted(editor, public_claim, statement="They met on Tuesday.")
    before = Edition.objects.count()

    published = decide(researcher, public_claim, "publish")
    retracted = decide(researcher, public_claim, "retract", note="No.")
    sent_back = decide(researcher, public_claim, "send-back", note="No.")

    assert "You may not publish claims." in " ".join(messages_of(published))
    assert "You may not retract claims." in " ".join(messages_of(retracted))
    assert sent_back.status_code == 403
    assert Edition.objects.count() == before


def test_decision_on_what_changed_meanwhile_is_refused(researcher, editor, public_claim):
    submitted(researcher, public_claim, statement="They met on Tuesday.")
    context = editor.get(review_page(public_claim)).context
    submitted(researcher, public_claim, statement="They met on Friday.")

    response = editor.post(review_page(public_claim), {"verb": "publish", "seen": context["seen"]})

    assert "It was changed after you opened the review: look again." in " ".join(
        messages_of(response)
    )
    assert Page.objects.get(ref="a-claim").title == "They met on Monday."
    assert "They met on Friday." in response.content.decode()


@pytest.mark.parametrize("seen", ["", "[]", "nonsense", '{"x": 1}', "{}"])
def test_decision_without_having_looked_is_refused(researcher, editor, public_claim, seen):
    submitted(researcher, public_claim, statement="They met on Tuesday.")

    editor.post(review_page(public_claim), {"verb": "publish", "seen": seen})

    assert Page.objects.get(ref="a-claim").title == "They met on Monday."


def test_correction_carries_its_note(researcher, editor, public_claim):
    submitted(researcher, public_claim, statement="They met on Tuesday.")

    decide(editor, public_claim, "correct", note="We had the wrong day.")

    edition = Edition.objects.first()
    assert (edition.action, edition.note) == ("corrected", "We had the wrong day.")
    assert LogEntry.objects.latest("pk").change_message == "Corrected. We had the wrong day."


def test_correction_without_a_note_is_refused(researcher, editor, public_claim):
    submitted(researcher, public_claim, statement="They met on Tuesday.")

    response = decide(editor, public_claim, "correct", note="  ")

    assert "Readers must be told what was wrong." in " ".join(messages_of(response))


def test_retraction_gives_its_reason(editor, public_claim):
    decide(editor, public_claim, "retract", note="The source withdrew it.")

    edition = Edition.objects.first()
    assert (edition.action, edition.note) == ("retracted", "The source withdrew it.")
    assert LogEntry.objects.latest("pk").change_message == "Retracted. The source withdrew it."


def test_retraction_without_a_reason_keeps_what_was_typed_elsewhere(editor, public_claim):
    response = decide(editor, public_claim, "retract", note="")

    assert "Readers must be told why." in " ".join(messages_of(response))
    assert Page.objects.get(ref="a-claim").state == "public"


def test_retraction_of_a_page_that_changed_meanwhile_is_refused(researcher, editor, public_claim):
    edition = editor.get(review_page(public_claim)).context["edition"]
    submitted(researcher, public_claim, statement="They met on Tuesday.")
    publish(copies=[public_claim], by=None)

    response = editor.post(
        review_page(public_claim), {"verb": "retract", "edition": edition, "note": "Wrong day."}
    )

    assert "has changed since you opened it" in " ".join(messages_of(response))
    assert Page.objects.get(ref="a-claim").state == "public"


def test_source_that_claims_rest_on_is_not_retracted_alone(editor, public_claim):
    source = public_claim.citations.get().source

    response = decide(editor, source, "retract", note="Withdrawn.")

    assert "It rests on what you retract" in " ".join(messages_of(response))


def test_sent_back_with_a_comment_that_the_author_finds(researcher, editor, public_claim):
    submitted(researcher, public_claim, statement="They met on Tuesday.")

    decide(editor, public_claim, "send-back", note="Which Tuesday?")

    public_claim.refresh_from_db()
    assert public_claim.submitted_at is None
    assert "Which Tuesday?" in researcher.get(change_page(public_claim)).content.decode()
    listed = researcher.get(list_page("claim"), {"review": "sent-back"})
    assert set(listed.context["cl"].queryset) == {public_claim}


def test_sent_back_without_a_comment_is_refused(researcher, editor, public_claim):
    submitted(researcher, public_claim, statement="They met on Tuesday.")

    response = decide(editor, public_claim, "send-back", note=" ")

    assert "Say what should be changed" in " ".join(messages_of(response))
    assert Claim.objects.waiting_for_review().exists()


def test_sending_back_what_changed_meanwhile_is_refused(researcher, editor, public_claim):
    submitted(researcher, public_claim, statement="They met on Tuesday.")
    version = editor.get(review_page(public_claim)).context["copy"].version
    submitted(researcher, public_claim, statement="They met on Friday.")

    response = editor.post(
        review_page(public_claim), {"verb": "send-back", "version": version, "note": "Which?"}
    )

    assert "look again" in " ".join(messages_of(response))
    assert Claim.objects.waiting_for_review().exists()


def test_submitted_from_the_review(researcher):
    claim = make.a_claim()

    decide(researcher, claim, "submit")

    claim.refresh_from_db()
    assert claim.submitted_by == researcher.user
    assert LogEntry.objects.latest("pk").change_message == "Submitted for review."
