"""What becomes of each citation when its source gets a new text: before it is stored, and after."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString

from tracker.evidence import anchor, moving
from tracker.evidence.hashing import sha256
from tracker.models import Citation, Text, locate

from .differing import marked_words

#: In the order in which an editor wants to see them.
KINDS = ("gone", "changed", "moved", "same")


@dataclass(frozen=True, slots=True)
class Fate:
    """One citation: its passage in the old text, and the same or the nearest one in the new."""

    kind: str
    citation: Citation
    old: str
    new: str
    mend_at: tuple[int, int] | None = None  # where the nearest passage stands in the new text

    @property
    def needs_mending(self) -> bool:
        return self.kind in ("changed", "gone")

    @property
    def differences(self) -> SafeString:
        return marked_words(self.old, self.new)

    @property
    def mend_address(self) -> str:
        """The reading desk with this citation and the nearest words chosen, if any are near."""
        start, end = self.mend_at or (0, 1)
        query = {"mend": self.citation.pk, "start": start, "end": end}
        address = reverse("admin:reading", args=[self.citation.source_id])
        return f"{address}?{urlencode(query)}#panel"


def foreseen(citations: Iterable[Citation], texts: Iterable[Text], content: str) -> list[Fate]:
    """What would become of these citations if this were the new text; as `hold_text` does it."""
    known = {text.sha256: text.content for text in texts}
    return _in_order(_foresee(row, known.get(row.text_sha256), content) for row in citations)


def befallen(citations: Iterable[Citation], texts: Iterable[Text]) -> list[Fate]:
    """What the newest of these texts (they come newest first) did to the citations.

    Those whose passage the text before does not have were made since, and are left out.
    """
    newest, *older = texts
    known = {text.sha256: text.content for text in older}
    fates = []
    for row in citations:
        if row.text_sha256 != newest.sha256 or row.start is None or row.end is None:
            fates.append(_foresee(row, known.get(row.text_sha256), newest.content))
        elif older:
            back = moving.reanchor(newest.content, older[0].content, row.start, row.end)
            if back.start is not None:
                old = older[0].content[back.start : back.end]
                fates.append(Fate(back.kind, row, old, newest.content[row.start : row.end]))
    return _in_order(fates)


def counted(fates: Iterable[Fate]) -> str:
    """How many of each kind, in words."""
    counts = Counter(fate.kind for fate in fates)
    return ", ".join(f"{counts[kind]} {kind}" for kind in KINDS if counts[kind]) or "none yet"


def _foresee(citation: Citation, old: str | None, content: str) -> Fate:
    """What becomes of one citation; without its old text it is looked for by its quote."""
    if old is not None and citation.start is not None and citation.end is not None:
        passage = old[citation.start : citation.end]
        move = moving.reanchor(old, content, citation.start, citation.end)
        if move.start is not None and move.end is not None:
            return Fate(move.kind, citation, passage, content[move.start : move.end])
        return _lost(move.kind, citation, passage, move.suggestion, content)
    at = (citation.start, citation.end)
    found = locate(content, citation.quote, at=at)
    if found.start is not None and found.end is not None:
        passage = content[found.start : found.end]
        is_same = at == (found.start, found.end) and sha256(passage) == citation.passage_sha256
        return Fate("same" if is_same else "moved", citation, citation.quote, passage)
    suggestion = found.suggestion
    if found.candidates:
        start, end = found.candidates[0]
        suggestion = content[start:end]
    return _lost("gone", citation, citation.quote, suggestion, content)


def _lost(kind: str, citation: Citation, old: str, suggestion: str | None, content: str) -> Fate:
    if not suggestion:
        return Fate(kind, citation, old, "")
    found = anchor.find(content, suggestion)
    places = [(found.start, found.end), *found.candidates]
    place = next(((a, b) for a, b in places if a is not None and b is not None), None)
    return Fate(kind, citation, old, content[slice(*place)] if place else suggestion, place)


def _in_order(fates: Iterable[Fate]) -> list[Fate]:
    return sorted(fates, key=lambda fate: KINDS.index(fate.kind))
