"""How working copies stood after each change, and who made it, when and why.

Kept by django-reversion: a Revision is one change, its Versions are the working copies that it
touched, each with all its parts. Whatever writes working copies calls `keep` at its end, in the
same transaction; nothing here listens to signals, which bulk writes do not send.
"""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

import reversion
from django.db import transaction
from django.db.models import QuerySet

from . import finding
from .snapshots import FORMAT, snapshot, with_parts
from .working import WorkingCopy

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from reversion.models import Version

#: django-reversion takes time in the square of the copies in one revision.
_AT_ONCE = 500
#: How far back the state is looked for that a form was opened on.
_FAR_BACK = 50

OUTSIDE = "As found: changed outside the desk, or before its history began."


def register(models: Iterable[type[WorkingCopy]]) -> None:
    """Make the history of these models known to django-reversion."""
    for model in models:
        reversion.register(model, format=FORMAT, fields=["ref"])


@transaction.atomic
def keep(copies: Iterable[WorkingCopy], *, by: "User | None", why: str = "") -> None:
    """Keep how these working copies stand now, with all their parts, as one change.

    Search at the desk finds what they say from now on; here it is at hand.
    Only their keys are used: they are read anew. `by` is whose change it is; None is the
    operator. More than a few hundred copies become several changes, alike in all else.
    """
    touched = list(dict.fromkeys((type(copy), copy.pk) for copy in copies))
    for first in range(0, len(touched), _AT_ONCE):
        with reversion.create_revision(manage_manually=True):
            reversion.set_user(by)
            reversion.set_comment(why)
            copies = list(_read(touched[first : first + _AT_ONCE]))
            for copy in copies:
                reversion.add_to_revision(copy)
            finding.fill(copies)


def _read(touched: list[tuple[type[WorkingCopy], UUID]]) -> Iterable[WorkingCopy]:
    keys: dict[type[WorkingCopy], list[UUID]] = {}
    for model, key in touched:
        keys.setdefault(model, []).append(key)
    for model, some in keys.items():
        yield from with_parts(model).filter(pk__in=some)


def catch_up(copy: WorkingCopy) -> None:
    """Keep how a copy stands before it is changed, where its history does not end just so.

    So that nobody is taken for the author of what came in past the desk.
    """
    newest = versions_of(copy).first()
    stored = with_parts(type(copy)).get(pk=copy.pk)
    if newest is None or said_in(newest) != snapshot(stored):
        keep([copy], by=None, why=OUTSIDE)


def versions_of(copy: WorkingCopy) -> "QuerySet[Version]":
    """All that is kept of a copy, newest first."""
    from reversion.models import Version

    return Version.objects.get_for_object(copy)


def said_in(version: "Version") -> dict[str, Any]:
    """The working copy as a version has it; see `snapshot` for its shape."""
    return json.loads(version.serialized_data)


def as_opened(copy: WorkingCopy, number: int) -> dict[str, Any] | None:
    """How the copy stood when it had that version number; None where that is not kept."""
    for version in versions_of(copy)[:_FAR_BACK]:
        said = said_in(version)
        if said["version"] == number:
            return said
    return None
