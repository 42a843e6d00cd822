"""Full text for the record and for the desk: words are folded here, databases only intersect them.

Each keeps a table of entries of its own, with an index that its migration makes: a stored tsvector
with GIN on PostgreSQL, FTS5 on SQLite. Here is how words are folded, questions are read, and both
are asked. Nothing here knows what an entry stands for.
"""

from .index import Table, bounded, index, is_intact
from .query import Phrase, Piece, Query
from .words import MARK, NAME, TEXT, Word, folded, singular, words

__all__ = [
    "MARK",
    "NAME",
    "TEXT",
    "Phrase",
    "Piece",
    "Query",
    "Table",
    "Word",
    "bounded",
    "folded",
    "index",
    "is_intact",
    "singular",
    "words",
]
