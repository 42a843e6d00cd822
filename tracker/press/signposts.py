"""Former addresses: of pages that were renamed, and of pages that were merged into others.

A merge is a "moved" edition that no other edition of the same page follows. The page becomes a
signpost to the kept one, and so do the signposts that led to it. When the page is published
again, because the merge was undone, they lead to it again.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from tracker import models as desk
from tracker.record.append import Entry
from tracker.record.models import Action, Edition, Page, PageState, Reference

_SAID = {
    "actor": "Merged: both pages were about the same actor.",
    "claim": "Merged: both pages said the same.",
}
_Address = tuple[str, str]  # (kind, ref)


@dataclass(frozen=True, slots=True)
class Merged:
    """A page that is public still, although the desk has merged it into another."""

    page: Page
    into: str  # ref of the page that it moves to


def merged_into(copies: Iterable[desk.WorkingCopy]) -> dict[UUID, list[Merged]]:
    """What has been merged into each of these copies and not been published, by the copy's key.

    One query where there is no merge, and two where there is any. What was merged first stands
    first, so that each moves to a page that is there.
    """
    refs = {copy.pk: copy.ref for copy in copies}
    merges = list(
        desk.Merge.objects.into(refs).order_by("pk").values_list("drop", "keep", "target")
    )
    if not merges:
        return {}
    pages = {
        page.key: page for page in Page.objects.public().filter(key__in=[m[0] for m in merges])
    }
    found: dict[UUID, list[Merged]] = {}
    for drop, keep, target in merges:
        if drop in pages:
            into = pages[keep].ref if keep in pages else refs[target]
            found.setdefault(target, []).append(Merged(pages[drop], into))
    return found


def moves(merged: Mapping[UUID, Iterable[Merged]]) -> list[Entry]:
    """What to append for pages that were merged into others."""
    return [
        Entry(
            action=Action.MOVED,
            key=one.page.key,
            kind=one.page.kind,
            ref=one.page.ref,
            title=one.page.title,
            moved_to=one.into,
            note=_SAID[one.page.kind],
        )
        for group in merged.values()
        for one in group
    ]


def merges_among(editions: Iterable[Edition]) -> list[Edition]:
    """Those by which one page was merged into another; the rest of "moved" are new addresses."""
    editions = list(editions)
    standing = {row.key for row in editions if row.action != Action.MOVED}
    return [row for row in editions if row.action == Action.MOVED and row.key not in standing]


def returning(keys: Iterable[UUID]) -> list[Page]:
    """Signposts of pages that have no other page now: those that were merged, if they come back."""
    return list(Page.objects.filter(key__in=list(keys), state=PageState.MOVED))


def turn_into_signposts(merges: Iterable[Edition], pages: Mapping[UUID, Page]) -> set[int]:
    """Make signposts of the pages merged by these editions; ids of what referred to them."""
    merges = list(merges)
    if not merges:
        return set()
    targets = {
        (page.kind, page.ref): page
        for page in Page.objects.public().filter(ref__in=[row.moved_to for row in merges])
    }
    targets |= {(pages[row.key].kind, pages[row.key].ref): pages[row.key] for row in merges}
    for edition in reversed(merges):  # what was merged last has its place by now
        page, target = pages[edition.key], targets[edition.kind, edition.moved_to]
        target = target.moved_to or target
        page.state, page.moved_to, page.edition = PageState.MOVED, target, edition
        page.document, page.document_sha256, page.affected = None, "", edition.number
        page.weight, page.grade, page.coverage = None, "", None
        page.subkind, page.earliest, page.latest = "", None, None
        Page.objects.filter(moved_to=page).update(moved_to=target)
    return _referring([pages[edition.key].pk for edition in merges])


def lead_back(signposts: Iterable[Page], pages: Mapping[UUID, Page]) -> set[int]:
    """Let signposts lead to the pages that came back; ids of what may refer to those again.

    What had been merged into such a page before it was itself merged comes back with it.
    """
    own = list(signposts)
    if not own:
        return set()
    former = {page.moved_to_id for page in own}
    homes = {page.key: pages[page.key] for page in own}
    addresses = {(page.kind, page.ref): homes[page.key] for page in own}
    led = list(
        Page.objects.filter(moved_to__in=former)
        .select_related("edition")
        .defer("edition__document")
    )
    changed: list[Page] = []
    while further := [(page, home) for page in led if (home := _home_of(page, homes, addresses))]:
        for page, home in further:
            page.moved_to = homes[page.key] = addresses[page.kind, page.ref] = home
            led.remove(page)
            changed.append(page)
    Page.objects.bulk_update(changed, ["moved_to"])
    return _referring(former)


def _home_of(
    signpost: Page, homes: Mapping[UUID, Page], addresses: Mapping[_Address, Page]
) -> Page | None:
    return homes.get(signpost.key) or addresses.get((signpost.kind, signpost.edition.moved_to))


def _referring(pages: Iterable[int | None]) -> set[int]:
    return set(
        Reference.objects.filter(to_page__in=list(pages)).values_list("from_page", flat=True)
    )


def signpost_problems() -> Iterator[str]:
    """Compare the signposts with what the editions say of former addresses."""
    expected = _expected()
    found = {
        (kind, ref): (key, target)
        for kind, ref, key, target in Page.objects.filter(state=PageState.MOVED).values_list(
            "kind", "ref", "key", "moved_to__key"
        )
    }
    for kind, ref in sorted(expected.keys() | found.keys()):
        if expected.get((kind, ref)) != found.get((kind, ref)):
            yield f"address {kind} {ref}: it does not lead where the editions say"


def _expected() -> dict[_Address, tuple[UUID, UUID]]:
    """By former address: whose it was, and whose page it leads to now."""
    owners: dict[_Address, UUID] = {}
    left: dict[_Address, UUID] = {}
    into: dict[UUID, UUID | None] = {}
    rows = Edition.objects.order_by("number").values_list(
        "action", "key", "kind", "ref", "moved_to"
    )
    for action, key, kind, ref, moved_to in rows.iterator(chunk_size=2000):
        if action == Action.MOVED:
            left[kind, ref] = key
            owners.pop((kind, ref), None)
            into[key] = owners.get((kind, moved_to))  # nobody's yet: it is only a new address
        else:
            owners[kind, ref] = key
            left.pop((kind, ref), None)
            into.pop(key, None)
    return {address: (key, _home(key, into)) for address, key in left.items()}


def _home(key: UUID, into: Mapping[UUID, UUID | None]) -> UUID:
    """Follow merges to the page that is left."""
    while target := into.get(key):
        key = target
    return key
