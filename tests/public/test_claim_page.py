"""The page of a claim."""

import re

import pytest

from tests.public import building as make

pytestmark = pytest.mark.django_db


def text_of(html):
    """What a reader sees, in one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html.partition("<main")[2])).replace(
        "&#x27;", "'"
    )


def test_head_names_kind_time_and_statement(read):
    make.publish(
        make.source(),
        make.claim(
            "met", claim_kind="forecast", happened=make.time("2022-21", "2022-03-01", "2022-05-31")
        ),
    )

    text = text_of(read("/claims/met/"))

    assert "Claim · forecast · spring 2022 Statement of met." in text


SOURCES = [
    make.source("retelling", derives_from=("wire",)),
    *map(make.source, ("paper", "wire", "book")),
]


@pytest.mark.parametrize(
    ("citations", "sentence"),
    [
        (["paper"], "One origin: Title of paper."),
        (["retelling"], "One origin: Title of wire."),
        (["retelling", "wire"], "One origin: Title of wire."),
        (["paper", "book"], "Two independent origins: Title of book; Title of paper."),
        (
            ["paper", "book", "wire"],
            "Three independent origins: Title of book; Title of paper; Title of wire.",
        ),
    ],
)
def test_grade_names_the_origins(read, citations, sentence):
    make.publish(*SOURCES, make.claim("met", citations=tuple(map(make.citation, citations))))

    assert sentence in text_of(read("/claims/met/"))


def test_origins_that_may_be_one_are_said_to_be(read):
    make.publish(
        make.source(derives_from=("wire", "book")),
        make.source("wire"),
        make.source("book"),
        make.claim(),
    )

    text = text_of(read("/claims/met/"))

    assert "One origin: Title of book or Title of wire (may be one origin)." in text


def test_disputed_and_superseded_name_the_other_claims(read):
    make.publish(
        make.source(),
        make.claim("met", citations=(make.citation(), make.citation(stance="disputes", start=900))),
        make.claim("rival", relations=(make.relation("contradicts", "met"),)),
        make.claim("better", relations=(make.relation("supersedes", "met"),)),
    )

    text = text_of(read("/claims/met/"))

    assert "Superseded by: Statement of better. " in text
    assert "Disputed by: Statement of rival." in text
    assert "One cited passage disputes it." in text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"state": "exact"}, "Found word for word in Title of paper, paragraph 3."),
        ({"state": "folded"}, "Found, but for typography in Title of paper"),
        (
            {"state": "unheld"},
            "Anchored in a text that this machine does not hold in Title of paper",
        ),
        ({"paragraph": None}, "Found word for word in Title of paper."),
        ({"quoted": "alpha"}, "Words or view of Name of alpha"),
        ({"quoted_as": "a diplomat"}, "Words or view of a diplomat"),
        ({"origin": "wire"}, "Origin credited: Title of wire"),
        ({"origin": "paper"}, "The source speaks in its own voice"),
        ({"drift": "changed"}, "a later version words this passage differently"),
        ({"drift": "gone"}, "a later version no longer has this passage"),
        ({"note": "In a caption."}, "In a caption."),
    ],
)
def test_passage_in_words(read, fields, said):
    make.publish(
        make.source(),
        make.source("wire"),
        make.actor(),
        make.claim(citations=(make.citation(**fields),)),
    )

    assert said in text_of(read("/claims/met/"))


def test_passage_links_to_its_place_and_to_the_original(read):
    make.publish(
        make.source(url="https://example.org/a", language="uk"),
        make.claim(citations=(make.citation(quote="first words […] last words", start=77),)),
    )

    html = read("/claims/met/")

    assert 'href="/sources/paper/#passage-77"' in html
    assert 'href="https://example.org/a#:~:text=first%20words,last%20words"' in html
    assert '<blockquote lang="uk">' in html
    assert 'first words<span class="gap"> […] </span>last words' in html


def test_disputing_and_context_passages_have_their_own_sections(read):
    stances = {"supports": "yes indeed", "disputes": "not at all", "context": "by the way"}
    make.publish(
        make.source(),
        make.claim(citations=tuple(make.citation(quote=q, stance=s) for s, q in stances.items())),
    )

    html = read("/claims/met/")

    sections = dict(re.findall(r"<h2>([^<]+)</h2>(.*?)</section>", html, re.DOTALL))
    assert "yes indeed" in sections["What it rests on"]
    assert "not at all" in sections["Passages that dispute it"]
    assert "by the way" in sections["Context"]


@pytest.mark.parametrize(
    ("settled", "mine", "theirs"),
    [
        ("open", "Open: the desk has not settled it.", "Open: the desk has not settled it."),
        ("from", "Settled: this claim stands.", "Settled: the other claim stands."),
        ("to", "Settled: the other claim stands.", "Settled: this claim stands."),
        ("both-stand", "Settled: both can stand.", "Settled: both can stand."),
    ],
)
def test_contradiction_is_told_on_both_pages(read, settled, mine, theirs):
    make.publish(
        make.source(),
        make.claim("other", citations=(make.citation(quote="on the contrary"),)),
        make.claim("met", relations=(make.relation("contradicts", "other", settled, "Because."),)),
    )

    here, there = text_of(read("/claims/met/")), text_of(read("/claims/other/"))

    assert "What speaks against it Statement of other." in here
    assert "on the contrary" in here
    assert mine in here
    assert theirs in there
    assert "Because." in here
    assert "Because." in there


@pytest.mark.parametrize(
    ("kind", "here", "there"),
    [
        ("narrows", "Narrows down", "Is narrowed down by"),
        ("repeats", "Repeats", "Is repeated by"),
        ("supersedes", "Supersedes", "Is superseded by"),
    ],
)
def test_other_relations_are_told_on_both_pages(read, kind, here, there):
    make.publish(
        make.source(),
        make.claim("other"),
        make.claim("met", relations=(make.relation(kind, "other", reason="Because."),)),
    )

    assert f"{here} Statement of other." in text_of(read("/claims/met/"))
    assert f"{there} Statement of met." in text_of(read("/claims/other/"))


def test_inferred_time_is_marked_with_its_reason(read):
    make.publish(
        make.source(),
        make.claim(happened=make.day("2025-06-02", stated=False), note="The article is of June."),
    )

    text = text_of(read("/claims/met/"))

    assert "2 June 2025 inferred" in text
    assert "The article is of June." in text


def test_short_box_links_to_all_that_it_concerns(read):
    make.publish(
        make.source(), make.actor(), make.issue(), make.process(), make.round_(),
        make.position("wants", rounds=("first-round",)),
    )  # fmt: skip

    html = read("/claims/wants/").partition("<aside")[2]

    assert set(re.findall(r'href="(/[a-z]+/[a-z-]+/)"', html)) >= {
        "/actors/alpha/", "/issues/ceasefire/", "/rounds/first-round/",
    }  # fmt: skip
    assert "Demands" in html
    assert "/claims/wants.json" in html


def test_facts_that_rest_on_it_are_named(read):
    make.publish(
        make.source(),
        make.claim(),
        make.process(),
        make.round_(venue=make.docs.Fact(value="Istanbul", basis="met")),
        make.actor("body"),
        make.actor("alpha", affiliations=(make.office("body", basis="met"),)),
    )

    text = text_of(read("/claims/met/"))

    assert "Rounds with a fact that rests on it 1 Title of first-round" in text
    assert "Actors with an office that rests on it 1 Name of alpha" in text
