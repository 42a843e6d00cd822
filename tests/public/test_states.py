"""What readers get in place of a page: retracted, moved, unknown, and broken."""

import json

import html5lib
import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from tests.public import building as make
from tracker.public import errors
from tracker.public.envelope import Failure

pytestmark = pytest.mark.django_db


def failure_of(response):
    assert response["Content-Type"] == "application/json"
    return Failure.model_validate_json(response.content).error


def test_retracted_page_says_when_and_why_and_nothing_of_what_it_said(client):
    make.publish(make.source(), make.claim("met", statement="A secret meeting was held."))
    make.retract("claim", "met", "The source took it back.")

    response = client.get("/claims/met/")

    text = response.content.decode()
    assert response.status_code == 410
    assert "The source took it back." in text
    assert "/editions/?after=4#edition-3" in text
    assert "secret" not in text
    html5lib.HTMLParser(strict=True).parse(text)


def test_retracted_page_as_json_has_the_error_shape(client):
    make.publish(make.source(), make.claim("met", statement="A secret meeting was held."))
    make.retract("claim", "met", "The source took it back.")

    response = client.get("/claims/met.json")

    error = failure_of(response)
    assert (response.status_code, error.status) == (410, 410)
    assert "The source took it back." in error.message
    assert "secret" not in response.content.decode()


def test_retracted_claim_shows_nowhere_else(client):
    make.publish(
        make.source(),
        make.actor("alpha"),
        make.claim("met", statement="A secret meeting.", actors=[("subject", "alpha")]),
        make.claim("other", relations=(make.relation("contradicts", "met"),)),
    )
    make.retract("claim", "met")

    for url in ("/", "/claims/", "/editions/", "/disagreements/", "/actors/alpha/",
                "/sources/paper/", "/claims/other/", "/claims/other.json", "/claims/me/"):  # fmt: skip
        assert "secret" not in client.get(url).content.decode(), url


@pytest.mark.parametrize(
    ("asked", "present"),
    [
        ("/claims/met/", "/claims/met-twice/"),
        ("/claims/met.json", "/claims/met-twice.json"),
        ("/claims/met/?a=1&b=%2C", "/claims/met-twice/?a=1&b=%2C"),
    ],
)
def test_moved_page_leads_on(client, asked, present):
    make.publish(make.source(), make.claim("met"))
    make.move("met", make.claim("met-twice"))

    response = client.get(asked)

    assert (response.status_code, response["Location"]) == (301, present)
    assert "max-age=0" in response["Cache-Control"]


def test_page_that_moved_twice_leads_on_at_once(client):
    make.publish(make.source(), make.claim("met"))
    make.move("met", make.claim("met-twice"))
    documents = make.claim("met-thrice")
    key = make.key_of("claim", "met")
    editions = make.append(
        [
            make.Entry(
                action="moved", key=key, kind="claim", ref="met-twice", moved_to="met-thrice"
            ),
            make.Entry(
                action="published",
                key=key,
                kind="claim",
                ref="met-thrice",
                document=documents.model_dump(mode="json"),
            ),
        ]
    )
    make.apply(editions, {key: documents})

    assert client.get("/claims/met/")["Location"] == "/claims/met-thrice/"


def test_links_follow_a_moved_page(client, read):
    make.publish(make.source(), make.issue("war"), make.claim("met", issues=("war",)))
    make.move("war", make.issue("fighting", title="Fighting"))

    assert '<a href="/issues/fighting/"><bdi>Fighting</bdi></a>' in read("/claims/met/")
    references = json.loads(client.get("/claims/met.json").content)["references"]
    assert ("issue", "fighting", "is about") in {
        (row["kind"], row["ref"], row["role"]) for row in references
    }


def test_unknown_page_names_the_nearest_and_the_list(client):
    make.publish(make.source(), make.claim("bucha-contributed"), make.claim("annexed-in-september"))

    response = client.get("/claims/bucha-contibuted/")

    text = response.content.decode()
    assert response.status_code == 404
    assert "/claims/bucha-contributed/" in text
    assert "/claims/annexed-in-september/" not in text
    assert 'href="/claims/"' in text


@pytest.mark.parametrize(
    "path",
    ["claims/none/", "claims/NO%20NE/", "claims/%00/", "claims/%F0%9F%98%80/", "claims/%ED%A0%80/",
     "claims/a%25_/", "claims/" + "a" * 300 + "/", "claims/..%2F..%2F/", "nothing/", "nothing",
     "claims/a/b/", "claims/'%22%3E%3Cscript%3E/"],
)  # fmt: skip
def test_unknown_address_is_404_in_two_queries_at_most(client, path):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(f"/{path}")

    text = response.content.decode()
    assert response.status_code == 404
    assert len(queries) <= 2
    assert "<script" not in text
    html5lib.HTMLParser(strict=True).parse(text)


@pytest.mark.parametrize("path", ["claims/none.json", "nothing.json", "claims/%00.json"])
def test_unknown_json_address_has_the_error_shape(client, path):
    response = client.get(f"/{path}")

    assert (response.status_code, failure_of(response).status) == (404, 404)


def test_method_not_allowed_as_json_has_the_error_shape(client):
    response = client.post("/claims/none.json")

    assert (response.status_code, failure_of(response).status) == (405, 405)


def test_address_without_its_last_slash_is_led_on(client):
    make.publish(make.source())

    assert client.get("/sources/paper")["Location"] == "/sources/paper/"


@pytest.mark.parametrize("kind", ["text/html", "application/json"])
def test_failure_of_the_program_is_told_without_a_query(kind):
    path = "/claims/met.json" if "json" in kind else "/claims/met/"

    with CaptureQueriesContext(connection) as queries:
        response = errors.server_error(RequestFactory().get(path))

    assert (response.status_code, len(queries)) == (500, 0)
    assert response["Content-Type"].startswith(kind)


def test_failure_of_the_templates_is_told_in_plain_text(monkeypatch):
    monkeypatch.setattr(errors, "render_still", lambda _: 1 / 0)

    response = errors.server_error(RequestFactory().get("/"))

    assert response["Content-Type"].startswith("text/plain")


def test_page_that_breaks_ends_as_500(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("tracker.public.front.build", lambda: 1 / 0)

    response = client.get("/")

    assert response.status_code == 500
    html5lib.HTMLParser(strict=True).parse(response.content.decode())
