"""The text of single cells: lists in them, how messages show them, what is nearest to them."""

from collections.abc import Iterable
from difflib import get_close_matches

#: How much of a text messages show.
SHOWN = 80


def shortened(text: str) -> str:
    """Give a text as one short line, for messages."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"


def items(cell: str) -> list[str]:
    """Give the items of a list, without the spaces around them and without empty ones."""
    return [item for part in cell.split("|") if (item := part.strip())]


def listed(values: Iterable[str]) -> str:
    return ", ".join(value or "(blank)" for value in values)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Give a sentence that names the nearest known word, or nothing."""
    near = get_close_matches(word, list(known), n=1)
    return f" Did you mean “{near[0]}”?" if near else ""
