"""From documents of the record to rows of fact sheets: what is public, and nothing else."""

from collections.abc import Callable, Iterator
from typing import Any

from tracker.record import documents as docs
from tracker.record.models import Edition

Values = list[Any]

#: The order in which a claim's actors stand in a cell.
_ROLES = ("holder", "speaker", "subject", "addressee")


class Addresses:
    """Where pages were at an edition: documents may name one by a former address, or one gone."""

    def __init__(self, number: int) -> None:
        self._next = {
            (kind, ref): since or moved_to
            for kind, ref, moved_to, since in Edition.objects.left_behind(number)
        }

    def now(self, kind: str, ref: str | None) -> str:
        """Give the address then, or nothing where readers could not see the page any more."""
        seen = set()
        while ref and ref not in seen and (kind, ref) in self._next:
            seen.add(ref)  # a page that has returned to an address leads to itself
            ref = self._next[kind, ref]
        return ref or ""

    def all(self, kind: str, refs: tuple[str, ...]) -> list[str]:
        return sorted(filter(None, (self.now(kind, ref) for ref in refs)))


def rows_of(name: str, document: docs.BaseDocument, at: Addresses) -> list[Values]:
    """Give the rows that one document has in one sheet, in the order of their keys."""
    return list(_MAKERS[name](document, at))


def _source(document: docs.SourceDocument, at: Addresses) -> Iterator[Values]:
    published = document.published
    yield [
        document.ref,
        document.title,
        document.title_given,
        document.source_kind,
        document.publisher,
        document.author,
        published and published.edtf,
        published.stated if published else True,
        document.language,
        document.rights,
        document.url,
        at.all("source", document.derives_from),
        document.text_sha256,
        document.text_length,
        document.note,
    ]


def _furniture(document: docs.SourceDocument, at: Addresses) -> Iterator[Values]:
    for part in sorted(document.furniture, key=lambda part: (part.start, part.end)):
        yield [document.ref, part.start, part.end, part.reason]


def _actor(document: docs.ActorDocument, at: Addresses) -> Iterator[Values]:
    yield [
        document.ref,
        document.name,
        document.actor_kind,
        document.description,
        document.wikidata,
    ]


def _names(document: docs.ActorDocument, at: Addresses) -> Iterator[Values]:
    for part in sorted(document.names, key=lambda part: (part.name, part.language)):
        yield [document.ref, part.name, part.language, part.kind]


def _affiliations(document: docs.ActorDocument, at: Addresses) -> list[Values]:
    rows = [
        [
            document.ref,
            at.now("actor", part.organisation),
            part.office.value,
            part.start,
            part.end,
            at.now("claim", part.office.basis),
            part.office.inference,
        ]
        for part in document.affiliations
    ]
    return sorted(rows, key=lambda row: row[1:4])


def _process(document: docs.ProcessDocument, at: Addresses) -> Iterator[Values]:
    yield [document.ref, document.title, document.summary]


def _round(document: docs.RoundDocument, at: Addresses) -> Iterator[Values]:
    outcome = document.outcome
    yield [
        document.ref,
        at.now("process", document.process),
        document.title,
        document.format,
        *_fact(document.date, at),
        *_fact(document.venue, at),
        outcome and outcome.value,
        outcome and at.now("claim", outcome.basis),
        document.summary,
    ]


def _fact(fact: docs.Fact | None, at: Addresses) -> Values:
    return [fact.value, at.now("claim", fact.basis), fact.inference] if fact else [None] * 3


def _participations(document: docs.RoundDocument, at: Addresses) -> list[Values]:
    rows = [
        [
            document.ref,
            at.now("actor", part.actor),
            part.role.value,
            at.now("claim", part.role.basis),
            part.role.inference,
        ]
        for part in document.participants
    ]
    return sorted(rows, key=lambda row: row[1:3])


def _issue(document: docs.IssueDocument, at: Addresses) -> Iterator[Values]:
    yield [document.ref, document.title, document.summary, at.now("issue", document.parent)]


def _claim(document: docs.ClaimDocument, at: Addresses) -> Iterator[Values]:
    happened = document.happened
    told: Values = [
        document.statement,
        document.claim_kind,
        happened and happened.edtf,
        happened.stated if happened else True,
        _actors(document, at),
        at.all("round", document.rounds),
        at.all("issue", document.issues),
        document.posture,
        document.note,
    ]
    for citation in sorted((_citation(part, at) for part in document.citations), key=_place):
        yield [document.ref, *told, *citation]
        told = [None] * len(told)


def _actors(document: docs.ClaimDocument, at: Addresses) -> list[str]:
    links = [(_ROLES.index(part.role), at.now("actor", part.actor)) for part in document.actors]
    return [f"{_ROLES[role]}:{ref}" for role, ref in sorted(links)]


def _place(citation: Values) -> tuple[Any, ...]:
    source, quote, start, end = citation[0], citation[1], citation[8], citation[9]
    return (source, start, end, quote)


def _citation(part: docs.CitationPart, at: Addresses) -> Values:
    return [
        at.now("source", part.source),
        part.quote,
        part.paragraph,
        part.stance,
        at.now("actor", part.quoted),
        part.quoted_as,
        at.now("source", part.origin),
        part.note,
        part.start,
        part.end,
        part.passage_sha256,
        part.text_sha256,
    ]


def _relations(document: docs.ClaimDocument, at: Addresses) -> list[Values]:
    rows = [
        [document.ref, part.kind, at.now("claim", part.claim), part.settled, part.reason]
        for part in document.relations
    ]
    return sorted((row for row in rows if row[2]), key=lambda row: row[1:3])


_MAKERS: dict[str, Callable[..., Any]] = {
    "sources": _source,
    "actors": _actor,
    "names": _names,
    "affiliations": _affiliations,
    "processes": _process,
    "rounds": _round,
    "participations": _participations,
    "issues": _issue,
    "claims": _claim,
    "relations": _relations,
    "furniture": _furniture,
}
