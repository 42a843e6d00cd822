"""Findings on whole working copies: evidence, unpublished changes, review, inference, coverage."""

from collections import defaultdict
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, prefetch_related_objects

from tracker import models as desk
from tracker.press.audit import coverage_of
from tracker.press.standing import Standing, standings
from tracker.record.models import Page, Reference

from .reading import Finding


def all_copies() -> list[QuerySet]:
    return [model.objects.all() for model in desk.WORKING_COPIES.values()]


def of_models(*models: type[desk.WorkingCopy]) -> Any:
    return lambda: [model.objects.all() for model in models]


def finding(copy: Any, reason: str, **where: Any) -> Finding:
    return Finding(copy.kind_of_page, copy.pk, str(copy), reason, **where)


def without_evidence(claims: QuerySet) -> QuerySet:
    """Claims that no verified passage supports: the gate lets none of them through."""
    evidence = desk.Citation.objects.filter(
        claim=OuterRef("pk"), state__in=desk.VERIFIED, stance=desk.Stance.SUPPORTS
    )
    return claims.filter(~Exists(evidence))


def find_without_evidence(claims: list[desk.Claim]) -> list[Finding]:
    prefetch_related_objects(claims, "citations")
    return [finding(claim, _no_evidence(claim), place="citations-group") for claim in claims]


def _no_evidence(claim: desk.Claim) -> str:
    citations = list(claim.citations.all())
    if not citations:
        return "It has no citation."
    unfound = [row for row in citations if not row.is_verified]
    if not unfound:
        return "Its citations dispute it or give context; none supports it."
    count = len(unfound)
    quotes = f"{count} quote{'s' if count > 1 else ''}"
    return f"No citation supports it: {quotes} not found in the source, or found more than once."


def find_unpublished(copies: list[desk.WorkingCopy]) -> list[Finding]:
    standing = standings(copies)
    said = {
        Standing.DRAFT: "A draft: it was never published.",
        Standing.CHANGED: "It differs from what readers see.",
    }
    return [
        finding(copy, said[standing[copy.pk]] + _waits(copy), way="review")
        for copy in copies
        if standing[copy.pk] in said
    ]


def _waits(copy: desk.WorkingCopy) -> str:
    if copy.submitted_at:
        return " It waits for review."
    return f" Sent back: {copy.review_comment}" if copy.review_comment else ""


def waiting(copies: QuerySet) -> QuerySet:
    return copies.filter(submitted_at__isnull=False).select_related("submitted_by")


def find_waiting(copies: list[desk.WorkingCopy]) -> list[Finding]:
    return [
        finding(
            copy,
            f"Submitted by {copy.submitted_by or 'a former account'}, "
            f"{copy.submitted_at:%-d %B %Y, %H:%M} UTC.",
            way="review",
        )
        for copy in copies
    ]


_INFERRED = Q(basis=None) & ~Q(inference="")


def inferred(copies: QuerySet) -> QuerySet:
    """Rounds and actors of which a fact rests on the desk's inference."""
    if copies.model is desk.Actor:
        rows = desk.Affiliation.objects.filter(_INFERRED, actor=OuterRef("pk"))
        return copies.filter(Exists(rows))
    parts = desk.Participation.objects.filter(_INFERRED, round=OuterRef("pk"))
    facts = Q(date_basis=None) & ~Q(date_inference="")
    facts |= Q(venue_basis=None) & ~Q(venue_inference="")
    return copies.filter(facts | Exists(parts))


def find_inferred(copies: list[desk.Actor | desk.Round]) -> list[Finding]:
    parts: dict[object, list[str]] = defaultdict(list)
    for copy in copies:
        for fact in ("date", "venue"):
            if getattr(copy, f"{fact}_inference", "") and not getattr(copy, f"{fact}_basis_id"):
                parts[copy.pk].append(f"the {fact}")
    keys = [copy.pk for copy in copies]
    offices = desk.Affiliation.objects.filter(_INFERRED, actor__in=keys)
    for actor, office in offices.values_list("actor", "office"):
        parts[actor].append(f"the office “{office}”")
    took_part = desk.Participation.objects.filter(_INFERRED, round__in=keys)
    for round_, name, role in took_part.values_list("round", "actor__name", "role"):
        parts[round_].append(f"{name} as {role}")
    return [
        finding(copy, f"Inferred by the desk: {_listed(parts[copy.pk])}.", place=_where(copy))
        for copy in copies
    ]


def _listed(facts: list[str]) -> str:
    more = f" and {len(facts) - 5} more" if len(facts) > 5 else ""
    return ", ".join(facts[:5]) + more


def _where(copy: desk.Actor | desk.Round) -> str:
    if isinstance(copy, desk.Actor):
        return "affiliations-group"
    for fact in ("date", "venue"):
        if getattr(copy, f"{fact}_inference") and not getattr(copy, f"{fact}_basis_id"):
            return f"id_{fact}_inference"
    return "participations-group"


def with_text(sources: QuerySet) -> QuerySet:
    return sources.exclude(text_sha256="")


def find_uncited(sources: list[desk.Source]) -> list[Finding]:
    prefetch_related_objects(sources, "furniture", "citations")
    texts = desk.current_texts(sources)
    found = []
    for source in sources:
        if source.pk in texts:
            row = coverage_of(source, texts[source.pk])
            stating = row.sentences - row.furniture
            if row.cited < stating:
                words = f"{row.cited} of {stating} sentences cited."
                found.append(finding(source, words, way="reading"))
    return found


def single_origin(claims: QuerySet) -> QuerySet:
    """Public claims of one origin that much hangs on: see the worklist's own words."""
    return claims.filter(grade="single origin").filter(_weighty())


def _weighty() -> Q:
    towards = Reference.objects.filter(to_page=OuterRef("pk"), from_page__state="public")
    third = towards.order_by("from_page").values("from_page").distinct()[2:3]
    return Q(Exists(towards.filter(role="basis"))) | Q(Exists(third))


def find_single_origin(pages: list[Page]) -> list[Finding]:
    links: dict[int, set[int]] = defaultdict(set)
    bases: dict[int, set[int]] = defaultdict(set)
    rows = Reference.objects.filter(to_page__in=pages, from_page__state="public")
    for page, source, role in rows.values_list("to_page", "from_page", "role"):
        links[page].add(source)
        if role == "basis":
            bases[page].add(source)
    return [
        Finding(
            page.kind,
            page.key,
            page.title,
            _weight(len(bases[page.pk]), len(links[page.pk])),
            place="citations-group",
        )
        for page in pages
    ]


def _weight(bases: int, links: int) -> str:
    said = []
    if bases:
        said.append(f"facts on {bases} page{'s' if bases > 1 else ''} rest on it")
    if links > bases or not bases:
        said.append(f"{links} pages refer to it")
    return f"One origin, and {' and '.join(said)}."
