"""The index of each database: how it is asked, and what of it `migrations/0003_search` makes."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from django.db import DatabaseError, connection, transaction

from .query import Phrase
from .words import MARK


class Shelf(NamedTuple):
    """Pages that are found and counted together: all of a kind, or the claims of a grade."""

    kind: str
    grade: str

    @property
    def word(self) -> str:
        """What stands in the index for it."""
        return MARK + self.kind + self.grade.replace(" ", "")


class Index(Protocol):
    """An index: how conditions are written, and the query for the newest pages that meet one.

    Conditions are made of words from `words` only, which are letters and digits, and reach the
    database as parameters.
    """

    def newest(self, condition: str, shelf: Shelf | None) -> tuple[str, list[str]]:
        """Give the query for the editions of pages, newest first, and its parameters."""

    def phrase(self, phrase: Phrase) -> str: ...

    def every(self, conditions: Iterable[str]) -> str: ...


class Fts5:
    """SQLite: a virtual table whose content is that of the entries."""

    def newest(self, condition: str, shelf: Shelf | None) -> tuple[str, list[str]]:
        if shelf:
            condition = self.every([f'"{shelf.word}"', condition])
        return (
            "SELECT rowid AS edition FROM record_searchindex WHERE record_searchindex MATCH %s"
            " ORDER BY rowid DESC"
        ), [condition]

    def phrase(self, phrase: Phrase) -> str:
        exact = f'"{" ".join(phrase.words)}"'
        if not phrase.beginning:
            return exact
        return f'({exact} OR "{" ".join((*phrase.words[:-1], phrase.beginning))}" *)'

    def every(self, conditions: Iterable[str]) -> str:
        return " AND ".join(conditions)


class Tsvector:
    """PostgreSQL: a generated column of the entries, with GIN.

    For a common word it walks over the shelf from the newest entry down, which stops early.
    """

    def newest(self, condition: str, shelf: Shelf | None) -> tuple[str, list[str]]:
        found = "SELECT edition FROM record_searchentry WHERE vector @@ to_tsquery('simple', %s)"
        if shelf:
            found += " AND kind = %s AND grade = %s"
        return f"{found} ORDER BY edition DESC", [condition, *(shelf or ())]

    def phrase(self, phrase: Phrase) -> str:
        *first, last = [f"'{word}'" for word in phrase.words]
        if phrase.beginning:
            last = f"({last} | '{phrase.beginning}':*)"
        return f"({' <-> '.join([*first, last])})"

    def every(self, conditions: Iterable[str]) -> str:
        return " & ".join(conditions)


_INDEXES: dict[str, Index] = {"sqlite": Fts5(), "postgresql": Tsvector()}


def index() -> Index:
    return _INDEXES[connection.vendor]


def newest(conditions: list[tuple[str, Shelf | None]], most: int) -> list[list[int]]:
    """Give the newest editions whose pages meet each condition, on its shelf or on any: one query."""
    if not conditions:
        return []
    parts, parameters = [], []
    for number, (condition, shelf) in enumerate(conditions):
        query, values = index().newest(condition, shelf)
        # Made of constants and numbers; what was asked for is in the parameters.
        parts.append(
            f"SELECT * FROM (SELECT {number} AS part, edition FROM ({query} LIMIT {most}) AS found)"  # noqa: S608
            " AS part"
        )
        parameters += values
    found: list[list[int]] = [[] for _ in conditions]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        for part, edition in cursor.fetchall():
            found[part].append(edition)
    return [sorted(editions, reverse=True) for editions in found]


def is_intact() -> bool:
    """Say whether the index holds the words of the entries; PostgreSQL sees to that itself."""
    if connection.vendor != "sqlite":
        return True
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO record_searchindex(record_searchindex, rank)"
                " VALUES ('integrity-check', 1)"
            )
    except DatabaseError:
        return False
    return True
