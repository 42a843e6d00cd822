"""Search: the newest matches of every kind and grade, ranked, with counts for narrowing down."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from tracker.fulltext import Phrase, Piece, Query, index
from tracker.record.documents import BaseDocument, load
from tracker.record.listing import MOST_COUNTED
from tracker.record.models import Page

from . import entries
from .index import Shelf, newest
from .ranking import KINDS, Rank, rank

GRADES: Final = ("corroborated", "single origin", "disputed", "superseded")


SHELVES: Final = tuple(
    Shelf(kind, grade) for kind in KINDS for grade in (GRADES if kind == "claim" else ("",))
)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What of a page answers, beside its title: a spelling of its name, a passage, or a text."""

    pieces: list[Piece]
    source: str = ""  # a passage: ref of the source whose words it is
    language: str = ""  # a name: where it is known


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that answers."""

    kind: str
    ref: str
    subkind: str
    grade: str
    title: list[Piece]
    title_given: bool  # else it is a description of ours
    excerpt: Excerpt | None


@dataclass(frozen=True, slots=True)
class Results:
    """What was found. Counts end at `MOST_COUNTED`; no more than `MOST_RANKED` can be read.

    `kinds` counts what the other filters leave, `grades` likewise; what has none is not in them.
    """

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    grades: dict[str, int] = field(default_factory=dict)
    after: Rank | None = None  # the cursor of what comes next


def search(  # noqa: PLR0913  each narrows down what is found
    query: str,
    *,
    kind: str = "",
    grade: str = "",
    about: Mapping[str, str] | None = None,
    after: Rank | None = None,
    limit: int = 20,
) -> Results:
    """Find the public pages that say all that is asked for, in at most four queries.

    `about` narrows them down to those that refer to pages: kind → ref, such as actor → zelensky.
    """
    asked = Query.read(query)
    targets = _targets(about or {})
    if not asked.phrases or targets is None:
        return Results()
    narrowed = [_word(word) for word in targets]
    condition = index().every([*map(index().phrase, asked.phrases), *narrowed])
    bearing = index().every([_word(entries.bearer(" ".join(asked.words))), *narrowed])
    *found, bearers = newest(
        [*((condition, shelf) for shelf in SHELVES), (bearing, None)], MOST_COUNTED
    )
    shelves = dict(zip(SHELVES, found, strict=True))
    wanted = [s for s in SHELVES if kind in ("", s.kind) and grade in ("", s.grade)]
    ranks = rank(asked, [(s.kind, shelves[s]) for s in wanted], bearers)
    ranks = [place for place in ranks if after is None or place > after]
    shown = ranks[:limit]
    return Results(
        hits=_hits(asked, shown),
        total=min(sum(len(shelves[s]) for s in wanted), MOST_COUNTED),
        kinds=_counts({s: n for s, n in shelves.items() if grade in ("", s.grade)}, "kind"),
        grades=_counts({s: n for s, n in shelves.items() if kind in ("", s.kind)}, "grade"),
        after=shown[-1] if len(ranks) > limit else None,
    )


def _word(word: str) -> str:
    return index().phrase(Phrase((word,)))


def _targets(about: Mapping[str, str]) -> list[str] | None:
    """Give the words for references to these pages; None if one of them is not public."""
    if not about:
        return []
    rows = Page.objects.filter(ref__in=about.values()).values_list(
        "kind", "ref", "pk", "moved_to", "state"
    )
    ids = {
        (kind, ref): moved_to or pk
        for kind, ref, pk, moved_to, state in rows
        if state != "retracted"
    }
    if not all(pair in ids for pair in about.items()):
        return None
    return [entries.reference(ids[pair]) for pair in about.items()]


def _counts(shelves: Mapping[Shelf, list[int]], facet: str) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for place, found in shelves.items():
        counts[getattr(place, facet)] += len(found)
    return {value: min(n, MOST_COUNTED) for value, n in counts.items() if value and n}


def _hits(asked: Query, ranks: list[Rank]) -> list[Hit]:
    """Read the pages of these ranks, in this order: one query."""
    rows = Page.objects.public().filter(edition__in=[-place.edition for place in ranks])
    shown = rows.only("kind", "ref", "title", "document", "grade", "subkind", "edition")
    pages = {page.edition_id: page for page in shown}
    found = (pages.get(-place.edition) for place in ranks)
    return [_hit(asked, page) for page in found if page]


def _hit(asked: Query, page: Page) -> Hit:
    document = load(page.document or {})
    return Hit(
        kind=page.kind,
        ref=page.ref,
        subkind=page.subkind,
        grade=page.grade,
        title=asked.marked(page.title),
        title_given=getattr(document, "title_given", True),
        excerpt=_excerpt(asked, document),
    )


def _excerpt(asked: Query, document: BaseDocument) -> Excerpt | None:
    """Give the name or text that answers best; none where the title answers as well."""
    spellings = [
        (asked.answers(name), name, language) for name, language in entries.names(document)
    ]
    best, name, language = max(spellings, key=lambda row: row[0])
    if name != document.heading and best:
        return Excerpt(asked.marked(name), language=language)
    passages = [(asked.answers(text), text, source) for text, source in entries.texts(document)]
    best, text, source = max(passages, key=lambda row: row[0], default=(0, "", ""))
    return Excerpt(asked.marked(text), source=source) if best else None
