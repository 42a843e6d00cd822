"""What the reading desk has before it: a source, its newest text, and all that is known of it."""

from functools import cached_property
from uuid import UUID

from tracker.evidence.mentions import Mention
from tracker.models import Citation, Source, Text

from .reading_article import Article, lay_out
from .reading_directory import Directory

Span = tuple[int, int]


class Held:
    """A source with its newest text, and what the desk knows of it."""

    def __init__(self, source: Source) -> None:
        self.source, self.directory = source, Directory()
        self.text: Text | None = source.texts.first()
        rows = source.citations.select_related("claim", "quoted", "origin").order_by(
            "start", "end", "pk"
        )
        self.citations = list(rows)
        self.furniture = list(source.furniture.all())

    @cached_property
    def placed(self) -> list[Citation]:
        """The citations pinned to the newest text, in reading order."""
        if self.text is None:
            return []
        sha256 = self.text.sha256
        return [
            row for row in self.citations if row.start is not None and row.text_sha256 == sha256
        ]

    @cached_property
    def lost(self) -> list[Citation]:
        """The citations that have no place in the newest text."""
        placed = {row.pk for row in self.placed}
        return [row for row in self.citations if row.pk not in placed]

    @cached_property
    def _mentions(self) -> list[Mention[UUID]]:
        return list(self.directory.mentions(self.text.content)) if self.text else []

    @cached_property
    def named(self) -> list[tuple[str, int]]:
        """The actors named in the text, with how often, in the order of their first mention."""
        counts: dict[UUID, int] = {}
        for mention in self._mentions:
            for pk in mention.bearers:
                counts[pk] = counts.get(pk, 0) + 1
        entries = self.directory.actors.entries
        return [(entries[pk].title, count) for pk, count in counts.items()]

    def article(self, picked: Span | None) -> Article | None:
        if self.text is None:
            return None
        entries = self.directory.actors.entries
        return lay_out(
            self.text.content,
            placed=self.placed,
            furniture=self.furniture,
            named={
                (mention.start, mention.end): " or ".join(
                    entries[pk].title for pk in mention.bearers
                )
                for mention in self._mentions
            },
            picked=picked,
        )

    def citation(self, key: str) -> Citation | None:
        """The citation of this key, if it is one of this source."""
        return next((row for row in self.citations if str(row.pk) == key), None)
