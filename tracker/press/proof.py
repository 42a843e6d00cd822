"""Proving the record: the chain, the pages against their editions, what is computed from them."""

from collections.abc import Iterator
from uuid import UUID

from tracker.record.append import seal_of
from tracker.record.chain import GENESIS, digest
from tracker.record.documents import load
from tracker.record.models import Action, Edition, Head, Page, PageState, Reference
from tracker.record.search import index_problems
from tracker.record.sorting import sort_keys

from .covering import coverages
from .signposts import signpost_problems
from .weigh import weights


def record_problems() -> list[str]:
    """Everything in the record that does not follow from its editions; empty when proven."""
    newest: dict[UUID, Edition] = {}
    problems = list(_chain(newest))
    problems += _pages(newest)
    problems += signpost_problems()
    problems += _references()
    problems += _weights()
    problems += _coverages()
    problems += index_problems()
    return problems


def _chain(newest: dict[UUID, Edition]) -> Iterator[str]:
    """Follow the chain from the first edition to the head; leaves the newest of each page."""
    previous, number = GENESIS, 0
    for edition in Edition.objects.order_by("number").iterator(chunk_size=500):
        number += 1
        if edition.number != number:
            yield f"edition {number} is missing: the next one is {edition.number}"
            number = edition.number
        if edition.previous_sha256 != previous:
            yield f"edition {number} does not follow from the edition before it"
        content = edition.document
        if (digest(content) if content is not None else "") != edition.document_sha256:
            yield f"edition {number}: its document is not the one that was published"
        if seal_of(edition) != edition.sha256:
            yield f"edition {number} was altered: its hash does not fit"
        previous = edition.sha256
        if edition.action == Action.MOVED:
            newest.pop(edition.key, None)  # what it is now, the next edition says; none if merged
        else:
            newest[edition.key] = edition
    head = Head.objects.filter(pk=1).first()
    if (head.number, head.sha256) != (number, previous) if head else number:
        yield f"the head of the chain is not edition {number}: editions are missing at the end"


def _pages(newest: dict[UUID, Edition]) -> Iterator[str]:
    """Compare each page with the newest edition of it."""
    seen = set()
    for page in Page.objects.exclude(state=PageState.MOVED).iterator(chunk_size=500):
        seen.add(page.key)
        edition = newest.get(page.key)
        name = f"page {page.kind} {page.ref}"
        if edition is None:
            yield f"{name} has no edition"
            continue
        retracted = edition.action == Action.RETRACTED
        state = PageState.RETRACTED if retracted else PageState.PUBLIC
        if (page.ref, page.state, page.edition_id) != (edition.ref, state, edition.number):
            yield f"{name} is not what edition {edition.number} says"
        elif page.document != edition.document:
            yield f"{name} does not hold the document of edition {edition.number}"
        elif not retracted:
            keys = sort_keys(page.title, page.earliest, page.latest)
            if any(getattr(page, column) != key for column, key in keys.items()):
                yield f"{name} stands elsewhere in lists than its title and time say"
    for key in newest.keys() - seen:
        yield f"page {newest[key].kind} {newest[key].ref} is missing"


def _references() -> Iterator[str]:
    """Compare the references with the links in the documents."""
    pages = list(Page.objects.values_list("pk", "kind", "ref", "moved_to"))
    ids = {(kind, ref): moved_to or pk for pk, kind, ref, moved_to in pages}
    written: dict[int, set[tuple[int, str]]] = {}
    for source, target, role in Reference.objects.values_list("from_page", "to_page", "role"):
        written.setdefault(source, set()).add((target, role))
    for page in Page.objects.public().iterator(chunk_size=500):
        links = load(page.document or {}).links()
        expected = {
            (ids[link.kind, link.ref], link.role) for link in links if (link.kind, link.ref) in ids
        }
        if written.get(page.pk, set()) != expected:
            yield f"page {page.kind} {page.ref}: its references do not fit its document"


def _weights() -> Iterator[str]:
    """Compute every grade anew."""
    claims = list(Page.objects.of_kind("claim"))
    fresh = weights(claims)
    for page in claims:
        weight = fresh[page.pk].model_dump(mode="json")
        if (page.weight, page.grade) != (weight, weight["grade"]):
            yield f"page claim {page.ref}: its grade is {page.grade}, and should be {weight['grade']}"


def _coverages() -> Iterator[str]:
    """Count anew what sources show.

    One that shows nothing says nothing wrong: its text may have come after it was published, and
    the next publication counts it.
    """
    sources = list(Page.objects.of_kind("source").filter(coverage__isnull=False))
    fresh = coverages(sources)
    for page in sources:
        found = fresh.get(page.pk)
        if found is None:
            yield f"page source {page.ref}: it shows a coverage, but its text is not held"
        elif page.coverage != found.model_dump(mode="json"):
            yield f"page source {page.ref}: its coverage is not what its text and the claims give"
