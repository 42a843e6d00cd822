"""The gate: what a working copy must satisfy before it may become public."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tracker import models as desk
from tracker.evidence import origins
from tracker.record.documents import Document
from tracker.record.models import Page, Reference


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that keeps a page from being published, and its remedy in the message."""

    kind: str
    ref: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}, {self.field}: {self.message}"


class Refused(Exception):
    """Nothing was published; `problems` says why, all at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


Address = tuple[str, str]  # (kind, ref)
Complaint = tuple[str, str]  # (field, message)

_NO_BASIS = "names neither the claim it rests on nor the desk's reason to infer it."


def problems_of(
    copies: Iterable[desk.WorkingCopy], documents: Mapping[UUID, Document]
) -> list[Problem]:
    """All that keeps these copies from being published together; `build` has fetched them."""
    copies = list(copies)
    unseen = missing_links(documents)
    found = []
    for copy in copies:
        complaints = list(_CHECKS.get(copy.kind_of_page, _nothing)(copy))
        complaints += [
            ("references", f"It refers to {kind} {ref}, which is not public: publish that too.")
            for kind, ref in unseen.get(copy.pk, ())
        ]
        found += [
            Problem(copy.kind_of_page, copy.ref, field, message) for field, message in complaints
        ]
    return found + _taken_addresses(copies) + _loops(copies, documents)


def missing_links(documents: Mapping[UUID, Document]) -> dict[UUID, list[Address]]:
    """By key of the document: what it refers to that is neither public nor among these."""
    links = {
        key: {(link.kind, link.ref) for link in document.links()}
        for key, document in documents.items()
    }
    refs = {ref for addresses in links.values() for _, ref in addresses}
    public = set(Page.objects.public().filter(ref__in=refs).values_list("kind", "ref"))
    visible = public | {(document.kind, document.ref) for document in documents.values()}
    return {key: sorted(addresses - visible) for key, addresses in links.items()}


def _nothing(copy: Any) -> Iterable[Complaint]:
    return ()


def _claim(claim: desk.Claim) -> Iterable[Complaint]:
    citations = list(claim.citations.all())
    if not any(row.is_verified and row.stance == desk.Stance.SUPPORTS for row in citations):
        yield "citations", "No evidence: cite at least one passage that supports the claim."
    for row in citations:
        if not row.is_verified:
            yield "citations", f"“{row.quote[:80]}” is {row.state} in its source: mend the quote."
    if claim.happened and not claim.happened_stated and not claim.note:
        yield "note", "The time is inferred: say why."
    if claim.kind == desk.ClaimKind.POSITION:
        yield from _position(claim)
    for relation in claim.relations.all():
        if relation.kind == desk.RelationKind.CONTRADICTS and not relation.reason:
            yield "relations", f"Say why it contradicts {relation.to_claim.ref}."


def _position(claim: desk.Claim) -> Iterable[Complaint]:
    if not any(row.role == desk.ClaimRole.HOLDER for row in claim.roles.all()):
        yield "actors", "A position needs its holder."
    if not claim.issues.all():
        yield "issues", "A position needs an issue."
    if not claim.posture:
        yield "posture", "A position needs a posture."


def _source(source: desk.Source) -> Iterable[Complaint]:
    if source.published and not source.published_stated and not source.note:
        yield "note", "The date of publication is inferred: say why."


def _actor(actor: desk.Actor) -> Iterable[Complaint]:
    for row in actor.affiliations.all():
        if not (row.basis or row.inference):
            yield "affiliations", f"The office “{row.office}” {_NO_BASIS}"


def _round(round_: desk.Round) -> Iterable[Complaint]:
    if round_.date and not (round_.date_basis or round_.date_inference):
        yield "date", f"The date {_NO_BASIS}"
    if round_.venue and not (round_.venue_basis or round_.venue_inference):
        yield "venue", f"The venue {_NO_BASIS}"
    if round_.outcome not in ("", desk.Outcome.UNKNOWN) and not round_.outcome_basis:
        yield "outcome", "The outcome does not name the claim that it rests on."
    for row in round_.participations.all():
        if not (row.basis or row.inference):
            yield "participations", f"{row.actor} as {row.role} {_NO_BASIS}"


_CHECKS: dict[str, Callable[[Any], Iterable[Complaint]]] = {
    "claim": _claim,
    "source": _source,
    "actor": _actor,
    "round": _round,
}


def _taken_addresses(copies: list[desk.WorkingCopy]) -> list[Problem]:
    """Addresses that belong, or once belonged, to another page: links to it must not mislead."""
    wanted = {(copy.kind_of_page, copy.ref): copy.pk for copy in copies}
    taken = Page.objects.filter(ref__in=[copy.ref for copy in copies])
    return [
        Problem(page.kind, page.ref, "ref", "This address belongs to another page: choose another.")
        for page in taken
        if wanted.get((page.kind, page.ref), page.key) != page.key
    ]


def _loops(copies: list[desk.WorkingCopy], documents: Mapping[UUID, Document]) -> list[Problem]:
    """A loop of derivations, through sources published now and before."""
    mine = {
        copy.ref: tuple(link.ref for link in documents[copy.pk].links())
        for copy in copies
        if copy.kind_of_page == "source" and copy.pk in documents
    }
    if not mine:
        return []
    loop = origins.find_loop({**derivations(), **mine})
    if not loop:
        return []
    chain = " ← ".join(loop)
    return [Problem("source", loop[0], "derives_from", f"The derivations form a loop: {chain}.")]


def derivations() -> dict[str, tuple[str, ...]]:
    """What each public source derives from, by present refs: one query."""
    links = Reference.objects.filter(role="derives from", from_page__state="public")
    derived: dict[str, tuple[str, ...]] = {}
    for source, origin in links.values_list("from_page__ref", "to_page__ref").order_by("pk"):
        derived[source] = (*derived.get(source, ()), origin)
    return derived
