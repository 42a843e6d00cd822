"""Submitting at once what somebody has drafted from one source."""

from typing import Any

from tracker import press
from tracker.models import Claim, WorkingCopy

from .reading_held import Held

_DONE = (press.Standing.PUBLIC, press.Standing.RETRACTED)


def to_submit(user: Any, held: Held) -> list[WorkingCopy]:
    """What this person has changed of the claims cited here and of the source, and not submitted.

    Takes a fixed number of queries. What readers see just so already is left out.
    """
    mine: list[WorkingCopy] = []
    cited = {row.claim_id for row in held.citations}
    if cited and user.has_perm("tracker.change_claim"):
        mine += Claim.objects.filter(pk__in=cited, contributors=user, submitted_at=None)
    if _is_theirs(user, held.source):
        mine.append(held.source)
    if not mine:
        return []
    standings = press.standings(mine)
    return [copy for copy in mine if standings[copy.pk] not in _DONE]


def _is_theirs(user: Any, copy: WorkingCopy) -> bool:
    return (
        copy.submitted_at is None
        and user.has_perm(f"tracker.change_{copy._meta.model_name}")
        and copy.contributors.filter(pk=user.pk).exists()
    )
