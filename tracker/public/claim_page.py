"""The page of a claim: what it rests on, what speaks against it, where it leads."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from tracker.record.derivations import derivations_behind
from tracker.record.documents import ClaimDocument, RelationPart, Weight
from tracker.record.models import Page

from . import counting, words
from .citing import Passage, passages
from .detail import Detail, document_of
from .lines import Group, Incoming, shown
from .provenance import Chains, Provenance, trace
from .targets import Directory, Target

#: How many related claims a page shows with their passages.
MOST_RELATED = 50


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a claim has its grade: some words, then pages. Those of one group may be one origin."""

    lead: str
    groups: tuple[tuple[Target, ...], ...] = ()

    @property
    def stop(self) -> str:
        """The full stop, unless the last title brings its own."""
        if not self.groups:
            return ""
        last = self.groups[-1][-1]
        bare = last.public and last.titled and not last.imprint
        own = bare and last.title.endswith((".", "!", "?"))
        return "" if own and len(self.groups[-1]) == 1 else "."


@dataclass(frozen=True, slots=True)
class Related:
    """Another claim, how it stands to this one, and what the desk says of that."""

    target: Target
    grade: str
    reasons: tuple[str, ...]
    settled: tuple[str, ...]
    is_open: bool
    passages: tuple[Passage, ...]


@dataclass(frozen=True, kw_only=True)
class ClaimPage(Detail):
    reasons: list[Reason]
    actors: list[tuple[str, str, list[Target]]]  # role, its label, who has it
    rounds: list[Target]
    issues: list[Target]
    supports: list[Passage]
    disputes: list[Passage]
    context: list[Passage]
    provenance: Provenance
    against: list[Related]
    relations: list[tuple[str, list[Related]]]
    uses: list[Group]

    @property
    def annotations_url(self) -> str:
        return reverse("data:claim-annotations", args=[self.record.ref])


@dataclass(frozen=True, slots=True)
class _Link:
    """A relation as it looks from the claim whose page this is."""

    kind: str
    outgoing: bool
    part: RelationPart
    page: Page
    document: ClaimDocument


def build(page: Page) -> ClaimPage:
    """Build the page of a claim in four queries, whatever it refers to."""
    document = _claim(page)
    others = {other.pk: other for other in Page.objects.related_to(page, MOST_RELATED)}
    related = [(other, _claim(other)) for other in others.values()]
    weight = Weight.model_validate(page.weight)
    chains = derivations_behind(
        ref for part in document.citations for ref in (part.source, part.origin) if ref
    )
    directory = Directory(_refs(document, weight, chains, [claim for _, claim in related]))
    derived = {ref: tuple(directory.all("source", retold)) for ref, retold in chains.items()}
    links = list(_links(page, document, related, directory))
    incoming = Incoming(page)
    return ClaimPage(
        record=page,
        document=document,
        description=_description(document, page.grade),
        reasons=list(_reasons(weight, document, directory)),
        actors=_actors(document, directory),
        rounds=directory.all("round", document.rounds),
        issues=directory.all("issue", document.issues),
        supports=passages(document, directory, derived, "supports"),
        disputes=passages(document, directory, derived, "disputes"),
        context=passages(document, directory, derived, "context"),
        provenance=trace(document, directory, chains),
        against=_related([row for row in links if row.kind == "contradicts"], directory),
        relations=[
            (words.RELATIONS[kind][not outgoing], found)
            for kind in words.RELATIONS
            for outgoing in (True, False)
            if (
                found := _related(
                    [row for row in links if (row.kind, row.outgoing) == (kind, outgoing)],
                    directory,
                )
            )
        ],
        uses=shown(
            [
                incoming.group(gettext("Rounds with a fact that rests on it"), "basis", "round"),
                incoming.group(gettext("Actors with an office that rests on it"), "basis", "actor"),
            ]
        ),
    )


def _claim(page: Page) -> ClaimDocument:
    document = document_of(page)
    assert isinstance(document, ClaimDocument)
    return document


