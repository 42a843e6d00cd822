"""What the reading desk writes: a citation with its claim, a mended citation, furniture."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction

from tracker.models import Citation, Claim, Furniture, Source, Text

from .reading_forms import Concerning

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def cite(
    *, citation: Citation, claim: Claim, concerning: Concerning | None = None, by: "User"
) -> Citation:
    """Save a pinned citation for a claim, with the claim itself where it is new.

    Counts as one change of the claim by `by`. `concerning` is for new claims only. Raises
    ValidationError, and writes nothing, where the claim cites the passage already or a newer
    text of the source was stored meanwhile.
    """
    _refuse_an_old_text(citation)
    if claim._state.adding:
        claim.save()
        if concerning:
            _concern(claim, concerning)
    else:
        claim = Claim.objects.select_for_update().get(pk=claim.pk)
        _refuse_twice(claim.citations.all(), citation)
    citation.claim = claim
    citation.save()
    Claim.touch(pk=claim.pk, version=claim.version, by=by, why="Cited at the reading desk.")
    return citation


@transaction.atomic
def mend(*, citation: Citation, by: "User") -> Citation:
    """Save a citation that was pinned to other words of its source; a change of its claim.

    Raises ValidationError as `cite` does.
    """
    _refuse_an_old_text(citation)
    claim = Claim.objects.select_for_update().get(pk=citation.claim_id)
    _refuse_twice(claim.citations.exclude(pk=citation.pk), citation)
    citation.save()
    Claim.touch(pk=claim.pk, version=claim.version, by=by, why="A citation was mended.")
    return citation


@transaction.atomic
def mark_furniture(*, source: Source, start: int, end: int, reason: str, by: "User") -> Furniture:
    """Mark a stretch of a source's text that states nothing; marked again, it gets the new reason."""
    stretch, _ = Furniture.objects.update_or_create(
        source=source, start=start, end=end, defaults={"reason": reason}
    )
    _touch(source, by, "Furniture was marked.")
    return stretch


@transaction.atomic
def unmark_furniture(*, source: Source, stretches: Iterable[int], by: "User") -> int:
    """Take the marks off these stretches, by their keys; says how many there were."""
    count, _ = Furniture.objects.filter(source=source, pk__in=list(stretches)).delete()
    if count:
        _touch(source, by, "Furniture was unmarked.")
    return count


def _concern(claim: Claim, concerning: Concerning) -> None:
    claim.roles.bulk_create(
        claim.roles.model(claim=claim, actor_id=actor, role=role)
        for actor, role in concerning.roles
    )
    claim.issues.set(concerning.issues)
    claim.rounds.set(concerning.rounds)


def _touch(source: Source, by: "User", why: str) -> None:
    present = Source.objects.select_for_update().get(pk=source.pk)
    Source.touch(pk=present.pk, version=present.version, by=by, why=why)


def _refuse_an_old_text(citation: Citation) -> None:
    """Whoever stores a text locks its source first, so that none comes between."""
    Source.objects.select_for_update().get(pk=citation.source_id)
    newest = Text.objects.filter(source=citation.source_id).values_list("sha256", flat=True).first()
    if newest != citation.text_sha256:
        raise ValidationError(
            "A newer text of this source was stored meanwhile. Save again: the quote is looked "
            "for in that one."
        )


def _refuse_twice(others: Iterable[Citation], citation: Citation) -> None:
    place = (citation.source_id, citation.start, citation.end)
    if any((row.source_id, row.start, row.end) == place for row in others):
        raise ValidationError("This claim cites just these words already.")
