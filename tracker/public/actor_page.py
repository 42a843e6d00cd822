"""The page of an actor: names, offices, positions, what it says and what is said of it."""

from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext

from tracker.record.documents import ActorDocument, NamePart
from tracker.record.models import Page, Reference

from . import words
from .detail import Detail, Footnote, Footnotes, Jump, document_of
from .lines import Group, Incoming, Line, shown
from .targets import Directory, Target


@dataclass(frozen=True, slots=True)
class Office:
    """An office held with an organisation or state."""

    office: str
    organisation: Target
    start: str
    end: str
    note: int | None


@dataclass(frozen=True, slots=True)
class Names:
    """The spellings of a name in one language."""

    language: str
    names: list[NamePart]


@dataclass(frozen=True, kw_only=True)
class ActorPage(Detail):
    names: list[Names]
    offices: list[Office]
    notes: list[Footnote]
    positions: Group
    by_issue: list[tuple[Target, list[Line]]]
    claims: list[tuple[Jump, list[Group]]]
    rounds: list[Group]
    members: Group

    @property
    def contents(self) -> list[Jump]:
        jumps = [
            Jump("positions", gettext("Positions"), self.positions.total),
            *(jump for jump, _ in self.claims),
            Jump("rounds", gettext("Rounds"), sum(group.total for group in self.rounds)),
            Jump("members", gettext("People and bodies"), self.members.total),
        ]
        return [jump for jump in jumps if jump.count]


def build(page: Page) -> ActorPage:
    """Build the page of an actor in three queries."""
    document = document_of(page)
    assert isinstance(document, ActorDocument)
    directory = Directory(link.ref for link in document.links())
    footnotes = Footnotes(directory)
    incoming = Incoming(page)
    positions = incoming.group(gettext("Positions"), "holder", "claim", "position")
    return ActorPage(
        record=page,
        document=document,
        description=document.description
        or gettext("What the sources held say of %(name)s.") % {"name": document.name},
        names=_names(document),
        offices=_offices(document, directory, footnotes),
        notes=footnotes.notes,
        positions=positions,
        by_issue=by_issue(positions.lines),
        claims=_claims(incoming),
        rounds=shown(
            incoming.group(heading, role, "round") for role, heading in words.PARTICIPANTS.items()
        ),
        members=incoming.group(gettext("Who held office with it"), "office", "actor"),
    )


def _names(document: ActorDocument) -> list[Names]:
    """Give the other spellings by language, the page's own name left out."""
    others = [part for part in document.names if part.name != document.name]
    return [
        Names(language, list(names))
        for language, names in groupby(others, key=lambda part: part.language)
    ]


def _offices(document: ActorDocument, directory: Directory, footnotes: Footnotes) -> list[Office]:
    return [
        Office(
            office=part.office.value,
            organisation=directory.get("actor", part.organisation),
            start=part.start,
            end=part.end,
            note=footnotes.number(part.office),
        )
        for part in document.affiliations
    ]


def by_issue(lines: list[Line]) -> list[tuple[Target, list[Line]]]:
    """Group positions by the issues they are about: one query."""
    by_pk = {line.pk: line for line in lines}
    groups: dict[Target, list[Line]] = {}
    for row in Reference.objects.towards(by_pk, "is about"):
        groups.setdefault(Target.of(row, "to_page__"), []).append(by_pk[row["from_page_id"]])
    order = list(by_pk)
    return [
        (issue, sorted(found, key=lambda line: order.index(line.pk)))
        for issue, found in groups.items()
    ]


def _claims(incoming: Incoming) -> list[tuple[Jump, list[Group]]]:
    """Give all other claims that concern the actor, by its role in them."""
    roles = [
        ("speaker", gettext("Said or judged by this actor")),
        ("quotes", gettext("Quoted as evidence")),
        ("subject", gettext("About this actor")),
        ("addressee", gettext("Addressed to this actor")),
    ]
    found = [(role, heading, incoming.claims(role)) for role, heading in roles]
    found.append(
        ("holder", gettext("Held by this actor"), incoming.claims("holder", but="position"))
    )
    return [
        (Jump(anchor, heading, sum(group.total for group in groups)), groups)
        for anchor, heading, groups in found
        if groups
    ]
