"""What of each public page can be found: the entries of the index."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from tracker.fulltext import MARK, NAME, TEXT, bounded, folded, is_intact
from tracker.record.documents import ActorDocument, BaseDocument, ClaimDocument, load
from tracker.record.models import Page, PageQuerySet, Reference, SearchEntry

from .index import TABLE, Shelf

# A longer name is known by its beginning.
_MOST_LETTERS = 200
_BATCH = 2_000


def names(document: BaseDocument) -> list[tuple[str, str]]:
    """Give what a page is called, with the language where that is known; its title first."""
    if isinstance(document, ActorDocument):
        spellings = [(part.name, part.language) for part in document.names]
        return [(document.heading, ""), *(row for row in spellings if row[0] != document.heading)]
    return [(document.heading, "")]


def texts(document: BaseDocument) -> list[tuple[str, str]]:
    """Give what else of a page can be found, with the source whose words they are."""
    if isinstance(document, ClaimDocument):
        return [(part.quote, part.source) for part in document.citations]
    fields = ("summary", "description", "publisher", "author")
    found = (str(getattr(document, field, "")) for field in fields)
    return [(text, "") for text in found if text]


def reference(page: int) -> str:
    """Give the word that stands in the index for a reference to a page."""
    return f"{MARK}{page}"


def bearer(name: str) -> str:
    """Give the word that stands in the index for bearing just this name (folded)."""
    return NAME + name.replace(" ", "")[:_MOST_LETTERS]


def fill_index(pages: Collection[int] | None = None) -> None:
    """Make the index say what these pages say, or all of them, in a fixed number of queries.

    More than `_BATCH` pages take one more for each so many.
    """
    old, public = SearchEntry.objects.all(), Page.objects.public()
    if pages is not None:
        old, public = old.filter(page__in=pages), public.filter(pk__in=pages)
    old.delete()
    new = _entries(public)
    while batch := list(islice(new, _BATCH)):
        SearchEntry.objects.bulk_create(batch)


def index_problems() -> Iterator[str]:
    """Compare the index with what it should hold."""
    held = {entry.page_id: entry for entry in SearchEntry.objects.iterator()}
    for entry in _entries(Page.objects.public()):
        found = held.pop(entry.page_id, None)
        if found is None or _content(found) != _content(entry):
            yield f"page {entry.page.kind} {entry.page.ref}: search does not find what it says"
    for kind, ref in Page.objects.filter(pk__in=held).values_list("kind", "ref"):
        yield f"page {kind} {ref}: search finds it, and it is not public"
    if not is_intact(TABLE):
        yield "the index of search is damaged: run manage.py reindex"


def _entries(pages: PageQuerySet) -> Iterator[SearchEntry]:
    """Give the entries of public pages: two queries."""
    targets = defaultdict(set)
    links = Reference.objects.filter(from_page__in=pages)
    for source, target in links.values_list("from_page", "to_page"):
        targets[source].add(target)
    for page in pages.iterator(chunk_size=500):
        document = load(page.document or {})
        yield SearchEntry(
            edition=page.edition_id,
            page=page,
            kind=page.kind,
            grade=page.grade,
            tags=" ".join(_tags(page, document, sorted(targets[page.pk]))),
            names=bounded(NAME, (name for name, _ in names(document))),
            texts=bounded(TEXT, (text for text, _ in texts(document))),
        )


def _tags(page: Page, document: BaseDocument, targets: Iterable[int]) -> list[str]:
    """Give the words by which a page is narrowed down to; a statement is no name."""
    called = [] if page.kind == "claim" else [folded(name) for name, _ in names(document)]
    bears = dict.fromkeys(bearer(name) for name in called if name)
    return [Shelf(page.kind, page.grade).word, *bears, *map(reference, targets)]


def _content(entry: SearchEntry) -> tuple[object, ...]:
    return entry.edition, entry.kind, entry.grade, entry.tags, entry.names, entry.texts
