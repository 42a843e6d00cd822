"""Undoing a merge: every row back where it was, but for what was changed since."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from .journal import in_parts, row_of, touch_all
from .merges import MERGEABLE, POINTERS, Merge, Pointer
from .working import WorkingCopy

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_Owners = dict[type[Any], set[Any]]


@dataclass(frozen=True, slots=True)
class Undone:
    """The one that is back, and how many rows stay as somebody made them after the merge."""

    copy: WorkingCopy
    left: int


@transaction.atomic
def undo_merge(*, merge: Merge, by: "User | None") -> Undone:
    """Restore what a merge took in. Raises ValidationError where that cannot be.

    What was changed since is later work, and stays: rows that no longer speak of the kept one,
    rows whose place was taken, and rows that speak of what is gone.
    """
    merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    why_not = obstacle(merge)
    if why_not:
        raise ValidationError(why_not)
    why = f"Undone: {merge.drop_ref} is no longer part of {merge.keep_ref}."
    model, removed = MERGEABLE[merge.kind], dict(merge.journal["removed"])
    owners: _Owners = defaultdict(set)
    owners[model] |= {merge.keep, merge.drop}
    _restore(row_of(model._meta.label_lower, removed.pop(model._meta.label_lower)[0]))
    _take_back(merge, model)
    left = sum(_move_back(merge, pointer, owners) for pointer in POINTERS[merge.kind])
    left += sum(_put_back(merge, label, values, owners) for label, values in removed.items())
    for owner, keys in owners.items():
        touch_all(owner, keys, by=by, why=why)
    Merge.objects.filter(pk__in=merge.journal["retargeted"]).update(target=merge.drop)
    Merge.objects.filter(pk=merge.pk).update(undone_by=by, undone_at=timezone.now())
    return Undone(model._default_manager.get(pk=merge.drop), left)


def obstacle(merge: Merge) -> str:
    """Why a merge cannot be undone now; empty where it can."""
    model = MERGEABLE[merge.kind]
    if merge.undone_at:
        return "This merge was undone already."
    if not model._default_manager.filter(pk=merge.keep).exists():
        later = Merge.objects.standing().filter(drop=merge.keep).first()
        if later:
            return f"{later.drop_ref} was itself merged into {later.keep_ref}: undo that first."
        return f"{merge.keep_ref} is no longer there."
    if model._default_manager.filter(ref=merge.drop_ref).exists():
        return f"Another {merge.kind} has the ref {merge.drop_ref} now: change that first."
    return ""


def _restore(copy: Any) -> None:
    """Store the one taken in as it was; an account may be gone meanwhile."""
    model = type(copy)
    submitter = model._meta.get_field("submitted_by").related_model
    if not submitter._default_manager.filter(pk=copy.submitted_by_id).exists():
        copy.submitted_by_id = None
    model._default_manager.bulk_create([copy])


def _take_back(merge: Merge, model: type[WorkingCopy]) -> None:
    """Take from the kept one what it was given, where it still has just that."""
    for column, (before, after) in merge.journal["kept"].items():
        kept = model._default_manager.filter(pk=merge.keep, **{column: after})
        kept.update(**{column: before})
    for label, keys in merge.journal["added"].items():
        added = apps.get_model(label)._default_manager
        added.filter(pk__in=keys, actor=merge.keep, name=merge.title).delete()


def _move_back(merge: Merge, pointer: Pointer, owners: _Owners) -> int:
    """Let rows speak of what they spoke of; how many no longer could."""
    keys = merge.journal["moved"].get(pointer.name, [])
    back = 0
    for part in in_parts(keys):
        rows = pointer.model._default_manager.filter(pk__in=part, **{pointer.column: merge.keep})
        owners[pointer.owning] |= set(rows.values_list(pointer.owner_column, flat=True))
        back += rows.update(**{pointer.column: merge.drop})
    return len(keys) - back


def _put_back(merge: Merge, label: str, values: list[dict[str, Any]], owners: _Owners) -> int:
    """Store rows that were removed, where they still fit; how many no longer do."""
    model = apps.get_model(label)
    rows = _with_targets(model, [row_of(label, row) for row in values])
    back = 0
    for part in in_parts(rows):
        model._default_manager.bulk_create(part, ignore_conflicts=True)
        back += model._default_manager.filter(pk__in=[row.pk for row in part]).count()
    for pointer in POINTERS[merge.kind]:
        if pointer.model is model:
            owners[pointer.owning] |= {getattr(row, pointer.owner_column) for row in rows}
    return len(values) - back


def _with_targets(model: type[Any], rows: list[Any]) -> list[Any]:
    """Those whose targets are all still there: one query for each column that has targets."""
    for column in model._meta.concrete_fields:
        if column.is_relation:
            wanted = {getattr(row, column.attname) for row in rows} - {None}
            there = set(
                column.related_model._default_manager.filter(pk__in=wanted).values_list(
                    "pk", flat=True
                )
            )
            rows = [row for row in rows if getattr(row, column.attname) in there | {None}]
    return rows
