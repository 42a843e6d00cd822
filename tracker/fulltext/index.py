"""The index of each database: how conditions are written, and the query for what meets one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import DatabaseError, connection, transaction

from .query import Phrase
from .words import folded


@dataclass(frozen=True, slots=True)
class Table:
    """Entries with the columns `tags`, `names` and `texts`, as a migration has made them.

    `number` is the integer key of an entry: the newest has the highest. On SQLite it is the rowid
    of `fts5`, a virtual table; on PostgreSQL the entries have a column `vector`.
    """

    entries: str
    fts5: str
    number: str


class Index(Protocol):
    """How a database is asked.

    Conditions are made of words from `words` only, which are letters and digits, and reach the
    database as parameters.
    """

    def newest(
        self,
        table: Table,
        condition: str,
        *,
        word: str,
        columns: Mapping[str, str],
        before: int | None = None,
    ) -> tuple[str, list[Any]]:
        """Give the query for the numbers of what meets a condition, newest first, and its parameters.

        It is narrowed down to the entries that hold a word and have these columns, which must come
        to the same: each database takes what it is faster by. And to numbers before one.
        """

    def phrase(self, phrase: Phrase) -> str: ...

    def in_names(self, phrase: Phrase) -> str:
        """Ask for a phrase in the names alone; PostgreSQL needs a vector with weights for that."""

    def every(self, conditions: Iterable[str]) -> str: ...


class Fts5:
    """SQLite: a virtual table whose content is that of the entries."""

    def newest(
        self,
        table: Table,
        condition: str,
        *,
        word: str,
        columns: Mapping[str, str],
        before: int | None = None,
    ) -> tuple[str, list[Any]]:
        if word:
            condition = self.every([f'"{word}"', condition])
        earlier = " AND rowid < %s" if before is not None else ""
        # Made of the names of tables; what is asked for is a parameter.
        return (
            f"SELECT rowid AS {table.number} FROM {table.fts5} WHERE {table.fts5} MATCH %s{earlier}"  # noqa: S608
            " ORDER BY rowid DESC"
        ), [condition, *_given(before)]

    def phrase(self, phrase: Phrase) -> str:
        exact = f'"{" ".join(phrase.words)}"'
        if not phrase.beginning:
            return exact
        return f'({exact} OR "{" ".join((*phrase.words[:-1], phrase.beginning))}" *)'

    def in_names(self, phrase: Phrase) -> str:
        return f"names : {self.phrase(phrase)}"

    def every(self, conditions: Iterable[str]) -> str:
        return " AND ".join(conditions)


class Tsvector:
    """PostgreSQL: a generated column of the entries, with GIN.

    For a common word it walks from the newest entry down, which stops early.
    """

    def newest(
        self,
        table: Table,
        condition: str,
        *,
        word: str,
        columns: Mapping[str, str],
        before: int | None = None,
    ) -> tuple[str, list[Any]]:
        wanted = "".join(f" AND {column} = %s" for column in columns)
        if before is not None:
            wanted += f" AND {table.number} < %s"
        return (
            f"SELECT {table.number} FROM {table.entries}"  # noqa: S608  names of tables and columns
            f" WHERE vector @@ to_tsquery('simple', %s){wanted} ORDER BY {table.number} DESC"
        ), [condition, *columns.values(), *_given(before)]

    def phrase(self, phrase: Phrase) -> str:
        return self._phrase(phrase, "")

    def in_names(self, phrase: Phrase) -> str:
        return self._phrase(phrase, "A")

    def every(self, conditions: Iterable[str]) -> str:
        return " & ".join(conditions)

    def _phrase(self, phrase: Phrase, weight: str) -> str:
        weighed = f":{weight}" if weight else ""
        *first, last = [f"'{word}'{weighed}" for word in phrase.words]
        if phrase.beginning:
            last = f"({last} | '{phrase.beginning}':*{weight})"
        return f"({' <-> '.join([*first, last])})"


_INDEXES: dict[str, Index] = {"sqlite": Fts5(), "postgresql": Tsvector()}


def _given(before: int | None) -> list[int]:
    return [] if before is None else [before]


def index() -> Index:
    return _INDEXES[connection.vendor]


def bounded(mark: str, parts: Iterable[str]) -> str:
    """Fold texts for an entry, each between marks, so that no phrase runs from one into the next."""
    found = dict.fromkeys(filter(None, map(folded, parts)))
    return f"{mark} {f' {mark} '.join(found)} {mark}" if found else ""


def is_intact(table: Table) -> bool:
    """Say whether the index holds the words of the entries; PostgreSQL sees to that itself."""
    if connection.vendor != "sqlite":
        return True
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table.fts5}({table.fts5}, rank) VALUES ('integrity-check', 1)"  # noqa: S608
            )
    except DatabaseError:
        return False
    return True
