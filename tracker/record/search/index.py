"""The index of the record: its shelves, and the newest pages that meet a condition."""

from typing import NamedTuple

from django.db import connection

from tracker.fulltext import MARK, Table, index

#: What `migrations/0003_search` makes.
TABLE = Table("record_searchentry", "record_searchindex", "edition")


class Shelf(NamedTuple):
    """Pages that are found and counted together: all of a kind, or the claims of a grade."""

    kind: str
    grade: str

    @property
    def word(self) -> str:
        """What stands in the index for it."""
        return MARK + self.kind + self.grade.replace(" ", "")


def newest(conditions: list[tuple[str, Shelf | None]], most: int) -> list[list[int]]:
    """Give the newest editions whose pages meet each condition, on its shelf or on any: one query."""
    if not conditions:
        return []
    parts, parameters = [], []
    for number, (condition, shelf) in enumerate(conditions):
        query, values = index().newest(
            TABLE,
            condition,
            word=shelf.word if shelf else "",
            columns=shelf._asdict() if shelf else {},
        )
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
