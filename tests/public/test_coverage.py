"""How much of a source is covered, as its page shows it."""

import json
import re

import pytest

from tests import factories
from tests.public import building as make
from tests.public.test_claim_page import text_of
from tests.public.test_other_pages import headed
from tracker.public.coverage import figure
from tracker.record.documents import Coverage, FurniturePart

pytestmark = pytest.mark.django_db


@pytest.fixture
def published():
    """A source of three sentences: one is furniture, one is cited, one is not cited yet."""
    source = factories.a_source("paper")
    source.furniture.create(start=0, end=50, reason="heading")
    factories.a_claim("open", source=source, quote="12 of the 30 points stayed open")
    factories.publish_all()


def test_source_says_how_much_of_it_is_covered(read, published):
    html = read("/sources/paper/")

    found = headed(html)["How much of it is covered"]
    assert "1 of 2 sentences that state something is cited by claims (50 %)." in found
    assert "1 not cited yet" in found
    assert "1 that state nothing (headings)" in found
    bar = re.search(r'<svg class="share" viewBox="0 0 3 1".*?</svg>', html, re.DOTALL)[0]
    assert re.findall(r'class="(\w+)" x="(\d)" y="0" width="(\d)"', bar) == [
        ("cited", "0", "1"), ("uncited", "1", "1"), ("furniture", "2", "1"),
    ]  # fmt: skip


def test_count_stands_in_the_json_too(client, published):
    content = json.loads(client.get("/sources/paper.json").content)

    assert content["coverage"] == {"sentences": 3, "furniture": 1, "cited": 1}


def test_source_without_text_shows_no_count(read):
    make.publish(make.source(), make.claim())

    text = text_of(read("/sources/paper/"))

    assert "are cited by claims" not in text
    assert "Where the cited words stand" in text


def test_source_that_nothing_cites_and_without_text_has_no_figure(read):
    make.publish(make.source(text_length=None, text_sha256=""))

    assert "How much of it is covered" not in read("/sources/paper/")


def test_passages_in_another_text_are_not_marked(read):
    make.publish(make.source(), make.claim(citations=(make.citation(text_sha256="ab" * 32),)))

    assert "How much of it is covered" not in read("/sources/paper/")


@pytest.mark.parametrize(
    ("cited", "marks"),
    [
        ([(0, 500)], [(0, 100)]),
        ([(500, 1000), (0, 500)], [(0, 200)]),
        ([(0, 600), (100, 200)], [(0, 120)]),
        ([(10, 11)], [(2, 4)]),
        ([(4999, 5000)], [(996, 4)]),
        ([(4000, 6000)], []),
    ],
)
def test_marks_are_merged_and_scaled(cited, marks):
    assert figure(None, make.source(text_length=5000), cited).marks == marks


@pytest.mark.parametrize(("cited", "percent"), [(0, 0), (1, 33), (2, 66), (3, 100)])
def test_all_is_said_only_of_all(cited, percent):
    counts = Coverage(sentences=5, furniture=2, cited=cited)

    assert figure(counts, make.source(), []).percent == percent


def test_reasons_of_furniture_are_named_once():
    parts = [FurniturePart(start=n, end=n + 1, reason=why) for n, why in
             enumerate(["link", "heading", "link", "boilerplate"])]  # fmt: skip
    counts = Coverage(sentences=4, furniture=4, cited=0)

    drawn = figure(counts, make.source(furniture=tuple(parts)), [])

    assert drawn.segments == [
        ("furniture", "that state nothing (links, headings, boilerplate)", 0, 4)
    ]


def test_chain_of_derivations_is_told_to_its_end(read):
    make.publish(
        make.source(derives_from=("agency",)),
        make.source("agency", derives_from=("wire",)),
        make.source("wire"),
    )

    assert headed(read("/sources/paper/"))["What it derives from"] == (
        "It retells Title of agency, and so is no origin of its own. "
        "Title of agency in turn retells Title of wire."
    )