def _refs(
    document: ClaimDocument, weight: Weight, chains: Chains, related: list[ClaimDocument]
) -> set[str]:
    """Give all refs that the page names."""
    refs = {link.ref for claim in (document, *related) for link in claim.links()}
    refs |= {ref for retold in chains.values() for ref in retold}
    refs |= {ref for group in weight.origins for ref in group}
    return refs | set(weight.disputed_by) | set(weight.superseded_by)


def _description(document: ClaimDocument, grade: str) -> str:
    sources = len({part.source for part in document.citations})
    return gettext("%(grade)s: a claim pinned to %(passages)s of %(sources)s. %(statement)s") % {
        "grade": words.GRADES[grade],
        "passages": counting.counted(len(document.citations), "passage"),
        "sources": counting.counted(sources, "source"),
        "statement": document.statement,
    }


def _reasons(weight: Weight, document: ClaimDocument, directory: Directory) -> Iterator[Reason]:
    """Say in words why the claim has its grade."""
    if weight.superseded_by:
        yield Reason(
            gettext("Superseded by:"), (tuple(directory.all("claim", weight.superseded_by)),)
        )
    for ref in weight.disputed_by:
        yield Reason(gettext("Disputed by:"), ((directory.get("claim", ref),),))
    disputing = sum(part.stance == "disputes" for part in document.citations)
    if disputing:
        said = ngettext(
            "%(number)s cited passage disputes it.",
            "%(number)s cited passages dispute it.",
            disputing,
        )
        yield Reason(said % {"number": counting.number(disputing)})
    count = len(weight.origins)
    lead = ngettext("%(number)s independent origin:", "%(number)s independent origins:", count)
    lead = gettext("One origin:") if count == 1 else lead % {"number": counting.number(count)}
    yield Reason(lead, tuple(tuple(directory.all("source", group)) for group in weight.origins))


def _actors(document: ClaimDocument, directory: Directory) -> list[tuple[str, str, list[Target]]]:
    by_role = [
        (
            role,
            str(label),
            [directory.get("actor", part.actor) for part in document.actors if part.role == role],
        )
        for role, label in words.CLAIM_ROLES.items()
    ]
    return [(role, label, targets) for role, label, targets in by_role if targets]


def _links(
    page: Page,
    document: ClaimDocument,
    related: list[tuple[Page, ClaimDocument]],
    directory: Directory,
) -> Iterator[_Link]:
    """Give each relation between this claim and these, whichever of the two states it."""
    for other, claim in related:
        for part in document.relations:
            if directory.get("claim", part.claim).ref == other.ref:
                yield _Link(part.kind, True, part, other, claim)
        for part in claim.relations:
            if directory.get("claim", part.claim).ref == page.ref:
                yield _Link(part.kind, False, part, other, claim)


def _related(links: list[_Link], directory: Directory) -> list[Related]:
    """Put relations into words, one entry for each other claim, the open ones first."""
    by_claim: dict[str, list[_Link]] = {}
    for row in links:
        by_claim.setdefault(row.page.ref, []).append(row)
    found = [
        Related(
            target=Target("claim", ref, rows[0].page.title),
            grade=rows[0].page.grade,
            reasons=tuple(dict.fromkeys(row.part.reason for row in rows if row.part.reason)),
            settled=tuple(dict.fromkeys(_settled(row) for row in rows)),
            is_open=any(row.part.settled == "open" for row in rows),
            passages=tuple(passages(rows[0].document, directory, {}, "supports", most=3)),
        )
        for ref, rows in by_claim.items()
    ]
    return sorted(found, key=lambda one: (not one.is_open, one.target.title))


def _settled(link: _Link) -> str:
    """Say how the desk has settled a contradiction, as seen from this page."""
    if link.kind != "contradicts":
        return ""
    if link.part.settled == "open":
        return gettext("Open: the desk has not settled it.")
    if link.part.settled == "both-stand":
        return gettext("Settled: both can stand.")
    if (link.part.settled == "from") == link.outgoing:
        return gettext("Settled: this claim stands.")
    return gettext("Settled: the other claim stands.")
