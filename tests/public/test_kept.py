"""Pages that are kept: a hit costs one query, a correction shows at once, nobody can add junk."""

import pytest
from django.core.cache import cache
from django.http import HttpResponse

from tests.public import building as make
from tracker.public import claim_page, fresh, kept, round_page, views

pytestmark = pytest.mark.django_db

URLS = ["/", "/claims/", "/claims/met/", "/claims/met.json", "/claims/met/cite.bib",
        "/claims/met/history/", "/rounds/first/", "/positions/", "/feed.atom", "/api/v1/claims/met"]  # fmt: skip


@pytest.fixture(autouse=True)
def published():
    cache.clear()
    make.publish(
        make.source(),
        make.actor(),
        make.process(),
        make.round_("first"),
        make.round_("second"),
        make.claim("met", actors=[("subject", "alpha")]),
    )


@pytest.fixture
def made(monkeypatch):
    """What was made, in order; a kept page is not made again."""
    made = []

    def noted(builder):
        return lambda *args: made.append(args) or builder(*args)

    monkeypatch.setitem(views._BUILDERS, "claim", noted(claim_page.build))
    monkeypatch.setattr(round_page, "build", noted(round_page.build))
    return made


@pytest.mark.parametrize("url", URLS)
def test_kept_page_costs_one_query_and_is_the_same(client, django_assert_num_queries, url):
    first = client.get(url)

    with django_assert_num_queries(1):
        again = client.get(url)

    assert (again.status_code, again.content) == (200, first.content)
    assert dict(again.headers) == dict(first.headers)
    assert again.cookies == {}


@pytest.mark.parametrize("url", ["/", "/claims/", "/claims/met/", "/actors/alpha/"])
def test_correction_shows_at_once(client, url):
    client.get(url)
    make.publish(make.claim("met", statement="They met again.", actors=[("subject", "alpha")]),
                 note="It was another time.")  # fmt: skip

    assert "They met again." in client.get(url).content.decode()


def test_retraction_shows_at_once(client):
    client.get("/claims/met/")
    make.retract("claim", "met")

    assert client.get("/claims/met/").status_code == 410
    assert "Statement of met." not in client.get("/claims/").content.decode()


@pytest.mark.parametrize("query", ["?x=1", "?utm_source=mail", "?with=second", "?kind=event"])
def test_page_with_other_parameters_is_not_kept(client, made, query):
    client.get(f"/claims/met/{query}")
    client.get(f"/claims/met/{query}")

    assert len(made) == 2


def test_parameter_with_few_values_is_kept_by_its_value(client, made):
    queries = ["", "?with=second", "?with=second", "?with=junk&with=second", "?with=second&x=1"]
    pages = [client.get(f"/rounds/first/{query}").content for query in queries]

    assert len(made) == 3  # without, with, and with what is not known
    assert pages[0] != pages[1] == pages[2] == pages[3]


def test_what_is_no_page_is_not_kept(client, made):
    for _ in range(2):
        assert client.get("/rounds/first/?with=nobody").status_code == 400

    assert len(made) == 2


def test_hosts_have_pages_of_their_own(client, settings):
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]

    one = client.get("/claims/met/", headers={"host": "one.example"}).content
    two = client.get("/claims/met/", headers={"host": "two.example"}).content

    assert b"http://one.example/claims/met/" in one
    assert b"http://two.example/claims/met/" in two


def test_upgrade_makes_pages_anew(client, made, monkeypatch):
    client.get("/claims/met/")
    monkeypatch.setattr(fresh, "program", lambda: "another")
    client.get("/claims/met/")

    assert len(made) == 2


def test_response_with_a_cookie_is_never_kept(rf):
    def make_one():
        response = HttpResponse("Hello, Anna")
        response.set_cookie("who", "anna")
        return response

    kept.kept(rf.get("/"), "1", make_one)

    assert kept.kept(rf.get("/"), "1", lambda: HttpResponse("Hello")).content == b"Hello"


def test_broken_cache_breaks_no_page(client, monkeypatch, caplog):
    def broken(*args, **kwargs):
        raise OSError("no route to the cache")

    monkeypatch.setattr(kept.cache, "get", broken)
    monkeypatch.setattr(kept.cache, "set", broken)

    assert client.get("/claims/met/").status_code == 200
    assert "pages are made anew" in caplog.text
