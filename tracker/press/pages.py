"""Keeping pages and references in step with the editions, in the publisher's transaction."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from tracker.record.documents import BaseDocument, Document, load
from tracker.record.models import Action, Edition, Page, PageState, Reference
from tracker.record.search import fill_index
from tracker.record.sorting import sort_keys

from .covering import coverages
from .signposts import lead_back, merges_among, returning, turn_into_signposts
from .weigh import weights

_FIELDS = [
    "ref", "state", "moved_to", "title", "document", "document_sha256", "weight", "grade", "coverage",
    "subkind", "earliest", "latest", "day", "since", "heading", "edition", "affected",
]  # fmt: skip


def apply(editions: list[Edition], documents: Mapping[UUID, Document]) -> None:
    """Make the pages say what these editions say.

    The pages whose computed parts depend on them follow. `documents` holds, by key, the document
    of each edition that has one. A fixed number of queries, whatever the number of editions.
    """
    touched, led_elsewhere = _write_pages(editions, documents)
    followers = _followers(led_elsewhere - touched.keys())
    changing = {**followers, **touched}
    # What depended on the old references is as much concerned as what depends on the new.
    neighbours, dependants = _neighbours(changing), dependants_of(changing)
    as_they_are = {page.key: load(page.document or {}) for page in followers.values()}
    _write_references(changing, {**as_they_are, **documents})
    dependants |= dependants_of(changing)
    reweighed = _reweigh(dependants)
    _cover(neighbours | _neighbours(changing) | changing.keys())
    fill_index(changing.keys() | reweighed)
    concerned = dependants | neighbours | _neighbours([*changing, *reweighed]) | changing.keys()
    Page.objects.filter(pk__in=concerned).update(affected=editions[-1].number)


def _followers(ids: set[int]) -> dict[int, Page]:
    """Public pages whose documents stay as they are, while an address in them leads elsewhere."""
    return {page.pk: page for page in Page.objects.public().filter(pk__in=ids)} if ids else {}


def _write_pages(
    editions: list[Edition], documents: Mapping[UUID, Document]
) -> tuple[dict[int, Page], set[int]]:
    """Create and update the pages of these editions.

    Gives those pages, by id, and the ids of pages that refer to what was merged or came back.
    """
    pages = {
        page.key: page
        for page in Page.objects.filter(key__in=[row.key for row in editions]).exclude(
            state=PageState.MOVED
        )
    }
    new, old = [], []
    merges = merges_among(editions)
    moved = [row for row in editions if row.action == Action.MOVED and row not in merges]
    for edition in editions:
        page = pages.get(edition.key)
        if edition.action == Action.MOVED:
            continue
        if page is None:
            page = Page(key=edition.key, kind=edition.kind)
            new.append(page)
        else:
            old.append(page)
        _fill(page, edition, documents.get(edition.key))
    signposts = returning(page.key for page in new)
    # A page that returns to a former address takes the place of its own signpost there.
    Page.objects.filter(
        state=PageState.MOVED,
        key__in=[row.key for row in editions],
        ref__in=[row.ref for row in editions],
    ).delete()
    Page.objects.bulk_update(old, _FIELDS)  # first: a renamed page frees its old address
    Page.objects.bulk_create(new)
    led_elsewhere = lead_back(signposts, {page.key: page for page in new})
    led_elsewhere |= turn_into_signposts(merges, pages)
    merged = [pages[row.key] for row in merges]
    Page.objects.bulk_update(merged, _FIELDS)
    Page.objects.bulk_create([_signpost(row, pages[row.key]) for row in moved])
    return {page.pk: page for page in [*old, *new, *merged]}, led_elsewhere


def _signpost(edition: Edition, page: Page) -> Page:
    """What stands at the address that a page has left."""
    return Page(
        key=edition.key,
        kind=edition.kind,
        ref=edition.ref,
        state=PageState.MOVED,
        moved_to=page,
        title=edition.title,
        edition=edition,
        affected=edition.number,
    )


def _fill(page: Page, edition: Edition, document: Document | None) -> None:
    """Let a page say what its newest edition says."""
    page.ref, page.edition, page.affected = edition.ref, edition, edition.number
    page.document, page.document_sha256 = edition.document, edition.document_sha256
    page.moved_to = None
    page.weight, page.grade, page.coverage = None, "", None
    if document is None:
        page.state, page.title, page.subkind = PageState.RETRACTED, "", ""
        page.earliest = page.latest = None
        return
    page.state, page.title = PageState.PUBLIC, document.heading
    page.earliest, page.latest = (_day(day) for day in document.days())
    for column, key in sort_keys(page.title, page.earliest, page.latest).items():
        setattr(page, column, key)
    page.subkind = subkind_of(document)


def subkind_of(document: BaseDocument) -> str:
    """The word by which lists of this kind are told apart, such as event or person."""
    for field in ("claim_kind", "actor_kind", "source_kind", "format"):
        if hasattr(document, field):
            return str(getattr(document, field))
    return ""


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _write_references(pages: dict[int, Page], documents: Mapping[UUID, Document]) -> None:
    """Replace what these pages refer to. Links to what is not public are not written."""
    Reference.objects.filter(from_page__in=pages).delete()
    links = {
        (page.pk, link)
        for page in pages.values()
        if page.state == PageState.PUBLIC
        for link in documents[page.key].links()
    }
    ids = _addresses({(link.kind, link.ref) for _, link in links})
    rows = {
        (pk, ids[link.kind, link.ref], link.role)
        for pk, link in links
        if (link.kind, link.ref) in ids
    }
    Reference.objects.bulk_create(
        Reference(from_page_id=source, to_page_id=target, role=role)
        for source, target, role in sorted(rows)
    )


def _addresses(wanted: set[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """The ids of the pages under these addresses; a moved address leads to where it moved."""
    rows = Page.objects.filter(ref__in={ref for _, ref in wanted})
    return {
        (kind, ref): moved_to or pk
        for kind, ref, pk, moved_to in rows.values_list("kind", "ref", "pk", "moved_to")
    }


def _neighbours(pages: Iterable[int]) -> set[int]:
    """Ids of the pages that these refer to or that refer to them."""
    ids = list(pages)
    links = Reference.objects.filter(Q(from_page__in=ids) | Q(to_page__in=ids))
    return {pk for pair in links.values_list("from_page", "to_page") for pk in pair}


def _reweigh(dependants: set[int]) -> set[int]:
    """Compute the weight of these claims anew; the ids of those whose weight changed."""
    claims = list(Page.objects.of_kind("claim").filter(pk__in=dependants))
    fresh = weights(claims)
    changed = []
    for page in claims:
        weight: dict[str, Any] = fresh[page.pk].model_dump(mode="json")
        if page.weight != weight:
            page.weight, page.grade = weight, weight["grade"]
            changed.append(page)
    Page.objects.bulk_update(changed, ["weight", "grade"])
    return {page.pk for page in changed}


def _cover(concerned: set[int]) -> None:
    """Count anew how much of these sources is cited."""
    sources = list(Page.objects.of_kind("source").filter(pk__in=concerned))
    fresh = coverages(sources)
    changed = []
    for page in sources:
        found = fresh.get(page.pk)
        coverage = found.model_dump(mode="json") if found else None
        if page.coverage != coverage:
            page.coverage = coverage
            changed.append(page)
    Page.objects.bulk_update(changed, ["coverage"])


def dependants_of(touched: dict[int, Page]) -> set[int]:
    """Ids of the claims whose weight may change with these pages.

    The claims themselves, those related to them, and those that rest on a source that is, or
    derives from, one of these.
    """
    claims = {pk for pk, page in touched.items() if page.kind == "claim"}
    related = Reference.objects.filter(
        Q(from_page__in=claims) | Q(to_page__in=claims), role__in=["contradicts", "supersedes"]
    )
    claims |= {pk for pair in related.values_list("from_page", "to_page") for pk in pair}
    sources = {pk for pk, page in touched.items() if page.kind == "source"}
    if sources:
        derived = list(
            Reference.objects.filter(role="derives from").values_list("from_page", "to_page")
        )
        while further := {pk for pk, origin in derived if origin in sources} - sources:
            sources |= further
        resting = Reference.objects.filter(to_page__in=sources, role__in=["cites", "credits"])
        claims |= set(resting.values_list("from_page", flat=True))
    return claims
