"""The map of the site, and what robots are told."""

import re
from xml.etree import ElementTree as ET

import pytest

from tests.public import building as make
from tracker.public import robots
from tracker.record.models import Edition, Page

pytestmark = pytest.mark.django_db

S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
X = "{http://www.w3.org/1999/xhtml}"
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")


def entries(client, url):
    """The addresses of a map with their times."""
    response = client.get(url)
    assert response["Content-Type"] == "application/xml"
    body = response.getvalue() if response.streaming else response.content
    tree = ET.fromstring(body)  # noqa: S314  our own
    assert tree.tag in (f"{S}urlset", f"{S}sitemapindex")
    found = {}
    for one in tree:
        at = one.findtext(f"{S}lastmod")
        assert at is None or _TIME.fullmatch(at)
        found[one.findtext(f"{S}loc").removeprefix("http://testserver")] = at
    return found


def test_map_has_every_public_page_once_and_nothing_else(client, monkeypatch):
    make.publish(make.source(), *(make.claim(f"claim-{n}") for n in range(7)))
    make.move("claim-1", make.claim("moved"))
    make.retract("claim", "claim-2")
    monkeypatch.setattr(robots, "PART", 3)

    parts = entries(client, "/sitemap.xml")
    found = [url for part in parts for url in entries(client, part)]

    assert len(parts) >= 3
    assert len(found) == len(set(found))
    public = {f"/{page.kind}s/{page.ref}/" for page in Page.objects.public()}
    assert {url for url in found if url.count("/") == 3 and "/api/" not in url} == public
    assert {"/", "/claims/", "/positions/", "/method/"} <= set(found)


def test_every_address_of_the_map_is_there(client, hubs):
    for url in entries(client, "/sitemap-0.xml"):
        assert client.get(url).status_code == 200, url


def test_every_page_of_the_map_names_itself_in_all_languages(client, hubs):
    body = client.get("/sitemap-0.xml").getvalue()
    host = "http://testserver"

    for one in ET.fromstring(body):  # noqa: S314  our own
        address = one.findtext(f"{S}loc").removeprefix(host)
        found = {link.get("hreflang"): link.get("href") for link in one.iter(f"{X}link")}
        both = {"en": f"{host}{address}", "uk": f"{host}/uk{address}"}
        assert found == ({} if address == "/api/v1/" else both)
        assert all(client.get(url.removeprefix(host)).status_code == 200 for url in found.values())


def test_times_are_those_of_the_edition_that_affected_the_page(client):
    make.publish(make.source(), make.claim("met"), make.actor("alone"))
    make.publish(make.claim("met", statement="They met again."))

    found = entries(client, "/sitemap-0.xml")

    at = {n: Edition.objects.get(number=n).at.isoformat(timespec="seconds") for n in (3, 4)}
    assert (found["/claims/met/"], found["/actors/alone/"]) == (at[4], at[3])


@pytest.mark.parametrize("part", [7, 2**63, 10**40])
def test_part_that_is_not_there(client, part):
    response = client.get(f"/sitemap-{part}.xml")

    assert response.status_code in (200, 404)
    assert b"<url>" not in (response.getvalue() if response.streaming else response.content)


def test_a_part_stays_within_the_limit_of_sitemaps():
    assert robots.PART + len(robots.FIXED) <= 50_000


def test_robots_are_led_to_the_map_and_kept_from_endless_combinations(client):
    text = client.get("/robots.txt").content.decode()

    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /*?" in text
