"""Citations as readers see them: the words, how they were found, who says them, and where."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Self
from urllib.parse import quote, urlsplit

from tracker.record.documents import CitationPart, ClaimDocument
from tracker.record.models import Reference

from . import words
from .targets import Directory, Target

_GAP = re.compile(r"\s*\[(?:…|\.\.\.)\]\s*")


@dataclass(frozen=True, slots=True)
class Passage:
    """One citation of a claim."""

    quote: str
    stance: str
    state: str
    drift: str
    paragraph: int | None
    source: Target
    place: str
    original: str
    quoted: Target | None
    quoted_as: str
    origin: Target | None
    own_voice: bool
    retells: tuple[Target, ...]
    note: str
    number: int

    @classmethod
    def of(
        cls,
        part: CitationPart,
        directory: Directory,
        derived: dict[str, tuple[Target, ...]],
        number: int = 0,
    ) -> Self:
        """Put a citation into words; `derived` says what each source retells.

        `number` is its place among all citations of the claim, from 1.
        """
        source = directory.get("source", part.source)
        own_voice = part.origin == part.source
        credited = part.origin if not own_voice else None
        return cls(
            quote=part.quote,
            stance=part.stance,
            state=str(words.STATES[part.state]),
            drift=str(words.DRIFTS.get(part.drift, "")),
            paragraph=part.paragraph,
            source=source,
            place=f"{source.url}#passage-{part.start}" if source.public else "",
            original=text_fragment(source.address, part.quote),
            quoted=directory.get("actor", part.quoted) if part.quoted else None,
            quoted_as=part.quoted_as,
            origin=directory.get("source", credited) if credited else None,
            own_voice=own_voice,
            retells=() if part.origin else derived.get(source.ref, ()),
            note=part.note,
            number=number,
        )


def passages(
    document: ClaimDocument,
    directory: Directory,
    derived: dict[str, tuple[Target, ...]],
    stance: str,
    *,
    most: int | None = None,
) -> list[Passage]:
    """Give the passages of a claim that take one stance, the first `most`, in their order."""
    numbered = enumerate(document.citations, 1)
    parts = ((number, part) for number, part in numbered if part.stance == stance)
    return [Passage.of(part, directory, derived, number) for number, part in islice(parts, most)]


def retellings(sources: Iterable[str]) -> dict[str, tuple[Target, ...]]:
    """Give what each of these sources (present refs) derives from: one query."""
    found: dict[str, tuple[Target, ...]] = {}
    for row in Reference.objects.derivations_of(sources):
        target = Target.of(row, "to_page__")
        found[row["from_page__ref"]] = (*found.get(row["from_page__ref"], ()), target)
    return found


def segments_of(quote: str) -> list[str]:
    """Give the runs of words of a quote, between which the desk has left words out."""
    return [segment.strip() for segment in _GAP.split(quote) if segment.strip()]


def text_fragment(url: str, quoted: str) -> str:
    """Link to the passage in the original, by the words it begins and ends with.

    After the WICG draft "URL Fragment Text Directives": what parts the words of a directive
    (hyphen, comma, ampersand) is percent-encoded in them.
    """
    if urlsplit(url).scheme not in ("http", "https"):
        return ""  # other schemes may run as a script
    segments = segments_of(quoted)
    ends = [segments[0], segments[-1]] if len(segments) > 1 else segments
    directive = ",".join(quote(end, safe="").replace("-", "%2D") for end in ends)
    return f"{url}{'' if '#' in url else '#'}:~:text={directive}"
