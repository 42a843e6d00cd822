"""Publishing, correcting and retracting: all or nothing, and never one's own work."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from tracker import models as desk
from tracker.record.append import Entry, append, lock_head
from tracker.record.chain import digest
from tracker.record.documents import Document
from tracker.record.models import Action, Edition, Page, PageState, Reference

from .build import build
from .gate import Problem, Refused, problems_of
from .pages import apply
from .signposts import Merged, merged_into, moves

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def publish(
    *,
    copies: Iterable[desk.WorkingCopy],
    by: "User | None",
    note: str = "",
    seen: dict[UUID, str] | None = None,
) -> list[Edition]:
    """Publish working copies together, as they stand in the database now.

    `by` is the publisher; None is the operator at the command line. With a `note`, changes to
    pages that are public already count as corrections and carry it. `seen` holds by key what the
    publisher has looked at (see `looked_at`); anything else is refused. Copies that read the same
    in public already are passed over. Pages merged into these move to them. Raises Refused, with
    every problem.
    """
    lock_head()
    fresh = _lock(copies)
    documents = build(fresh)
    problems = not_theirs(fresh, by, "publish") + problems_of(fresh, documents)
    contents = {key: document.model_dump(mode="json") for key, document in documents.items()}
    merged = merged_into(fresh)
    problems += _unseen(fresh, _fingerprints(documents, merged), seen)
    if problems:
        raise Refused(problems)
    public = {
        page.key: page
        for page in Page.objects.filter(key__in=contents).exclude(state=PageState.MOVED)
    }
    entries = [
        entry
        for copy in fresh
        for entry in _entries(copy, public.get(copy.pk), documents[copy.pk], contents, note)
    ]
    editions = append([*entries, *moves(merged)])
    if editions:
        apply(editions, documents)
    _clear_review(fresh)
    return editions


def correct(
    *,
    copies: Iterable[desk.WorkingCopy],
    by: "User | None",
    note: str,
    seen: dict[UUID, str] | None = None,
) -> list[Edition]:
    """Publish changed pages with a public note that says what was wrong. Raises Refused."""
    copies = list(copies)
    if not note.strip():
        raise Refused(
            _problem(copy, "note", "Readers must be told what was wrong.") for copy in copies
        )
    return publish(copies=copies, by=by, note=note.strip(), seen=seen)


@transaction.atomic
def retract(*, copies: Iterable[desk.WorkingCopy], by: "User | None", reason: str) -> list[Edition]:
    """Take pages back from the public, with a reason that readers are given.

    Pages that others rest on can only be retracted together with those. Raises Refused.
    """
    lock_head()
    fresh = _lock(copies)
    problems = not_theirs(fresh, by, "retract")
    pages = {page.key: page for page in Page.objects.public().filter(key__in=[c.pk for c in fresh])}
    for copy in fresh:
        if copy.pk not in pages:
            problems.append(_problem(copy, "ref", "It is not public, so it cannot be retracted."))
    if not reason.strip():
        problems += [_problem(copy, "reason", "Readers must be told why.") for copy in fresh]
    problems += _still_needed(pages)
    if problems:
        raise Refused(problems)
    editions = append(
        Entry(
            action=Action.RETRACTED,
            key=page.key,
            kind=page.kind,
            ref=page.ref,
            note=reason.strip(),
        )
        for page in pages.values()
    )
    apply(editions, {})
    _clear_review(fresh)
    return editions


def _lock(copies: Iterable[desk.WorkingCopy]) -> list[desk.WorkingCopy]:
    """The rows as they are now, locked so that nobody changes them meanwhile."""
    keys: dict[str, list[UUID]] = defaultdict(list)
    for copy in copies:
        keys[copy.kind_of_page].append(copy.pk)
    return [
        row
        for kind, model in desk.WORKING_COPIES.items()
        if kind in keys
        for row in model.objects.select_for_update().filter(pk__in=keys[kind]).order_by("ref")
    ]


def _problem(copy: desk.WorkingCopy, field: str, message: str) -> Problem:
    return Problem(copy.kind_of_page, copy.ref, field, message)


def not_theirs(
    copies: Iterable[desk.WorkingCopy], by: "User | None", verb: str = "publish"
) -> list[Problem]:
    """Four eyes: which of these copies `by` may not publish, or retract, and why."""
    copies = list(copies)
    if by is None:
        return []
    problems = []
    for model in {type(copy) for copy in copies}:
        mine = [copy for copy in copies if type(copy) is model]
        if not by.has_perm(f"tracker.{verb}_{model._meta.model_name}"):
            words = model._meta.verbose_name_plural
            problems += [_problem(copy, "by", f"You may not {verb} {words}.") for copy in mine]
        if verb == "publish":
            own = set(
                model.objects.filter(
                    pk__in=[copy.pk for copy in mine], contributors=by
                ).values_list("pk", flat=True)
            )
            problems += [
                _problem(
                    copy, "by", "You had a hand in this change: somebody else must publish it."
                )
                for copy in mine
                if copy.pk in own
            ]
    return problems


def looked_at(copies: Iterable[desk.WorkingCopy]) -> dict[UUID, str]:
    """What `publish` expects as `seen` of somebody who looks at these copies now, by key."""
    copies = list(copies)
    return _fingerprints(build(copies), merged_into(copies))


def _fingerprints(
    documents: Mapping[UUID, Document], merged: Mapping[UUID, Iterable[Merged]]
) -> dict[UUID, str]:
    """What somebody who looks at these has seen: the document, and what was merged into it."""
    found = {}
    for key, document in documents.items():
        content = document.model_dump(mode="json")
        others = [str(one.page.key) for one in merged.get(key, ())]
        found[key] = digest([content, others] if others else content)
    return found


def _unseen(
    copies: list[desk.WorkingCopy], now: dict[UUID, str], seen: dict[UUID, str] | None
) -> list[Problem]:
    """Copies that changed after the publisher looked at them."""
    if seen is None:
        return []
    return [
        _problem(copy, "version", "It was changed after you opened the review: look again.")
        for copy in copies
        if copy.pk in now and now[copy.pk] != seen.get(copy.pk)
    ]


def _entries(
    copy: desk.WorkingCopy,
    page: Page | None,
    document: Document,
    contents: dict[UUID, Any],
    note: str,
) -> list[Entry]:
    """What to append for one copy: nothing where readers see just this already."""
    content = contents[copy.pk]
    is_public = page is not None and page.state == PageState.PUBLIC
    if is_public and page is not None and page.document_sha256 == digest(content):
        return []
    entries = []
    if page is not None and page.ref != copy.ref:
        entries.append(
            Entry(
                action=Action.MOVED,
                key=copy.pk,
                kind=page.kind,
                ref=page.ref,
                title=page.title if is_public else "",
                moved_to=copy.ref,
            )
        )
    entries.append(
        Entry(
            action=Action.CORRECTED if is_public and note else Action.PUBLISHED,
            key=copy.pk,
            kind=copy.kind_of_page,
            ref=copy.ref,
            title=document.heading,
            document=content,
            note=note if is_public else "",
        )
    )
    return entries


def _still_needed(pages: dict[UUID, Page]) -> list[Problem]:
    """Public pages outside this batch that rest on one inside it.

    A relation is no such thing: it says how two claims stand, and ends with either of them.
    """
    ids = [page.pk for page in pages.values()]
    links = (
        Reference.objects.filter(to_page__in=ids, from_page__state=PageState.PUBLIC)
        .exclude(from_page__in=ids)
        .exclude(role__in=["contradicts", "narrows", "repeats", "supersedes"])
        .order_by("from_page__kind", "from_page__ref")
    )
    return [
        Problem(
            kind,
            ref,
            "references",
            "It rests on what you retract: change it first, or retract both.",
        )
        for kind, ref in links.values_list("from_page__kind", "from_page__ref").distinct()
    ]


def _clear_review(copies: Collection[desk.WorkingCopy]) -> None:
    """Nobody has had a hand in what is yet to come, and nothing waits."""
    for model in {type(copy) for copy in copies}:
        keys = [copy.pk for copy in copies if type(copy) is model]
        model.contributors.through._default_manager.filter(
            **{f"{model.__name__.lower()}__in": keys}
        ).delete()
        model.objects.filter(pk__in=keys).update(
            submitted_by=None, submitted_at=None, review_comment=""
        )
