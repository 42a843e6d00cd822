"""The page of a source: what it is, where it comes from, and its passages in reading order."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext
from pydantic import TypeAdapter

from tracker.record.derivations import derivations_behind
from tracker.record.documents import CitationPart, Coverage, SourceDocument
from tracker.record.models import Page

from . import words
from .citing import Passage, text_fragment
from .coverage import CoverageFigure, figure
from .detail import Detail, document_of
from .lines import Group, Incoming
from .targets import Directory, Target

#: How many of the claims that cite a source its page shows with their passages.
MOST_CITING = 500

_citations: TypeAdapter[tuple[CitationPart, ...]] = TypeAdapter(tuple[CitationPart, ...])


@dataclass(frozen=True, slots=True)
class Carried:
    """A claim that rests on a passage, or that the passage disputes or explains."""

    claim: Target
    grade: str
    passage: Passage


@dataclass(slots=True)
class Place:
    """A place in the source, and all that is cited from there."""

    start: int
    paragraph: int | None
    quotes: list[str] = field(default_factory=list)
    carries: list[Carried] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class SourcePage(Detail):
    rights: str
    original: str
    derives_from: list[Target]
    steps: list[tuple[Target, list[Target]]]
    retold_in: Group
    figure: CoverageFigure
    places: list[Place]
    citing: int
    cited_in: list[Group]
    credited_in: list[Group]


def build(page: Page) -> SourcePage:
    """Build the page of a source in four queries."""
    document = document_of(page)
    assert isinstance(document, SourceDocument)
    rows = [
        (row, _citations.validate_python(row["citations"], strict=False))
        for row in Page.objects.citing(page, MOST_CITING)
    ]
    incoming = Incoming(page)
    chains = derivations_behind([page.ref])
    behind = {ref for retold in chains.values() for ref in retold}
    directory = Directory([*behind, page.ref, *_refs(rows)])
    cited_in = incoming.claims("cites")
    return SourcePage(
        record=page,
        document=document,
        description=f"{words.capital(words.subkind(document.source_kind))}: {document.title}",
        rights=str(words.RIGHTS[document.rights]),
        original=document.url if text_fragment(document.url, "x") else "",
        derives_from=directory.all("source", chains.get(page.ref, ())),
        steps=[
            (directory.get("source", ref), directory.all("source", retold))
            for ref, retold in chains.items()
            if ref != page.ref
        ],
        retold_in=incoming.group(gettext("Sources that derive from it"), "derives from", "source"),
        places=_places(page, rows, directory),
        figure=figure(
            Coverage.model_validate(page.coverage) if page.coverage else None,
            document,
            _spans(page, document, rows, directory),
        ),
        citing=sum(group.total for group in cited_in),
        cited_in=[group for group in cited_in if group.more],
        credited_in=incoming.claims("credits"),
    )


_Rows = list[tuple[dict[str, Any], tuple[CitationPart, ...]]]


def _refs(rows: _Rows) -> Iterable[str | None]:
    return (
        ref
        for _, parts in rows
        for part in parts
        for ref in (part.source, part.quoted, part.origin)
    )


def _spans(
    page: Page, document: SourceDocument, rows: _Rows, directory: Directory
) -> Iterable[tuple[int, int]]:
    """Give what is cited of the text that the source's document names."""
    return (
        (part.start, part.end)
        for _, parts in rows
        for part in parts
        if part.text_sha256 == document.text_sha256
        and directory.get("source", part.source).ref == page.ref
    )


def _places(page: Page, rows: _Rows, directory: Directory) -> list[Place]:
    """Give what is cited from this source, in reading order."""
    places: dict[int, Place] = {}
    for row, parts in rows:
        for part in parts:
            if directory.get("source", part.source).ref != page.ref:
                continue
            place = places.setdefault(part.start, Place(part.start, part.paragraph))
            if part.quote not in place.quotes:
                place.quotes.append(part.quote)
            claim = Target("claim", row["ref"], row["title"], row["subkind"])
            passage = Passage.of(part, directory, {})
            place.carries.append(Carried(claim, row["grade"], passage))
    return [places[start] for start in sorted(places)]
