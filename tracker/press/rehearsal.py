"""What publishing would do to other pages: tried out, and taken back at once.

Only publishing itself knows all that follows from it, so it is done within a transaction that is
always rolled back. Nobody sees anything of it; other publishers wait for it as for each other.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from tracker import models as desk
from tracker.record.models import Page, Reference

from .gate import Refused
from .pages import dependants_of
from .publish import publish

#: With more pages than this around it, trying out would keep publishers waiting.
MOST_AROUND = 2_000


class Other(NamedTuple):
    """A page that is not published itself."""

    kind: str
    ref: str
    title: str


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What would follow. Grades are (before, after), with "" for none."""

    grades: dict[Other, tuple[str, str]] = field(default_factory=dict)
    gained: list[tuple[Other, str]] = field(default_factory=list)  # referred to, and in which role
    lost: list[tuple[Other, str]] = field(default_factory=list)


def rehearse(copies: Iterable[desk.WorkingCopy]) -> Rehearsal | None:
    """Try out publishing these copies together.

    None where the gate would refuse it, or where too many pages refer to them. A fixed number of
    queries.
    """
    copies = list(copies)
    keys = [copy.pk for copy in copies]
    around = Reference.objects.filter(to_page__key__in=keys)
    if len(around.values_list("pk")[: MOST_AROUND + 1]) > MOST_AROUND:
        return None
    concerned, before = _concerned(keys), _references(keys)
    try:
        with transaction.atomic():
            publish(copies=copies, by=None)
            concerned |= _concerned(keys)
            graded, after = _grades(concerned), _references(keys)
            transaction.set_rollback(True)
    except Refused:
        return None
    was = _grades(concerned)
    return Rehearsal(
        grades={
            page: (was.get(key, (page, ""))[1], grade)
            for key, (page, grade) in graded.items()
            if was.get(key, (page, ""))[1] != grade
        },
        gained=sorted(after - before),
        lost=sorted(before - after),
    )


def _concerned(keys: Iterable[UUID]) -> set[int]:
    """Ids of the claims whose grade depends on the pages with these keys."""
    return dependants_of({page.pk: page for page in Page.objects.public().filter(key__in=keys)})


def _grades(claims: Iterable[int]) -> dict[UUID, tuple[Other, str]]:
    """By key: the claim, as it is called now, and its grade."""
    rows = Page.objects.of_kind("claim").filter(pk__in=list(claims)).order_by("ref")
    return {
        key: (Other("claim", ref, title), grade)
        for key, ref, title, grade in rows.values_list("key", "ref", "title", "grade")
    }


def _references(keys: Iterable[UUID]) -> set[tuple[Other, str]]:
    rows = Reference.objects.between_public().filter(from_page__key__in=list(keys))
    return {
        (Other(kind, ref, title), role)
        for kind, ref, title, role in rows.values_list(
            "to_page__kind", "to_page__ref", "to_page__title", "role"
        )
    }
