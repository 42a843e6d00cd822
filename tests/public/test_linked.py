"""Pages as linked data, held against the vocabulary of schema.org."""

import html5lib
import pytest

from tests.public import building as make
from tests.public.blocks import data_of
from tracker.public.words import PLURALS

pytestmark = pytest.mark.django_db

# The properties of schema.org that each type has, its own and those it inherits, as
# far as they are used here.
THING = {"name", "description", "url", "sameAs", "alternateName", "mainEntityOfPage"}
WORK = THING | {
    "about", "archivedAt", "author", "creator", "dateModified", "datePublished", "headline",
    "inLanguage", "isAccessibleForFree", "isBasedOn", "publisher", "text", "version",
}  # fmt: skip
EVENT = THING | {
    "about", "attendee", "endDate", "location", "organizer", "startDate", "superEvent",
}  # fmt: skip
TERMS = {
    "Claim": WORK | {"appearance", "claimInterpreter"},
    "CreativeWork": WORK,
    "NewsArticle": WORK,
    "AnalysisNewsArticle": WORK,
    "OpinionNewsArticle": WORK,
    "Dataset": WORK | {"variableMeasured"},
    "DefinedTerm": THING,
    "Event": EVENT,
    "EventSeries": EVENT,
    "Person": THING | {"affiliation"},
    "Organization": THING,
    "Country": THING,
    "Place": THING,
}
KEYWORDS = {"@context", "@type", "@id"}


def check(node):
    """Hold every object, however deep, against the properties of its type."""
    if isinstance(node, list):
        for one in node:
            check(one)
    elif isinstance(node, dict):
        assert node.keys() <= TERMS[node["@type"]] | KEYWORDS, node["@type"]
        assert all(value not in ("", None, [], {}) for value in node.values())
        assert node.get("@id", "http:").startswith("http:")
        for value in node.values():
            check(value)


def linked(read, url):
    data = data_of(read(url))
    assert data["@context"] == "https://schema.org"
    assert data["@id"] == f"http://testserver{url}"
    check(data)
    return data


def names(found):
    return {(one["@type"], one["name"]) for one in found}


@pytest.mark.parametrize(
    ("url", "type_"),
    [
        ("/", "Dataset"),
        ("/claims/hub/", "Claim"),
        ("/rounds/hub/", "Event"),
        ("/processes/hub/", "EventSeries"),
        ("/issues/hub/", "DefinedTerm"),
        ("/actors/hub/", "Country"),
        ("/sources/hub/", "NewsArticle"),
    ],
)
def test_every_kind_of_page_is_described(read, hubs, url, type_):
    assert linked(read, url)["@type"] == type_


def test_claim_appears_in_what_supports_it(read):
    make.publish(
        make.source(source_kind="analysis", url="https://example.org/a", language="uk"),
        make.source("rival"),
        make.actor(),
        make.issue(),
        make.position(
            "wants", citations=(make.citation(), make.citation("rival", stance="disputes"))
        ),
    )

    data = linked(read, "/claims/wants/")

    assert data["text"] == "Statement of wants."
    assert data["appearance"] == [
        {
            "@type": "AnalysisNewsArticle",
            "@id": "http://testserver/sources/paper/",
            "name": "Title of paper",
            "url": "https://example.org/a",
            "inLanguage": "uk",
        }
    ]
    assert names(data["author"]) == {("Country", "Name of alpha")}
    assert names(data["about"]) == {("DefinedTerm", "Title of ceasefire")}
    assert data["archivedAt"] == "http://testserver/claims/wants/editions/5/"


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("2025-06-02", "2025-06-02", "2025-06-02"),
        ("2022-03", "2022-03", "2022-03"),
        ("2014/2015", "2014", "2015"),
        ("2022-03-28/2022-03-31", "2022-03-28", "2022-03-31"),
        ("2022-03~", None, None),
        ("2025-05?", None, None),
        ("2022-21", None, None),
        ("2022/..", "2022", None),
    ],
)
def test_round_is_dated_no_more_exactly_than_is_known(read, edtf, start, end):
    date = make.docs.TimeFact(value=edtf, inference="So.", earliest=None, latest=None)
    make.publish(make.process(), make.round_(date=date))

    data = linked(read, "/rounds/first-round/")

    assert (data.get("startDate"), data.get("endDate")) == (start, end)


