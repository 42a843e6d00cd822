"""What a document says, field by field, in words: for its editions and what differs in them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tracker.evidence import dates
from tracker.record import documents as docs

from . import words
from .targets import Target

Name = Callable[[str, str], Target]  # (kind, ref) → the page as it is to be named


@dataclass(frozen=True, slots=True)
class Value:
    """A value; where it names a page, with what stands before and after that."""

    before: str = ""
    target: Target | None = None
    after: str = ""

    @property
    def text(self) -> str:
        named = self.target.title if self.target else ""
        return f"{self.before}{named}{self.after}"


@dataclass(frozen=True, slots=True)
class Saying:
    """A field in words, and its values: one, several, or none where the document is silent."""

    label: str
    values: tuple[Value, ...]


def sayings(document: docs.Document, name: Name) -> list[Saying]:
    """Put all of a document into words; fields that say nothing are left out."""
    fields = _SAYERS[document.kind](document, name)
    found = ((label, tuple(value for value in values if value.text)) for label, values in fields)
    return [Saying(label, values) for label, values in found if values]


_Fields = Iterator[tuple[str, Iterable[Value]]]


def _plain(*texts: str) -> list[Value]:
    return [Value(text) for text in texts]


def _pages(name: Name, kind: str, refs: Iterable[str | None]) -> list[Value]:
    return [Value(target=name(kind, ref)) for ref in refs if ref]


def _time(time: docs.Time | None) -> list[Value]:
    if time is None:
        return []
    return _plain(dates.in_words(time.edtf) + ("" if time.stated else " (inferred)"))


def _rests(fact: docs.Fact, name: Name) -> str:
    """Say what a fact rests on."""
    basis = f"; rests on the claim: {name('claim', fact.basis).title}" if fact.basis else ""
    return basis + (f"; inferred by the desk: {fact.inference}" if fact.inference else "")


def _fact(fact: docs.Fact | None, name: Name, in_words: Callable[[str], str] = str) -> list[Value]:
    return _plain(in_words(fact.value) + _rests(fact, name)) if fact else []


def _claim(claim: docs.ClaimDocument, name: Name) -> _Fields:
    yield "Statement", _plain(claim.statement)
    yield "Kind", _plain(claim.claim_kind)
    yield "Time", _time(claim.happened)
    for role, label in words.CLAIM_ROLES.items():
        yield label, _pages(name, "actor", (p.actor for p in claim.actors if p.role == role))
    yield "Rounds", _pages(name, "round", claim.rounds)
    yield "Issues", _pages(name, "issue", claim.issues)
    yield "Posture", _plain(words.POSTURES.get(claim.posture, claim.posture))
    yield "Note", _plain(claim.note)
    yield "Passages", [_citation(part, name) for part in claim.citations]
    yield (
        "Relations",
        [
            Value(f"{part.kind}: ", name("claim", part.claim), _settled(part))
            for part in claim.relations
        ],
    )


def _citation(part: docs.CitationPart, name: Name) -> Value:
    said = [words.STANCES[part.stance], words.STATES[part.state].lower()]
    said += [f"paragraph {part.paragraph}"] if part.paragraph else []
    voices = [name("actor", part.quoted).title if part.quoted else "", part.quoted_as]
    said += [f"words or view of {', '.join(filter(None, voices))}"] if any(voices) else []
    said += [f"origin: {name('source', part.origin).title}"] if part.origin else []
    said += [text for text in (words.DRIFTS.get(part.drift, ""), part.note) if text]
    return Value(f"“{part.quote}” ", name("source", part.source), f"; {'; '.join(said)}")


def _settled(part: docs.RelationPart) -> str:
    settled = f" ({words.SETTLED[part.settled]})" if part.kind == "contradicts" else ""
    return settled + (f": {part.reason}" if part.reason else "")


def _source(source: docs.SourceDocument, name: Name) -> _Fields:
    yield "Title" if source.title_given else "Described as", _plain(source.title)
    yield "Kind", _plain(words.subkind(source.source_kind))
    yield "Publisher", _plain(source.publisher)
    yield "Author", _plain(source.author)
    yield "Published", _time(source.published)
    yield "Language", _plain(source.language)
    yield "Rights", _plain(words.RIGHTS[source.rights])
    yield "Address", _plain(source.url)
    yield "Derives from", _pages(name, "source", source.derives_from)
    yield "Fingerprint of the text", _plain(source.text_sha256)
    stretches = words.plural(len(source.furniture), "stretch", "stretches")
    yield "Need not be cited", _plain(stretches if source.furniture else "")
    yield "Note", _plain(source.note)


def _actor(actor: docs.ActorDocument, name: Name) -> _Fields:
    yield "Name", _plain(actor.name)
    yield "Kind", _plain(actor.actor_kind)
    yield "Description", _plain(actor.description)
    yield "Wikidata", _plain(actor.wikidata)
    yield "Names", _plain(*(f"{n.name} ({n.language}, {n.kind})" for n in actor.names))
    yield "Offices", [_office(part, name) for part in actor.affiliations]


def _office(part: docs.AffiliationPart, name: Name) -> Value:
    start = f", from {dates.in_words(part.start)}" if part.start else ""
    end = f", until {dates.in_words(part.end)}" if part.end else ""
    target = name("actor", part.organisation)
    return Value(f"{part.office.value}, ", target, start + end + _rests(part.office, name))


def _process(process: docs.ProcessDocument, name: Name) -> _Fields:
    yield "Title", _plain(process.title)
    yield "Summary", _plain(process.summary)


def _issue(issue: docs.IssueDocument, name: Name) -> _Fields:
    yield "Title", _plain(issue.title)
    yield "Summary", _plain(issue.summary)
    yield "Part of", _pages(name, "issue", [issue.parent])


def _round(round_: docs.RoundDocument, name: Name) -> _Fields:
    yield "Title", _plain(round_.title)
    yield "Process", _pages(name, "process", [round_.process])
    yield "Kind", _plain(round_.format)
    yield "Date", _fact(round_.date, name, dates.in_words)
    yield "Venue", _fact(round_.venue, name)
    yield "What came of it", _fact(round_.outcome, name, lambda value: words.OUTCOMES[value])
    yield "Summary", _plain(round_.summary)
    for role, label in words.PARTICIPANTS.items():
        present = [part for part in round_.participants if part.role.value == role]
        yield label, [Value("", name("actor", p.actor), _rests(p.role, name)) for p in present]


_SAYERS: dict[str, Callable[..., _Fields]] = {
    "claim": _claim,
    "source": _source,
    "actor": _actor,
    "process": _process,
    "issue": _issue,
    "round": _round,
}
