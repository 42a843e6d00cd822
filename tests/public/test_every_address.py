"""What holds at every public address: a view that is not listed here fails until it is."""

import json
import re

import html5lib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.public import building
from tests.public.addresses import NAMES, full
from tests.public.blocks import without_data
from tests.public.test_data_addresses import QUERIES as DATA
from tracker.public import rendering
from tracker.public.envelope import Envelope
from tracker.public.words import PLURALS

#: Name of the address → how many queries it takes, whatever the size of the record.
QUERIES = {
    "front": 10,
    "timeline": 3,
    "positions": 4,
    "disagreements": 7,
    "editions": 3,
    "method": 0,
    "search": 1,
    "corrections": 2,
    "api-home": 0,
    "claims": 15,
    "rounds": 11,
    "issues": 4,
    "actors": 4,
    "sources": 5,
    "processes": 3,
    "claim": 5,
    "actor": 4,
    "round": 14,
    "issue": 4,
    "source": 5,
    "process": 2,
    **{f"{kind}-json": 3 for kind in PLURALS},
    **{f"{kind}-history": 3 for kind in PLURALS},
    "process-history": 2,  # a process refers to nothing
    **{f"{kind}-edition": 1 for kind in PLURALS},
    **{f"{kind}-cite": 1 for kind in PLURALS},
    "claim-annotations": 2,
}
_FORBIDDEN = re.compile(r"<script|<style|\sstyle=|\son\w+=|javascript:", re.IGNORECASE)


def address_of(name):
    kind, _, part = name.partition("-")
    edition = building.HUBS.index(kind) + 1 if kind in PLURALS else 0
    further = {"edition": [edition], "cite": ["bib"]}
    return reverse(full(name), args=["hub", *further.get(part, [])] if kind in PLURALS else [])


ADDRESSES = {name: address_of(name) for name in QUERIES}
PAGES = {
    name: url
    for name, url in ADDRESSES.items()
    if name.partition("-")[2] in ("", "history", "edition", "home")
}
#: The same pages in Ukrainian; the API explains itself in English only.
UKRAINIAN = {name: f"/uk{url}" for name, url in PAGES.items() if name != "api-home"}
BOTH = [*PAGES.items(), *UKRAINIAN.items()]


def test_every_address_is_listed_here():
    assert set(NAMES) == set(QUERIES) | set(DATA)


@pytest.mark.parametrize("size", [3, 60])
@pytest.mark.django_db
def test_queries_do_not_grow(client, size):
    building.publish_hubs(size)

    assert {name: cost(client, url) for name, url in ADDRESSES.items()} == QUERIES
    costs = {name: cost(client, url) for name, url in UKRAINIAN.items()}
    assert costs == {name: QUERIES[name] for name in UKRAINIAN}


def cost(client, url):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.usefixtures("hubs")
@pytest.mark.parametrize(("name", "url"), BOTH)
def test_page_is_valid_html_without_style_or_script(read, name, url):
    text = read(url)

    html5lib.HTMLParser(strict=True).parse(text)
    assert not _FORBIDDEN.search(without_data(text))
    assert text.count("<h1") == 1
    # HTML takes three digits of a second at most, which html5lib does not check.
    assert not re.search(r'datetime="[^"]*\.\d{4}', text)
    assert f'<html lang="{"uk" if url.startswith("/uk/") else "en"}">' in text
    canonical = PAGES[name] if name.endswith("-edition") else url
    assert f'<link rel="canonical" href="http://testserver{canonical}">' in text
    assert re.search(r'<meta name="description" content="[^"]{20,}">', text)


@pytest.mark.usefixtures("hubs")
@pytest.mark.parametrize(("name", "url"), BOTH)
def test_ids_of_a_page_are_unique_and_jumps_lead_to_them(read, name, url):
    text = read(url)

    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(ids)


@pytest.mark.usefixtures("hubs")
@pytest.mark.parametrize("kind", PLURALS)
def test_json_is_the_typed_envelope(client, kind):
    response = client.get(ADDRESSES[f"{kind}-json"])

    assert response["Content-Type"] == "application/json"
    content = json.loads(response.content)
    envelope = Envelope.model_validate(content, strict=False)
    assert (envelope.document.kind, envelope.page.ref) == (kind, "hub")
    assert content["page"]["url"] == f"http://testserver{ADDRESSES[kind]}"


@pytest.mark.usefixtures("hubs")
@pytest.mark.parametrize("url", [*ADDRESSES.values(), *UKRAINIAN.values()])
def test_response_is_for_everybody(client, url):
    response = client.get(url)

    assert response.cookies == {}
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["ETag"]


@pytest.mark.usefixtures("hubs")
@pytest.mark.parametrize("name", ADDRESSES)
def test_head_gives_the_headers_only(client, name):
    response = client.head(ADDRESSES[name])

    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.usefixtures("hubs")
@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options"])
def test_other_methods_are_refused(client, name, method):
    response = getattr(client, method)(ADDRESSES[name])

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name, url in PAGES.items() if "hub" not in url])
def test_page_of_an_empty_record_says_so(read, name):
    html5lib.HTMLParser(strict=True).parse(read(PAGES[name]))


@pytest.mark.usefixtures("hubs")
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no logins")
def test_a_login_that_reads_the_record_only_suffices(client, reader_login):
    for name, url in ADDRESSES.items():
        assert client.get(url).status_code == 200, name
    assert client.get("/claims/hbu/").status_code == 404


def test_engine_knows_no_visitor():
    assert rendering.engine.engine.context_processors == []
