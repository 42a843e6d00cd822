"""Texts held already that are nearly the one about to be taken in."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString

from tracker.evidence.hashing import sha256
from tracker.evidence.shingles import overlap
from tracker.models import Source, Text

from .differing import marked_lines

#: So many texts, the newest ones, are read and compared: about a second.
MOST_COMPARED = 500
_MOST_SHOWN = 3
# Articles on one subject share a few phrases; a third of all runs of words is no chance.
_LEAST = 0.3
_LONGEST_COMPARED = 100_000  # in characters: beyond, the differences are not shown word by word


@dataclass(frozen=True)
class Duplicate:
    """A text that shares much with the new one; `share` of the shorter of the two, 0.3 to 1."""

    held: Text
    content: str
    share: float

    @property
    def percent(self) -> int:
        return round(100 * self.share)

    @property
    def is_same(self) -> bool:
        return self.held.sha256 == sha256(self.content)

    @cached_property
    def differences(self) -> SafeString | None:
        """What turns the text held into the new one; None where that is too much to show."""
        if max(len(self.content), self.held.length) > _LONGEST_COMPARED:
            return None
        return marked_lines(self.held.content, self.content)


def near_duplicates(content: str, *, but: Source | None = None) -> list[Duplicate]:
    """The texts of other sources most like this one, among the newest: one query."""
    texts = Text.objects.select_related("source").order_by("-captured_at", "-pk")
    if but is not None:
        texts = texts.exclude(source=but)
    found = [
        Duplicate(text, content, share)
        for text in texts[:MOST_COMPARED].iterator(chunk_size=50)
        if (share := overlap(content, text.content)) >= _LEAST
    ]
    return sorted(found, key=lambda one: -one.share)[:_MOST_SHOWN]
