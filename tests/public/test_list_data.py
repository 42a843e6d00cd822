"""Lists as CSV and JSON: exactly what is shown, in the same order, safe in a spreadsheet."""

import csv
import io
import json
import re

import pytest

from tests.public import building as make
from tracker.evidence.spreadsheets import unescape
from tracker.public import lists, streams
from tracker.public.rows import ROWS
from tracker.public.words import PLURALS

pytestmark = pytest.mark.django_db

EVIL = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "'=1",
    '=HYPERLINK("x","y")',
    'one\ntwo,"three"',
    "plain",
]


def table(client, url):
    response = client.get(url)
    assert (response.status_code, response["Content-Type"]) == (200, "text/csv; charset=utf-8")
    return list(csv.DictReader(io.StringIO(response.getvalue().decode(), newline="")))


def items(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return json.loads(response.getvalue())


def shown(read, url):
    """The refs that a list shows, all its parts together."""
    kind, found = url.strip("/").partition("/")[0], []
    while url:
        text = read(url).partition('id="list"')[2]
        found += re.findall(rf'<li><a href="/{kind}/([^/"]+)/"', text)
        go_on = re.search(r'href="(\?[^"]+)" rel="next"', text)
        url = f"/{kind}/{go_on[1].replace('&amp;', '&')}" if go_on else ""
    return found


ASKED = ["", "?actor=hub", "?sort=newest", "?sort=title", "?sort=changed", "?kind=event",
         "?grade=single+origin&period=2022-03-02", "?actor=hub&role=holder&sort=newest"]  # fmt: skip


@pytest.mark.usefixtures("hubs")
@pytest.mark.parametrize("asked", ASKED)
def test_claims_are_exactly_what_is_shown(client, read, monkeypatch, asked):
    monkeypatch.setattr(lists, "PART", 4)
    monkeypatch.setattr(streams, "CHUNK", 2)

    on_page = shown(read, f"/claims/{asked}")
    given = items(client, f"/claims.json{asked}")

    assert on_page
    assert [row["ref"] for row in table(client, f"/claims.csv{asked}")] == on_page
    assert [row["ref"] for row in given["items"]] == on_page
    assert given["list"]["total"] == len(on_page)


@pytest.mark.usefixtures("hubs")
@pytest.mark.parametrize("kind", PLURALS)
def test_every_list_is_the_same_in_all_three_forms(client, read, kind):
    plural = PLURALS[kind]

    rows, given = table(client, f"/{plural}.csv"), items(client, f"/{plural}.json")["items"]

    assert [row["ref"] for row in rows] == shown(read, f"/{plural}/")
    assert [ROWS[kind].model_validate(item).ref for item in given] == [row["ref"] for row in rows]
    assert list(rows[0]) == ROWS[kind].header() == list(given[0])
    assert all(client.get(row["url"]).status_code == 200 for row in rows[:3])


def test_row_says_what_the_document_says(client):
    make.publish(
        make.source(), make.actor("alpha"), make.issue(), make.process(), make.round_(),
        make.position("wants", happened=make.day("2022-03-01"), rounds=("first-round",)),
    )  # fmt: skip

    (row,) = table(client, "/claims.csv")

    assert row == {
        "ref": "wants", "url": "http://testserver/claims/wants/", "statement": "Statement of wants.",
        "kind": "position", "grade": "single origin", "happened": "2022-03-01",
        "earliest": "2022-03-01", "latest": "2022-03-01", "posture": "demands",
        "actors": "holder:alpha", "round_refs": "first-round", "issue_refs": "ceasefire",
        "source_refs": "paper",
    }  # fmt: skip


def test_what_is_not_known_is_blank(client):
    make.publish(make.source(), make.claim("met"), make.process(), make.round_(), make.issue())

    (claim,), (round_,), (issue,) = (
        table(client, f"/{plural}.csv") for plural in ("claims", "rounds", "issues")
    )

    assert [claim[name] for name in ("happened", "earliest", "latest", "posture")] == [""] * 4
    assert [round_[name] for name in ("date", "venue", "outcome")] == [""] * 3
    assert issue["parent_ref"] == ""


def test_no_cell_runs_as_a_formula_and_each_can_be_had_back(client):
    make.publish(
        make.source(), *(make.claim(f"c-{n}", statement=text) for n, text in enumerate(EVIL))
    )

    rows = table(client, "/claims.csv")

    cells = [cell for row in rows for cell in row.values()]
    assert [cell for cell in cells if cell[:1] in set("=+-@\t\r\n") and cell] == []
    assert {row["ref"]: unescape(row["statement"]) for row in rows} == {
        f"c-{n}": text for n, text in enumerate(EVIL)
    }


def test_citations_of_a_claim_and_of_a_source(client):
    make.publish(
        make.source(), make.source("wire"),
        make.claim("met", citations=(make.citation(quote="=these words", start=5),
                                     make.citation("wire", quote="those words"))),
        make.claim("other", citations=(make.citation(quote="more words", start=9),)),
    )  # fmt: skip

    of_claim, of_source = table(client, "/claims/met.csv"), table(client, "/sources/paper.csv")

    assert [(row["source_ref"], row["quote"]) for row in of_claim] == [
        ("paper", "'=these words"), ("wire", "those words"),
    ]  # fmt: skip
    assert [(row["ref"], row["statement"], row["quote"]) for row in of_source] == [
        ("met", "Statement of met.", "'=these words"),
        ("other", "Statement of other.", "more words"),
    ]


@pytest.mark.usefixtures("hubs")
@pytest.mark.parametrize(
    ("page", "listed"),
    [
        ("/actors/hub.csv", "/claims.csv?actor=hub"),
        ("/rounds/hub.csv", "/claims.csv?round=hub"),
        ("/issues/hub.csv", "/claims.csv?issue=hub"),
        ("/processes/hub.csv", "/rounds.csv?process=hub"),
    ],
)
def test_other_pages_give_the_list_of_what_speaks_of_them(client, page, listed):
    rows = table(client, page)

    assert rows
    assert rows == table(client, listed)


def test_editions_newest_first_without_what_was_retracted(client):
    make.publish(make.source(), make.claim("met", statement="A secret meeting."))
    make.retract("claim", "met", "Nobody said so.")

    rows = table(client, "/editions.csv")

    assert [(row["number"], row["action"], row["title"], row["note"]) for row in rows] == [
        ("3", "retracted", "", "Nobody said so."),
        ("2", "published", "", ""),
        ("1", "published", "Title of paper", ""),
    ]
    only = items(client, "/editions.json?action=retracted")["items"]
    assert [item["number"] for item in only] == [3]


@pytest.mark.parametrize("url", ["/claims/", "/claims/?actor=alpha", "/editions/?action=published"])
def test_page_links_to_its_data(client, read, url):
    make.publish(
        make.source(), make.actor("alpha"), make.claim("met", actors=[("subject", "alpha")])
    )

    for found in re.findall(r'href="(/\w+\.(?:csv|json)[^"]*)"', read(url)):
        query = url.partition("?")[2]
        assert found.endswith(query)
        assert client.get(found.replace("&amp;", "&")).status_code == 200


def test_an_error_before_the_first_row_is_told_as_one(client, monkeypatch):
    def fail(*args):
        raise RuntimeError

    make.publish(make.source(), make.claim("met"))
    monkeypatch.setattr(ROWS["claim"], "of", fail)
    client.raise_request_exception = False

    assert client.get("/claims.csv").status_code == 500
