"""All that the documents of a list are built from, in one query for each kind.

`build` reads table by table, which is right for publishing; a list of fifty claims asks ten tables
for a few rows each. Here each row comes as JSON beside the name of its part.
"""

from collections.abc import Iterable
from copy import copy as shallow
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, F, Func, Model, OuterRef, Q, QuerySet, Value
from django.db.models.functions import JSONObject

from tracker import models as desk
from tracker.record.models import Page, PageState

#: What was merged into the copy of a page, and has a public page of its own still.
_merges = desk.Merge.objects.standing().filter(
    Exists(Page.objects.public().filter(key=OuterRef("drop"))), target=OuterRef("key")
)
_PARTS: dict[str, tuple[str, ...]] = {
    "source": ("derives_from", "furniture"),
    "actor": ("names", "affiliations"),
    "process": (),
    "issue": ("parent",),
    "round": ("process", "date_basis", "venue_basis", "outcome_basis", "participations"),
    "claim": ("roles", "rounds", "issues", "citations", "relations"),
}


class _Said(JSONObject):
    """A row as JSON, without Django's question whether SQLite can do that.

    It asks once for each thread, under a write lock; while somebody writes for long the answer is
    no, and is kept.
    """

    def as_sql(self, compiler: Any, connection: Any, **extra_context: Any) -> Any:  # type: ignore[override]
        return Func.as_sql(self, compiler, connection, **extra_context)


class Gathered(NamedTuple):
    """A working copy with its parts at hand; `page`: state, document_sha256, takes_in (if any)."""

    copy: Any
    page: dict[str, Any] | None
    visible: set[UUID]  # of the claims it relates to, those that readers see


def gather(copies: Iterable[desk.WorkingCopy]) -> list[Gathered]:
    """Read what these copies consist of, and their pages: one query for each kind.

    The copies themselves stay as they are; what other copies their parts name has a ref only.
    """
    found = []
    by_kind = sorted(copies, key=lambda copy: copy.kind_of_page)
    for kind, members in groupby(by_kind, key=lambda copy: copy.kind_of_page):
        found += _of_kind(kind, [_bare(copy) for copy in members])
    return found


def _bare(copy: Any) -> Any:
    """The copy without anything that was read for it before."""
    bare = shallow(copy)
    bare._prefetched_objects_cache = {name: [] for name in _PARTS[copy.kind_of_page]}
    return bare


def _of_kind(kind: str, copies: list[Any]) -> list[Gathered]:
    model = desk.WORKING_COPIES[kind]
    keys = [copy.pk for copy in copies]
    parts = [_rows_of(model, name, keys) for name in _PARTS[kind]]
    members = {copy.pk: copy for copy in copies}
    pages: dict[UUID, dict[str, Any]] = {}
    visible: dict[UUID, set[UUID]] = {key: set() for key in keys}
    for key, name, said in _pages(keys).union(*parts, all=True):
        if name == "page":
            pages[key] = said
            continue
        field, copy = model._meta.get_field(name), members[key]
        row = _row(field.related_model, said)
        if field.many_to_one:
            setattr(copy, name, row)
        else:
            copy._prefetched_objects_cache[name].append(row)
        if said.get("is_public"):
            visible[key].add(row.to_claim_id)
    return [Gathered(copy, pages.get(copy.pk), visible[copy.pk]) for copy in copies]


def _pages(keys: list[UUID]) -> QuerySet[Any, Any]:
    """The pages of these copies, as far as their standing needs."""
    rows = Page.objects.filter(~Q(state=PageState.MOVED), key__in=keys).order_by()
    said = _Said(state="state", document_sha256="document_sha256", takes_in=Exists(_merges))
    return rows.values_list("key", Value("page"), said)


def _rows_of(model: type[Model], name: str, keys: list[UUID]) -> Any:
    """The rows of one part of these copies, each with the key of its copy."""
    field: Any = model._meta.get_field(name)
    if field.one_to_many:
        rows, owner = field.related_model._base_manager, field.field.attname
        said: dict[str, Any] = {
            column: F(column) for column in _columns(field.related_model, owner)
        }
        if name == "relations":
            public = Page.objects.public().filter(key=OuterRef("to_claim"))
            said["is_public"] = Exists(public)
    else:
        through = field.remote_field.through if field.many_to_many else model
        rows, owner = through._base_manager, field.m2m_field_name() if field.many_to_many else "pk"
        target = field.m2m_reverse_field_name() if field.many_to_many else name
        rows = rows.exclude(**{target: None})
        said = {"id": F(f"{target}_id"), "ref": F(f"{target}__ref")}
    return (
        rows.filter(**{f"{owner}__in": keys})
        .order_by()
        .values_list(owner, Value(name), _Said(**said))
    )


def _columns(table: type[Model], owner: str) -> list[str]:
    """The columns of a table but its owner, with the ref of each other copy that it names."""
    columns = [field.attname for field in table._meta.concrete_fields]
    refs = [f"{field.name}__ref" for field in _names(table) if field.attname != owner]
    return [column for column in columns if column != owner] + refs


def _names(table: type[Model]) -> list[Any]:
    """The columns that name other copies."""
    return [field for field in table._meta.concrete_fields if field.is_relation]


def _row(table: Any, said: dict[str, Any]) -> Any:
    """The row that JSON tells of; of a working copy its key and ref."""
    columns = {field.attname: field for field in table._meta.concrete_fields}
    row = table(**{name: columns[name].to_python(v) for name, v in said.items() if name in columns})
    for field in _names(table):
        ref = said.get(f"{field.name}__ref")
        if ref is not None:
            named = field.related_model(pk=getattr(row, field.attname), ref=ref)
            setattr(row, field.name, named)
    return row
