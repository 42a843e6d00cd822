"""Merging two actors or two claims that turn out to be one, and undoing it.

The kept one keeps its own fields; whatever speaks of the other speaks of it from then on. The
journal of the merge holds every row as it was, so that undoing restores exactly that.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models, transaction

from . import finding, history
from .actors import Actor, Name, NameKind
from .claims import Claim
from .journal import in_parts, touch_all, values_of
from .merges import MERGEABLE, POINTERS, Merge, Pointer
from .working import StaleCopy, WorkingCopy

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_UNKNOWN_LANGUAGE = "und"


@dataclass(frozen=True, slots=True)
class Group:
    """What merging does with the rows of one column."""

    pointer: Pointer
    moved: list[Any] = field(default_factory=list)
    doubles: list[Any] = field(default_factory=list)  # the kept one has the same already
    dissolved: list[Any] = field(default_factory=list)  # they tie the two to each other


@dataclass(frozen=True, slots=True)
class Plan:
    """What merging `drop` into `keep` would do; nothing is written yet."""

    keep: WorkingCopy
    drop: WorkingCopy
    groups: list[Group]

    @property
    def added_name(self) -> str:
        """The name of a dropped actor, where no spelling of the kept one says it yet."""
        if not isinstance(self.keep, Actor) or not isinstance(self.drop, Actor):
            return ""
        (names,) = [group for group in self.groups if group.pointer.model is Name]
        known = {row.name for row in [*names.moved, *names.doubles]} | {self.keep.name}
        return "" if self.drop.name in known else self.drop.name

    @property
    def taken_fields(self) -> dict[str, str]:
        """Fields that only the dropped one fills, and that are no matter of wording."""
        keep, drop = self.keep, self.drop
        if not isinstance(keep, Actor) or not isinstance(drop, Actor) or keep.wikidata:
            return {}
        return {"wikidata": drop.wikidata} if drop.wikidata else {}


def plan_merge(*, keep: WorkingCopy, drop: WorkingCopy) -> Plan:
    """Say what merging would do, in a fixed number of queries. Raises ValidationError."""
    if type(keep) is not type(drop) or keep.kind_of_page not in MERGEABLE:
        raise ValidationError("Only two actors or two claims can be merged.")
    if keep.pk == drop.pk:
        raise ValidationError("Choose two different ones.")
    if isinstance(keep, Actor) and isinstance(drop, Actor) and keep.kind != drop.kind:
        raise ValidationError(
            f"A {keep.kind} and a {drop.kind} are not one actor: mend the kind of one first."
        )
    groups = [_group(pointer, keep.pk, drop.pk) for pointer in POINTERS[keep.kind_of_page]]
    return Plan(keep, drop, groups)


def _group(pointer: Pointer, keep: UUID, drop: UUID) -> Group:
    group = Group(pointer)
    rows = pointer.model._default_manager.order_by("pk")
    taken = set()
    if pointer.same:
        taken = {pointer.same(row) for row in rows.filter(**{pointer.column: keep})}
    for row in rows.filter(**{pointer.column: drop}).select_related(*pointer.related):
        if pointer.other and getattr(row, f"{pointer.other}_id") == keep:
            group.dissolved.append(row)
        elif pointer.same and pointer.same(row) in taken:
            group.doubles.append(row)
        else:
            group.moved.append(row)
    return group


def merge_actors(*, keep: Actor, drop: Actor, by: "User | None") -> Merge:
    """Take one actor into another. Raises ValidationError, or StaleCopy if either has changed."""
    return _merge(keep=keep, drop=drop, by=by)


def merge_claims(*, keep: Claim, drop: Claim, by: "User | None") -> Merge:
    """Take one claim into another. Raises ValidationError, or StaleCopy if either has changed."""
    return _merge(keep=keep, drop=drop, by=by)


@transaction.atomic
def _merge(*, keep: WorkingCopy, drop: WorkingCopy, by: "User | None") -> Merge:
    model = type(keep)
    keep, drop = _locked(model, keep), _locked(model, drop)
    plan = plan_merge(keep=keep, drop=drop)
    why = f"Merged {drop.kind_of_page} {drop.ref} into {keep.ref}."
    history.keep([drop], by=by, why=f"Merged into {keep.ref}.")  # the last of its own history
    journal: dict[str, Any] = {"moved": {}, "removed": {}, "added": {}, "kept": {}}
    owners: dict[type[models.Model], set[Any]] = defaultdict(set)
    owners[model].add(keep.pk)
    for group in plan.groups:
        _remove(journal, [*group.doubles, *group.dissolved])
        _move(journal, group, keep.pk)
        for row in [*group.moved, *group.doubles, *group.dissolved]:
            owners[group.pointer.owning].add(getattr(row, group.pointer.owner_column))
    owners[model].discard(drop.pk)
    _take(journal, plan)
    through = model.contributors.through
    _remove(journal, list(through._default_manager.filter(**{f"{drop.kind_of_page}_id": drop.pk})))
    _remove(journal, [drop])
    finding.forget([drop.pk])
    for owner, keys in owners.items():
        touch_all(owner, keys, by=by, why=why)
    earlier = Merge.objects.into([drop.pk])
    journal["retargeted"] = list(earlier.values_list("pk", flat=True))
    earlier.update(target=keep.pk)
    return Merge.objects.create(
        kind=keep.kind_of_page,
        keep=keep.pk,
        drop=drop.pk,
        target=keep.pk,
        keep_ref=keep.ref,
        drop_ref=drop.ref,
        title=str(drop),
        by=by,
        journal=journal,
    )


def _locked(model: type[WorkingCopy], copy: WorkingCopy) -> WorkingCopy:
    """Read the row as it is now, locked; it must be as it was when it was looked at."""
    row = model._default_manager.select_for_update().filter(pk=copy.pk).first()
    if row is None or row.version != copy.version:
        raise StaleCopy
    return row


def _move(journal: dict[str, Any], group: Group, keep: UUID) -> None:
    keys = [row.pk for row in group.moved]
    if keys:
        journal["moved"][group.pointer.name] = [str(key) for key in keys]
    for part in in_parts(keys):
        rows = group.pointer.model._default_manager.filter(pk__in=part)
        rows.update(**{group.pointer.column: keep})


def _remove(journal: dict[str, Any], rows: list[Any]) -> None:
    """Delete rows of one table, each kept in the journal with all its values."""
    if not rows:
        return
    model = type(rows[0])
    journal["removed"].setdefault(model._meta.label_lower, []).extend(
        values_of(row) for row in rows
    )
    for part in in_parts([row.pk for row in rows]):
        model._default_manager.filter(pk__in=part).delete()


def _take(journal: dict[str, Any], plan: Plan) -> None:
    """Give the kept one what only the dropped one has."""
    if plan.added_name:
        name = Name.objects.create(
            actor=plan.keep,
            name=plan.added_name,
            language=_UNKNOWN_LANGUAGE,
            kind=NameKind.ALIAS,
        )
        journal["added"][Name._meta.label_lower] = [str(name.pk)]
    for column, value in plan.taken_fields.items():
        journal["kept"][column] = [getattr(plan.keep, column), value]
    if plan.taken_fields:
        type(plan.keep)._default_manager.filter(pk=plan.keep.pk).update(**plan.taken_fields)
