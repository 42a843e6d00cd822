"""From working copies to typed documents, in a number of queries that does not grow.

`build` reads; it decides nothing. Relations to claims that readers cannot see are left out, so
that a draft leaves no trace in a public document.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Model, Prefetch, prefetch_related_objects

from tracker import models as desk
from tracker.record import documents as docs
from tracker.record.models import Page

_NEEDED: dict[str, list[Any]] = {
    "source": ["derives_from", "furniture"],
    "actor": ["names", "affiliations__organisation", "affiliations__basis"],
    "process": [],
    "issue": ["parent"],
    "round": [
        "process",
        "date_basis",
        "venue_basis",
        "outcome_basis",
        "participations__actor",
        "participations__basis",
    ],
    "claim": [
        "roles__actor",
        "rounds",
        "issues",
        Prefetch(
            "citations",
            desk.Citation.objects.select_related("source", "quoted", "origin").order_by("pk"),
        ),
        "relations__to_claim",
    ],
}


def build(copies: Iterable[desk.WorkingCopy]) -> dict[UUID, docs.Document]:
    """The document that each copy would have if these were published together, by its key.

    A claim with an unverified citation has no document: the gate says why.
    """
    documents: dict[UUID, docs.Document] = {}
    by_kind = sorted(copies, key=lambda copy: copy.kind_of_page)
    for kind, group in groupby(by_kind, key=lambda copy: copy.kind_of_page):
        members = list(group)
        prefetch_related_objects(members, *_NEEDED[kind])
        visible = _related_and_visible(members) if kind == "claim" else set()
        for copy in members:
            document = document_of(copy, visible)
            if document:
                documents[copy.pk] = document
    return documents


def document_of(copy: Any, visible: set[UUID]) -> docs.Document | None:
    """The document of a copy whose parts are at hand; None where a citation is unverified.

    `visible` are the claims that readers see, or will see with it, of those it relates to.
    """
    kind = copy.kind_of_page
    if kind == "claim" and not all(row.is_verified for row in copy.citations.all()):
        return None
    document: docs.Document = _BUILDERS[kind](copy, visible)
    return document


def _related_and_visible(claims: list[Any]) -> set[UUID]:
    """The claims related to these that readers see, or will see with them."""
    targets = {row.to_claim_id for claim in claims for row in claim.relations.all()}
    public = Page.objects.public().filter(key__in=targets)
    return {claim.pk for claim in claims} | set(public.values_list("key", flat=True))


def _ref(row: Model | None) -> str | None:
    return row.ref if row else None  # type: ignore[attr-defined]


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None


def _time(copy: Any, field: str) -> docs.Time | None:
    typed = getattr(copy, field)
    if not typed:
        return None
    return docs.Time(
        edtf=typed,
        earliest=_iso(getattr(copy, f"{field}_earliest")),
        latest=_iso(getattr(copy, f"{field}_latest")),
        stated=getattr(copy, f"{field}_stated"),
    )


def _fact(copy: Any, field: str) -> docs.Fact | None:
    value = getattr(copy, field)
    if not value:
        return None
    return docs.Fact(
        value=value,
        basis=_ref(getattr(copy, f"{field}_basis")),
        inference=getattr(copy, f"{field}_inference", ""),
    )


def _source(source: desk.Source, visible: set[UUID]) -> docs.SourceDocument:
    return docs.SourceDocument(
        ref=source.ref,
        title=source.title,
        title_given=source.title_given,
        source_kind=source.kind,
        publisher=source.publisher,
        author=source.author,
        published=_time(source, "published"),
        language=source.language,
        rights=source.rights,
        url=source.url,
        derives_from=tuple(sorted(origin.ref for origin in source.derives_from.all())),
        text_sha256=source.text_sha256,
        text_length=source.text_length,
        note=source.note,
        furniture=tuple(
            docs.FurniturePart(start=row.start, end=row.end, reason=row.reason)
            for row in sorted(source.furniture.all(), key=lambda f: (f.start, f.end))
        ),
    )


def _actor(actor: desk.Actor, visible: set[UUID]) -> docs.ActorDocument:
    return docs.ActorDocument(
        ref=actor.ref,
        name=actor.name,
        actor_kind=actor.kind,
        description=actor.description,
        wikidata=actor.wikidata,
        names=tuple(
            docs.NamePart(name=name.name, language=name.language, kind=name.kind)
            for name in sorted(actor.names.all(), key=lambda n: (n.language, n.kind, n.name))
        ),
        affiliations=tuple(
            docs.AffiliationPart(
                organisation=row.organisation.ref,
                office=docs.Fact(value=row.office, basis=_ref(row.basis), inference=row.inference),
                start=row.start,
                end=row.end,
            )
            for row in sorted(
                actor.affiliations.all(), key=lambda a: (a.start, a.organisation.ref, a.office)
            )
        ),
    )


def _process(process: desk.Process, visible: set[UUID]) -> docs.ProcessDocument:
    return docs.ProcessDocument(ref=process.ref, title=process.title, summary=process.summary)


def _issue(issue: desk.Issue, visible: set[UUID]) -> docs.IssueDocument:
    return docs.IssueDocument(
        ref=issue.ref, title=issue.title, summary=issue.summary, parent=_ref(issue.parent)
    )


def _round(round_: desk.Round, visible: set[UUID]) -> docs.RoundDocument:
    date = _fact(round_, "date")
    return docs.RoundDocument(
        ref=round_.ref,
        title=round_.title,
        process=round_.process.ref,
        format=round_.format,
        date=date
        and docs.TimeFact(
            **date.model_dump(),
            earliest=_iso(round_.date_earliest),
            latest=_iso(round_.date_latest),
        ),
        venue=_fact(round_, "venue"),
        outcome=_fact(round_, "outcome"),
        summary=round_.summary,
        participants=tuple(
            docs.ParticipantPart(
                actor=part.actor.ref,
                role=docs.Fact(value=part.role, basis=_ref(part.basis), inference=part.inference),
            )
            for part in sorted(round_.participations.all(), key=lambda p: (p.role, p.actor.ref))
        ),
    )


def _claim(claim: desk.Claim, visible: set[UUID]) -> docs.ClaimDocument:
    return docs.ClaimDocument(
        ref=claim.ref,
        statement=claim.statement,
        claim_kind=claim.kind,
        happened=_time(claim, "happened"),
        actors=tuple(
            docs.RolePart(actor=row.actor.ref, role=row.role)
            for row in sorted(claim.roles.all(), key=lambda r: (r.role, r.actor.ref))
        ),
        rounds=tuple(sorted(row.ref for row in claim.rounds.all())),
        issues=tuple(sorted(row.ref for row in claim.issues.all())),
        posture=claim.posture,
        note=claim.note,
        citations=tuple(
            _citation(citation)
            for citation in sorted(
                claim.citations.all(), key=lambda c: (c.source.ref, c.start or 0, c.end or 0)
            )
        ),
        relations=tuple(
            docs.RelationPart(
                kind=row.kind, claim=row.to_claim.ref, settled=row.settled, reason=row.reason
            )
            for row in sorted(claim.relations.all(), key=lambda r: (r.kind, r.to_claim.ref))
            if row.to_claim_id in visible
        ),
    )


def _citation(citation: desk.Citation) -> docs.CitationPart:
    return docs.CitationPart(
        source=citation.source.ref,
        quote=citation.quote,
        paragraph=citation.paragraph,
        start=citation.start,
        end=citation.end,
        passage_sha256=citation.passage_sha256,
        text_sha256=citation.text_sha256,
        state=citation.state,
        drift=citation.drift,
        stance=citation.stance,
        quoted=_ref(citation.quoted),
        quoted_as=citation.quoted_as,
        origin=_ref(citation.origin),
        note=citation.note,
    )


_BUILDERS: dict[str, Any] = {
    "source": _source,
    "actor": _actor,
    "process": _process,
    "issue": _issue,
    "round": _round,
    "claim": _claim,
}
