"""Taking in a text of a source, and what that does to the citations pinned to it."""

from collections import Counter
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction

from tracker.evidence import anchor, moving
from tracker.evidence.hashing import sha256

from . import history
from .citations import Citation, Drift, State
from .claims import Claim
from .fields import validate_plain_text
from .sources import Furniture, Source, Text
from .working import WorkingCopy

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ANCHOR = ["start", "end", "paragraph", "passage_sha256", "text_sha256", "state", "drift"]


def current_texts(sources: "list[Source]") -> dict[object, Text]:
    """The newest text of each source that has one, by the source's key: one query."""
    texts = Text.objects.filter(source__in=sources).order_by("captured_at", "pk")
    return {text.source_id: text for text in texts}


@transaction.atomic
def hold_text(
    *, source: Source, content: str, by: "User | None", touch: bool = True
) -> Counter[str]:
    """Store a text of a source and anchor its citations anew.

    With `touch=False` the caller touches the source himself, after more that he changes in it.
    Returns how many citations are the same, moved, changed or gone. A citation that the new text
    words differently keeps its anchor in the text it was pinned to. Furniture follows its words,
    and is furniture no more where they are gone. A text already held changes nothing and returns
    an empty count. Raises ValidationError on an empty text.
    """
    validate_plain_text(content)
    if not content.strip():
        raise ValidationError("The text is empty.")
    digest = sha256(content)
    text, created = Text.objects.get_or_create(
        source=source, sha256=digest, defaults={"content": content, "length": len(content)}
    )
    if not created:
        return Counter()
    known = {held.sha256: held.content for held in source.texts.all() if held.sha256 != digest}
    outcome: Counter[str] = Counter()
    citations = list(source.citations.all())
    anchors = [_anchor(citation) for citation in citations]
    for citation in citations:
        outcome[_anchor_anew(citation, text, known)] += 1
    Citation.objects.bulk_update(citations, ANCHOR)
    if by is not None:
        # What their quotes are proven by is now this text: whoever brought it must not publish them.
        Claim.add_contributor({row.claim_id for row in citations}, by)
    is_new = source.text_sha256 != digest or source.text_length != len(content)
    if is_new:
        _move_furniture(source, known.get(source.text_sha256), content)
        source.text_sha256, source.text_length = digest, len(content)
        source.save(update_fields=["text_sha256", "text_length"])
    why = f"A text of “{source}” was stored."
    changed: list[WorkingCopy] = [
        Claim(pk=row.claim_id)
        for row, old in zip(citations, anchors, strict=True)
        if _anchor(row) != old
    ]
    if touch and is_new and by is not None:
        Source.touch(pk=source.pk, version=source.version, by=by, why=why)
    elif touch:
        changed.append(source)
    history.keep(changed, by=by, why=why)
    return outcome


def _move_furniture(source: Source, old: str | None, new: str) -> None:
    """Let the stretches that need not be cited follow their words from one text into the next."""
    stretches = list(source.furniture.all()) if old else []
    kept = {}
    for stretch in stretches:
        span = (stretch.start, stretch.end)
        move = moving.reanchor(old, new, *span) if old and stretch.end <= len(old) else None
        if move and move.start is not None and move.end is not None:
            stretch.start, stretch.end = move.start, move.end
            kept[stretch.start, stretch.end] = stretch
    # One may come to stand where another stood: all are written anew, so that none meets another.
    Furniture.objects.filter(pk__in=[stretch.pk for stretch in stretches]).delete()
    Furniture.objects.bulk_create(kept.values())


def _anchor(citation: Citation) -> list[object]:
    return [getattr(citation, name) for name in ANCHOR]


def _anchor_anew(citation: Citation, text: Text, known: dict[str, str]) -> str:
    """Anchor one citation in a new text; says what became of it.

    A passage follows its text: what stands in the new one unchanged moves there. A citation whose
    old text is not held, or is this very text, is found by its quote.
    """
    before = (citation.start, citation.end, citation.passage_sha256)
    old = known.get(citation.text_sha256)
    if old is not None and citation.start is not None and citation.end is not None:
        move = moving.reanchor(old, text.content, citation.start, citation.end)
        if move.start is None or move.end is None:
            citation.drift = Drift(move.kind)
            return move.kind
        found = anchor.find(text.content[move.start : move.end], citation.quote)
        state = State(found.state) if found.start == 0 else State.FOLDED
        citation.anchor_at(text, move.start, move.end, state)
        return move.kind
    if citation.text_sha256 != text.sha256:
        citation.paragraph = None  # it counted the lines of another text
    try:
        citation.pin(text)
    except ValidationError:
        citation.state, citation.drift = State.MISSING, Drift.GONE
        return "gone"
    after = (citation.start, citation.end, citation.passage_sha256)
    return "same" if before == after else "moved"
