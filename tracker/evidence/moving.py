"""Moving: where a passage stands in a newer text of the same source."""

from dataclasses import dataclass
from itertools import islice
from typing import Literal

from tracker.evidence.anchor import places
from tracker.evidence.folding import fold_once
from tracker.evidence.suggest import nearest

_CONTEXT = 200
_CLEARLY = 4  # characters of context more than the next best place
_MOST_PLACES = 5000


@dataclass(frozen=True, slots=True)
class Move:
    """What became of a passage.

    "same": at the same offsets, letter for letter; "moved": equal after folding, elsewhere;
    "changed": gone, but something like it stands there (the suggestion), or it stands several
    times and its surroundings do not tell which it was; "gone". Offsets are None for the last two.
    """

    kind: Literal["same", "moved", "changed", "gone"]
    start: int | None = None
    end: int | None = None
    suggestion: str | None = None


def reanchor(old: str, new: str, start: int, end: int) -> Move:
    """Find the passage `old[start:end]` in a newer text.

    Raises ValueError when the span is empty or outside the old text.
    """
    if not 0 <= start < end <= len(old):
        raise ValueError(f"The span {start} to {end} is not in a text of {len(old)} code points.")
    passage = old[start:end]
    found = tuple(islice(places(new, passage), _MOST_PLACES))
    if old == new or ((start, end) in found and new[start:end] == passage):
        return Move("same", start, end)
    place = _likeliest(old, new, (start, end), found)
    if place:
        return Move("moved", *place)
    suggestion = nearest(new, passage)
    return Move("changed", suggestion=suggestion) if suggestion else Move("gone")


def _likeliest(
    old: str, new: str, span: tuple[int, int], found: tuple[tuple[int, int], ...]
) -> tuple[int, int] | None:
    """Give the place whose surroundings agree longest with the old ones, if one clearly does."""
    likeness = sorted((_likeness(old, span, new, place), place) for place in found)
    if not likeness or (len(likeness) > 1 and likeness[-1][0] < likeness[-2][0] + _CLEARLY):
        return None
    return likeness[-1][1]


def _agreeing(one: str, other: str) -> int:
    """Count the characters that two strings begin with in common."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _likeness(old: str, span: tuple[int, int], new: str, place: tuple[int, int]) -> int:
    """Count the folded characters that agree right before and right after two places."""
    before = [
        fold_once(text[max(0, start - _CONTEXT) : start]).text[::-1]
        for text, (start, _) in ((old, span), (new, place))
    ]
    after = [
        fold_once(text[end : end + _CONTEXT]).text for text, (_, end) in ((old, span), (new, place))
    ]
    return _agreeing(*before) + _agreeing(*after)
