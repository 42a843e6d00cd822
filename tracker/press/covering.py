"""The computed part of source pages: how much of a text the public claims cite.

It follows from the record and the text alone: the source's document names the text and the
furniture in it, the claims' documents name the passages. A draft cannot show in the count, and a
citation more is no new edition of the source.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models.fields.json import KeyTransform
from pydantic import TypeAdapter

from tracker.evidence.coverage import Span, cover
from tracker.models import Text
from tracker.record.documents import CitationPart, Coverage, SourceDocument, load
from tracker.record.models import Page, Reference

_citations: TypeAdapter[tuple[CitationPart, ...]] = TypeAdapter(tuple[CitationPart, ...])
_Place = tuple[str, str]  # ref of a source, sha256 of a text


def coverages(sources: Iterable[Page]) -> dict[int, Coverage]:
    """The coverage of each public source whose text is held, by the page's id: three queries."""
    pages = {page.key: page for page in sources}
    if not pages:
        return {}
    cited = _cited(pages.values())
    documents = {key: _source(page) for key, page in pages.items()}
    wanted = {document.text_sha256 for document in documents.values()} - {""}
    found = {}
    for text in Text.objects.filter(source__in=pages, sha256__in=wanted).iterator(chunk_size=50):
        page, document = pages[text.source_id], documents[text.source_id]
        if text.sha256 != document.text_sha256:
            continue
        counted = cover(
            text.content,
            cited=cited[page.ref, text.sha256],
            furniture=[(part.start, part.end) for part in document.furniture],
        )
        found[page.pk] = Coverage(
            sentences=counted.sentences, furniture=counted.furniture, cited=counted.cited
        )
    return found


def _source(page: Page) -> SourceDocument:
    document = load(page.document or {})
    assert isinstance(document, SourceDocument)
    return document


def _cited(sources: Iterable[Page]) -> dict[_Place, list[Span]]:
    """The passages of these sources that public claims cite, by source and text."""
    refs = {page.ref for page in sources}
    renamed = Page.objects.renamed("source")
    claims = (
        Reference.objects.between_public()
        .filter(role="cites", to_page__kind="source", to_page__ref__in=refs)
        .order_by()
        .annotate(citations=KeyTransform("citations", "from_page__document"))
        .values_list("from_page_id", "citations")
    )
    found: dict[_Place, list[Span]] = defaultdict(list)
    # A claim that cites several of these sources comes once for each of them.
    for citations in dict(claims).values():
        for part in _citations.validate_python(citations, strict=False):
            ref = renamed.get(part.source, part.source)
            found[ref, part.text_sha256].append((part.start, part.end))
    return found
