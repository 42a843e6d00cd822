"""The audit: every citation against its text, every page against its edition, the whole chain."""

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from tracker import models as desk
from tracker.evidence.coverage import cover
from tracker.evidence.hashing import sha256
from tracker.record.models import Head

from .proof import record_problems


@dataclass(frozen=True, slots=True)
class SourceCoverage:
    """How much of a source's text is taken apart; all counts are of sentences."""

    sentences: int
    furniture: int
    cited: int


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found. `problems` is empty when everything is proven."""

    editions: int
    chain: str  # hash of the newest edition
    citations: dict[str, int]  # per state
    coverage: dict[str, SourceCoverage]  # per ref of a source whose text is held
    problems: list[str]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def audit() -> Audit:
    """Check everything that can be checked on this machine. Reads only."""
    head = Head.objects.filter(pk=1).first()
    states = Counter(desk.Citation.objects.values_list("state", flat=True))
    coverage: dict[str, SourceCoverage] = {}
    problems = record_problems()
    for source in desk.Source.objects.prefetch_related("furniture", "citations").iterator(50):
        texts = {text.sha256: text for text in source.texts.all()}
        problems += _text_problems(source, texts) + _citation_problems(source, texts)
        current = max(texts.values(), key=lambda t: (t.captured_at, t.pk), default=None)
        if current:
            coverage[source.ref] = coverage_of(source, current)
    problems += desk.finding.problems(desk.WORKING_COPIES.values())
    problems += [
        f"citation of {row.source.ref} in claim {row.claim.ref}: its passage is {row.state}"
        for row in desk.Citation.objects.unverified().select_related("claim", "source")
    ]
    return Audit(
        editions=head.number if head else 0,
        chain=head.sha256 if head else "",
        citations={state: states[state] for state in desk.State.values},
        coverage=coverage,
        problems=problems,
    )


def coverage_of(source: desk.Source, text: desk.Text) -> SourceCoverage:
    """Coverage of one text by the citations pinned to it, and the source's furniture."""
    counted = cover(
        text.content,
        cited=[
            (row.start, row.end)
            for row in source.citations.all()
            if row.text_sha256 == text.sha256 and row.start is not None and row.end is not None
        ],
        furniture=[(row.start, row.end) for row in source.furniture.all()],
    )
    return SourceCoverage(counted.sentences, counted.furniture, counted.cited)


def _text_problems(source: desk.Source, texts: dict[str, desk.Text]) -> list[str]:
    return [
        f"source {source.ref}: its text {text.sha256[:12]} was altered after it was stored"
        for text in texts.values()
        if (sha256(text.content), len(text.content)) != (text.sha256, text.length)
    ]


def _citation_problems(source: desk.Source, texts: dict[str, desk.Text]) -> list[str]:
    """Citations that no longer stand where their anchor says, in texts that are held."""
    problems = []
    for row in source.citations.all():
        text = texts.get(row.text_sha256)
        if text is None or not row.is_verified:
            continue
        place = (row.start, row.end)
        found = desk.locate(text.content, row.quote, paragraph=row.paragraph, at=place)
        here = text.content[row.start : row.end]
        if (found.start, found.end, sha256(here)) != (row.start, row.end, row.passage_sha256):
            problems.append(
                f"citation {row.pk} of {source.ref}: “{row.quote[:60]}” does not stand at "
                f"{row.start}–{row.end} of its text"
            )
        elif found.state != row.state:
            problems.append(f"citation {row.pk} of {source.ref} is {found.state}, not {row.state}")
    return problems
