"""Hostile text is shown as text on every screen of the desk, or refused with a clear message."""

import pytest

from tests import factories as make
from tracker.models import WORKING_COPIES, Claim

from .browsing import (
    change_page,
    errors_of,
    filled_in,
    list_page,
    messages_of,
    press_save,
    review_page,
)

SCRIPT = "<script>alert(1)</script>"
TURNED = "\u202etxet denrut\u2066"
HOSTILE = f"{SCRIPT}{TURNED}{{{{ 7 }}}}{{% now %}}\"'>"
MEGABYTE = "word " * 200_000


def a_hostile_desk():
    """One of each kind, with hostile text in every field that takes text."""
    source = make.a_source(
        text=f"{HOSTILE} They met in the town.",
        title=HOSTILE,
        publisher=HOSTILE,
        author=HOSTILE,
        note=HOSTILE,
    )
    actor = make.an_actor(name=HOSTILE, description=HOSTILE)
    actor.names.create(name=HOSTILE, language="en", kind="alias")
    actor.affiliations.create(
        organisation=make.an_actor(name=HOSTILE), office=HOSTILE, inference=HOSTILE
    )
    process = make.a_process(title=HOSTILE, summary=HOSTILE)
    round_ = make.a_round(
        process=process, title=HOSTILE, venue=HOSTILE, venue_inference=HOSTILE, summary=HOSTILE
    )
    round_.participations.create(actor=actor, role="party", inference=HOSTILE)
    issue = make.an_issue(title=HOSTILE, summary=HOSTILE)
    claim = make.a_claim(
        source=False, statement=HOSTILE, note=HOSTILE, issues=[issue], rounds=[round_]
    )
    make.a_citation(claim, source, "They met in the town", quoted_as=HOSTILE, note=HOSTILE)
    make.contradict(claim, make.a_claim(source=source, quote="They met"), reason=HOSTILE)
    claim.roles.create(actor=actor, role="subject")
    type(claim).objects.filter(pk=claim.pk).update(review_comment=HOSTILE)
    return {
        "source": source,
        "actor": actor,
        "process": process,
        "round": round_,
        "issue": issue,
        "claim": claim,
    }


def assert_shown_as_text(response):
    assert response.status_code == 200
    html = response.content.decode()
    assert "<script>alert" not in html
    assert "\"'>" not in html.replace("=\"'>", "")


@pytest.mark.parametrize("kind", WORKING_COPIES)
def test_markup_is_shown_as_text_on_every_screen(administrator, kind):
    copy = a_hostile_desk()[kind]
    pages = [
        list_page(kind),
        change_page(copy),
        review_page(copy),
        change_page(copy).replace("/change/", "/history/"),
        change_page(copy).replace("/change/", "/delete/"),
    ]

    for page in pages:
        assert_shown_as_text(administrator.get(page))


def test_markup_is_shown_as_text_when_a_decision_is_asked_for(editor):
    copies = a_hostile_desk()
    data = {"action": "publish_selected", "_selected_action": str(copies["claim"].pk)}

    assert_shown_as_text(editor.post(list_page("claim"), data))


def test_markup_is_shown_as_text_in_the_comparison(editor):
    claim = a_hostile_desk()["claim"]
    make.publish_all()
    Claim.objects.filter(pk=claim.pk).update(statement=f"{SCRIPT} otherwise")

    assert_shown_as_text(editor.get(review_page(claim)))


def test_markup_is_shown_as_text_in_recent_actions_and_messages(editor):
    claim = make.a_claim()
    data = filled_in(editor.get(change_page(claim)))
    saved = press_save(editor, change_page(claim), {**data, "statement": HOSTILE})

    assert any(SCRIPT in message or "&lt;script" in message for message in messages_of(saved))
    assert_shown_as_text(editor.get("/desk/"))
    assert_shown_as_text(editor.get(change_page(claim)))


def test_autocomplete_answers_json(editor):
    make.an_actor(name=HOSTILE)
    query = {"app_label": "tracker", "model_name": "claimactor", "field_name": "actor"}

    response = editor.get("/desk/autocomplete/", query)

    assert response["Content-Type"] == "application/json"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert {row["text"] for row in response.json()["results"]} == {HOSTILE}


@pytest.mark.parametrize("field", ["statement", "citations-0-quote", "ref"])
def test_megabyte_in_a_short_field_is_refused(editor, field):
    claim = make.a_claim()
    data = filled_in(editor.get(change_page(claim)))

    response = press_save(editor, change_page(claim), {**data, field: MEGABYTE})

    assert any("at most" in error for error in errors_of(response)[field])


def test_megabyte_in_a_long_field_is_stored_shown_and_reviewed(editor):
    claim = make.a_claim()
    make.publish_all()
    data = filled_in(editor.get(change_page(claim)))

    saved = press_save(editor, change_page(claim), {**data, "note": MEGABYTE})

    assert errors_of(saved) == {}
    for page in (change_page(claim), review_page(claim), list_page("claim")):
        assert editor.get(page).status_code == 200


def test_text_of_a_megabyte_in_one_paragraph_is_shown_in_part(editor):
    source = make.a_source(text=f"{MEGABYTE}They met in the town. {MEGABYTE}")
    claim = make.a_claim(source=source, quote="They met in the town")

    html = editor.get(review_page(claim)).content.decode()

    assert "<mark>They met in the town</mark>" in html
    assert len(html) < 100_000


def test_source_text_of_a_megabyte_is_held_and_not_sent_to_every_page(editor):
    source = make.a_source(text=MEGABYTE)

    assert len(editor.get(change_page(source)).content) < 200_000


@pytest.mark.parametrize("note", [HOSTILE, MEGABYTE])
def test_comment_of_a_reviewer_is_shown_as_text(researcher, editor, note):
    claim = make.a_claim()
    data = filled_in(researcher.get(change_page(claim)))
    press_save(researcher, change_page(claim), {**data, "note": "N."}, "_submit")

    editor.post(review_page(claim), {"verb": "send-back", "note": note, "version": 2})

    assert_shown_as_text(researcher.get(change_page(claim)))
    assert_shown_as_text(researcher.get(change_page(claim).replace("/change/", "/history/")))
