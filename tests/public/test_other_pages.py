"""The pages of actors, rounds, processes, issues and sources, and the front page."""

import re

import pytest

from tests.public import building as make
from tests.public.test_claim_page import text_of
from tracker.public import lines

pytestmark = pytest.mark.django_db


def headed(html, level=2):
    """What stands under each heading, as a reader sees it."""
    parts = re.split(
        rf"<h{level}[^>]*>(.*?)</h{level}>", html.partition("<main")[2], flags=re.DOTALL
    )
    strip = lambda part: re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", part)).strip()  # noqa: E731
    return {strip(head): strip(body) for head, body in zip(parts[1::2], parts[2::2], strict=True)}


@pytest.fixture
def published():
    names = [
        ("Альфа", "uk", "alias"),
        ("Alfa", "en", "transliteration"),
        ("Name of alpha", "en", "canonical"),
    ]
    make.publish(
        make.source(),
        make.actor("body", actor_kind="organisation"),
        make.actor(
            "alpha",
            names=tuple(
                make.docs.NamePart(name=n, language=tag, kind=kind) for n, tag, kind in names
            ),
            affiliations=(
                make.office("body", "Member", basis="met", start="1999"),
                make.office("body", "Chair", inference="The caption says so."),
            ),
        ),
        make.issue(),
        make.issue("part", parent="ceasefire"),
        make.process(),
        make.round_("before", on="2022-03-01"),
        make.round_(
            "round",
            on="2025-05-16",
            participants=[("alpha", "host"), ("body", "absent")],
            venue=make.docs.Fact(value="Istanbul", basis="met"),
        ),
        make.round_("after", on="2025-06-02"),
        make.claim("met", actors=[("subject", "alpha"), ("addressee", "body")], rounds=("round",)),
        make.claim(
            "said", claim_kind="statement", actors=[("speaker", "alpha")], rounds=("round",)
        ),
        make.position(
            "wants", happened=make.day("2025-05-16"), citations=(make.citation(quoted="alpha"),)
        ),
    )


def test_actor_shows_claims_by_role(read, published):
    found = headed(read("/actors/alpha/"))

    assert "Title of ceasefire Statement of wants. Demands 16 May 2025" in found["Positions 1"]
    assert "Statement of said." in found["Said or judged by this actor 1"]
    assert "Statement of wants." in found["Quoted as evidence 1"]
    assert "Statement of met." in found["About this actor 1"]
    assert "Hosts 1 Title of round" in found["Rounds"]
    assert "Statement of met." in headed(read("/actors/body/"))["Addressed to this actor 1"]
    assert "Name of alpha" in headed(read("/actors/body/"))["People and bodies"]


def test_actor_shows_names_by_language_and_offices_with_footnotes(read, published):
    html = read("/actors/alpha/")

    assert '<bdi lang="uk">Альфа</bdi>' in html
    found = headed(html)
    assert "Chair, Name of body" in found["Offices"]
    assert "Member, Name of body (from 1999)" in found["Offices"]
    assert "Claim: Statement of met." in found["What these facts rest on"]
    assert "Desk’s inference: The caption says so." in found["What these facts rest on"]


def test_round_shows_facts_with_footnotes_participants_and_neighbours(read, published):
    html = read("/rounds/round/")

    text = text_of(html)
    assert "Date 16 May 2025" in text
    assert "Venue Istanbul" in text
    assert "What came of it No statement found in the sources held" in text
    assert "Hosts Name of alpha" in text
    assert "Absent Name of body" in text
    assert re.search(r"Before it\s*Title of before, 1 March 2022", text)
    assert re.search(r"After it\s*Title of after, 2 June 2025", text)
    marks = re.findall(r'href="#note-(\d)"', html)
    assert set(marks) == {"1", "2"}
    found = headed(html)
    assert found["What these facts rest on"] == (
        "Desk’s inference: So it seems. Claim: Statement of met."
    )


