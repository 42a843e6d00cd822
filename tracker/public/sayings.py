"""What a document says, field by field, in words: for its editions and what differs in them.

The labels and what is said of values are in the language of the page; the values themselves are
the dossier's, and each piece of them knows its language.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext, pgettext

from tracker.record import documents as docs

from . import counting, times, words
from .languages import foreign, name_of
from .targets import Target

Name = Callable[[str, str], Target]  # (kind, ref) → the page as it is to be named


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a value, their language where it is not that of the page, and where they lead."""

    text: str
    language: str = ""
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class Value:
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


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


def _own(text: str, language: str = "") -> Piece:
    """Words of the dossier; in its own language, unless another one is known."""
    return Piece(text, foreign(language or settings.DOSSIER_LANGUAGE))


def _page(target: Target) -> Piece:
    own = _own(target.title, target.language)
    return Piece(own.text, own.language if target.public else "", target)


def _titled(target: Target) -> Piece:
    """The same without a link."""
    own = _page(target)
    return Piece(own.text, own.language)


def _value(*pieces: Piece | str) -> Value:
    """Put a value together; plain texts are words of the interface."""
    made = (Piece(piece) if isinstance(piece, str) else piece for piece in pieces)
    return Value(tuple(piece for piece in made if piece.text))


def _lead(text: str) -> str:
    """Lead from one thing that is said of a value to the next one."""
    return f"; {text} "


def _said(text: str) -> list[Value]:
    return [_value(str(text))]


def _given(*texts: str) -> list[Value]:
    return [_value(_own(text)) for text in texts]


def _pages(name: Name, kind: str, refs: Iterable[str | None]) -> list[Value]:
    return [_value(_page(name(kind, ref))) for ref in refs if ref]


def _time(time: docs.Time | None) -> list[Value]:
    if time is None:
        return []
    inferred = "" if time.stated else " (" + gettext("inferred") + ")"
    return _said(times.in_words(time.edtf) + inferred)


def _rests(fact: docs.Fact, name: Name) -> list[Piece | str]:
    """Say what a fact rests on."""
    found: list[Piece | str] = []
    if fact.basis:
        found += [_lead(gettext("rests on the claim:")), _titled(name("claim", fact.basis))]
    if fact.inference:
        found += [_lead(gettext("inferred by the desk:")), _own(fact.inference)]
    return found


def _fact(
    fact: docs.Fact | None, name: Name, in_words: Callable[[str], Piece | str] = _own
) -> list[Value]:
    return [_value(in_words(fact.value), *_rests(fact, name))] if fact else []


def _claim(claim: docs.ClaimDocument, name: Name) -> _Fields:
    yield gettext("Statement"), _given(claim.statement)
    yield gettext("Kind"), _said(words.subkind(claim.claim_kind))
    yield gettext("Time"), _time(claim.happened)
    for role, label in words.CLAIM_ROLES.items():
        having = (part.actor for part in claim.actors if part.role == role)
        yield str(label), _pages(name, "actor", having)
    yield gettext("Rounds"), _pages(name, "round", claim.rounds)
    yield gettext("Issues"), _pages(name, "issue", claim.issues)
    yield gettext("Posture"), _said(words.POSTURES.get(claim.posture, claim.posture))
    yield gettext("Note"), _given(claim.note)
    yield gettext("Passages"), [_citation(part, name) for part in claim.citations]
    yield gettext("Relations"), [_relation(part, name) for part in claim.relations]


def _citation(part: docs.CitationPart, name: Name) -> Value:
    source = name("source", part.source)
    pieces: list[Piece | str] = [_own(f"“{part.quote}”", source.language), " ", _page(source)]
    pieces += ["; ", str(words.STANCES[part.stance]), "; ", str(words.STATES[part.state]).lower()]
    if part.paragraph:
        pieces += ["; ", gettext("paragraph %(number)s") % {"number": part.paragraph}]
    voices = [_titled(name("actor", part.quoted))] if part.quoted else []
    voices += [_own(part.quoted_as)] if part.quoted_as else []
    for place, voice in enumerate(voices):
        pieces += [", " if place else _lead(gettext("words or view of")), voice]
    if part.origin:
        pieces += [_lead(gettext("origin:")), _titled(name("source", part.origin))]
    if part.drift:
        pieces += ["; ", str(words.DRIFTS[part.drift])]
    if part.note:
        pieces += ["; ", _own(part.note)]
    return _value(*pieces)


