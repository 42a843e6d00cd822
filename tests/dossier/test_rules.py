"""What the first dossier must hold to, read from its sheets alone."""

import re

import pytest

from tests.dossier.conftest import rows_of


def items(cell):
    return [item for item in cell.split("|") if item]


def words(quote):
    return re.findall(r"\w+(?:[’'-]\w+)*", quote.replace("[…]", " "))


def test_every_claim_is_supported_and_not_by_context_alone(claims, citations):
    assert {
        ref for ref in claims if not any(row["stance"] == "supports" for row in citations[ref])
    } == set()


def test_every_citation_belongs_to_a_claim(claims, citations):
    assert set(citations) <= set(claims)


def test_quotes_have_at_most_25_words(citations):
    assert {
        (ref, row["quote"])
        for ref, rows in citations.items()
        for row in rows
        if len(words(row["quote"])) > 25
    } == set()


def test_statements_are_sentences_without_quotation_marks(claims):
    assert {
        row["statement"]
        for row in claims.values()
        if not row["statement"].endswith(".") or re.search('["“”„«»‘]', row["statement"])
    } == set()


def test_positions_have_holder_issue_and_posture(claims):
    assert {
        ref
        for ref, row in claims.items()
        if row["kind"] == "position"
        and not ("holder:" in row["actors"] and row["issue_refs"] and row["posture"])
    } == set()


def test_inferred_times_have_their_reason(claims):
    assert {
        ref
        for ref, row in claims.items()
        if row["happened"] and row["happened_stated"] == "no" and not row["note"]
    } == set()


def test_contradictions_have_their_reason():
    assert [
        row for row in rows_of("relations") if row["kind"] == "contradicts" and not row["reason"]
    ] == []


def test_contradictions_are_listed_once():
    pairs = [
        frozenset((row["from_ref"], row["to_ref"]))
        for row in rows_of("relations")
        if row["kind"] == "contradicts"
    ]
    assert len(pairs) == len(set(pairs))


def test_people_are_named_or_described_not_both(citations):
    assert [
        row for rows in citations.values() for row in rows if row["quoted_ref"] and row["quoted_as"]
    ] == []


def used(column, *, prefixed=False):
    return {
        item.split(":")[-1] if prefixed else item
        for row in rows_of("claims")
        for item in items(row[column])
    }


def test_every_actor_is_used():
    in_claims = used("actors", prefixed=True) | used("quoted_ref")
    in_rounds = {row["actor_ref"] for row in rows_of("participations")}
    offices = {row["organisation_ref"] for row in rows_of("affiliations")}
    assert {row["ref"] for row in rows_of("actors")} - in_claims - in_rounds - offices == set()


@pytest.mark.parametrize(("sheet", "column"), [("rounds", "round_refs"), ("issues", "issue_refs")])
def test_every_round_and_issue_is_spoken_of(sheet, column):
    assert {row["ref"] for row in rows_of(sheet)} - used(column) == set()


def test_every_source_is_cited_or_credited():
    derived = {item for row in rows_of("sources") for item in items(row["derives_from_refs"])}
    cited = used("source_ref") | used("origin_ref") | derived
    assert {row["ref"] for row in rows_of("sources")} - cited == set()


def test_round_facts_rest_on_a_claim_or_a_reason(claims):
    bare = []
    for row in rows_of("rounds"):
        for fact in ("date", "venue", "outcome"):
            if row[fact] in ("", "unknown"):
                continue
            basis, reason = row[f"{fact}_basis_ref"], row.get(f"{fact}_inference")
            if not (basis in claims or reason):
                bare.append((row["ref"], fact))
    assert bare == []


@pytest.mark.parametrize("sheet", ["participations", "affiliations"])
def test_parts_and_offices_rest_on_a_claim_or_a_reason(sheet, claims):
    assert [
        row for row in rows_of(sheet) if not (row["basis_ref"] in claims or row["inference"])
    ] == []


def test_each_actor_has_one_canonical_name():
    canonical = [row["actor_ref"] for row in rows_of("names") if row["kind"] == "canonical"]
    assert sorted(canonical) == sorted(row["ref"] for row in rows_of("actors"))
