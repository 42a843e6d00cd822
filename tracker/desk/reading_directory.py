"""Who and what the desk knows by which name: for recognising names in a text, and in a field."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from tracker.evidence.mentions import Mention, mentions
from tracker.models import Actor, Issue, Name, Round, Source

#: A field offers no more than these; anything else can be typed all the same.
MOST_OFFERED = 2_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the desk under its title."""

    pk: UUID
    ref: str
    title: str


class Shelf:
    """The rows of one kind, found by their ref, their title, or another name of theirs."""

    def __init__(self, rows: Iterable[tuple[UUID, str, str]]) -> None:
        self.entries = {pk: Entry(pk, ref, title) for pk, ref, title in rows}

    def offered(self) -> list[str]:
        """What a field suggests: titles, or the ref where two rows share a title."""
        return [
            entry.title if len(self._known[_plain(entry.title)]) == 1 else entry.ref
            for entry in list(self.entries.values())[:MOST_OFFERED]
        ]

    def find(self, typed: str) -> list[Entry]:
        """The rows that are called so, whatever the case; one of that ref before all others."""
        known = self._refs.get(typed.strip())
        return [known] if known else list(self._known.get(_plain(typed), {}).values())

    def also_known(self, names: Iterable[tuple[str, UUID]]) -> None:
        for name, pk in names:
            if pk in self.entries:
                self._known[_plain(name)][pk] = self.entries[pk]

    @cached_property
    def _refs(self) -> dict[str, Entry]:
        return {entry.ref: entry for entry in self.entries.values()}

    @cached_property
    def _known(self) -> dict[str, dict[UUID, Entry]]:
        known: dict[str, dict[UUID, Entry]] = defaultdict(dict)
        for entry in self.entries.values():
            known[_plain(entry.title)][entry.pk] = entry
        return known


def _plain(typed: str) -> str:
    return " ".join(typed.split()).casefold()


class Directory:
    """All shelves: five queries at most, each made when it is first needed."""

    @cached_property
    def actors(self) -> Shelf:
        shelf = Shelf(Actor.objects.values_list("pk", "ref", "name"))
        shelf.also_known(self._names)
        return shelf

    @cached_property
    def issues(self) -> Shelf:
        return Shelf(Issue.objects.values_list("pk", "ref", "title"))

    @cached_property
    def rounds(self) -> Shelf:
        return Shelf(Round.objects.values_list("pk", "ref", "title"))

    @cached_property
    def sources(self) -> Shelf:
        return Shelf(Source.objects.values_list("pk", "ref", "title"))

    @cached_property
    def _names(self) -> list[tuple[str, UUID]]:
        return list(Name.objects.order_by("pk").values_list("name", "actor_id"))

    def mentions(self, text: str) -> Iterator[Mention[UUID]]:
        """Where actors are named in a text, by any of their names."""
        own = ((entry.title, entry.pk) for entry in self.actors.entries.values())
        return mentions(text, [*own, *self._names])
