"""The computed part of claim pages: grades, which depend on other pages."""

from collections import defaultdict
from collections.abc import Iterable

from tracker.evidence import grades, origins
from tracker.record.documents import ClaimDocument, Weight, load
from tracker.record.models import Page, Reference

from .gate import derivations

_RELATIONS = ("contradicts", "supersedes")


def weights(claims: Iterable[Page]) -> dict[int, Weight]:
    """The weight of each public claim, by the page's id, in a fixed number of queries."""
    claims = [page for page in claims if page.document is not None]
    documents = {page.pk: _claim(page) for page in claims}
    derived = derivations()
    sources = Page.objects.renamed("source")
    against = _relations(claims, documents)
    return {
        page.pk: _weigh(documents[page.pk], derived, sources, *against[page.pk]) for page in claims
    }


def _claim(page: Page) -> ClaimDocument:
    document = load(page.document or {})
    assert isinstance(document, ClaimDocument)
    return document


def _weigh(
    document: ClaimDocument,
    derived: dict[str, tuple[str, ...]],
    renamed: dict[str, str],
    disputed_by: set[str],
    superseded_by: set[str],
) -> Weight:
    supports = [
        origins.origins_of(
            renamed.get(part.source, part.source),
            renamed.get(part.origin, part.origin) if part.origin else None,
            derived,
        )
        for part in document.citations
        if part.stance == "supports"
    ]
    disputed = bool(disputed_by) or any(part.stance == "disputes" for part in document.citations)
    found = grades.weigh(supports=supports, disputed=disputed, superseded=bool(superseded_by))
    return Weight(
        grade=found.grade.value,
        origins=tuple(tuple(sorted(group)) for group in found.origins),
        disputed_by=tuple(sorted(disputed_by)),
        superseded_by=tuple(sorted(superseded_by)),
    )


def _relations(
    claims: list[Page], documents: dict[int, ClaimDocument]
) -> dict[int, tuple[set[str], set[str]]]:
    """Refs of the public claims that dispute, and that supersede, each of these.

    A contradiction speaks against both claims for as long as it is open.
    """
    found: dict[int, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    renamed = Page.objects.renamed("claim")
    links = Reference.objects.filter(role__in=_RELATIONS, from_page__state="public")
    for link in links.filter(to_page__in=claims).select_related("from_page", "to_page"):
        for part in _claim(link.from_page).relations:
            if renamed.get(part.claim, part.claim) != link.to_page.ref:
                continue
            if part.kind == "contradicts" and part.settled == "open":
                found[link.to_page_id][0].add(link.from_page.ref)
            elif part.kind == "supersedes":
                found[link.to_page_id][1].add(link.from_page.ref)
    targets = {
        renamed.get(part.claim, part.claim) for doc in documents.values() for part in doc.relations
    }
    public = set(
        Page.objects.of_kind("claim").filter(ref__in=targets).values_list("ref", flat=True)
    )
    for pk, document in documents.items():
        for part in document.relations:
            target = renamed.get(part.claim, part.claim)
            if part.kind == "contradicts" and part.settled == "open" and target in public:
                found[pk][0].add(target)
    return found
