"""The page of a round: facts and what they rest on, who was there, what each side brought."""

from dataclasses import dataclass

from django.utils.translation import gettext

from tracker.record.documents import Fact, RoundDocument
from tracker.record.models import Page

from . import matrix, rivals, round_compare, times, words
from .detail import Detail, Footnote, Footnotes, Jump, document_of
from .lines import Group, Incoming, Line
from .matrix import Cells, Table
from .rivals import Rivals
from .round_compare import Choice, Comparison
from .targets import Directory, Target


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact in words, and the number of its footnote."""

    label: str
    value: str
    note: int | None
    is_own: bool = False  # the words are the dossier's
    is_disputed: bool = False


@dataclass(frozen=True, slots=True)
class Participant:
    actor: Target
    note: int | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a round, and what says so."""

    value: str
    basis: Target | None
    inference: str


@dataclass(frozen=True, kw_only=True)
class RoundPage(Detail):
    process: Target
    facts: list[FactLine]
    participants: list[tuple[str, str, list[Participant]]]  # role, its heading, who had it
    notes: list[Footnote]
    brought: list[Table]
    outcome: Outcome | None
    rivals: Rivals
    claims: list[Group]
    before: Line | None
    after: Line | None
    choices: list[Choice]
    comparison: Comparison | None
    problem: str

    @property
    def days(self) -> list[str]:
        """The last day of this round, and that of the newest of all where it is another."""
        own = self.record.latest
        later = [one.latest for one in self.choices if own and one.latest and one.latest > own]
        return [day.isoformat() for day in (own, max(later, default=None)) if day]

    @property
    def contents(self) -> list[Jump]:
        issues = {issue for table in self.brought for issue, _ in table.rows}
        brought = Jump("brought", gettext("What each side brought"), len(issues))
        if self.comparison:
            brought = Jump(
                "compared", gettext("Two rounds side by side"), len(self.comparison.issues)
            )
        jumps = [
            brought,
            Jump("rivals", gettext("Rival accounts"), self.rivals.total),
            Jump(
                "claims", gettext("What else is claimed"), sum(group.total for group in self.claims)
            ),
        ]
        return [jump for jump in jumps if jump.count]


def build(page: Page, compared_with: str = "") -> RoundPage:
    """Build the page of a round in at most twelve queries; a comparison takes three more."""
    document = document_of(page)
    assert isinstance(document, RoundDocument)
    directory = Directory(link.ref for link in document.links())
    footnotes = Footnotes(directory)
    before, after = _neighbours(page)
    brought = matrix.cells(at=page)
    other = round_compare.find(compared_with) if compared_with else None
    outcome = _outcome(document.outcome, directory)
    found = rivals.about(page, outcome.basis.ref if outcome and outcome.basis else "")
    return RoundPage(
        record=page,
        document=document,
        description=document.summary or f"{words.subkind(document.format)}: {document.title}.",
        process=directory.get("process", document.process),
        facts=_facts(document, footnotes, is_disputed=found.disputes_outcome),
        participants=_participants(document, directory, footnotes),
        notes=footnotes.notes,
        brought=_brought(brought, document, directory),
        outcome=outcome,
        rivals=found,
        claims=Incoming(page).claims("speaks of", but="position"),
        before=before,
        after=after,
        choices=round_compare.choices(page, other),
        comparison=round_compare.build(page, brought, other) if other else None,
        problem=gettext("No round is published under the address you gave.")
        if compared_with and not other
        else "",
    )


def _facts(document: RoundDocument, footnotes: Footnotes, *, is_disputed: bool) -> list[FactLine]:
    """Give the fact box; what no source says is said to be unknown, and a disputed outcome so."""
    date, venue, outcome = document.date, document.venue, document.outcome
    return [
        FactLine(
            gettext("Date"), times.in_words(date.value) if date else "", footnotes.number(date)
        ),
        FactLine(
            gettext("Venue"), venue.value if venue else "", footnotes.number(venue), is_own=True
        ),
        FactLine(
            gettext("What came of it"),
            str(words.OUTCOMES[outcome.value]) if outcome else "",
            footnotes.number(outcome),
            is_disputed=is_disputed,
        ),
    ]


def _participants(
    document: RoundDocument, directory: Directory, footnotes: Footnotes
) -> list[tuple[str, str, list[Participant]]]:
    by_role = [
        (
            role,
            str(heading),
            [
                Participant(directory.get("actor", part.actor), footnotes.number(part.role))
                for part in document.participants
                if part.role.value == role
            ],
        )
        for role, heading in words.PARTICIPANTS.items()
    ]
    return [(role, heading, people) for role, heading, people in by_role if people]


def _brought(found: Cells, document: RoundDocument, directory: Directory) -> list[Table]:
    """Set what the sides brought side by side: the parties, whether they spoke or not, lead.

    Parties who are people are left out where nothing is found of their own: their positions stand
    with their states.
    """
    if not found:
        return []
    parties = [
        Target("actor", actor.ref, actor.title)
        for part in document.participants
        if part.role.value == "party"
        and (actor := directory.get("actor", part.actor)).public
        and actor.subkind != "person"
    ]
    speaking = matrix.holders(found.values())
    sides = [*dict.fromkeys([*parties, *speaking])]
    issues = matrix.issues(found.values())
    step = matrix.SIDE_BY_SIDE
    tables = (
        matrix.table(sides[at : at + step], issues, found) for at in range(0, len(sides), step)
    )
    return [table for table in tables if table.rows]


def _outcome(fact: Fact | None, directory: Directory) -> Outcome | None:
    if fact is None:
        return None
    basis = directory.get("claim", fact.basis) if fact.basis else None
    return Outcome(str(words.OUTCOMES[fact.value]), basis, fact.inference)


def _neighbours(page: Page) -> tuple[Line | None, Line | None]:
    """Give the rounds before and after this one in its process: one query."""
    lines = [Line.of(row) for row in Page.objects.beside(page, 500).lines()]
    place = next((at for at, line in enumerate(lines) if line.pk == page.pk), None)
    if place is None:
        return None, None
    before = lines[place - 1] if place else None
    return before, lines[place + 1] if place + 1 < len(lines) else None