def test_round_groups_the_claims_that_speak_of_it_by_kind(read, published):
    found = headed(read("/rounds/round/"), 3)

    assert set(found) >= {"Events 1", "Statements 1"}


def test_process_shows_its_rounds_in_order(read, published):
    found = headed(read("/processes/talks/"))["Rounds in order 3"]

    assert re.findall(r"Title of (\w+)", found) == ["before", "round", "after"]


def test_issue_shows_its_place_and_who_wants_what(read, published):
    html = read("/issues/ceasefire/")

    assert "Name of alpha Statement of wants." in headed(html)["Who wants what 1"]
    assert re.search(r"Its parts\s*Title of part", text_of(html))
    assert re.search(r"Part of\s*Title of ceasefire", text_of(read("/issues/part/")))


def test_source_shows_its_passages_in_reading_order_with_their_claims(read):
    make.publish(
        make.source(),
        make.source("wire"),
        make.claim("late", citations=(make.citation(quote="last", start=900),)),
        make.claim("early", citations=(make.citation(quote="first", start=5, origin="wire"),)),
        make.claim("same", citations=(make.citation(quote="first", start=5, stance="disputes"),
                                      make.citation(start=6))),
    )  # fmt: skip

    html = read("/sources/paper/")

    assert re.findall(r'<li id="passage-(\d+)"', html) == ["5", "6", "900"]
    first = text_of(f"<main>{html.partition('passage-5')[2].partition('passage-6')[0]}")
    assert first.count("first") == 1
    assert "Statement of early." in first
    assert "disputes Statement of same." in first
    assert "Statement of early." in headed(read("/sources/wire/"))["Credited as the origin"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title_given": False}, "[Title of paper]"),
        (
            {"published": make.day("2025-06-12", stated=False), "note": "By its text."},
            "12 June 2025 inferred",
        ),
        ({"rights": "quote-only"}, "readers are given the cited words, no more"),
        ({"language": "uk"}, "Ukrainian"),
        ({"url": "https://example.org/"}, "Read it where it was published"),
        ({"publisher": "The Press"}, "The Press"),
        ({"text_sha256": "ab" * 32}, "abababababababab…"),
        ({"derives_from": ("wire",)}, "Title of wire"),
    ],
)
def test_source_shows_what_it_is(read, fields, said):
    make.publish(make.source("wire"), make.source(**fields))

    assert said in text_of(read("/sources/paper/"))


def test_source_that_others_derive_from_names_them(read):
    make.publish(make.source("wire"), make.source(derives_from=("wire",)))

    assert re.search(r"Retold in\s*Title of paper", text_of(read("/sources/wire/")))


def test_sources_of_one_title_are_told_apart_by_their_publishers(read):
    make.publish(
        make.source("journal", title="Why Talks Fail", publisher="A Journal"),
        make.source("institute", title="Why Talks Fail", publisher="An Institute"),
        make.source(derives_from=("journal", "institute")),
    )

    said = text_of(read("/sources/paper/"))

    assert "Why Talks Fail (An Institute), Why Talks Fail (A Journal)" in said


def test_long_group_is_cut_and_leads_to_all_of_it(read, monkeypatch):
    monkeypatch.setattr(lines, "MOST", 3)
    make.publish(
        make.source(),
        make.actor(),
        *(make.claim(f"claim-{n}", actors=[("subject", "alpha")]) for n in range(5)),
    )

    html = read("/actors/alpha/")

    assert html.count("Statement of claim-") == 3
    link = re.search(r'href="(/claims/\?[^"]+)">All 5 events', html)[1].replace("&amp;", "&")
    assert "5 claims" in read(link)


def test_front_of_an_empty_record_says_so(read, db):
    assert "Nothing has been published yet" in read("/")


def test_corrected_page_says_so(read, published):
    make.publish(make.issue(title="Truce"), note="It has another name.")

    assert "Corrected: It has another name." in text_of(read("/issues/ceasefire/"))
