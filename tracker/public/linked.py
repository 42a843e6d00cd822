"""Pages as linked data: JSON-LD in the words of schema.org, as a data block within each page."""

import json
import re
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import override

from tracker.record.documents import Time

from . import words
from .actor_page import ActorPage
from .cite import work
from .claim_page import ClaimPage
from .detail import Detail
from .front import FrontPage
from .round_page import RoundPage
from .source_page import SourcePage
from .targets import Target

Data = dict[str, Any]

# Dates that schema.org's ISO 8601 can say; one that is uncertain or only about right it cannot.
_ISO = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-[0-3]\d)?)?")

_SOURCES: Final = {
    "news-report": "NewsArticle",
    "analysis": "AnalysisNewsArticle",
    "commentary": "OpinionNewsArticle",
}
_ACTORS: Final = {"person": "Person", "state": "Country"}
_TYPES: Final = {"round": "Event", "process": "EventSeries", "issue": "DefinedTerm"}

#: What ends a script element, or begins a comment in one, wherever it stands; JSON can spell
#: each of these signs otherwise. The last two end a line in the eyes of some programs only.
_ESCAPES: Final = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


def block(page: object, url: str) -> SafeString:
    """Give the data block of a page; `url` is any absolute address here. Empty where it has none."""
    data = describe(page, url)
    if not data:
        return SafeString()
    content = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    safe = SafeString(content)  # nothing is left in it that HTML would read
    return format_html('<script type="application/ld+json">{}</script>', safe)


def describe(page: object, url: str) -> Data:
    """Describe a page; only what it shows is said, and no date more exactly than it is known."""
    # Things have one identity, whatever the language of the page that describes them.
    with override(settings.LANGUAGE_CODE):
        if isinstance(page, FrontPage):
            home = urljoin(url, reverse("public:front"))
            return _clean({"@context": "https://schema.org", **_dataset(page, home)})
        if not isinstance(page, Detail):
            return {}
        url = urljoin(url, Target(page.kind, page.record.ref).url)
        shared = {"@context": "https://schema.org", "@id": url, "url": url}
        return _clean({**shared, **_DESCRIBERS[page.kind](page, url)})


def _clean(data: Data) -> Data:
    """Leave out what is empty."""
    return {name: value for name, value in data.items() if value not in ("", None, [], {})}


def _site(url: str) -> Data:
    return {"@type": "Organization", "name": words.SITE, "url": urljoin(url, "/")}


def _web(address: str) -> str:
    return address if urlsplit(address).scheme in ("http", "https") else ""


def _iso(edtf: str) -> str:
    return edtf if _ISO.fullmatch(edtf) else ""


def _period(edtf: str) -> tuple[str, str]:
    """Give the first and last date of a time, as far as ISO 8601 can say them."""
    start, _, end = edtf.partition("/")
    return _iso(start), _iso(end or start)


def _type(target: Target) -> str:
    if target.kind == "actor":
        return _ACTORS.get(target.subkind, "Organization")
    if target.kind == "source":
        return _SOURCES.get(target.subkind, "CreativeWork")
    return _TYPES.get(target.kind, "CreativeWork")


def _named(targets: list[Target], url: str) -> list[Data]:
    """Name other pages; those that are no longer public are passed over."""
    return [
        {"@type": _type(one), "@id": urljoin(url, one.url), "name": one.title}
        for one in dict.fromkeys(targets)
        if one.public
    ]


def _claim(page: ClaimPage, url: str) -> Data:
    actors = {role: targets for role, _, targets in page.actors}
    holders = actors.pop("holder", [])
    speakers = actors.pop("speaker", [])
    others = [target for targets in actors.values() for target in targets]
    sources = [passage.source for passage in page.supports]
    return {
        "@type": "Claim",
        "text": page.document.statement,
        "author": _named(holders + speakers, url),
        "about": _named([*page.issues, *page.rounds, *others], url),
        "appearance": [
            _clean({**named, "url": _web(source.address), "inLanguage": source.language})
            for source in dict.fromkeys(sources)
            for named in _named([source], url)
        ],
        "claimInterpreter": _site(url),
        **_edition(page, url),
    }


def _edition(page: Detail, url: str) -> Data:
    cited = work(page.record, url)
    return {
        "version": str(page.edition),
        "dateModified": page.published_at.date().isoformat(),
        "archivedAt": cited.url,
    }


def _round(page: RoundPage, url: str) -> Data:
    start, end = _period(page.document.date.value) if page.document.date else ("", "")
    venue = page.document.venue
    people = _by_role(page)
    present = [one for role in ("party", "delegate", "observer") for one in people.get(role, [])]
    return {
        "@type": "Event",
        "name": page.title,
        "description": page.document.summary,
        "startDate": start,
        "endDate": end,
        "location": {"@type": "Place", "name": venue.value} if venue else None,
        "superEvent": _named([page.process], url),
        "organizer": _named(people.get("host", []) + people.get("mediator", []), url),
        "attendee": _named(present, url),
    }


def _by_role(page: RoundPage) -> dict[str, list[Target]]:
    return {role: [one.actor for one in some] for role, _, some in page.participants}


def _actor(page: ActorPage, url: str) -> Data:
    wikidata = page.document.wikidata
    bodies = [office.organisation for office in page.offices]
    is_person = page.document.actor_kind == "person"
    return {
        "@type": _ACTORS.get(page.document.actor_kind, "Organization"),
        "name": page.title,
        "alternateName": [part.name for part in page.document.names if part.name != page.title],
        "description": page.document.description,
        "sameAs": f"https://www.wikidata.org/entity/{wikidata}" if wikidata.isalnum() else "",
        # schema.org has persons belong to organisations; a country is none.
        "affiliation": _named([one for one in bodies if _type(one) == "Organization"], url)
        if is_person
        else [],
    }


def _source(page: SourcePage, url: str) -> Data:
    document = page.document
    published: Time | None = document.published
    return {
        "@type": _SOURCES.get(document.source_kind, "CreativeWork"),
        "headline" if document.title_given else "description": document.title,
        "url": _web(document.url) or url,
        "mainEntityOfPage": url,
        "author": document.author,
        "publisher": {"@type": "Organization", "name": document.publisher}
        if document.publisher
        else None,
        "datePublished": _iso(published.edtf) if published and published.stated else "",
        "inLanguage": document.language,
        "isBasedOn": _named(page.derives_from, url),
    }


def _thing(page: Detail, url: str) -> Data:
    return {
        "@type": _TYPES[page.kind],
        "name": page.title,
        "description": page.document.summary,
    }


def _dataset(page: FrontPage, url: str) -> Data:
    return {
        "@type": "Dataset",
        "@id": url,
        "url": url,
        "name": str(page.title),
        "description": str(page.description),
        "creator": _site(url),
        "isAccessibleForFree": True,
        "variableMeasured": [plural for _, plural, count in page.counts if count],
    }


_DESCRIBERS: Final[dict[str, Callable[..., Data]]] = {
    "claim": _claim,
    "round": _round,
    "actor": _actor,
    "source": _source,
    "process": _thing,
    "issue": _thing,
}
