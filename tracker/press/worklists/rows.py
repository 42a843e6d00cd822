"""Findings on single rows of a claim: its citations and its relations."""

from typing import Any

from django.db.models import Model

from tracker import models as desk

from .reading import Finding


def find_drifted(citations: list[desk.Citation]) -> list[Finding]:
    said = {
        desk.Drift.CHANGED: "A later text of {} words it differently",
        desk.Drift.GONE: "A later text of {} no longer has it",
    }
    return _of_citations(citations, lambda row: said[desk.Drift(row.drift)])


def find_unplaced(citations: list[desk.Citation]) -> list[Finding]:
    said = {
        desk.State.AMBIGUOUS: "The words stand more than once in {}",
        desk.State.MISSING: "The words do not stand in {}",
    }
    return _of_citations(citations, lambda row: said[desk.State(row.state)])


def _of_citations(citations: list[desk.Citation], why: Any) -> list[Finding]:
    places = _places(desk.Citation, "claim", citations)
    return [
        Finding(
            "claim",
            row.claim_id,
            row.claim.statement,
            f"{why(row).format(row.source.ref)}: “{_short(row.quote)}”",
            place=f"citations-{places[row.pk]}",
        )
        for row in citations
    ]


def find_unreasoned(relations: list[desk.Relation]) -> list[Finding]:
    places = _places(desk.Relation, "from_claim", relations)
    return [
        Finding(
            "claim",
            row.from_claim_id,
            row.from_claim.statement,
            f"It contradicts “{_short(row.to_claim.statement)}” and does not say why.",
            place=f"relations-{places[row.pk]}",
        )
        for row in relations
    ]


def _short(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:119]}…"


def _places(model: type[Model], parent: str, rows: list[Any]) -> dict[Any, int]:
    """Where each row stands on the form of its claim, counted from 0: one query."""
    column = f"{parent}_id"
    wanted = {getattr(row, column) for row in rows}
    places: dict[Any, int] = {}
    counted: dict[Any, int] = {}
    siblings = model._default_manager.filter(**{f"{column}__in": wanted}).order_by("pk")
    for pk, claim in siblings.values_list("pk", column):
        places[pk] = counted.get(claim, 0)
        counted[claim] = places[pk] + 1
    return places
