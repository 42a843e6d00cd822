"""The lists of working copies: what they show, in how many queries, and what may be done there."""

import pytest
from django.contrib.admin.models import LogEntry

from tests import factories as make
from tracker.models import WORKING_COPIES, Claim
from tracker.record.models import Edition, Page

from .browsing import change_page, filled_in, list_page, messages_of, press_save


def one_of_everything():
    """One of each kind, with all that its document is built from."""
    source, actor, issue = make.a_source(), make.an_actor(), make.an_issue()
    issue.parent = make.an_issue()
    issue.save()
    source.derives_from.add(make.a_source(text=None))
    claim = make.a_claim(source=source, issues=[issue], actors=[("subject", actor)])
    make.contradict(claim, make.a_claim(source=source))
    actor.names.create(name="Another name", language="en", kind="alias")
    actor.affiliations.create(organisation=make.an_actor(), office="member", basis=claim)
    round_ = make.a_round(date="2025-06", date_basis=claim)
    round_.participations.create(actor=actor, role="party", basis=claim)
    claim.rounds.add(round_)


def shown(client, kind, **query):
    response = client.get(list_page(kind), query)
    return {row.ref: row.standing for row in response.context["cl"].result_list}


def act(client, kind, action, copies, **fields):
    """Choose an action, look at what it asks, and confirm it."""
    data = {"action": f"{action}_selected", "_selected_action": [str(row.pk) for row in copies]}
    asked = client.post(list_page(kind), data)
    if not asked.context or "seen" not in asked.context:
        return asked
    seen = asked.context["seen"]
    return client.post(list_page(kind), {**data, "confirmed": "yes", "seen": seen, **fields})


@pytest.mark.parametrize("kind", WORKING_COPIES)
def test_list_of_what_was_published_is_public_throughout(editor, kind):
    one_of_everything()
    make.publish_all()

    assert set(shown(editor, kind).values()) == {"public"}


def test_standing_tells_drafts_from_changes_from_public_from_retracted(editor):
    _, changed, retracted = (make.a_claim(ref) for ref in ("public", "changed", "gone"))
    make.publish_all()
    Claim.objects.filter(pk=changed.pk).update(statement="Otherwise.")
    act(editor, "claim", "retract", [retracted], note="Not so.")
    make.a_claim("draft")

    assert shown(editor, "claim") == {
        "public": "public",
        "changed": "unpublished changes",
        "gone": "retracted",
        "draft": "draft",
    }


def test_filters_find_what_waits_and_what_is_mine(researcher, editor):
    claim = make.a_claim("mine")
    make.a_claim("other")
    data = filled_in(researcher.get(change_page(claim)))
    press_save(researcher, change_page(claim), {**data, "note": "N."}, "_submit")

    assert set(shown(editor, "claim", review="waiting")) == {"mine"}
    assert set(shown(researcher, "claim", review="mine")) == {"mine"}
    assert set(shown(editor, "claim", review="mine")) == set()
    assert set(shown(editor, "claim", review="sent-back")) == set()


def test_claim_with_many_matching_quotes_is_listed_once(editor):
    source = make.a_source()
    claim = make.a_claim("met", source=source)
    make.a_citation(claim, source, "The delegations met in the harbour")
    make.make_findable()

    found = editor.get(list_page("claim"), {"q": "delegations met"})
    by_state = editor.get(list_page("claim"), {"citations": "exact"})

    assert list(found.context["cl"].result_list) == [claim]
    assert list(by_state.context["cl"].result_list) == [claim]


def test_index_is_in_the_order_of_an_editor(administrator):
    response = administrator.get("/desk/")

    apps = {
        app["app_label"]: [model["object_name"] for model in app["models"]]
        for app in response.context["app_list"]
    }
    assert list(apps) == ["tracker", "auth"]
    assert apps["tracker"] == ["Source", "Claim", "Actor", "Process", "Round", "Issue"]


def test_publishing_several_brings_what_they_need(editor):
    source, actor = make.a_source(), make.an_actor()
    claims = [make.a_claim(source=source, actors=[("subject", actor)]) for _ in range(2)]

    response = act(editor, "claim", "publish", claims)

    assert response.status_code == 302
    assert set(Page.objects.public().values_list("key", flat=True)) == {
        copy.pk for copy in [source, actor, *claims]
    }


