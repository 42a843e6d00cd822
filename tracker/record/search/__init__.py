"""Search over the public record: one small interface, PostgreSQL or SQLite behind it.

Words are folded in `tracker.fulltext`, so that both databases hold the same words and find the
same pages; they only intersect them. Ranking happens here (`ranking`), and never over more than
`MOST_RANKED` pages.

Why no library: modelsearch reads its whole table for each search on PostgreSQL, and ranks every
match.
"""

from tracker.fulltext import Piece
from tracker.record.listing import MOST_COUNTED

from .entries import fill_index, index_problems
from .finding import Excerpt, Hit, Results, search
from .likeness import Likeness, similar
from .ranking import MOST_RANKED, Rank

__all__ = [
    "MOST_COUNTED",
    "MOST_RANKED",
    "Excerpt",
    "Hit",
    "Likeness",
    "Piece",
    "Rank",
    "Results",
    "fill_index",
    "index_problems",
    "search",
    "similar",
]
