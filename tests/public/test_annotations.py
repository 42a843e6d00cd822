"""A claim's citations as W3C Web Annotations."""

from base64 import urlsafe_b64decode

import pytest

from tests.public import building as make

pytestmark = pytest.mark.django_db

URL = "http://testserver/claims/met/annotations.jsonld"

# The terms of http://www.w3.org/ns/anno.jsonld that each type may have after the Web Annotation
# Data Model (W3C Recommendation, 2017), as far as they are used here.
TERMS = {
    "AnnotationCollection": {"id", "type", "label", "total", "first", "@context"},
    "AnnotationPage": {"id", "type", "partOf", "startIndex", "items"},
    "Annotation": {"id", "type", "motivation", "creator", "modified", "body", "target"},
    "Organization": {"type", "name"},
    "TextualBody": {"type", "value", "format", "language", "purpose"},
    "SpecificResource": {"type", "source", "purpose", "selector"},
    "Text": {"id", "type", "canonical", "language"},
    "TextQuoteSelector": {"type", "exact"},
    "TextPositionSelector": {"type", "start", "end", "refinedBy"},
}
MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing",
    "highlighting", "identifying", "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip
NEEDED = {
    "AnnotationCollection": {"id", "label", "total", "first"},
    "AnnotationPage": {"id", "items"},
    "Annotation": {"id", "target"},
    "TextualBody": {"value"},
    "SpecificResource": {"source"},
    "TextQuoteSelector": {"exact"},
    "TextPositionSelector": {"start", "end"},
}


def check(node):
    """Hold every object, however deep, against the terms of its type."""
    if isinstance(node, list):
        for one in node:
            check(one)
    elif isinstance(node, dict):
        kind = node["type"]
        assert node.keys() <= TERMS[kind], kind
        assert NEEDED.get(kind, set()) <= node.keys(), kind
        assert {node.get("motivation"), node.get("purpose")} - {None} <= MOTIVATIONS
        for value in node.values():
            check(value)


def annotations(client, *citations, **fields):
    make.publish(make.source(**fields), make.claim(citations=citations))
    response = client.get("/claims/met/annotations.jsonld")
    assert response["Content-Type"] == (
        'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
    )
    content = response.json()
    assert content["@context"] == "http://www.w3.org/ns/anno.jsonld"
    check(content)
    items = content["first"]["items"]
    assert (content["id"], content["total"]) == (URL, len(items))
    assert len({item["id"] for item in items}) == len(items)
    return items


def test_passage_is_selected_by_its_words_and_its_place(client):
    (item,) = annotations(client, make.citation(quote="these words", start=7, end=18))

    assert item["target"]["selector"] == [
        {"type": "TextQuoteSelector", "exact": "these words"},
        {"type": "TextPositionSelector", "start": 7, "end": 18},
    ]


def test_words_left_out_are_not_given(client):
    (item,) = annotations(client, make.citation(quote="one two […] three", start=7, end=60))

    assert [target["selector"] for target in item["target"]] == [
        {
            "type": "TextPositionSelector",
            "start": 7,
            "end": 60,
            "refinedBy": {"type": "TextQuoteSelector", "exact": words},
        }
        for words in ("one two", "three")
    ]


@pytest.mark.parametrize(
    ("url", "source"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("", "http://testserver/sources/paper/"),
        ("javascript:alert(1)", "http://testserver/sources/paper/"),
    ],
)
def test_target_is_the_text_by_address_and_hash(client, url, source):
    (item,) = annotations(client, make.citation(text_sha256="ab" * 32), url=url, language="uk")

    text = item["target"]["source"]
    scheme, _, digest = text["canonical"].rpartition(";")
    assert (text["id"], text["language"], scheme) == (source, "uk", "ni:///sha-256")
    assert urlsafe_b64decode(f"{digest}=").hex() == "ab" * 32


@pytest.mark.parametrize(
    ("stance", "motivation"),
    [("supports", "describing"), ("disputes", "linking"), ("context", "linking")],
)
def test_body_says_the_claim_and_how_the_passage_stands_to_it(client, stance, motivation):
    item = annotations(client, make.citation(), make.citation(stance=stance, start=900, end=910))[1]

    statement, classified, claim = item["body"]
    assert (item["motivation"], statement["value"]) == (motivation, "Statement of met.")
    assert (classified["value"], classified["purpose"]) == (stance, "classifying")
    assert claim["source"] == "http://testserver/claims/met/"


def test_claim_leads_to_its_annotations(read):
    make.publish(make.source(), make.claim())

    assert 'rel="alternate" type="application/ld+json" href="/claims/met/annotations.jsonld"' in (
        read("/claims/met/")
    )


def test_retracted_claim_has_none_in_the_error_shape(client):
    make.publish(make.source(), make.claim(statement="A secret."))
    make.retract("claim", "met", "Wrong.")

    response = client.get("/claims/met/annotations.jsonld")

    assert (response.status_code, response.json()["error"]["status"]) == (410, 410)
    assert "secret" not in response.content.decode()
