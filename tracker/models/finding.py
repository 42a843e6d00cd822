"""Search over all working copies, drafts too: what of each can be found, and which are.

`history.keep` brings the entries in step with whatever was written; nobody else need think of it,
but for who deletes a copy: `forget` it. The table is the desk's own: no public process reads it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.db.models import Expression, Prefetch, QuerySet, Value
from django.db.models.expressions import RawSQL

from tracker.fulltext import MARK, NAME, TEXT, Phrase, Query, Table, bounded, index, is_intact

from .working import WorkingCopy

#: Of so many that match, those that were changed last are looked at.
MOST_FOUND = 1_000
_BATCH = 2_000
_MOST_WORDS = 24

#: What each kind is called, besides its ref: fields of its own, or of its parts.
NAMES = {
    "source": ["title"],
    "actor": ["name", "names.name"],
    "process": ["title"],
    "issue": ["title"],
    "round": ["title"],
    "claim": ["statement"],
}
#: What else it says.
TEXTS = {
    "source": ["publisher", "author", "url", "note"],
    "actor": ["description", "wikidata", "affiliations.office", "affiliations.inference"],
    "process": ["summary"],
    "issue": ["summary"],
    "round": ["venue", "summary", "date_inference", "venue_inference", "participations.inference"],
    "claim": ["note", "citations.quote", "citations.quoted_as", "citations.note",
              "relations.reason"],
}  # fmt: skip
#: What lists are narrowed down by, where a table of links would be read through for it.
TAGS = {"claim": ["issues.pk", "citations.state"]}

TABLE = Table("tracker_deskentry", "tracker_deskindex", "id")


class DeskEntry(models.Model):
    """What of a working copy can be found: its words, folded. Made anew at each change.

    The index itself (a vector on PostgreSQL, FTS5 on SQLite) follows this table within the
    database: see `migrations/0003_finding`.
    """

    key = models.UUIDField(unique=True, editable=False, help_text="The working copy's key.")
    kind = models.CharField(max_length=20, editable=False)
    tags = models.TextField(editable=False, help_text="What lists are narrowed down by, as words.")
    names = models.TextField(editable=False, help_text="What it is called, between marks.")
    texts = models.TextField(editable=False, help_text="What else it says, likewise.")

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["kind", "id"], name="desk_entry_by_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.names}"


def tag(name: str, value: object) -> str:
    """Give the word that stands in the index for a value of what is in TAGS."""
    return MARK + "".join(char for char in f"{name}{value}" if char.isalnum())


@dataclass(frozen=True, slots=True)
class Search:
    """A question to the index: the copies of a kind that say all that was typed and have all tags.

    It looks at the newest `MOST_FOUND` that match: those changed last, or before the entry of the
    number `before`. `named` asks for what they are called only, as somebody does who is choosing
    one: each of the words may go on.
    """

    kind: str
    typed: str
    tags: tuple[str, ...] = ()
    named: bool = False
    before: int | None = None

    def narrow(self, copies: QuerySet) -> QuerySet:
        """Narrow copies down to those that are found; within one query."""
        if not self._condition:
            return copies.none()
        query, values = self._newest
        # Made of names of tables and numbers; what was typed is in the values.
        keys = f"SELECT key FROM {TABLE.entries} WHERE id IN ({query} LIMIT {MOST_FOUND})"  # noqa: S608
        return copies.filter(pk__in=RawSQL(keys, values))  # noqa: S611

    @property
    def last(self) -> Expression:
        """The number of the last entry that is looked at; null where no more match."""
        if not self._condition:
            return Value(None, models.BigIntegerField(null=True))
        query, values = self._newest
        return RawSQL(  # noqa: S611  likewise
            f"SELECT id FROM ({query} LIMIT 1 OFFSET {MOST_FOUND - 1}) AS last",  # noqa: S608
            values,
            models.BigIntegerField(null=True),
        )

    @property
    def _newest(self) -> tuple[str, list[Any]]:
        return index().newest(
            TABLE,
            self._condition,
            word=tag("kind", self.kind),
            columns={"kind": self.kind},
            before=self.before,
        )

    @property
    def _condition(self) -> str:
        """What is asked for; empty where that is nothing, as when only signs were typed."""
        typed = self.typed.split()[:_MOST_WORDS] if self.named else [self.typed]
        asked = [phrase for part in typed for phrase in Query.read(part).phrases]
        if self.typed.strip() and not asked:
            return ""
        phrase = index().in_names if self.named else index().phrase
        tagged = [index().phrase(Phrase((word,))) for word in self.tags]
        return index().every([*map(phrase, asked), *tagged])


def fill(copies: Iterable[WorkingCopy]) -> None:
    """Make the index say what these copies say now; they have all their parts at hand.

    Two queries, and those of the parts that are not at hand. What is written last is found first.
    """
    entries = [entry_of(copy) for copy in copies]
    forget(entry.key for entry in entries)
    DeskEntry.objects.bulk_create(entries, batch_size=_BATCH)


def forget(keys: Iterable[UUID]) -> None:
    """Take copies out of the index, for they are deleted."""
    DeskEntry.objects.filter(key__in=list(keys)).delete()


@transaction.atomic
def refill(kinds: Iterable[type[WorkingCopy]]) -> int:
    """Make the whole index anew, in the order of the changes; says how many can be found."""
    DeskEntry.objects.all().delete()
    count = 0
    for model in kinds:
        rows = _with_words(model).order_by("changed_at", "pk").iterator(chunk_size=_BATCH)
        while batch := list(islice(rows, _BATCH)):
            DeskEntry.objects.bulk_create(
                [entry_of(copy) for copy in batch],
                ignore_conflicts=True,  # what somebody wrote meanwhile is newer
            )
            count += len(batch)
    return count


def problems(kinds: Iterable[type[WorkingCopy]]) -> Iterator[str]:
    """Compare the index with what it should hold."""
    held = {entry.key: entry for entry in DeskEntry.objects.iterator()}
    for model in kinds:
        for copy in _with_words(model).order_by("pk").iterator(chunk_size=_BATCH):
            found = held.pop(copy.pk, None)
            if found is None or _content(found) != _content(entry_of(copy)):
                yield f"{copy.kind_of_page} {copy.ref}: search at the desk does not find what it says"
    for entry in held.values():
        yield f"{entry.kind} {entry.key}: search at the desk finds it, and it is no longer there"
    if not is_intact(TABLE):
        yield "the index of search at the desk is damaged: run manage.py reindex"


def entry_of(copy: WorkingCopy) -> DeskEntry:
    kind = copy.kind_of_page
    tags = {
        tag(path.split(".")[0], value)
        for path in TAGS.get(kind, ())
        for value in _values(copy, path)
    }
    return DeskEntry(
        key=copy.pk,
        kind=kind,
        tags=" ".join([tag("kind", kind), *sorted(tags)]),
        names=bounded(
            NAME, [copy.ref, *(word for path in NAMES[kind] for word in _values(copy, path))]
        ),
        texts=bounded(TEXT, [word for path in TEXTS[kind] for word in _values(copy, path)]),
    )


def _values(copy: WorkingCopy, path: str) -> list[Any]:
    """Give what a field says, or that field of each part, in the order of the parts' keys."""
    part, _, field = path.rpartition(".")
    rows = sorted(getattr(copy, part).all(), key=lambda row: row.pk) if part else [copy]
    return [getattr(row, field) for row in rows]


def _with_words(model: type[WorkingCopy]) -> QuerySet:
    """Copies with what `entry_of` asks of their parts."""
    kind = model.kind_of_page
    paths = [*NAMES[kind], *TEXTS[kind], *TAGS.get(kind, ())]
    parts = dict.fromkeys(path.split(".")[0] for path in paths if "." in path)
    return model._default_manager.prefetch_related(
        *(
            Prefetch(part, model._meta.get_field(part).related_model._base_manager.all())
            for part in parts
        )
    )


def _content(entry: DeskEntry) -> tuple[object, ...]:
    return entry.kind, entry.tags, entry.names, entry.texts
