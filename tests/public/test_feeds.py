"""Atom feeds, by the structure that RFC 4287 asks of them."""

from xml.etree import ElementTree as ET

import pytest
from django.utils.dateparse import parse_datetime

from tests.public import building as make
from tracker.public import feeds
from tracker.record.models import Edition

pytestmark = pytest.mark.django_db

A = "{http://www.w3.org/2005/Atom}"


def feed_of(client, url):
    """Parse a feed and check that it is one."""
    response = client.get(url)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ET.fromstring(response.content)  # noqa: S314  our own
    assert feed.tag == f"{A}feed"
    for of in (feed, *feed.iter(f"{A}entry")):
        for required in ("id", "title", "updated"):
            (found,) = of.findall(f"{A}{required}")
            assert found.text
        assert parse_datetime(of.find(f"{A}updated").text).tzinfo
        assert all(link.get("href").startswith("http://") for link in of.findall(f"{A}link"))
    assert feed.find(f"{A}author/{A}name").text
    assert [link.get("href") for link in feed.findall(f"{A}link") if link.get("rel") == "self"] == [
        f"http://testserver{url}"
    ]
    ids = [one.text for one in feed.findall(f"{A}entry/{A}id")]
    assert len(ids) == len(set(ids))
    return feed


def titles(feed):
    return [one.text for one in feed.findall(f"{A}entry/{A}title")]


@pytest.fixture
def published():
    make.publish(
        make.source(),
        make.actor("alpha"),
        make.issue(),
        make.process(),
        make.round_(participants=[("alpha", "host")]),
        make.claim("met", actors=[("subject", "alpha")], rounds=("first-round",)),
        make.position("wants"),
        make.claim("other"),
    )


def test_dossier_newest_first(client, published):
    make.publish(make.claim("other", statement="Another."), note="It was another.")

    feed = feed_of(client, "/feed.atom")

    assert titles(feed)[:2] == ["Corrected: Another.", "Published: Statement of other."]
    assert len(titles(feed)) == Edition.objects.count()
    newest = Edition.objects.first().at.replace(microsecond=0)
    assert parse_datetime(feed.find(f"{A}updated").text).replace(microsecond=0) == newest


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("/actors/alpha.atom", {"Name of alpha", "Title of first-round", "Statement of met.",
                                "Statement of wants."}),
        ("/rounds/first-round.atom", {"Title of first-round", "Statement of met."}),
        ("/issues/ceasefire.atom", {"Title of ceasefire", "Statement of wants."}),
    ],
)  # fmt: skip
def test_feed_of_a_page_has_what_speaks_of_it(client, published, url, found):
    assert {title.partition(": ")[2] for title in titles(feed_of(client, url))} == found


def test_corrections_only(client, published):
    make.publish(make.claim("met", statement="They met twice."), note="It was twice.")
    make.retract("claim", "other", "Nobody said so.")

    feed = feed_of(client, "/corrections.atom")

    assert titles(feed) == ["Retracted: claim other", "Corrected: They met twice."]
    said = [one.text for one in feed.findall(f"{A}entry/{A}summary")]
    assert "Reason: Nobody said so." in said[0]
    assert "What was wrong: It was twice." in said[1]


def test_retracted_says_nothing_of_what_it_said(client):
    make.publish(make.source(), make.claim("met", statement="A secret meeting."))
    make.retract("claim", "met")

    assert "secret" not in client.get("/feed.atom").content.decode()
    feed_of(client, "/feed.atom")


def test_moved_says_from_where_to_where(client):
    make.publish(make.source(), make.claim("met"))
    make.move("met", make.claim("met-twice"))

    said = [one.text for one in feed_of(client, "/feed.atom").findall(f"{A}entry/{A}summary")]

    assert "moved from met to met-twice" in said[1]


def test_hostile_text_is_plain_text(client):
    evil = "<script>x</script> &amp; ]]> \x07\x0b\ufffe\u202e"
    make.publish(make.source(), make.claim("met", statement=evil))
    make.publish(make.claim("met", statement=evil + "!"), note=evil)

    feed = feed_of(client, "/feed.atom")

    assert titles(feed)[0].startswith("Corrected: <script>x</script> &amp; ]]> ")
    assert "\x07" not in titles(feed)[0]


def test_empty_record_gives_the_same_feed_always(client):
    assert client.get("/feed.atom").content == client.get("/feed.atom").content
    assert titles(feed_of(client, "/feed.atom")) == []


def test_feed_is_bounded(client, monkeypatch):
    monkeypatch.setattr(feeds, "MOST", 3)
    make.publish(make.source(), *(make.issue(f"issue-{n}") for n in range(9)))

    assert len(titles(feed_of(client, "/feed.atom"))) == 3


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("/", "/feed.atom"),
        ("/claims/met/", "/feed.atom"),
        ("/actors/alpha/", "/actors/alpha.atom"),
        ("/rounds/first-round/", "/rounds/first-round.atom"),
        ("/issues/ceasefire/", "/issues/ceasefire.atom"),
        ("/corrections/", "/corrections.atom"),
    ],
)
def test_pages_name_their_feeds_in_the_head(read, published, page, feed):
    head = read(page).partition("</head>")[0]

    assert f'href="{feed}"' in head
    assert 'type="application/atom+xml"' in head
