"""Two rounds compared: their facts, who was there, and what each side brought."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from tracker.record.documents import RoundDocument
from tracker.record.models import Page

from . import matrix, times, words
from .detail import document_of
from .matrix import Cell, Cells
from .targets import Directory, Target

#: How many rounds are offered to compare with.
MOST_CHOICES = 300
#: Where the venue stands among the facts.
VENUE = 1


@dataclass(frozen=True, slots=True)
class Choice:
    ref: str
    title: str
    chosen: bool
    latest: date | None


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two rounds, with its facts and people in words."""

    target: Target
    facts: tuple[str, ...]
    people: dict[str, list[Target]]


@dataclass(frozen=True, slots=True)
class Held:
    """What one holder brought to each of the two rounds on one issue."""

    holder: Target
    sides: tuple[Side, Side]
    cells: tuple[Cell, Cell]

    @property
    def beside(self) -> list[tuple[Side, Cell]]:
        return list(zip(self.sides, self.cells, strict=True))

    @property
    def verdict(self) -> str:
        """Say what became of the posture; nothing where one of the rounds has no statement."""
        first, second = self.cells
        if not first.said or not second.said:
            return ""
        return "unchanged" if first.postures & second.postures else "changed"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The earlier round first."""

    sides: tuple[Side, Side]
    facts: list[tuple[str, list[tuple[Side, str]], bool]]  # whether the words are the dossier's
    people: list[tuple[str, list[tuple[Side, list[Target]]]]]
    issues: list[tuple[Target, list[Held]]]
    days: list[str]


def find(ref: str) -> Page | None:
    """Give the public round under an address, present or former: one query."""
    if not ref.isprintable() or len(ref) > 80:
        return None
    page = Page.objects.at("round", ref).first()
    page = page.moved_to if page and page.moved_to else page
    return page if page and page.state == "public" and page.kind == "round" else None


def choices(page: Page, chosen: Page | None) -> list[Choice]:
    """Give the other rounds by date: one query."""
    rows = Page.objects.with_process(MOST_CHOICES).lines()
    others = {row["ref"]: (row["title"], row["latest"]) for row in rows if row["pk"] != page.pk}
    if chosen and chosen.pk != page.pk:
        others.setdefault(chosen.ref, (chosen.title, chosen.latest))
    return [
        Choice(ref, title, bool(chosen and chosen.ref == ref), latest)
        for ref, (title, latest) in others.items()
    ]


def build(page: Page, brought: Cells, other: Page) -> Comparison:
    """Compare two rounds in two queries; `brought` is what was brought to the first."""
    pairs = [(page, brought), (other, matrix.cells(at=other))]
    pairs.sort(key=lambda pair: _order(pair[0]))
    (first, brought_first), (second, brought_second) = pairs
    documents = [_document(first), _document(second)]
    directory = Directory(part.actor for one in documents for part in one.participants)
    sides = (_side(first, documents[0], directory), _side(second, documents[1], directory))
    labels = (gettext("Date"), gettext("Venue"), gettext("Form"), gettext("What came of it"))
    return Comparison(
        sides=sides,
        facts=[
            (label, [(side, side.facts[at]) for side in sides], at == VENUE)
            for at, label in enumerate(labels)
        ],
        people=[
            (heading, [(side, side.people[role]) for side in sides])
            for role, heading in words.PARTICIPANTS.items()
            if any(side.people[role] for side in sides)
        ],
        issues=_issues(sides, brought_first, brought_second),
        days=[one.latest.isoformat() for one in (first, second) if one.latest],
    )


def _order(page: Page) -> tuple[bool, str, str]:
    day = page.earliest or page.latest
    return (day is None, day.isoformat() if day else "", page.ref)


def _document(page: Page) -> RoundDocument:
    document = document_of(page)
    assert isinstance(document, RoundDocument)
    return document


def _side(page: Page, document: RoundDocument, directory: Directory) -> Side:
    return Side(
        target=Target("round", page.ref, page.title),
        facts=(
            times.in_words(document.date.value) if document.date else "",
            document.venue.value if document.venue else "",
            words.subkind(document.format),
            str(words.OUTCOMES[document.outcome.value]) if document.outcome else "",
        ),
        people={
            role: [
                directory.get("actor", part.actor)
                for part in document.participants
                if part.role.value == role
            ]
            for role in words.PARTICIPANTS
        },
    )


def _issues(
    sides: tuple[Side, Side], first: Cells, second: Cells
) -> list[tuple[Target, list[Held]]]:
    both = [*first.values(), *second.values()]
    found = []
    for issue in matrix.issues(both):
        who = matrix.holders(cell for cell in both if cell.issue == issue)
        held = [
            Held(
                one,
                sides,
                (
                    first.get((one, issue)) or Cell(one, issue),
                    second.get((one, issue)) or Cell(one, issue),
                ),
            )
            for one in who
        ]
        found.append((issue, held))
    return found