def _relation(part: docs.RelationPart, name: Name) -> Value:
    settled = f" ({words.SETTLED[part.settled]})" if part.kind == "contradicts" else ""
    reason = [": ", _own(part.reason)] if part.reason else []
    lead = f"{words.RELATION_KINDS[part.kind]}: "
    return _value(lead, _page(name("claim", part.claim)), settled, *reason)


def _source(source: docs.SourceDocument, name: Name) -> _Fields:
    title = [_value(_own(source.title, source.language if source.title_given else ""))]
    yield gettext("Title") if source.title_given else gettext("Described as"), title
    yield gettext("Kind"), _said(words.subkind(source.source_kind))
    yield gettext("Publisher"), _given(source.publisher)
    yield gettext("Author"), _given(source.author)
    yield pgettext("of a source", "Published"), _time(source.published)
    yield gettext("Language"), _said(name_of(source.language))
    yield gettext("Rights"), _said(words.RIGHTS[source.rights])
    yield gettext("Address"), _given(source.url)
    yield gettext("Derives from"), _pages(name, "source", source.derives_from)
    yield gettext("Fingerprint of the text"), _given(source.text_sha256)
    stretches = counting.counted(len(source.furniture), "stretch")
    yield gettext("Need not be cited"), _said(stretches if source.furniture else "")
    yield gettext("Note"), _given(source.note)


def _actor(actor: docs.ActorDocument, name: Name) -> _Fields:
    yield gettext("Name"), _given(actor.name)
    yield gettext("Kind"), _said(words.subkind(actor.actor_kind))
    yield gettext("Description"), _given(actor.description)
    yield "Wikidata", _given(actor.wikidata)
    yield gettext("Names"), [_name(part) for part in actor.names]
    yield gettext("Offices"), [_office(part, name) for part in actor.affiliations]


def _name(part: docs.NamePart) -> Value:
    kind = words.NAME_KINDS.get(part.kind, part.kind)
    return _value(_own(part.name, part.language), f" ({name_of(part.language)}, {kind})")


def _office(part: docs.AffiliationPart, name: Name) -> Value:
    start = (
        gettext("from %(start)s") % {"start": times.in_words(part.start, genitive=True)}
        if (part.start)
        else ""
    )
    end = (
        gettext("until %(end)s") % {"end": times.in_words(part.end, genitive=True)}
        if (part.end)
        else ""
    )
    held = "".join(f", {said}" for said in (start, end) if said)
    target = _page(name("actor", part.organisation))
    return _value(_own(part.office.value), ", ", target, held, *_rests(part.office, name))


def _process(process: docs.ProcessDocument, name: Name) -> _Fields:
    yield gettext("Title"), _given(process.title)
    yield gettext("Summary"), _given(process.summary)


def _issue(issue: docs.IssueDocument, name: Name) -> _Fields:
    yield gettext("Title"), _given(issue.title)
    yield gettext("Summary"), _given(issue.summary)
    yield gettext("Part of"), _pages(name, "issue", [issue.parent])


def _round(round_: docs.RoundDocument, name: Name) -> _Fields:
    yield gettext("Title"), _given(round_.title)
    yield gettext("Process"), _pages(name, "process", [round_.process])
    yield gettext("Kind"), _said(words.subkind(round_.format))
    yield gettext("Date"), _fact(round_.date, name, times.in_words)
    yield gettext("Venue"), _fact(round_.venue, name)
    outcome = _fact(round_.outcome, name, lambda value: str(words.OUTCOMES[value]))
    yield gettext("What came of it"), outcome
    yield gettext("Summary"), _given(round_.summary)
    for role, label in words.PARTICIPANTS.items():
        present = [part for part in round_.participants if part.role.value == role]
        people = [_value(_page(name("actor", p.actor)), *_rests(p.role, name)) for p in present]
        yield str(label), people


_SAYERS: dict[str, Callable[..., _Fields]] = {
    "claim": _claim,
    "source": _source,
    "actor": _actor,
    "process": _process,
    "issue": _issue,
    "round": _round,
}
