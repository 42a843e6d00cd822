"""Filters of lists: which pages a list is narrowed down to, and what was wrong in the address."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Self
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from tracker.evidence import dates
from tracker.record.reads import PageReads

from . import times, words
from .targets import Directory, Target

_REF = re.compile(r"[a-z0-9-]{1,80}")
_LONGEST = 60  # period; nothing longer is read

#: The subkinds of each kind of page; rounds go by their format.
SUBKINDS = {
    "claim": tuple(words.CLAIM_KINDS),
    "actor": tuple(words.ACTOR_KINDS),
    "source": tuple(words.SOURCE_KINDS),
    "round": words.FORMATS,
}
ALL_ROLES = frozenset(role for roles in words.ROLES.values() for role in roles)


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter in force, and the address without it."""

    name: str
    label: str
    target: Target | None
    value: str
    remove_url: str


@dataclass
class Filters:
    """The filters of one request: refs by kind of page, role, kind (subkind), grade, period."""

    listed: str
    refs: dict[str, str] = field(default_factory=dict)
    role: str = ""
    kind: str = ""
    grade: str = ""
    period: str = ""
    sort: str = ""
    problems: list[str] = field(default_factory=list)
    #: Refs that are well formed but name nothing that readers can see.
    unknown: bool = False
    targets: dict[str, Target] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.refs or self.role or self.kind or self.grade or self.period)

    @property
    def query(self) -> dict[str, str]:
        """The filters and the order as they stand in an address."""
        names = ("role", "kind", "grade", "period", "sort")
        return self.refs | {name: getattr(self, name) for name in names if getattr(self, name)}

    @property
    def chips(self) -> list[Chip]:
        """The filters in force, each to be taken off."""
        chips = [
            Chip(kind, _label(kind), target, _role(self.role_of(kind)), self.url(**{kind: ""}))
            for kind, target in self.targets.items()
        ]
        if self.role and not any(self.role_of(kind) for kind in self.refs):
            chips.append(Chip("role", gettext("Role"), None, _role(self.role), self.url(role="")))
        shown = {
            "kind": (gettext("Kind"), words.subkind(self.kind)),
            "grade": (gettext("Grade"), words.GRADES.get(self.grade, "")),
            "period": (gettext("Period"), times.in_words(self.period) if self.period else ""),
        }
        chips += [
            Chip(name, label, None, str(value), self.url(**{name: ""}))
            for name, (label, value) in shown.items()
            if value
        ]
        return chips

    def url(self, **changed: str) -> str:
        """Give the address of this list with some filters changed; an empty one is taken off."""
        query = self.query | changed
        if any(self.role_of(kind) and not value for kind, value in changed.items()):
            query.pop("role", None)  # it was that of the page taken off
        kept = {name: value for name, value in query.items() if value}
        path = reverse(f"public:{words.PLURALS[self.listed]}")
        return f"{path}?{urlencode(kept)}" if kept else path

    def without(self, name: str) -> Self:
        """The same filters but for one, as the counts of its own choices need them."""
        if name in words.PLURALS:
            role = "" if self.role_of(name) else self.role
            left = {kind: target for kind, target in self.targets.items() if kind != name}
            refs = {kind: ref for kind, ref in self.refs.items() if kind != name}
            return replace(self, refs=refs, role=role, targets=left)
        return replace(self, **{name: ""})  # type: ignore[arg-type]

    def narrow(self, pages: PageReads) -> PageReads:
        """Narrow a list down to what is asked for."""
        for kind, target in self.targets.items():
            pages = pages.referring_to(target.page, self.role_of(kind))
        if self.role and not any(self.role_of(kind) for kind in self.targets):
            pages = pages.linking(self.role)
        if self.kind:
            pages = pages.filter(subkind=self.kind)
        if self.period:
            span = dates.parse(self.period)
            pages = pages.within((span.earliest, span.latest))
        return pages.filter(grade=self.grade) if self.grade else pages

    def role_of(self, kind: str) -> str:
        """The role asked for, where pages of this kind are referred to in it."""
        return self.role if kind in self.refs and self.role in words.ROLES[kind] else ""


def read(listed: str, asked: Mapping[str, str], sorts: Iterable[str]) -> Filters:
    """Read the filters of an address: one query. What cannot be is named in `problems`."""
    found = Filters(
        listed=listed,
        refs={kind: asked[kind] for kind in words.PLURALS if asked.get(kind)},
        **{name: asked.get(name, "") for name in ("role", "kind", "grade", "period", "sort")},
    )
    if found.kind and found.kind not in SUBKINDS.get(listed, ()):
        said = gettext("There is no such kind of %(kind)s.")
        found.problems.append(said % {"kind": words.KINDS[listed]})
    if found.grade and (listed != "claim" or found.grade not in words.GRADES):
        found.problems.append(gettext("There is no such grade."))
    if found.role and found.role not in ALL_ROLES:
        found.problems.append(gettext("There is no such role."))
    if found.sort and found.sort not in sorts:
        found.problems.append(gettext("This list cannot be sorted so."))
    _check_period(found)
    directory = Directory(ref for ref in found.refs.values() if _REF.fullmatch(ref))
    for kind, ref in found.refs.items():
        target = directory.get(kind, ref)
        if target.public:
            found.targets[kind] = target
            continue
        found.unknown = True
        said = gettext("No %(kind)s is published under the address you gave.")
        found.problems.append(said % {"kind": words.KINDS[kind]})
    return found


def _label(kind: str) -> str:
    return words.capital(str(words.KINDS[kind]))


def _role(role: str) -> str:
    return str(words.ROLE_WORDS.get(role, role))


def _check_period(found: Filters) -> None:
    try:
        if found.period:
            dates.parse(found.period if len(found.period) <= _LONGEST else "")
    except dates.DateError:
        found.period = ""
        found.problems.append(
            gettext(
                "This is no period. Write a year, a month, a day, or two of them with a slash "
                "between: 2022, 2022-04, 2022-02/2022-04."
            )
        )
