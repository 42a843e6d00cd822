"""Every worklist finds what its words say, page by page, and nothing else."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tracker import models as desk
from tracker.press import retract
from tracker.press.worklists import WORKLISTS, Count, cursor_from_text

from .worklist_cases import (
    ONE_OF,
    a_claim_without_evidence,
    a_weighty_claim,
    an_inferred_part,
    an_unplaced_quote,
    everything,
    found,
    reasons,
)

pytestmark = pytest.mark.django_db


def test_every_worklist_has_its_case():
    assert set(ONE_OF) == set(WORKLISTS)


@pytest.mark.parametrize("slug", WORKLISTS)
def test_worklist_of_an_orderly_dossier_is_empty(slug):
    source = make.a_source(text="The delegations met.")
    make.a_claim(source=source, statement="They met.")
    make.a_claim(source=source, statement="No paper was ever signed in town.")
    make.publish_all()

    assert found(slug) == set()
    assert WORKLISTS[slug].count().number == 0


@pytest.mark.parametrize("slug", WORKLISTS)
def test_worklist_finds_its_case(slug):
    ONE_OF[slug]("the-case")

    assert "the-case" in found(slug)
    assert WORKLISTS[slug].count().number >= 1


#: What one part, and the count on the front page, ask the database.
QUERIES = {
    "waiting": (6, 6),
    "unpublished": (8, 8),
    "without-evidence": (3, 2),
    "drifted": (2, 1),
    "unplaced": (2, 1),
    "unreasoned": (2, 1),
    "single-origin": (3, 2),
    "inferred": (4, 2),
    "uncited": (4, 4),
    "duplicate-claims": (2, 2),
    "duplicate-actors": (2, 2),
}


@pytest.mark.parametrize("slug", WORKLISTS)
def test_parts_and_counts_cost_the_same_for_few_and_many(slug):
    def cost(how_many):
        for number in range(how_many):
            ONE_OF[slug](f"case-{how_many}-{number}")
        with CaptureQueriesContext(connection) as part:
            WORKLISTS[slug].part()
        with CaptureQueriesContext(connection) as count:
            WORKLISTS[slug].count()
        return len(part), len(count)

    few, many = cost(1), cost(6)

    assert few == many == QUERIES[slug]


#: These compare only what stands on one page.
PAIRS = {"duplicate-claims", "duplicate-actors"}


@pytest.mark.parametrize("slug", sorted(set(WORKLISTS) - PAIRS))
@pytest.mark.parametrize("window", [None, 3])
def test_small_pages_together_hold_everything_once(slug, window):
    for number in range(5):
        ONE_OF[slug](f"case-{number}")
    worklist = WORKLISTS[slug]
    whole = {(finding.key, finding.place) for finding in worklist.part().findings}
    window = window if worklist.window else None

    paged = everything(replace(worklist, step=2, window=window))

    assert len(paged) == len(whole)
    assert {(finding.key, finding.place) for finding in paged} == whole


@pytest.mark.parametrize("slug", WORKLISTS)
def test_command_finds_what_the_pages_show(slug):
    for number in range(3):
        ONE_OF[slug](f"case-{number}")

    assert list(WORKLISTS[slug].everything()) == everything(WORKLISTS[slug])


def test_count_says_among_how_many_it_looked():
    for number in range(4):
        a_claim_without_evidence(f"case-{number}")
    worklist = replace(WORKLISTS["without-evidence"], window=3)

    assert worklist.count() == Count(3, more=True, looked_at=3)
    assert replace(worklist, window=4).count() == Count(4)


def test_count_ends_at_a_thousand_and_one(monkeypatch):
    monkeypatch.setattr("tracker.press.worklists.reading.MOST_COUNTED", 2)
    for number in range(3):
        an_unplaced_quote(f"case-{number}")

    assert WORKLISTS["unplaced"].count() == Count(2, more=True)


@pytest.mark.parametrize("text", ["x", "1~2", "2022-01-01~x", "~", "-1", "9" * 30])
@pytest.mark.parametrize("slug", ["unpublished", "unplaced"])
def test_damaged_cursor_is_no_cursor(slug, text):
    with pytest.raises(ValueError):  # noqa: PT011  whatever of it is wrong
        cursor_from_text(WORKLISTS[slug], text)


def test_place_is_the_row_of_the_form():
    claim = make.a_claim("claim")
    source = claim.citations.get().source
    for quote in ("No paper was signed", "on Monday"):
        make.a_citation(claim, source, quote)
    claim.citations.filter(quote="on Monday").update(state="missing")

    assert {finding.place for finding in everything(WORKLISTS["unplaced"])} == {"citations-2"}


@pytest.mark.parametrize(
    ("citations", "reason"),
    [
        ([], "It has no citation."),
        (["disputes"], "Its citations dispute it or give context; none supports it."),
        (["missing"], "No citation supports it: 1 quote not found in the source, or found more"),
    ],
)
def test_reason_says_what_evidence_lacks(citations, reason):
    claim = make.a_claim(source=False)
    for what in citations:
        make.a_citation(claim, make.a_source(), "The delegations met")
        field = "state" if what == "missing" else "stance"
        claim.citations.update(**{field: what})

    (finding,) = everything(WORKLISTS["without-evidence"])

    assert finding.reason.startswith(reason)


def test_draft_changed_and_retracted_stand_apart():
    claims = [make.a_claim(ref) for ref in ("changed", "gone", "same")]
    make.publish_all()
    desk.Claim.objects.filter(ref="changed").update(statement="Another one.")
    retract(copies=[claims[1]], by=None, reason="It was wrong.")
    make.a_claim("draft", source=claims[2].citations.get().source)

    assert found("unpublished") == {"changed", "draft"}


def test_weight_is_a_basis_or_three_pages():
    light, heavy = make.a_claim("light"), make.a_claim("heavy")
    for claim, how_many in ((light, 2), (heavy, 3)):
        for _ in range(how_many):
            make.a_claim().relations.create(kind="narrows", to_claim=claim)
    make.publish_all()

    assert found("single-origin") == {"heavy"}


def test_corroborated_claim_has_weight_enough():
    a_weighty_claim("basis")
    claim = desk.Claim.objects.get(ref="basis")
    make.a_citation(claim, make.a_source(), "No paper was signed")
    make.publish_all()

    assert found("single-origin") == set()


def test_inferred_facts_are_named():
    an_inferred_part("round")
    desk.Round.objects.update(venue="Harbour", venue_inference="Where else?")
    name = desk.Participation.objects.get().actor.name

    assert reasons("inferred") == {f"Inferred by the desk: the venue, {name} as host."}
