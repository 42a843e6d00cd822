"""The panel of the reading desk: what it offers, and what it refuses and why."""

import pytest

from tests import factories as make
from tracker.models import Citation, Claim

from .citing import LONG, NEW, PASSAGE, desk_of, errors_in, opened, saved


def test_long_passage_of_a_quote_only_source_is_offered_shortened(researcher):
    source = make.a_source(text=LONG)

    saved(researcher, source, LONG, **NEW)

    citation = Citation.objects.get()
    assert citation.quote.startswith("word0 word1 ")
    assert " […] " in citation.quote
    assert (citation.start, citation.end, citation.state) == (0, len(LONG), "exact")


def test_long_passage_of_an_open_source_stays_whole(researcher):
    source = make.a_source(text=LONG, rights="open")

    saved(researcher, source, LONG, **NEW)

    assert Citation.objects.get().quote == LONG


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"quote": "No treaty was signed"}, "quote", "<del>treaty</del>"),
        ({"quote": ""}, "quote", "required"),
        ({"quote": LONG}, "quote", "40 words: of a quote-only source readers may get 25"),
        ({"statement": ""}, "statement", "required"),
        ({"kind": ""}, "kind", "required"),
        ({"happened": "June 2025"}, "happened", "EDTF"),
        ({"posture": "demands"}, "__all__", "Only a claim of kind position"),
        ({"speaker": "Nobody"}, "speaker", "Nothing here is called so"),
        ({"credited": "Twin"}, "credited", "Several are called so: type one of twin-1, twin-2"),
        ({"claim": "nonsense"}, "panel", "Choose the claim"),
        ({"claim": ""}, "panel", "Choose the claim"),
    ],
)
def test_refusal_says_why_and_keeps_what_was_typed(researcher, fields, field, words):
    source = make.a_source()
    for number in (1, 2):
        make.a_source(f"twin-{number}", title="Twin")

    response = saved(researcher, source, PASSAGE, **{**NEW, "note": "Typed.", **fields})

    assert response.status_code == 200
    assert words in " ".join(map(str, errors_in(response)[field]))
    assert response.context["panel"].evidence["note"].value() == "Typed."
    assert not Claim.objects.exists()


def test_actor_that_is_not_named_so_is_refused_with_the_tick_kept(researcher):
    source, actor = make.a_source(), make.an_actor(name="Harbour")

    response = saved(
        researcher, source, PASSAGE, **NEW, **{f"actor-{actor.pk}": "on", "actor-named-1": "Nix"}
    )

    form = response.context["panel"].concerning
    assert "Nothing here is called so" in form.errors["actor-named-1"][0]
    assert form[f"actor-{actor.pk}"].value() is True


def test_person_is_named_or_described_not_both(researcher):
    source, actor = make.a_source(), make.an_actor()

    response = saved(researcher, source, PASSAGE, **NEW, speaker=actor.name, quoted_as="a diplomat")

    assert "not both" in errors_in(response)["quoted_as"][0]


def test_same_words_are_not_cited_twice_for_one_claim(researcher):
    source = make.a_source()
    claim = make.a_claim(source=source, quote=PASSAGE)

    response = saved(researcher, source, PASSAGE, claim=str(claim.pk))

    assert errors_in(response) == {"panel": ["This claim cites just these words already."]}
    assert claim.citations.count() == 1


def test_most_similar_claims_come_first_and_drafts_are_among_them(researcher):
    source = make.a_source()
    make.a_claim("other", statement="Prices rose in the spring.")
    make.a_claim("near", statement="No paper was signed by the delegations.")
    make.a_claim("nearer", statement="No paper was signed.")

    panel = researcher.get(desk_of(source), {"start": 130, "end": 149}).context["panel"]

    assert panel.passage == "No paper was signed"
    assert [claim.ref for claim in panel.suggestions] == ["nearer", "near"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("prices", {"rising"}),
        ("PRIC spr", {"rising"}),
        ("rising", {"rising"}),
        ("ніч", {"night"}),
        ("prices winter", set()),
    ],
)
def test_claims_are_searched_for_without_a_script(researcher, typed, found):
    source = make.a_source()
    make.a_claim("rising", statement="Prices rose in the spring.")
    make.a_claim("night", statement="Нічого не було.")
    make.make_findable()

    response = saved(researcher, source, PASSAGE, verb="search", q=typed, statement="Half a sen")

    panel = response.context["panel"]
    assert {claim.ref for claim in panel.suggestions} == found
    assert panel.claim_form["statement"].value() == "Half a sen"
    assert not Citation.objects.filter(source=source).exists()


def test_limit_of_the_comparison_is_told(researcher, monkeypatch):
    from tracker.desk import reading_claims, reading_panel

    for module in (reading_claims, reading_panel):
        monkeypatch.setattr(module, "MOST_COMPARED", 1)
    source = make.a_source()
    make.a_claim(statement="Old one.")

    html = saved(researcher, source, PASSAGE, verb="search", q="").content.decode()

    assert "Only the 1 claims changed last were looked at." in html


def test_ref_is_made_of_the_statement_and_no_other_claim_has_it(researcher):
    source = make.a_source()
    make.a_claim("they-signed-nothing")

    saved(researcher, source, PASSAGE, **NEW)
    saved(researcher, source, "The delegations met", statement="Ні.", kind="event")

    refs = set(Claim.objects.values_list("ref", flat=True)) - {"they-signed-nothing"}
    assert "they-signed-nothing-2" in refs
    assert any(ref.startswith("claim-") for ref in refs)


@pytest.mark.parametrize("claims", [1, 9])
def test_search_by_script_gets_the_claims_alone(researcher, django_assert_num_queries, claims):
    source = make.a_source()
    for number in range(claims):
        make.a_claim(statement=f"Prices rose {number}.", source=source, quote="Monday")
    make.make_findable()
    data = {**opened(researcher, source, PASSAGE), "verb": "search", "q": "prices"}

    with django_assert_num_queries(8):
        response = researcher.post(desk_of(source), data, headers={"X-Part": "claims"})

    html = response.content.decode()
    assert html.count('name="claim"') == min(claims, 5)
    assert "<html" not in html


def test_form_that_comes_back_after_a_login_is_shown_filled_and_stores_nothing(researcher):
    source = make.a_source()
    data = {**opened(researcher, source, PASSAGE), **NEW, "_refill": "1"}

    panel = researcher.post(desk_of(source), data).context["panel"]

    assert panel.claim_form["statement"].value() == NEW["statement"]
    assert not Claim.objects.exists()
