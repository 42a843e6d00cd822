"""The search page: found by any spelling, narrowed down by the address, safe with any question."""

import html
import re

import html5lib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.public import building as make
from tracker.record import documents as docs

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier():
    spelt = docs.NamePart(name="Зеленський", language="uk", kind="alias")
    make.publish(
        make.source("paper", title="An article", language="de"),
        make.source("wire", title="A wire report", title_given=False),
        make.actor("zelensky", name="Volodymyr Zelensky", names=(spelt,)),
        make.claim("spoke", statement="Zelensky spoke.", actors=[("speaker", "zelensky")]),
        make.claim(
            "talks",
            statement="Talks were <b>held</b>.",
            citations=(make.citation(quote="met Zelensky & others"),),
        ),
    )


def links(text):
    results = text.partition('<ol class="lines results"')[2].partition("</ol>")[0]
    found = re.findall(r'<li><a href="([^"]+)"', results)
    return [html.unescape(url) for url in found]


@pytest.mark.usefixtures("dossier")
@pytest.mark.parametrize(
    ("query", "urls"),
    [
        ("?q=Зеленський", ["/actors/zelensky/"]),
        ("?q=zelensky", ["/actors/zelensky/", "/claims/spoke/", "/claims/talks/"]),
        ("?q=zelensky&kind=claim", ["/claims/spoke/", "/claims/talks/"]),
        ("?q=zelensky&grade=single+origin", ["/claims/spoke/", "/claims/talks/"]),
        ("?q=zelensky&actor=zelensky", ["/claims/spoke/"]),
        ("?q=zelensky&kind=round", []),
        ("?q=wire", ["/sources/wire/"]),
        ("?q=", []),
        ("", []),
    ],
)
def test_search_page_shows_what_was_found(read, query, urls):
    text = read(f"/search/{query}")

    html5lib.HTMLParser(strict=True).parse(text)
    assert links(text) == urls
    assert '<meta name="robots" content="noindex, follow">' in text


@pytest.mark.usefixtures("dossier")
def test_search_page_marks_what_answers_and_escapes_the_rest(read):
    assert '<bdi lang="uk"><mark>Зеленський</mark></bdi>' in read("/search/?q=зеленс")

    text = read("/search/?q=zelensky+held")
    assert "Talks were &lt;b&gt;<mark>held</mark>&lt;/b&gt;." in text
    assert '<q lang="de">met <mark>Zelensky</mark> &amp; others</q>' in text
    assert "[A <mark>wire</mark> report]" in read("/search/?q=wire+")


@pytest.mark.usefixtures("dossier")
def test_search_page_narrows_down_by_its_address(read):
    text = html.unescape(read("/search/?q=zelensky"))
    assert re.search(r'href="\?q=zelensky&kind=claim">Claims <span[^>]*>2<', text)
    assert re.search(r'href="\?q=zelensky&grade=single\+origin">Single origin <span[^>]*>2<', text)

    chosen = html.unescape(read("/search/?q=zelensky&kind=claim"))
    assert re.search(r'href="\?q=zelensky" aria-current="true">Claims', chosen)


def test_search_page_goes_on(read):
    make.publish(make.source(), *(make.claim(f"met-{n}") for n in range(45)))

    seen, url = [], "/search/?q=statement"
    while url:
        text = html.unescape(read(url))
        seen += links(text)
        match = re.search(r'href="([^"]+)" rel="next"', text)
        url = match and f"/search/{match[1]}"

    assert len(seen) == len(set(seen)) == 45


@pytest.mark.usefixtures("dossier")
@pytest.mark.parametrize(
    "query",
    ["q=a&kind=person", "q=a&grade=good", "q=a&after=x", "q=a&after=1-1-1", "q=a&actor=%00"],
)
def test_search_page_says_what_it_does_not_understand(client, query):
    response = client.get(f"/search/?{query}")

    assert response.status_code == 400
    assert 'class="problem"' in response.content.decode()


@pytest.mark.usefixtures("dossier")
@pytest.mark.parametrize(
    "query",
    [
        '"',
        "%00",
        "%ff",
        "%ed%a0%80",
        "%22%3E%3Cscript%3E",
        "NEAR(",
        "x" * 9_000,
        "%26%7C!",
        "%EF%BF%BE",
    ],
)
def test_search_page_takes_any_question(read, query):
    text = read(f"/search/?q={query}+zelensky")

    html5lib.HTMLParser(strict=True).parse(text)
    assert "<script" not in text


@pytest.mark.usefixtures("dossier")
def test_search_page_costs_six_queries_at_most(client):
    with CaptureQueriesContext(connection) as queries:
        client.get("/search/?q=zelensky&actor=zelensky&kind=claim")

    assert len(queries) == 6
