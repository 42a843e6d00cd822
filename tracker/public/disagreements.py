"""Disagreements: every pair of public claims that contradict each other, the open ones first."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import TypeAdapter

from tracker.record.documents import ClaimDocument, RelationPart
from tracker.record.listing import Values
from tracker.record.models import Page, Reference

from .citing import Passage, passages, retellings
from .detail import document_of
from .targets import Directory, Target

#: How many pairs one part of the page has.
PART = 20
#: How many passages stand under each claim; its own page has them all.
MOST_PASSAGES = 3

_relations: TypeAdapter[tuple[RelationPart, ...]] = TypeAdapter(tuple[RelationPart, ...])
_Key = tuple[str, str]


@dataclass(slots=True)
class Pair:
    """Two claims, the ids of their pages, and what is said of their contradiction."""

    key: _Key
    pages: tuple[int, int]
    parts: list[tuple[str, RelationPart]] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return any(part.settled == "open" for _ref, part in self.parts)


@dataclass(frozen=True, slots=True)
class Side:
    """One claim of a pair."""

    claim: Target
    document: ClaimDocument
    grade: str
    passages: tuple[Passage, ...]
    more: int
    stands: bool


@dataclass(frozen=True, slots=True)
class Disagreement:
    sides: tuple[Side, Side]
    is_open: bool
    verdict: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DisagreementsPage:
    """The context of the disagreements."""

    title: str = _("Disagreements")
    description: str = _(
        "Where the sources contradict each other, side by side, the open cases first."
    )
    disagreements: list[Disagreement] = field(default_factory=list)
    total: int = 0
    open: int = 0
    next_after: str = ""
    is_first: bool = True
    problem: str = ""


def build(after: str, most: int = PART) -> DisagreementsPage:
    """Build one part of the page in six queries; `after` is the cursor that it gave."""
    pairs = sharpest_first(pairs_of(Reference.objects.contradictions()))
    place = 0
    if after:
        keys = ["~".join(pair.key) for pair in pairs]
        if after not in keys:
            problem = gettext("This list has no such continuation: begin with its first part.")
            return DisagreementsPage(problem=problem)
        place = keys.index(after) + 1
    part = pairs[place : place + most]
    return DisagreementsPage(
        disagreements=list(in_words(part)),
        total=len(pairs),
        open=sum(pair.is_open for pair in pairs),
        next_after="~".join(part[-1].key) if place + most < len(pairs) else "",
        is_first=not place,
    )


def pairs_of(contradictions: Values) -> list[Pair]:
    """Give each pair once, though both claims may say that they contradict: two queries."""
    renamed = Page.objects.renamed("claim")
    pairs: dict[_Key, Pair] = {}
    for row in contradictions:
        here, there = row["from_page__ref"], row["to_page__ref"]
        ids = (row["from_page_id"], row["to_page_id"])
        key = (here, there) if here < there else (there, here)
        pair = pairs.setdefault(key, Pair(key, ids if here < there else ids[::-1]))
        pair.parts += [
            (here, part)
            for part in _relations.validate_python(row["relations"], strict=False)
            if part.kind == "contradicts" and renamed.get(part.claim, part.claim) == there
        ]
    return list(pairs.values())


def sharpest_first(pairs: list[Pair]) -> list[Pair]:
    """Sort pairs by how much dispute there is about them: one query.

    Open ones come first; then those whose claims contradict the most others, as far as that is open;
    then those on which the most facts of rounds and actors rest.
    """
    against = Counter(pk for pair in pairs if pair.is_open for pk in pair.pages)
    borne = Counter(
        Reference.objects.between_public()
        .filter(role="basis", to_page__in=against)
        .values_list("to_page", flat=True)
    )

    def rank(pair: Pair) -> tuple[bool, int, int, _Key]:
        disputes, facts = (sum(count[pk] for pk in pair.pages) for count in (against, borne))
        return (not pair.is_open, -disputes, -facts, pair.key)

    return sorted(pairs, key=rank)


def in_words(pairs: list[Pair]) -> Iterator[Disagreement]:
    """Put some pairs into words, in three queries for all of them."""
    ids = {pk for pair in pairs for pk in pair.pages}
    pages = {page.pk: page for page in Page.objects.public().filter(pk__in=ids)}
    documents: dict[int, ClaimDocument] = {}
    for pk, page in pages.items():
        document = document_of(page)
        assert isinstance(document, ClaimDocument)
        documents[pk] = document
    directory = Directory(link.ref for document in documents.values() for link in document.links())
    derived = retellings(
        directory.get("source", part.source).ref
        for document in documents.values()
        for part in document.citations
    )
    for pair in pairs:
        stands = _stands(pair)
        sides = [
            _side(pages[pk], documents[pk], directory, derived, stands=pages[pk].ref in stands)
            for pk in pair.pages
        ]
        yield Disagreement(
            sides=(sides[0], sides[1]),
            is_open=pair.is_open,
            verdict=_verdict(pair, stands),
            reasons=tuple(dict.fromkeys(part.reason for _ref, part in pair.parts if part.reason)),
        )


def _side(
    page: Page,
    document: ClaimDocument,
    directory: Directory,
    derived: dict[str, tuple[Target, ...]],
    *,
    stands: bool,
) -> Side:
    found = passages(document, directory, derived, "supports", most=MOST_PASSAGES)
    supporting = sum(part.stance == "supports" for part in document.citations)
    return Side(
        claim=Target("claim", page.ref, page.title),
        document=document,
        grade=page.grade,
        passages=tuple(found),
        more=supporting - len(found),
        stands=stands,
    )


def _stands(pair: Pair) -> set[str]:
    """Give the refs of the claims that the desk lets stand."""
    if pair.is_open:
        return set()
    stands: set[str] = set()
    for ref, part in pair.parts:
        other = pair.key[0] if ref == pair.key[1] else pair.key[1]
        stands |= {"from": {ref}, "to": {other}, "both-stand": {ref, other}}[part.settled]
    return stands


def _verdict(pair: Pair, stands: set[str]) -> str:
    if pair.is_open:
        return gettext("Open: the desk has not settled it.")
    if len(stands) == 2:
        return gettext("Settled: both can stand.")
    if pair.key[0] in stands:
        return gettext("Settled: the first claim stands.")
    return gettext("Settled: the second claim stands.")
