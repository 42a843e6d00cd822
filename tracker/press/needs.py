"""What must be published together with a page, so that no reader meets a dead link."""

from collections import defaultdict
from collections.abc import Iterable

from tracker import models as desk

from .build import build
from .gate import missing_links


def needed_by(copies: Iterable[desk.WorkingCopy]) -> list[desk.WorkingCopy]:
    """The drafts that these refer to, those that they refer to, and so on; not these themselves.

    One round of queries per step of distance, and there are never many.
    """
    batch = {copy.pk: copy for copy in copies}
    asked = set(batch)
    documents = build(batch.values())
    while missing := {address for links in missing_links(documents).values() for address in links}:
        refs = defaultdict(list)
        for kind, ref in missing:
            refs[kind].append(ref)
        found = [
            copy
            for kind, wanted in refs.items()
            for copy in desk.WORKING_COPIES[kind].objects.filter(ref__in=wanted)
            if copy.pk not in batch
        ]
        if not found:
            break
        batch.update((copy.pk, copy) for copy in found)
        documents |= build(found)
    return [copy for key, copy in batch.items() if key not in asked]
