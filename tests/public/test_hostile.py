"""Hostile text is shown as text, everywhere."""

import html5lib
import pytest

from tests.public import building as make
from tests.public.blocks import without_data
from tracker.public.words import PLURALS

EVIL = "<script>alert(1)</script>\u202e'\" onload=x &amp; […] \u2067"


@pytest.fixture
def evil(db):
    shared = {"title": EVIL, "summary": EVIL}
    cite = make.citation("hub", quote=EVIL, note=EVIL, quoted_as=EVIL, drift="gone")
    make.publish(
        make.source("hub", title=EVIL, note=EVIL, author=EVIL, publisher=EVIL, url="javascript:x"),
        make.actor(
            "hub",
            name=EVIL,
            description=EVIL,
            wikidata="Q1/../<",
            names=(make.docs.NamePart(name=EVIL, language="uk", kind="alias"),),
            affiliations=(make.office("hub", EVIL, inference=EVIL),),
        ),
        make.process("hub", **shared),
        make.issue("hub", **shared),
        make.round_(
            "hub", process="hub", venue=make.docs.Fact(value=EVIL, inference=EVIL), **shared
        ),
        make.position(
            "hub", "hub", "hub", statement=EVIL, note=EVIL, rounds=("hub",), citations=(cite,)
        ),
        make.claim(
            "other",
            citations=(cite,),
            relations=(make.relation("contradicts", "hub", reason=EVIL),),
        ),
    )
    make.publish(make.process("hub", title=EVIL, summary="New."), note=EVIL)
    make.publish(make.process("gone"))
    make.retract("process", "gone", EVIL)


@pytest.mark.usefixtures("evil")
@pytest.mark.parametrize(
    "url",
    ["/", "/timeline/", "/positions/", "/disagreements/", "/editions/", "/processes/gone/"]
    + [f"/{plural}/" for plural in PLURALS.values()]
    + [f"/{plural}/hub/" for plural in PLURALS.values()],
)
def test_hostile_text_is_shown_as_text(client, url):
    text = without_data(client.get(url).content.decode())

    assert "<script" not in text
    assert "javascript:" not in text
    assert "&lt;script&gt;" in text
    html5lib.HTMLParser(strict=True).parse(text)
    # What turns the direction of writing is kept within its element; titles stand in none.
    body = text.partition("<body>")[2]
    assert body.count("\u202e") <= body.count("<bdi") + body.count("<option")


@pytest.mark.usefixtures("evil")
@pytest.mark.parametrize("plural", PLURALS.values())
def test_hostile_text_is_plain_data_in_json(client, plural):
    response = client.get(f"/{plural}/hub.json")

    assert response["Content-Type"] == "application/json"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert EVIL in response.json()["document"].values()