def test_publishing_is_all_or_nothing(editor, researcher):
    claims = [make.a_claim(), make.a_claim(source=False)]

    response = act(editor, "claim", "publish", claims)

    said = " ".join(messages_of(response))
    assert "No evidence" in said
    assert "Nothing was changed in public." in said
    assert not Edition.objects.exists()


def test_what_changed_while_the_editor_was_asked_is_refused(editor):
    claim = make.a_claim()
    data = {"action": "publish_selected", "_selected_action": str(claim.pk)}
    seen = editor.post(list_page("claim"), data).context["seen"]
    Claim.objects.update(statement="Otherwise.")

    response = editor.post(list_page("claim"), {**data, "confirmed": "yes", "seen": seen})

    assert "look again" in " ".join(messages_of(response))
    assert not Edition.objects.exists()


def test_own_work_is_refused_with_the_reason(editor):
    claim = make.a_claim()
    claim.contributors.add(editor.user)

    response = act(editor, "claim", "publish", [claim])

    assert "somebody else must publish it" in " ".join(messages_of(response))


def test_own_work_that_is_needed_too_is_refused(editor):
    source = make.a_source("own-source")
    source.contributors.add(editor.user)

    response = act(editor, "claim", "publish", [make.a_claim(source=source)])

    assert "source own-source, by: You had a hand in this change" in " ".join(messages_of(response))


@pytest.mark.parametrize("verb", ["correct", "retract"])
def test_note_is_asked_for(editor, verb):
    claim = make.a_claim()
    make.publish_all()
    before = Edition.objects.count()

    response = act(editor, "claim", verb, [claim], note=" ")

    assert "Readers must be told" in " ".join(messages_of(response))
    assert Edition.objects.count() == before


def test_correction_of_several_carries_one_note(editor):
    claims = [make.a_claim(), make.a_claim()]
    make.publish_all()
    Claim.objects.update(note="Inferred.")

    act(editor, "claim", "correct", claims, note="We\r\nhad it wrong.")

    newest = Edition.objects.filter(action="corrected")
    assert {(edition.key, edition.note) for edition in newest} == {
        (claim.pk, "We\nhad it wrong.") for claim in claims
    }


def test_correction_brings_what_it_needs_and_notes_only_what_was_public(editor):
    claim = make.a_claim()
    make.publish_all()
    actor = make.an_actor()
    claim.roles.create(actor=actor, role="subject")

    act(editor, "claim", "correct", [claim], note="We left one out.")

    newest = {edition.key: edition for edition in Edition.objects.all()[:2]}
    assert (newest[claim.pk].action, newest[claim.pk].note) == ("corrected", "We left one out.")
    assert (newest[actor.pk].action, newest[actor.pk].note) == ("published", "")
    logged = set(LogEntry.objects.values_list("object_id", "change_message"))
    assert logged == {
        (str(claim.pk), "Corrected. We left one out."),
        (str(actor.pk), "Published."),
    }


def test_researcher_submits_several(researcher):
    claims = {make.a_claim(), make.a_claim()}

    act(researcher, "claim", "submit", claims)

    assert set(Claim.objects.waiting_for_review()) == claims


def test_more_than_anybody_can_have_looked_at_is_refused(editor, monkeypatch):
    monkeypatch.setattr("tracker.desk.admin.actions.MOST_AT_ONCE", 1)
    claims = [make.a_claim(), make.a_claim()]

    response = act(editor, "claim", "publish", claims)

    assert "Select at most 1 at once." in messages_of(response)
    assert not Edition.objects.exists()


def test_selecting_all_pages_reaches_the_question(editor):
    claims = {make.a_claim() for _ in range(3)}
    data = {"action": "publish_selected", "select_across": "1", "index": "0"}

    asked = editor.post(
        list_page("claim"), {**data, "_selected_action": str(next(iter(claims)).pk)}
    )

    assert set(asked.context["copies"]) == claims
    html = asked.content.decode()
    assert all(f'value="{claim.pk}"' in html for claim in claims)
