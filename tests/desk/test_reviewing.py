"""The review shows exactly what would change in public, and what stands in the way."""

import pytest

from tests import factories as make
from tracker.models import Actor, Source, merge_actors
from tracker.record.models import Page

from .browsing import decide, list_page, messages_of, review_page, submitted

#: Of one review: who asks, the copy, its document, what it needs, the page, the passages; and most
#: of all the rehearsal, which publishes it and takes that back.
QUERIES = 102


def changed_fields(client, copy):
    rows = client.get(review_page(copy)).context["changes"]
    return {row.field: (row.before, row.after) for row in rows if row.is_change}


def test_changed_claim_is_shown_old_beside_new(researcher, editor, public_claim):
    submitted(researcher, public_claim, statement="They met on Tuesday.")

    fields = changed_fields(editor, public_claim)
    html = editor.get(review_page(public_claim)).content.decode()

    assert fields == {"statement": ("They met on Monday.", "They met on Tuesday.")}
    assert "<del>Monday.</del>" in html
    assert "<ins>Tuesday.</ins>" in html


def test_changed_citation_marks_only_its_own_line(researcher, editor, public_claim):
    make.a_citation(public_claim, make.a_source(), "No paper was signed", note="At first.")
    make.publish_all()
    submitted(researcher, public_claim, **{"citations-1-note": "At last."})

    rows = editor.get(review_page(public_claim)).context["changes"]
    (row,) = [row for row in rows if row.is_change]

    assert row.field == "citations"
    assert row.marked.count("<del>") == row.marked.count("<ins>") == 1
    assert "<del>first.</del>" in row.marked


def test_new_claim_shows_nothing_on_the_side_of_the_readers(editor):
    claim = make.a_claim(statement="They met.")

    fields = changed_fields(editor, claim)

    assert fields["statement"] == ("", "They met.")


def test_every_passage_stands_in_its_paragraph(editor, public_claim):
    make.a_citation(public_claim, make.a_source(), "12 of the […] points")

    html = editor.get(review_page(public_claim)).content.decode()

    assert "<mark>The delegations met</mark> in the harbour town on Monday." in html
    assert "and <mark>12 of the 30 points</mark> stayed open." in html


def test_claim_without_evidence_says_what_keeps_it_back(editor):
    claim = make.a_claim(source=False)

    response = editor.get(review_page(claim))

    assert {problem.field for problem in response.context["problems"]} == {"citations"}
    assert "What keeps it from being published" in response.content.decode()


def test_claim_with_a_missing_quote_can_be_looked_at(editor):
    claim = make.a_claim()
    claim.citations.update(state="missing")

    response = editor.get(review_page(claim))

    assert response.status_code == 200
    assert "before every quote is found" in response.content.decode()


def test_review_names_what_must_be_published_with_it(editor):
    actor, source = make.an_actor(), make.a_source()
    claim = make.a_claim(source=source, actors=[("subject", actor)])

    context = editor.get(review_page(claim)).context

    assert set(context["needed"]) == {actor, source}
    assert context["problems"] == []


def test_publishing_with_what_it_needs_leads_to_a_list_of_it_all(editor):
    source = make.a_source()
    claim = make.a_claim(source=source)

    asked = editor.post(
        list_page("claim"), {"action": "publish_selected", "_selected_action": str(claim.pk)}
    )
    assert set(asked.context["needed"]) == {source}
    editor.post(
        list_page("claim"),
        {
            "action": "publish_selected",
            "_selected_action": str(claim.pk),
            "confirmed": "yes",
            "seen": asked.context["seen"],
        },
    )

    assert set(Page.objects.values_list("ref", flat=True)) == {claim.ref, source.ref}


def test_needed_ones_that_are_ticked_are_published_with_it(editor):
    actor, source = make.an_actor(), make.a_source()
    claim = make.a_claim(source=source, actors=[("subject", actor)])

    decide(editor, claim, "publish", **{"with": [str(actor.pk), str(source.pk)]})

    assert set(Page.objects.values_list("ref", flat=True)) == {claim.ref, source.ref, actor.ref}


def test_needed_one_that_is_not_ticked_keeps_all_of_it_back(editor):
    actor, source = make.an_actor(), make.a_source()
    claim = make.a_claim(source=source, actors=[("subject", actor)])

    response = decide(editor, claim, "publish", **{"with": [str(source.pk)]})

    assert f"refers to actor {actor.ref}, which is not public" in " ".join(messages_of(response))
    assert not Page.objects.exists()


def test_needed_one_of_ones_own_is_not_offered_and_not_published(editor):
    actor, source = make.an_actor(), make.a_source()
    claim = make.a_claim(source=source, actors=[("subject", actor)])
    Actor.touch(pk=actor.pk, version=1, by=editor.user)

    offers = {offer.copy: offer.why_not for offer in _context(editor, claim)["offers"]}
    decide(editor, claim, "publish", **{"with": [str(actor.pk), str(source.pk)]})

    assert offers[source] == ""
    assert offers[actor].startswith("You had a hand in this change")
    assert not Page.objects.exists()


def test_needed_one_that_changed_since_it_was_seen_is_refused(editor):
    source = make.a_source()
    claim = make.a_claim(source=source)
    seen = _context(editor, claim)["seen"]
    Source.objects.filter(pk=source.pk).update(title="Another title")

    data = {"verb": "publish", "seen": seen, "with": [str(source.pk)]}
    response = editor.post(review_page(claim), data)

    assert "look again" in " ".join(messages_of(response))
    assert not Page.objects.exists()


def test_review_tells_grades_and_references_that_follow(editor, public_claim):
    rival = make.a_claim("rival", statement="They never met.", source=make.a_source())
    make.contradict(rival, public_claim)

    rehearsal = _context(editor, rival)["rehearsal"]
    html = editor.get(review_page(rival)).content.decode()

    assert {page.ref: change for page, change in rehearsal.grades.items()} == {
        "rival": ("", "disputed"),
        "a-claim": ("single origin", "disputed"),
    }
    assert "What follows" in html
    assert "not public" in html


def test_review_names_the_addresses_that_a_merge_moves(editor):
    keep, drop = make.an_actor("kept", name="Kept"), make.an_actor("dropped", name="Dropped")
    make.publish_all()
    merge_actors(keep=keep, drop=drop, by=None)

    html = editor.get(review_page(keep)).content.decode()
    decide(editor, keep, "publish")

    assert "Addresses that would lead here" in html
    assert Page.objects.get(ref="dropped").moved_to.ref == "kept"


def _context(client, copy):
    return client.get(review_page(copy)).context


def test_unknown_decision_or_kind_is_not_found(editor, public_claim):
    address = review_page(public_claim)

    assert editor.post(address, {"verb": "burn"}).status_code == 404
    assert editor.get(address.replace("/claim/", "/rumour/")).status_code == 404
    assert editor.get(address.replace("/claim/", "/issue/")).status_code == 404


@pytest.mark.parametrize("citations", [1, 8])
def test_review_takes_as_many_queries_for_many_citations(
    editor, django_assert_num_queries, citations
):
    text = "\n".join(f"Sentence number {number} stands here." for number in range(8))
    claim = make.a_claim(source=False)
    for number in range(citations):
        make.a_citation(claim, make.a_source(text=text), f"Sentence number {number}")

    with django_assert_num_queries(QUERIES):
        editor.get(review_page(claim))
