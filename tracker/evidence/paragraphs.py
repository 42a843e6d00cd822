"""Paragraphs: the lines of a text, counted from 1, split at line feeds and nowhere else."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of a text: its number from 1, and its code points without the line break."""

    number: int
    start: int
    end: int


@lru_cache(maxsize=32)
def _line_starts(text: str) -> tuple[int, ...]:
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return tuple(starts)


def paragraph_of(text: str, offset: int) -> int:
    """Give the number of the line that an offset (0 to the length of the text) is in.

    Raises ValueError for an offset outside the text.
    """
    if not 0 <= offset <= len(text):
        raise ValueError(f"Offset {offset} is outside the text of {len(text)} code points.")
    return bisect_right(_line_starts(text), offset)


def paragraph_bounds(text: str, paragraph: int) -> tuple[int, int]:
    """Give start and end of a line, without its line break.

    Raises ValueError for a number that the text does not have.
    """
    starts = _line_starts(text)
    if not 1 <= paragraph <= len(starts):
        raise ValueError(f"Paragraph {paragraph} does not exist: the text has {len(starts)}.")
    end = starts[paragraph] - 1 if paragraph < len(starts) else len(text)
    return starts[paragraph - 1], end


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Give the lines that hold more than white space."""
    lines = (
        Paragraph(number, *paragraph_bounds(text, number))
        for number in range(1, len(_line_starts(text)) + 1)
    )
    return tuple(line for line in lines if text[line.start : line.end].strip())
