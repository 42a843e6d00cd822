"""Grades: how well a claim is supported; computed, never typed in."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tracker.evidence.origins import independent


class Grade(StrEnum):
    """How well a claim is supported, in the words that its page shows."""

    SINGLE_ORIGIN = "single origin"
    CORROBORATED = "corroborated"
    DISPUTED = "disputed"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Weight:
    """A grade with the independent groups of origins that it rests on, sorted."""

    grade: Grade
    origins: tuple[frozenset[str], ...]


def weigh(*, supports: Iterable[frozenset[str]], disputed: bool, superseded: bool) -> Weight:
    """Grade a claim by the origins of each of its supporting citations.

    Superseded goes before disputed, disputed before corroborated. Raises ValueError when nothing
    supports the claim: without evidence there is no publication, and so no grade.
    """
    origins = independent(supports)
    if not origins:
        raise ValueError("No citation supports the claim. Add one before it is graded.")
    if superseded:
        return Weight(Grade.SUPERSEDED, origins)
    if disputed:
        return Weight(Grade.DISPUTED, origins)
    return Weight(Grade.CORROBORATED if len(origins) > 1 else Grade.SINGLE_ORIGIN, origins)