def test_round_names_those_who_came_and_not_the_absent(read):
    roles = ["party", "delegate", "mediator", "host", "observer", "absent"]
    make.publish(
        make.process(),
        *(make.actor(role, actor_kind="organisation") for role in roles),
        make.round_(
            participants=[(role, role) for role in roles],
            venue=make.docs.Fact(value="Istanbul", inference="So."),
        ),
    )

    data = linked(read, "/rounds/first-round/")

    body = "Organization"
    assert names(data["attendee"]) == {
        (body, f"Name of {role}") for role in ("party", "delegate", "observer")
    }
    assert names(data["organizer"]) == {(body, "Name of host"), (body, "Name of mediator")}
    assert data["location"] == {"@type": "Place", "name": "Istanbul"}
    assert names(data["superEvent"]) == {("EventSeries", "Title of talks")}


@pytest.mark.parametrize(
    ("kind", "type_"),
    [("person", "Person"), ("state", "Country"), ("organisation", "Organization"),
     ("group", "Organization")],
)  # fmt: skip
def test_actor_by_its_kind(read, kind, type_):
    alias = make.docs.NamePart(name="Альфа", language="uk", kind="alias")
    make.publish(
        make.actor("body", actor_kind="organisation"),
        make.actor(
            actor_kind=kind,
            wikidata="Q42",
            names=(alias,),
            affiliations=(make.office("body", inference="So."),),
        ),
    )

    data = linked(read, "/actors/alpha/")

    assert (data["@type"], data["alternateName"]) == (type_, ["Альфа"])
    assert data["sameAs"] == "https://www.wikidata.org/entity/Q42"
    assert ("affiliation" in data) == (kind == "person")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": "Weekly"}, {"headline": "Weekly"}),
        ({"title": "A speech", "title_given": False}, {"description": "A speech"}),
        ({"source_kind": "commentary"}, {"@type": "OpinionNewsArticle"}),
        ({"source_kind": "official"}, {"@type": "CreativeWork"}),
        ({"url": "https://example.org/a"}, {"url": "https://example.org/a"}),
        ({"url": "javascript:x"}, {"url": "http://testserver/sources/paper/"}),
        ({"published": make.day("2025-06-12")}, {"datePublished": "2025-06-12"}),
        ({"author": "A. Writer"}, {"author": "A. Writer"}),
    ],
)
def test_source_as_an_article(read, fields, said):
    make.publish(make.source(**fields))

    data = linked(read, "/sources/paper/")

    assert said.items() <= data.items()


def test_inferred_date_of_a_source_is_not_given(read):
    make.publish(make.source(published=make.day("2025-06-12", stated=False)))

    assert "datePublished" not in linked(read, "/sources/paper/")


def test_what_a_source_derives_from_is_named(read):
    make.publish(make.source("wire"), make.source(derives_from=("wire",)))

    assert names(linked(read, "/sources/paper/")["isBasedOn"]) == {("NewsArticle", "Title of wire")}


@pytest.mark.parametrize(
    "evil",
    [
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "]]>",
        "&lt;/script&gt;",
        "\u2028\u2029",
    ],
)
@pytest.mark.parametrize("kind", PLURALS)
def test_no_text_breaks_out_of_its_block(client, kind, evil):
    made = {
        "claim": make.claim("hub", statement=evil),
        "source": make.source("hub", title=evil, author=evil, publisher=evil),
        "actor": make.actor("hub", name=evil, description=evil),
        "process": make.process("hub", title=evil, summary=evil),
        "issue": make.issue("hub", title=evil, summary=evil),
        "round": make.round_("hub", title=evil, summary=evil),
    }[kind]
    make.publish(make.source(), make.process(), made)

    response = client.get(f"/{PLURALS[kind]}/hub/")

    text = response.content.decode()
    assert evil in data_of(text).values()
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    assert [script.attrib for script in tree.iter("script")] == [{"type": "application/ld+json"}]
    assert "'unsafe-inline'" not in response["Content-Security-Policy"]
