"""Worklists: what is wrong or waits at the desk, one rule each, for its screens and commands."""

from .reading import (
    MOST_COUNTED,
    Count,
    Cursor,
    Finding,
    Part,
    Worklist,
    cursor_as_text,
    cursor_from_text,
)
from .rules import WORKLISTS

__all__ = [
    "MOST_COUNTED",
    "WORKLISTS",
    "Count",
    "Cursor",
    "Finding",
    "Part",
    "Worklist",
    "cursor_as_text",
    "cursor_from_text",
]
