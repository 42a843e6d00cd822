"""Conditional requests: what has not changed is not sent again, and costs one query."""

import pytest
from django.utils.http import parse_http_date

from tests.public import building as make
from tracker.public import fresh
from tracker.record.models import Edition

pytestmark = pytest.mark.django_db

DETAILS = ["/claims/met/", "/claims/met.json", "/sources/paper/", "/sources/paper.json"]
WHOLES = ["/", "/claims/", "/positions/", "/disagreements/", "/editions/"]


@pytest.fixture(autouse=True)
def published():
    make.publish(make.source(), make.claim("met"), make.actor("alone"))


@pytest.mark.parametrize("url", DETAILS + WHOLES)
def test_unchanged_page_is_304_in_one_query(client, django_assert_num_queries, url):
    first = client.get(url)

    for headers in (
        {"if-none-match": first["ETag"]},
        {"if-none-match": f"W/{first['ETag']}"},  # as compression makes it
        {"if-modified-since": first["Last-Modified"]},
    ):
        with django_assert_num_queries(1):
            response = client.get(url, headers=headers)
        assert (response.status_code, response.content) == (304, b"")
        assert response["ETag"] == first["ETag"]
        assert "must-revalidate" in response["Cache-Control"]


@pytest.mark.parametrize("url", DETAILS + WHOLES)
def test_page_that_an_edition_affects_is_sent_again(client, url):
    first = client.get(url)
    make.publish(make.claim("met", statement="They met again."), note="It was another time.")

    again = client.get(url, headers={"if-none-match": first["ETag"]})

    assert again.status_code == 200
    assert again["ETag"] != first["ETag"]


def test_page_that_an_edition_does_not_affect_is_not_sent_again(client):
    first = client.get("/actors/alone/")
    make.publish(make.claim("met", statement="They met again."), note="It was another time.")

    again = client.get("/actors/alone/", headers={"if-none-match": first["ETag"]})

    assert again.status_code == 304


def test_retraction_outdates_what_a_cache_holds(client):
    first = client.get("/claims/met/")
    make.retract("claim", "met")

    again = client.get("/claims/met/", headers={"if-none-match": first["ETag"]})

    assert again.status_code == 410
    assert "ETag" not in again


def test_upgrade_of_the_program_outdates_what_caches_hold(client, monkeypatch):
    first = client.get("/claims/met/")
    monkeypatch.setattr(fresh, "program", lambda: "another")

    again = client.get("/claims/met/", headers={"if-none-match": first["ETag"]})

    assert again.status_code == 200


def test_last_modified_is_the_time_of_the_edition_that_affected_it(client):
    response = client.get("/sources/paper/")

    assert parse_http_date(response["Last-Modified"]) == int(
        Edition.objects.get(number=3).at.timestamp()
    )
