"""A claim is written at the desk, and its quotes are proven before they are stored."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tracker.models import Citation, Claim

from .browsing import (
    ONE_OF,
    add_page,
    change_page,
    errors_of,
    filled_in,
    messages_of,
    press_save,
    with_row,
)

QUOTE = "No paper was signed"


def citing(client, claim, source, quote, **fields):
    """Add a citation to a claim by quote, and press Save."""
    data = filled_in(client.get(change_page(claim)))
    row = {"source": source.pk, "quote": quote, "stance": "supports", **fields}
    return press_save(client, change_page(claim), with_row(data, "citations", **row))


def test_quote_is_right_and_gets_its_anchor(researcher):
    source, claim = make.a_source(), make.a_claim(source=False)

    response = citing(researcher, claim, source, QUOTE)

    assert errors_of(response) == {}
    citation = claim.citations.get()
    content = source.texts.get().content
    assert (citation.state, citation.paragraph) == ("exact", 3)
    assert content[citation.start : citation.end] == QUOTE
    assert citation.text_sha256 == source.texts.get().sha256


def test_quote_differs_in_typography_and_is_folded(researcher):
    source, claim = make.a_source(), make.a_claim(source=False)

    citing(researcher, claim, source, 'both sides "would go on  talking" for')

    assert claim.citations.get().state == "folded"


def test_quote_is_wrong_by_one_word_and_the_nearest_passage_is_shown(researcher):
    source, claim = make.a_source(), make.a_claim(source=False)

    response = citing(researcher, claim, source, "No treaty was signed")

    (error,) = errors_of(response)["citations-0-quote"]
    assert "Nearest passage: “No paper was signed" in error
    assert "<del>treaty</del>" in error
    assert "<ins>paper</ins>" in error
    assert not claim.citations.exists()
    assert "No treaty was signed" in filled_in(response)["citations-0-quote"]


def test_nearest_passage_is_shown_as_text(researcher):
    source = make.a_source(text="They <b>never</b> met & talked in the harbour town.")
    claim = make.a_claim(source=False)

    response = citing(researcher, claim, source, "They <b>seldom</b> met & talked in the harbour")

    html = response.content.decode()
    assert "<b>never" not in html
    assert "&lt;b&gt;never" in html


def test_quote_stands_there_twice_and_the_paragraph_decides(researcher):
    source = make.a_source(text="They met again.\nThey met again.")
    claim = make.a_claim(source=False)

    (error,) = errors_of(citing(researcher, claim, source, "They met"))["citations-0-quote"]
    accepted = citing(researcher, claim, source, "They met", paragraph=2)

    assert "more than once (paragraphs 1, 2)" in error
    assert errors_of(accepted) == {}
    assert claim.citations.get().start == 16


def test_other_words_from_another_paragraph_need_no_new_paragraph(researcher):
    source = make.a_source()
    claim = make.a_claim(source=source, quote="The delegations met")
    data = filled_in(researcher.get(change_page(claim)))

    data["citations-0-quote"] = QUOTE
    response = press_save(researcher, change_page(claim), data)

    assert errors_of(response) == {}
    assert claim.citations.get().paragraph == 3


def test_paragraph_typed_is_believed(researcher):
    source = make.a_source()
    claim = make.a_claim(source=False)

    response = citing(researcher, claim, source, QUOTE, paragraph=1)

    (error,) = errors_of(response)["citations-0-quote"]
    assert "in paragraph 1" in error


def test_text_of_the_source_is_not_held_and_the_remedy_is_told(researcher):
    source, claim = make.a_source(text=None), make.a_claim(source=False)

    response = citing(researcher, claim, source, QUOTE)

    (error,) = errors_of(response)["citations-0-source"]
    assert "Add the text to the source first" in error
    assert not claim.citations.exists()


def test_unheld_citation_stays_when_other_things_change(researcher):
    source, claim = make.a_source(text=None), make.a_claim(source=False)
    Citation.objects.create(
        claim=claim,
        source=source,
        quote=QUOTE,
        start=0,
        end=19,
        passage_sha256="a" * 64,
        text_sha256="b" * 64,
        state="unheld",
    )
    data = filled_in(researcher.get(change_page(claim)))

    response = press_save(researcher, change_page(claim), {**data, "note": "Another note."})

    assert errors_of(response) == {}
    assert claim.citations.get().state == "unheld"


def test_person_is_named_or_described_not_both(researcher):
    source, claim = make.a_source(), make.a_claim(source=False)

    response = citing(
        researcher, claim, source, QUOTE, quoted=make.an_actor().pk, quoted_as="a diplomat"
    )

    assert "not both" in errors_of(response)["citations-0-quoted_as"][0]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("happened", "June 2025", "EDTF"),
        ("ref", "Capital Letters", "small Latin letters"),
        ("statement", "x" * 1001, "at most 1000 characters"),
        ("statement", "a\x00b", "Null characters are not allowed"),
        ("posture", "demands", "Only a claim of kind position"),
    ],
)
def test_field_is_wrong_and_the_message_says_how(researcher, field, value, words):
    claim = make.a_claim()
    data = filled_in(researcher.get(change_page(claim)))

    response = press_save(researcher, change_page(claim), {**data, field: value})

    said = " ".join(error for errors in errors_of(response).values() for error in errors)
    assert words in said
    assert Claim.objects.get().statement == claim.statement


def test_passage_stands_in_its_paragraph_beside_its_citation(researcher):
    claim = make.a_claim(source=make.a_source(), quote="12 of the 30 points")

    html = researcher.get(change_page(claim)).content.decode()

    assert "and <mark>12 of the 30 points</mark> stayed open." in html


def test_claim_written_from_a_source_begins_with_its_citation(researcher):
    source = make.a_source()
    address = f"{add_page('claim')}?source={source.pk}"
    data = filled_in(researcher.get(address))

    alone = press_save(
        researcher, address, {**data, "ref": "one-claim", "statement": "S.", "kind": "event"}
    )
    cited = {"ref": "two-claim", "statement": "S.", "kind": "event", "citations-0-quote": QUOTE}
    press_save(researcher, address, {**data, **cited})

    assert errors_of(alone) == {}
    assert not Claim.objects.get(ref="one-claim").citations.exists()
    assert Claim.objects.get(ref="two-claim").citations.get().source == source


def test_damaged_link_to_a_new_claim_is_harmless(researcher):
    assert researcher.get(f"{add_page('claim')}?source=nonsense").status_code == 200


def test_saving_makes_the_editor_a_contributor(researcher):
    claim = make.a_claim()
    data = filled_in(researcher.get(change_page(claim)))

    press_save(researcher, change_page(claim), {**data, "note": "Inferred."})

    claim.refresh_from_db()
    assert set(claim.contributors.all()) == {researcher.user}
    assert claim.version == 2


def test_saving_an_unchanged_form_changes_nothing(researcher):
    claim = make.a_claim(note="Two\nlines.")
    data = filled_in(researcher.get(change_page(claim)))

    press_save(researcher, change_page(claim), {**data, "note": "Two\r\nlines."})

    claim.refresh_from_db()
    assert set(claim.contributors.all()) == set()
    assert (claim.version, claim.note) == (1, "Two\nlines.")


def test_change_in_a_row_below_counts_as_a_change_of_the_claim(researcher):
    claim = make.a_claim()
    data = filled_in(researcher.get(change_page(claim)))

    press_save(researcher, change_page(claim), {**data, "citations-0-note": "Said aloud."})

    claim.refresh_from_db()
    assert set(claim.contributors.all()) == {researcher.user}
    assert claim.version == 2


def test_save_and_submit_asks_for_a_review(researcher):
    claim = make.a_claim()
    data = filled_in(researcher.get(change_page(claim)))

    response = press_save(researcher, change_page(claim), {**data, "note": "N."}, "_submit")

    claim.refresh_from_db()
    assert claim.submitted_by == researcher.user
    assert "Submitted: somebody else can now review it." in messages_of(response)


def test_change_takes_the_claim_back_from_review(researcher, editor):
    claim = make.a_claim()
    data = filled_in(researcher.get(change_page(claim)))
    press_save(researcher, change_page(claim), {**data, "note": "N."}, "_submit")

    data = filled_in(editor.get(change_page(claim)))
    press_save(editor, change_page(claim), {**data, "note": "Other."})

    claim.refresh_from_db()
    assert claim.submitted_at is None


@pytest.mark.parametrize("kind", ["claim", "actor", "round"])
def test_form_takes_as_many_queries_for_many_rows(editor, kind):
    copies = {}
    for rows in (1, 6):
        copy = copies[rows] = ONE_OF[kind]()
        basis = make.a_claim()
        for _ in range(rows):
            if kind == "claim":
                actor, source = make.an_actor(), make.a_source()
                make.a_citation(copy, source, "No paper was signed", quoted=actor, origin=source)
                copy.roles.create(actor=actor, role="subject")
                make.contradict(copy, make.a_claim())
            elif kind == "actor":
                copy.affiliations.create(organisation=make.an_actor(), office="head", basis=basis)
            else:
                copy.participations.create(actor=make.an_actor(), role="party", basis=basis)

    editor.get(change_page(copies[1]))  # content types are asked for once
    costs = []
    for copy in copies.values():
        with CaptureQueriesContext(connection) as captured:
            html = editor.get(change_page(copy)).content.decode()
        costs.append(len(captured))

    assert costs[0] == costs[1]
    if kind == "claim":
        assert all(
            f">{row.quoted}</option>" in html for row in copy.citations.filter(quoted__isnull=False)
        )
