"""The history of a page: its editions, what readers saw before and after each, and why."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any

from django.utils.translation import gettext

from tracker.record.documents import load
from tracker.record.models import Action, Edition, Page

from . import words
from .edition_page import edition_page_url
from .sayings import Saying, Value, sayings
from .targets import Directory, Target

#: How many editions one part of a history has.
PART = 30
#: difflib takes time in the square of the number of words; beyond this it is not asked.
MOST_WORDS = 2000

_Token = tuple[str, str]  # a word, and its language where it is not that of the page

_NUMBER = re.compile(r"\d{1,18}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of one edition, whether the other one lacks them, and their language if foreign."""

    text: str
    differs: bool
    language: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A field that two editions say differently: its values before and after."""

    label: str
    before: list[list[Run]]
    after: list[list[Run]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One edition of the page; one that was retracted since says so, and no more."""

    number: int
    at: datetime
    what: str
    lead: str
    note: str
    url: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, kw_only=True)
class HistoryPage:
    """The context of a history."""

    title: str
    description: str
    target: Target
    entries: list[Entry] = field(default_factory=list)
    next_after: int | None = None
    problem: str = ""


def build(page: Page, asked: Mapping[str, str]) -> HistoryPage:
    """Build one part of a history in two queries; `after` continues it below that edition."""
    after = asked.get("after", "")
    target = Target(page.kind, page.ref, page.title)
    frame = {
        "title": gettext("History: %(title)s") % {"title": page.title},
        "description": gettext("Every edition of this %(kind)s, what it changed, and why.")
        % {"kind": words.KINDS[page.kind]},
        "target": target,
    }
    if after and not _NUMBER.fullmatch(after):
        problem = gettext("“After” takes the number of an edition.")
        return HistoryPage(**frame, problem=problem)  # type: ignore[arg-type]
    editions = Edition.objects.of_page(page, before=int(after) if after else None)
    rows = list(editions[: PART + 2])  # between an edition and the one before may stand a move
    return HistoryPage(
        **frame,  # type: ignore[arg-type]
        entries=list(_entries(rows)),
        next_after=rows[PART - 1].number if len(rows) > PART else None,
    )


def _entries(rows: list[Any]) -> Iterator[Entry]:
    """Say what each edition changed; the one before it follows it in `rows`."""
    documents = {
        row.number: load(row.document)
        for row in rows
        if row.document is not None and not row.retracted_by
    }
    refs = {link.ref for document in documents.values() for link in document.links()}
    name = _names(Directory(refs))
    said = {number: sayings(document, name) for number, document in documents.items()}
    for place, row in enumerate(rows[:PART]):
        older = next((one for one in rows[place + 1 :] if one.action != Action.MOVED), None)
        before = said.get(older.number) if older else None
        now = said.get(row.number)
        yield Entry(
            number=row.number,
            at=row.at,
            what=_what(row, older),
            lead=gettext("Correction:") if row.action == Action.CORRECTED else gettext("Reason:"),
            # What was said of a page that was retracted may say again what it said.
            note="" if _is_gone(row) else row.note,
            url="" if row.retracted_by or row.action == Action.MOVED else edition_page_url(row),
            changes=tuple(changes_between(before, now)) if before and now else (),
        )


def _names(directory: Directory) -> Callable[[str, str], Target]:
    """Name pages by their present titles, and one that readers cannot see by its kind."""

    def name(kind: str, ref: str) -> Target:
        target = directory.get(kind, ref)
        hidden = str(words.HIDDEN[kind])
        return target if target.public else Target(kind, ref, hidden, public=False)

    return name


def _is_gone(row: Any) -> bool:
    return bool(row.retracted_by) and row.action != Action.RETRACTED


def _what(row: Any, older: Any) -> str:
    """Say what happened with an edition."""
    if row.retracted_by and row.action != Action.RETRACTED:
        said = gettext("No longer shown: it was retracted with edition %(number)s")
        return said % {"number": row.retracted_by}
    if row.action == Action.MOVED:
        said = gettext("Moved from %(old)s to %(new)s")
        return said % {"old": row.ref, "new": row.moved_to}
    if row.action != Action.PUBLISHED:
        return str(words.ACTIONS[row.action])
    if older is None:
        return gettext("First published")
    is_back = older.action == Action.RETRACTED
    return gettext("Published again") if is_back else gettext("Changed")


def changes_between(before: list[Saying], after: list[Saying]) -> Iterator[Change]:
    """Give the fields that differ, in the order of the later edition; then those it dropped."""
    old = {saying.label: saying.values for saying in before}
    new = {saying.label: saying.values for saying in after}
    for label in dict.fromkeys([*new, *old]):
        gone = [value for value in old.get(label, ()) if value not in new.get(label, ())]
        come = [value for value in new.get(label, ()) if value not in old.get(label, ())]
        if gone or come:
            yield _change(label, gone, come)


def _change(label: str, gone: list[Value], come: list[Value]) -> Change:
    """Mark what differs word by word where one value took the place of one other."""
    if len(gone) == len(come) == 1:
        return Change(label, *([run] for run in _compared(_tokens(gone[0]), _tokens(come[0]))))
    return Change(label, *([_whole(value) for value in values] for values in (gone, come)))


def _whole(value: Value) -> list[Run]:
    by_language = groupby(value.pieces, key=lambda piece: piece.language)
    return [Run("".join(one.text for one in some), True, tag) for tag, some in by_language]


def _tokens(value: Value) -> list[_Token]:
    """Give the words of a value, each with the language of the piece that it begins in."""
    ends, languages = [], []
    for piece in value.pieces:
        ends.append((ends[-1] if ends else 0) + len(piece.text))
        languages.append(piece.language)
    found = re.finditer(r"\S+", value.text)
    return [(word[0], languages[bisect_right(ends, word.start())]) for word in found]


def _compared(old: list[_Token], new: list[_Token]) -> tuple[list[Run], list[Run]]:
    if max(len(old), len(new)) > MOST_WORDS:
        return _runs(old, differs=True), _runs(new, differs=True)
    before: list[Run] = []
    after: list[Run] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        before += _runs(old[i:j], differs=tag != "equal")
        after += _runs(new[k:m], differs=tag != "equal")
    return before, after


def _runs(tokens: list[_Token], *, differs: bool) -> list[Run]:
    by_language = groupby(tokens, key=lambda token: token[1])
    return [Run(" ".join(word for word, _ in some), differs, tag) for tag, some in by_language]
