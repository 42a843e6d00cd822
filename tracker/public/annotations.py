"""The citations of a claim as W3C Web Annotations: each lays the claim beside a passage.

Offsets count code points, here as there. Where the desk has left words out of a quote, the target
is the whole passage by its place, and within it each run of words that is quoted.
"""

from base64 import urlsafe_b64encode
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings

from tracker.record.documents import CitationPart, ClaimDocument
from tracker.record.models import Page

from . import words
from .citing import segments_of
from .detail import document_of
from .targets import Directory, Target

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
CONTENT_TYPE = f'application/ld+json; profile="{CONTEXT}"'


def build(page: Page, url: str) -> dict[str, Any]:
    """Build the collection for a claim, of one part; `url` is its absolute address. One query."""
    document = document_of(page)
    assert isinstance(document, ClaimDocument)
    directory = Directory(part.source for part in document.citations)
    claim = urljoin(url, Target("claim", page.ref).url)
    shared = {
        "creator": {"type": "Organization", "name": words.SITE},
        "modified": page.edition.at.isoformat(timespec="seconds").replace("+00:00", "Z"),
    }
    items = [
        {
            "id": f"{url}#{part.source}-{part.start}-{part.end}",
            "type": "Annotation",
            **shared,
            **_said(part.stance, document.statement, claim),
            "target": _target(part, _text(part, directory.get("source", part.source), url)),
        }
        for part in document.citations
    ]
    return {
        "@context": CONTEXT,
        "id": url,
        "type": "AnnotationCollection",
        "label": document.statement,
        "total": len(items),
        "first": {
            "id": f"{url}#items",
            "type": "AnnotationPage",
            "partOf": url,
            "startIndex": 0,
            "items": items,
        },
    }


def _said(stance: str, statement: str, claim: str) -> dict[str, Any]:
    """Say the claim of a passage: what supports it is described by it, the rest only linked."""
    motivation = "describing" if stance == "supports" else "linking"
    text = {
        "type": "TextualBody",
        "value": statement,
        "format": "text/plain",
        "language": settings.DOSSIER_LANGUAGE,
    }
    return {
        "motivation": motivation,
        "body": [
            {**text, "purpose": motivation},
            {"type": "TextualBody", "value": stance, "purpose": "classifying"},
            {"type": "SpecificResource", "source": claim, "purpose": "linking"},
        ],
    }


def _text(part: CitationPart, source: Target, url: str) -> dict[str, Any]:
    """Name the text that the offsets count in: its address, and its hash after RFC 6920."""
    is_elsewhere = urlsplit(source.address).scheme in ("http", "https")
    digest = urlsafe_b64encode(bytes.fromhex(part.text_sha256)).decode().rstrip("=")
    named = {
        "id": source.address if is_elsewhere else urljoin(url, Target("source", source.ref).url),
        "type": "Text",
        "canonical": f"ni:///sha-256;{digest}",
    }
    return {**named, "language": source.language} if source.language else named


def _target(part: CitationPart, text: dict[str, Any]) -> Any:
    place = {"type": "TextPositionSelector", "start": part.start, "end": part.end}
    quoted = [
        {"type": "TextQuoteSelector", "exact": segment} for segment in segments_of(part.quote)
    ]
    selectors: list[Any] = (
        [[quoted[0], place]] if len(quoted) == 1 else [{**place, "refinedBy": q} for q in quoted]
    )
    targets = [
        {"type": "SpecificResource", "source": text, "selector": selector} for selector in selectors
    ]
    return targets[0] if len(targets) == 1 else targets
