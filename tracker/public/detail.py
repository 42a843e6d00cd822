"""What all detail pages have in common."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse

from tracker.record.documents import Document, Fact, load
from tracker.record.models import Page

from . import words
from .targets import Directory, Target


@dataclass(frozen=True, slots=True)
class Jump:
    """An entry of the contents of a long page."""

    anchor: str
    label: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Detail:
    """The context of a detail page; `document` is the one that its JSON gives, too."""

    record: Page
    document: Any
    description: str = ""

    @property
    def kind(self) -> str:
        return self.record.kind

    @property
    def title(self) -> str:
        return self.record.title

    @property
    def grade(self) -> str:
        return self.record.grade

    @property
    def edition(self) -> int:
        return self.record.edition.number

    @property
    def published_at(self) -> datetime:
        return self.record.edition.at

    @property
    def corrected(self) -> str:
        """The note of the correction, where the newest edition is one."""
        return self.record.edition.note

    @property
    def json_url(self) -> str:
        return reverse(f"data:{self.kind}-json", args=[self.record.ref])

    @property
    def csv_url(self) -> str:
        return reverse(f"data:{self.kind}-csv", args=[self.record.ref])

    @property
    def feed_url(self) -> str:
        """Where one can follow what happens to the page; not all kinds have that."""
        has_one = self.kind in words.WITH_FEED
        return reverse(f"data:{self.kind}-feed", args=[self.record.ref]) if has_one else ""

    @property
    def history_url(self) -> str:
        return reverse(f"public:{self.kind}-history", args=[self.record.ref])

    @property
    def contents(self) -> list[Jump]:
        """What the page holds, where it is long enough to need saying."""
        return []

    @property
    def edition_url(self) -> str:
        return edition_url(self.edition)


def edition_url(number: int) -> str:
    """Where the list of editions shows this one."""
    return f"{reverse('public:editions')}?after={number + 1}#edition-{number}"


def document_of(page: Page) -> Document:
    """Give the typed document of a public page."""
    return load(page.document or {})


@dataclass(frozen=True, slots=True)
class Footnote:
    """What a fact rests on: a claim, or the desk's reason to infer it."""

    number: int
    basis: Target | None
    inference: str


@dataclass
class Footnotes:
    """The footnotes of one page: facts that rest on the same share one."""

    directory: Directory
    notes: list[Footnote] = field(default_factory=list)

    def number(self, fact: Fact | None) -> int | None:
        """Give the number of the footnote for a fact; None where it needs none."""
        if fact is None or not (fact.basis or fact.inference):
            return None
        basis = self.directory.get("claim", fact.basis) if fact.basis else None
        for note in self.notes:
            if (note.basis, note.inference) == (basis, fact.inference):
                return note.number
        self.notes.append(Footnote(len(self.notes) + 1, basis, fact.inference))
        return len(self.notes)
