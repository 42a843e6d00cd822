"""Where a claim's information comes from: origins, the articles they reached us by, their words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext

from tracker.evidence.origins import independent, origins_of
from tracker.record.documents import CitationPart, ClaimDocument

from . import counting
from .targets import Directory, Target

#: With how many of its words a passage stands in the figure; the page has it in full.
MOST_WORDS = 9

Chains = Mapping[str, tuple[str, ...]]  # what each source derives from, by present refs


@dataclass(frozen=True, slots=True)
class Words:
    """A passage in the figure: its first words, and where the page has it in full."""

    number: int
    quote: str
    paragraph: int | None


@dataclass(frozen=True, slots=True)
class Told:
    """An article, how it stands to the origin, and what of it the claim cites."""

    source: Target
    how: str
    via: tuple[Target, ...]
    passages: list[Words] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Root:
    """An independent origin, or several that may be one, and the articles that lead there."""

    origins: list[Target]
    told: list[Told]


@dataclass(frozen=True, slots=True)
class Provenance:
    """The figure: what supports the claim, and what disputes it."""

    supports: list[Root]
    disputes: list[Root]

    @property
    def summary(self) -> str:
        """Say how much of it there is."""
        told = [one for root in (*self.supports, *self.disputes) for one in root.told]
        counts = {
            "independent origin": len(self.supports),
            "article": len({one.source for one in told}),
            "passage": sum(len(one.passages) for one in told),
        }
        return ", ".join(counting.counted(count, noun) for noun, count in counts.items())


def trace(document: ClaimDocument, directory: Directory, chains: Chains) -> Provenance:
    """Trace every passage to its origins; passages that only give context are left out."""
    return Provenance(
        *(
            _roots([_Way(*one, directory, chains) for one in _cited(document, stance)], directory)
            for stance in ("supports", "disputes")
        )
    )


def _cited(document: ClaimDocument, stance: str) -> Iterable[tuple[int, CitationPart]]:
    numbered = enumerate(document.citations, 1)
    return ((number, part) for number, part in numbered if part.stance == stance)


class _Way:
    """The way from one passage to its origins."""

    def __init__(
        self, number: int, part: CitationPart, directory: Directory, chains: Chains
    ) -> None:
        self.source = directory.get("source", part.source).ref
        credited = directory.get("source", part.origin).ref if part.origin else None
        self.ends = origins_of(self.source, credited, chains)
        self.via = self._between(credited or self.source, chains)
        self.how = self._how(credited)
        self.words = Words(number, _beginning(part.quote), part.paragraph)

    def _between(self, start: str, chains: Chains) -> tuple[str, ...]:
        """The sources on the way to the origins; neither those nor the article."""
        if self.ends == {self.source}:
            return ()
        seen = [start]
        for ref in seen:  # grows as it goes
            seen += [parent for parent in chains.get(ref, ()) if parent not in seen]
        return tuple(ref for ref in seen if ref != self.source and ref not in self.ends)

    def _how(self, credited: str | None) -> str:
        if self.ends == {self.source}:
            return gettext("speaks in its own voice")
        if credited:
            return gettext("credits it by way of") if self.via else gettext("credits it")
        return gettext("retells it by way of") if self.via else gettext("retells it")


def _roots(ways: list[_Way], directory: Directory) -> list[Root]:
    roots = []
    for group in independent(way.ends for way in ways):
        told: dict[tuple[str, str, tuple[str, ...]], Told] = {}
        for way in ways:
            if way.ends & group:
                article = Told(
                    directory.get("source", way.source),
                    way.how,
                    tuple(directory.all("source", way.via)),
                )
                told.setdefault((way.source, way.how, way.via), article).passages.append(way.words)
        roots.append(Root(directory.all("source", sorted(group)), list(told.values())))
    return roots


def _beginning(quote: str) -> str:
    """Give the first words of a quote; […] stands for those left out here, as everywhere."""
    spoken = quote.split()
    if len(spoken) <= MOST_WORDS:
        return quote
    return " ".join(spoken[: MOST_WORDS - 1]).removesuffix("[…]").rstrip() + " […]"
