"""Showing a passage in its paragraph, to those at the desk."""

from collections.abc import Iterable

from django.utils.html import format_html
from django.utils.safestring import SafeString

from tracker.evidence.paragraphs import paragraph_bounds, paragraph_of
from tracker.models import Citation, Text

_NOT_HELD = SafeString('<span class="quiet">The text is not held on this machine.</span>')
_MOST_AROUND = 2000  # characters on either side: some texts are one paragraph from end to end


def texts_of(citations: Iterable[Citation]) -> dict[tuple[object, str], Text]:
    """The texts that these citations are pinned to, by source and sha256: one query."""
    citations = list(citations)
    texts = Text.objects.filter(
        source__in=[row.source_id for row in citations],
        sha256__in=[row.text_sha256 for row in citations],
    )
    return {(text.source_id, text.sha256): text for text in texts}


def in_its_paragraph(citation: Citation, text: Text | None) -> SafeString:
    """The whole passage, words left out of the quote included, marked in its surroundings."""
    if text is None or citation.start is None or citation.end is None:
        return _NOT_HELD
    content = text.content
    first, _ = paragraph_bounds(content, paragraph_of(content, citation.start))
    _, last = paragraph_bounds(content, paragraph_of(content, citation.end - 1))
    before, after = content[first : citation.start], content[citation.end : last]
    return format_html(
        '<div class="passage" dir="auto">{}<mark>{}</mark>{}</div>'
        '<span class="quiet">Paragraph {}, characters {}–{}</span>',
        before if len(before) <= _MOST_AROUND else f"… {before[-_MOST_AROUND:]}",
        content[citation.start : citation.end],
        after if len(after) <= _MOST_AROUND else f"{after[:_MOST_AROUND]} …",
        citation.paragraph,
        citation.start,
        citation.end,
    )
