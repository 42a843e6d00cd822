"""The history of a page, and its editions under their permanent addresses."""

import re

import html5lib
import pytest

from tests.public import building as make
from tests.public.test_claim_page import text_of
from tracker.public import history
from tracker.public.words import PLURALS

pytestmark = pytest.mark.django_db

FOR_EVER = "public, max-age=31536000, immutable, s-maxage=0, proxy-revalidate"
SECRET = "A secret meeting was held."


def rows_of(html):
    """Field, before and after of each change, in the order of the page, marked words in [ ]."""
    marked = re.sub(r"<(?:del|ins)>(.*?)</(?:del|ins)>", r"[\1]", html)
    rows = re.findall(
        r'<th scope="row">(.*?)</th>\s*<td>(.*?)</td>\s*<td>(.*?)</td>', marked, re.DOTALL
    )
    return [tuple(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", cell)).strip() for cell in row)
            for row in rows]  # fmt: skip


def test_history_tells_what_readers_saw_before_and_after(read):
    make.publish(make.source(), make.actor("alpha"), make.claim(statement="They met in May."))
    make.publish(
        make.claim(statement="They met in June.", actors=[("subject", "alpha")]),
        note="It was June.",
    )

    html = read("/claims/met/history/")

    assert rows_of(html) == [
        ("Statement", "They met in [May.]", "They met in [June.]"),
        ("About", "nothing", "[Name of alpha]"),
    ]
    text = text_of(html)
    assert "Corrected" in text
    assert "Correction: It was June." in text
    assert text.index("Corrected") < text.index("First published")


def test_typography_alone_is_shown_as_it_was(read):
    make.publish(make.source(), make.issue(summary='A "truce" at last.'))
    make.publish(make.issue(summary="A “truce” at last."))

    assert rows_of(read("/issues/ceasefire/history/")) == [
        ("Summary", "A [&quot;truce&quot;] at last.", "A [“truce”] at last.")
    ]


def test_passage_that_came_or_went_is_shown_whole(read):
    both = (make.citation(quote="first words"), make.citation(quote="other words", start=900))
    make.publish(make.source(), make.claim(citations=both))
    make.publish(make.claim(citations=(make.citation(quote="first words"),)))

    (row,) = rows_of(read("/claims/met/history/"))

    assert row[0] == "Passages"
    assert row[1].startswith("[“other words” Title of paper")
    assert row[2] == "nothing"


def test_move_of_another_page_is_no_change(read):
    make.publish(make.source(), make.issue("war"), make.claim(issues=("war",)))
    make.move("war", make.issue("fighting"))
    make.publish(make.claim(issues=("fighting",), note="New."))

    assert rows_of(read("/claims/met/history/")) == [("Note", "nothing", "[New.]")]


def test_moved_page_keeps_its_history(read, client):
    make.publish(make.source(), make.claim(statement="They met."))
    make.move("met", make.claim("met-twice", statement="They met twice."))

    assert client.get("/claims/met/history/")["Location"] == "/claims/met-twice/history/"
    html = read("/claims/met-twice/history/")
    assert "Moved from met to met-twice" in html
    assert rows_of(html) == [("Statement", "They [met.]", "They [met twice.]")]
    assert set(re.findall(r'href="([^"]+/editions/\d+/)"', html)) == {
        "/claims/met/editions/2/", "/claims/met-twice/editions/4/",
    }  # fmt: skip


def test_parts_of_a_history_follow_each_other_and_lose_no_change(read, monkeypatch):
    monkeypatch.setattr(history, "PART", 2)
    make.publish(make.source(), make.issue(summary="0"))
    for number in range(1, 6):
        make.publish(make.issue(summary=str(number)))

    found, url = [], "/issues/ceasefire/history/"
    while url:
        html = read(url)
        found += rows_of(html)
        go_on = re.search(r'href="(\?[^"]+)" rel="next"', html)
        url = f"/issues/ceasefire/history/{go_on[1]}" if go_on else ""

    assert found == [("Summary", f"[{n - 1}]", f"[{n}]") for n in range(5, 0, -1)]


@pytest.mark.parametrize("after", ["x", "-1", "%00", "9" * 30])
def test_impossible_part_is_refused(client, after):
    make.publish(make.issue())

    assert client.get(f"/issues/ceasefire/history/?after={after}").status_code == 400


def republish_after_retraction():
    """Editions 2 and 3 of a claim, its retraction 4, and 5 and 6 after that."""
    make.publish(make.source(), make.claim(statement=SECRET))
    make.publish(make.claim(statement=f"{SECRET} Twice."), note=f"Not once: {SECRET}")
    make.retract("claim", "met", "Nobody said so.")
    make.publish(make.claim(statement="A meeting was held."))
    make.publish(make.claim(statement="A public meeting was held."))


def test_history_after_a_retraction_says_nothing_of_what_was_retracted(read):
    republish_after_retraction()

    html = read("/claims/met/history/")

    assert "secret" not in html
    text = text_of(html)
    assert "Reason: Nobody said so." in text
    assert text.count("No longer shown: it was retracted with edition 4") == 2
    assert "Published again" in text
    assert rows_of(html) == [("Statement", "A meeting was held.", "A [public] meeting was held.")]
    assert set(re.findall(r'href="([^"]+/editions/\d+/)"', html)) == {
        "/claims/met/editions/5/", "/claims/met/editions/6/",
    }  # fmt: skip


@pytest.mark.parametrize("number", [2, 3, 4])
def test_edition_that_was_retracted_is_gone_for_good(client, number):
    republish_after_retraction()

    response = client.get(f"/claims/met/editions/{number}/")

    text = response.content.decode()
    assert response.status_code == 410
    assert "Nobody said so." in text
    assert "secret" not in text
    assert "immutable" not in response["Cache-Control"]


def merge(ref, into):
    """Merge one page into another, as the record says it."""
    entry = make.Entry(
        action="moved", key=make.key_of("claim", ref), kind="claim", ref=ref, moved_to=into,
        note="Merged: both pages said the same.",
    )  # fmt: skip
    make.apply(make.append([entry]), {})


def test_edition_of_a_merged_page_stays_until_the_kept_page_is_retracted(client):
    make.publish(make.source(), make.claim("kept"), make.claim("met", statement=SECRET))
    merge("met", "kept")
    before = client.get("/claims/met/editions/3/")
    make.retract("claim", "kept", "Nobody said so.")

    after = client.get("/claims/met/editions/3/")

    assert (before.status_code, after.status_code) == (200, 410)
    assert SECRET in before.content.decode()
    assert "secret" not in after.content.decode()
    assert "Nobody said so." in after.content.decode()


def test_earlier_retraction_of_the_kept_page_is_not_that_of_the_merged(client):
    make.publish(make.source(), make.claim("met"), make.claim("kept"))
    make.retract("claim", "kept")
    make.publish(make.claim("kept"))
    merge("met", "kept")

    assert client.get("/claims/met/editions/2/").status_code == 200
    assert client.get("/claims/kept/editions/3/").status_code == 410


def test_cache_that_asks_again_learns_of_the_retraction(client):
    make.publish(make.source(), make.claim(statement=SECRET))
    make.publish(make.claim(statement="They met."))
    first = client.get("/claims/met/editions/2/")
    make.retract("claim", "met")

    again = client.get("/claims/met/editions/2/", headers={"if-none-match": first["ETag"]})

    assert (first.status_code, again.status_code) == (200, 410)


def test_edition_shows_what_it_said_and_names_other_pages_by_their_refs(read):
    make.publish(make.source(title="Weekly"), make.actor("alpha"))
    make.publish(make.claim(statement="They met.", actors=[("subject", "alpha")]))

    html = read("/claims/met/editions/3/")

    assert "They met." in text_of(html)
    assert '<a href="/actors/alpha/">alpha</a>' in html
    assert "“these very words”" in html
    assert "Weekly" not in html
    assert "Name of alpha" not in html


def test_edition_says_whether_it_is_the_newest_and_may_then_be_kept_for_ever(client):
    make.publish(make.source(), make.claim(statement="They met."))
    newest = client.get("/claims/met/editions/2/")
    make.publish(make.claim(statement="They met again."))
    older = client.get("/claims/met/editions/2/", headers={"if-none-match": newest["ETag"]})
    make.publish(make.claim(statement="They met for long."), make.source(title="Weekly"))
    later = client.get("/claims/met/editions/2/")

    assert "not the newest" not in newest.content.decode()
    assert newest["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert (older.status_code, older["Cache-Control"]) == (200, FOR_EVER)
    assert "This is not the newest edition." in older.content.decode()
    assert 'href="/claims/met/">Read the page as it is now' in older.content.decode()
    # From then on not a byte of it changes.
    assert (later.content, later["ETag"]) == (older.content, older["ETag"])


@pytest.mark.parametrize(
    ("url", "status", "leads_to"),
    [
        ("/claims/met/editions/2/", 200, None),
        ("/claims/met/editions/3/", 200, None),
        ("/claims/met-twice/editions/2/", 301, "/claims/met/editions/2/"),
        ("/claims/met/editions/4/", 301, "/claims/met-twice/editions/4/"),
        ("/claims/met-twice/editions/1/", 404, None),
        ("/claims/met/editions/99/", 404, None),
        ("/claims/none/editions/2/", 404, None),
        ("/sources/paper/editions/2/", 404, None),
        ("/claims/met/editions/02/", 404, None),
        ("/claims/met/editions/0/", 404, None),
        ("/claims/met/editions/" + "9" * 30 + "/", 404, None),
    ],
)
def test_edition_has_one_address(client, url, status, leads_to):
    make.publish(make.source(), make.claim())
    make.move("met", make.claim("met-twice"))

    response = client.get(url)

    assert (response.status_code, response.get("Location")) == (status, leads_to)
    if status == 404:
        html5lib.HTMLParser(strict=True).parse(response.content.decode())


def test_unchanged_edition_is_304_in_one_query(client, django_assert_num_queries):
    make.publish(make.source(), make.claim())
    first = client.get("/claims/met/editions/2/")

    with django_assert_num_queries(1):
        again = client.get("/claims/met/editions/2/", headers={"if-none-match": first["ETag"]})

    assert again.status_code == 304


@pytest.mark.parametrize("kind", PLURALS)
def test_every_field_of_every_kind_can_be_said(read, hubs, kind):
    number = make.HUBS.index(kind) + 1

    assert "What it said" in read(f"/{PLURALS[kind]}/hub/editions/{number}/")


def test_retracted_page_has_no_history(client):
    make.publish(make.source(), make.claim(statement=SECRET))
    make.retract("claim", "met", "Nobody said so.")

    response = client.get("/claims/met/history/")

    assert response.status_code == 410
    assert "secret" not in response.content.decode()
