"""What machines that read the whole site are told: the map of all addresses, and what to leave."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils.html import escape

from tracker.record.models import Edition, Page

from .errors import only_reading, refuse
from .fresh import Stamp, answer
from .languages import versions
from .words import PLURALS

#: At most so many pages in one part of the map; with the fixed addresses, at most 50,000.
PART = 49_900
_XML = "application/xml"
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
#: Addresses that hang on no one page.
FIXED = (
    "public:front",
    "public:timeline",
    "public:positions",
    "public:disagreements",
    "public:editions",
    "public:corrections",
    "public:method",
    "data:api-home",
    *(f"public:{plural}" for plural in PLURALS.values()),
)

# Filters, sorting and the like show nothing that is not elsewhere, in endless combinations.
_ROBOTS = """User-agent: *
Disallow: /desk/
Disallow: /*?

Sitemap: {map}
"""


@only_reading
def read_robots(request: HttpRequest) -> HttpResponseBase:
    url = request.build_absolute_uri(reverse("data:sitemap"))

    def make() -> HttpResponseBase:
        return HttpResponse(_ROBOTS.format(map=url), content_type="text/plain; charset=utf-8")

    return answer(request, Stamp(0, None), make)


@only_reading
def read_sitemap(request: HttpRequest) -> HttpResponseBase:
    """The parts of the map: two queries."""
    stamp = Stamp.of_record()

    def make() -> HttpResponseBase:
        newest = {0: stamp.number} | dict(Page.objects.in_parts(PART))
        at = dict(Edition.objects.filter(number__in=newest.values()).values_list("number", "at"))
        rows = (
            (reverse("data:sitemap-part", args=[part]), at.get(number))
            for part, number in newest.items()
        )
        return HttpResponse(_xml(request, "sitemapindex", "sitemap", rows), content_type=_XML)

    return answer(request, stamp, make)


@only_reading
def read_sitemap_part(request: HttpRequest, part: int) -> HttpResponseBase:
    """One part of the map: one query."""
    stamp = Stamp.of_record()

    def make() -> HttpResponseBase:
        if part > 2**31:
            return refuse(request, 404, "The map of this site has no such part.")
        rows = ((reverse(f"public:{row['kind']}", args=[row["ref"]]), row["at"])
                for row in Page.objects.in_part(part, PART).iterator(chunk_size=2000))  # fmt: skip
        fixed = [(reverse(name), stamp.at) for name in FIXED]
        both = (row for some in (fixed if part == 0 else [], rows) for row in some)
        text = _xml(request, "urlset", "url", both, in_all_languages=True)
        return StreamingHttpResponse(text, content_type=_XML)

    return answer(request, stamp, make)


def _xml(
    request: HttpRequest,
    outer: str,
    inner: str,
    rows: Iterable[tuple[str, datetime | None]],
    *,
    in_all_languages: bool = False,
) -> Iterator[str]:
    front = reverse("public:front")
    homes = [(one.code, one.url) for one in versions(front)] if in_all_languages else []
    once = reverse("data:api-home")
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<{outer} xmlns="{_SPACE}" xmlns:x="{_XHTML}">\n'
    for path, at in rows:
        changed = f"<lastmod>{at.isoformat(timespec='seconds')}</lastmod>" if at else ""
        alternates = "".join(
            f'<x:link rel="alternate" hreflang="{code}" '
            f'href="{escape(request.build_absolute_uri(home + path.removeprefix(front)))}"/>'
            for code, home in homes
            if path != once
        )
        address = escape(request.build_absolute_uri(path))
        yield f"<{inner}><loc>{address}</loc>{changed}{alternates}</{inner}>\n"
    yield f"</{outer}>\n"
