"""What holds at every address made for programs: cost, freshness, openness, errors."""

import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.public import building as make
from tests.public.addresses import address_of, body_of, kind_of
from tracker.public.envelope import Failure
from tracker.public.words import PLURALS, WITH_FEED

pytestmark = pytest.mark.django_db

#: Name of the address → how many queries it takes, whatever the size of the record.
QUERIES = {
    "feed": 2,
    "corrections-feed": 2,
    "editions-csv": 2,
    "editions-json": 2,
    "dossier": 14,
    "robots": 0,
    "sitemap": 3,
    "sitemap-part": 2,
    "api-document": 0,
    "api-editions": 2,
    "api-positions": 2,
    "api-disagreements": 7,
    **{f"{kind}-feed": 2 for kind in WITH_FEED},
    **{f"{plural}-csv": 2 for plural in PLURALS.values()},
    **{f"{plural}-json": 3 for plural in PLURALS.values()},
    **{f"{kind}-csv": 3 for kind in PLURALS},
    "claim-csv": 2,
    **{f"api-{plural}": 3 for plural in PLURALS.values()},
    **{f"api-{kind}": 3 for kind in PLURALS},
}
#: What every other site may read from a reader's browser.
OPEN = set(QUERIES) - {"robots", "sitemap", "sitemap-part"}


@pytest.mark.parametrize("size", [3, 60])
def test_queries_do_not_grow(client, size):
    make.publish_hubs(size)

    assert {name: cost(client, address_of(name)) for name in QUERIES} == QUERIES


def read(client, url, **headers):
    """Get an answer to its end, as servers do."""
    response = client.get(url, headers=headers)
    response.body = body_of(response)
    return response


def cost(client, url):
    with CaptureQueriesContext(connection) as queries:
        response = read(client, url)
    assert response.status_code == 200
    return len(queries)


@pytest.mark.usefixtures("hubs")
@pytest.mark.parametrize("name", QUERIES)
def test_unchanged_answer_is_304_in_at_most_one_query(client, name):
    url = address_of(name)
    etag = read(client, url)["ETag"]

    with CaptureQueriesContext(connection) as queries:
        response = read(client, url, **{"if-none-match": etag})

    assert (response.status_code, response.body, len(queries) <= 1) == (304, b"", True)
    assert response["ETag"] == etag


@pytest.mark.usefixtures("hubs")
@pytest.mark.parametrize("name", sorted(set(QUERIES) - {"robots", "api-document", "process-csv"}))
def test_answer_that_an_edition_affects_is_sent_again(client, name):
    url = address_of(name)
    etag = read(client, url)["ETag"]
    make.publish(
        make.actor("hub", name="Another name"),
        *(make.claim("hub", rounds=("hub",), issues=("hub",), actors=[("subject", "hub")],
                     citations=(make.citation("hub"),)),),
        make.process("hub", summary="Another."),
        note="It was wrong.",
    )  # fmt: skip

    response = read(client, url, **{"if-none-match": etag})

    assert response.status_code == 200


@pytest.mark.usefixtures("hubs")
@pytest.mark.parametrize("name", QUERIES)
def test_answer_is_for_everybody(client, name):
    response = read(client, address_of(name))

    assert response.cookies == {}
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.headers.get("Access-Control-Allow-Origin") == ("*" if name in OPEN else None)


@pytest.mark.usefixtures("hubs")
@pytest.mark.parametrize("name", QUERIES)
def test_head_gives_the_headers_only(client, name):
    response = client.head(address_of(name))

    assert (response.status_code, body_of(response)) == (200, b"")


@pytest.mark.usefixtures("hubs")
@pytest.mark.parametrize("name", sorted(OPEN))
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options"])
def test_other_methods_are_refused_in_one_shape(django_client, name, method):
    response = getattr(django_client, method)(address_of(name))

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert failure_of(response).status == 405


@pytest.fixture
def django_client():
    """A client that keeps to the rules against forged requests, as browsers have to."""
    from django.test import Client

    return Client(enforce_csrf_checks=True)


def failure_of(response):
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    return Failure.model_validate_json(response.content).error


WRONG = {
    "/claims.csv?grade=best": 400,
    "/claims.json?actor=nobody": 400,
    "/claims.json?after=x": 400,
    "/claims.csv?period=2022-13": 400,
    "/issues.json?kind=event": 400,
    "/editions.csv?action=x": 400,
    "/claims/nope.csv": 404,
    "/actors/nope.atom": 404,
    "/api/v1/claims/nope": 404,
    "/api/v1/nope": 404,
    "/api/v1/claims?actor=nobody": 404,
    "/api/v1/claims?limit=0": 400,
    "/api/v1/claims?limit=101": 400,
    "/api/v1/claims?actr=hub": 400,
    "/api/v1/claims?after=x": 400,
    "/api/v1/claims?kind=person": 400,
    "/api/v1/issues?grade=disputed": 400,
    "/api/v1/editions?after=-1": 400,
    "/api/v1/editions?after=99999999999999999999": 400,
    "/api/v1/positions?on=2022-02-30": 400,
    "/api/v1/disagreements?after=x": 400,
    "/claims/gone.csv": 410,
    "/api/v1/claims/gone": 410,
}


@pytest.mark.usefixtures("hubs")
@pytest.mark.parametrize(("url", "status"), WRONG.items())
def test_errors_have_one_shape(client, url, status):
    make.publish(
        make.claim("gone", statement="A secret meeting.", citations=(make.citation("hub"),))
    )
    make.retract("claim", "gone")

    response = client.get(url)

    assert (response.status_code, failure_of(response).status) == (status, status)
    assert "ETag" not in response
    assert "secret" not in response.content.decode()


@pytest.mark.usefixtures("hubs")
@pytest.mark.parametrize("url", ["/claims.csv", "/api/v1/claims", "/dossier.zip", "/feed.atom"])
def test_failure_of_the_program_has_the_same_shape(client, monkeypatch, url):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("tracker.public.fresh.Stamp.of_record", fail)
    client.raise_request_exception = False

    response = client.get(url)

    assert (response.status_code, failure_of(response).status) == (500, 500)


@pytest.mark.parametrize(
    ("asked", "present"),
    [
        ("/claims/met.csv", "/claims/met-twice.csv"),
        ("/api/v1/claims/met?a=1", "/api/v1/claims/met-twice?a=1"),
    ],
)
def test_moved_page_leads_on_to_the_same_form(client, asked, present):
    make.publish(make.source(), make.claim("met"))
    make.move("met", make.claim("met-twice"))

    response = client.get(asked)

    assert (response.status_code, response["Location"]) == (301, present)
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.usefixtures("hubs")
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no logins")
def test_a_login_that_reads_the_record_only_suffices(client, reader_login):
    for name in QUERIES:
        assert read(client, address_of(name)).status_code == 200, name


@pytest.mark.parametrize("name", [name for name in QUERIES if kind_of(name) is None])
def test_empty_record_gives_empty_data(client, name):
    response = read(client, address_of(name))

    assert response.status_code == 200
    if response["Content-Type"] == "application/json":
        json.loads(response.body)
    elif response["Content-Type"].startswith("text/csv"):
        assert len(list(csv.reader(io.StringIO(response.body.decode())))) == 1
