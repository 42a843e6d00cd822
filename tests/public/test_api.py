"""The API: it keeps to its OpenAPI document, and says what the pages say."""

from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from peacetalks.wsgi import application
from tests.public import building as make
from tracker.public import cursor
from tracker.public.api.views import document
from tracker.record.models import Edition

pytestmark = pytest.mark.django_db

SCHEMA = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
# What the document calls by a format of its own, there must be some of in the record.
schemathesis.openapi.format(
    "edtf", st.sampled_from(["2022", "2022-03/2022-04", "2022-03~", "/2023"])
)
schemathesis.openapi.format("pair", st.sampled_from(["", "hub~rival-0", "hub~rival-1"]))
schemathesis.openapi.format("cursor", st.nothing())


@pytest.fixture
def published(db):
    make.publish_hubs(3)


@pytest.fixture
def one_connection():
    """Keep the connection of the test from one request to the next, as Django's own client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@SCHEMA.parametrize()
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_api_keeps_to_its_document(case, published, one_connection):
    case.call_and_validate(headers={"Accept-Encoding": "identity"})


def parts(client, url) -> Iterator[dict]:
    """All parts of a list, following `next`."""
    while url:
        part = client.get(url).json()
        yield part
        url = part["next"]


@pytest.mark.parametrize("kind", ["claim", "round", "actor", "source", "issue", "process"])
def test_list_and_detail_say_the_same_as_the_page(client, published, kind):
    plural = "processes" if kind == "process" else f"{kind}s"

    (listed,) = [
        item
        for part in parts(client, f"/api/v1/{plural}?limit=2")
        for item in part["items"]
        if item["page"]["ref"] == "hub"
    ]
    detail = client.get(f"/api/v1/{plural}/hub").json()

    assert detail == client.get(f"/{plural}/hub.json").json()
    assert {name: detail[name] for name in ("page", "document", "weight")} == listed


@pytest.mark.parametrize("sort", ["time", "newest", "title", "changed"])
@pytest.mark.parametrize("limit", [1, 4, 100])
def test_parts_of_a_list_have_everything_once(client, published, sort, limit):
    found = [
        item["page"]["ref"]
        for part in parts(client, f"/api/v1/claims?limit={limit}&sort={sort}&actor=hub")
        for item in part["items"]
    ]

    assert len(found) == len(set(found))
    assert set(found) == {
        "hub",
        *(f"{kind}-{n}" for kind in ("position", "event") for n in range(3)),
    }


def test_editions_as_a_feed_of_changes(client):
    make.publish(make.source(), *(make.issue(f"issue-{n}") for n in range(5)))
    seen = list(parts(client, "/api/v1/editions?limit=2"))
    newest = seen[-1]["newest"]
    make.publish(make.issue("issue-1", title="Another"), note="It was another.")
    make.retract("issue", "issue-2", "Nobody said so.")

    (further,) = parts(client, f"/api/v1/editions?after={newest}")

    numbers = [item["number"] for part in seen for item in part["items"]]
    assert numbers == list(range(1, 7))
    changed = [(item["number"], item["action"], item["ref"], item["title"], item["note"])
               for item in further["items"]]  # fmt: skip
    assert changed == [
        (7, "corrected", "issue-1", "Another", "It was another."),
        (8, "retracted", "issue-2", "", "Nobody said so."),
    ]
    chain = dict(Edition.objects.values_list("number", "sha256"))
    assert [item["previous_sha256"] for item in further["items"]] == [chain[6], chain[7]]


def test_positions_as_of_a_day(client):
    make.publish(
        make.source(),
        make.actor("alpha"),
        make.issue(),
        make.position("early", happened=make.day("2022-03-01"), posture="rejects"),
        make.position("late", happened=make.day("2025-03-01"), posture="accepts"),
    )

    def held(query):
        (cell,) = client.get(f"/api/v1/positions{query}").json()["items"]
        return [(one["claim"]["ref"], one["posture"]) for one in cell["positions"]]

    assert held("") == [("late", "accepts"), ("early", "rejects")]
    assert held("?on=2023-01-01") == [("early", "rejects")]
    assert client.get("/api/v1/positions?on=2021-01-01").json()["items"] == []


def test_disagreements_with_what_the_desk_says(client):
    settled = make.relation("contradicts", "two", settled="from", reason="It was seen.")
    make.publish(
        make.source(),
        make.claim("one", relations=(settled,)),
        make.claim("two"),
        make.claim("three", relations=(make.relation("contradicts", "one"),)),
    )

    given = client.get("/api/v1/disagreements").json()

    assert (given["total"], given["open"]) == (2, 1)
    first, second = given["items"]
    assert first["is_open"]
    assert [(side["claim"]["ref"], side["stands"]) for side in second["sides"]] == [
        ("one", True),
        ("two", False),
    ]
    assert second["reasons"] == ["It was seen."]


def test_document_has_every_address_and_all_errors_in_one_shape():
    operations = [get for path in document()["paths"].values() for get in path.values()]

    for operation in operations:
        shapes = {
            status: response["content"]["application/json"]["schema"]
            for status, response in operation["responses"].items()
            if status[0] in "45"
        }
        assert "500" in shapes
        assert set(map(str, shapes.values())) == {"{'$ref': '#/components/schemas/Failure'}"}
    assert set(document()["paths"]) == {
        *(f"/api/v1/{plural}" for plural in
          ("claims", "rounds", "actors", "sources", "issues", "processes", "editions",
           "positions", "disagreements")),
        *(f"/api/v1/{plural}/{{ref}}" for plural in
          ("claims", "rounds", "actors", "sources", "issues", "processes")),
    }  # fmt: skip


def test_document_says_null_nowhere_where_a_parameter_is_left_out():
    for path in document()["paths"].values():
        for operation in path.values():
            assert "null" not in str([one["schema"] for one in operation["parameters"]])


def test_help_is_complete_and_asks_nobody_else(read):
    text = read("/api/v1/")

    for path in document()["paths"]:
        assert f"GET {path}<" in text
    for name, schema in document()["components"]["schemas"].items():
        for field in () if name.endswith(("Filters", "Asked")) else schema.get("properties", ()):
            assert f"<code>{field}</code>" in text
    assert "<script" not in text


def test_cursor_of_one_order_is_no_cursor_of_another(client, published):
    (first, *_) = parts(client, "/api/v1/claims?limit=1&sort=time")
    after = first["next"].partition("after=")[2]

    assert client.get(f"/api/v1/claims?sort=changed&after={after}").status_code == 400
    assert cursor.decode(after, ("day", "heading", "ref"))
