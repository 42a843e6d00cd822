"""The figure of where a claim's information comes from."""

import re

import pytest

from tests.public import building as make
from tests.public.test_claim_page import text_of
from tracker.public.provenance import trace
from tracker.public.targets import Directory
from tracker.record.derivations import derivations_behind
from tracker.record.models import Page

pytestmark = pytest.mark.django_db

SOURCES = [
    make.source("paper", derives_from=("agency",)),
    make.source("herald", derives_from=("wire",)),
    make.source("agency", derives_from=("wire",)),
    make.source("wire"),
    make.source("book"),
]


def traced(*citations):
    """The figure of a claim with these citations, by refs."""
    document = make.claim(citations=tuple(citations))
    make.publish(*SOURCES, document)
    refs = {ref for part in citations for ref in (part.source, part.origin) if ref}
    chains = derivations_behind(refs)
    behind = {ref for retold in chains.values() for ref in retold}
    return trace(document, Directory(refs | behind), chains)


def outline(roots):
    return [
        (
            {origin.ref for origin in root.origins},
            [
                (one.source.ref, one.how, [via.ref for via in one.via],
                 [passage.number for passage in one.passages])
                for one in root.told
            ],
        )
        for root in roots
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("citation", "root"),
    [
        (make.citation("book"), ({"book"}, ("book", "speaks in its own voice", []))),
        (make.citation("herald"), ({"wire"}, ("herald", "retells it", []))),
        (make.citation("paper"), ({"wire"}, ("paper", "retells it by way of", ["agency"]))),
        (
            make.citation("paper", origin="paper"),
            ({"paper"}, ("paper", "speaks in its own voice", [])),
        ),
        (make.citation("paper", origin="book"), ({"book"}, ("paper", "credits it", []))),
        (
            make.citation("book", origin="agency"),
            ({"wire"}, ("book", "credits it by way of", ["agency"])),
        ),
    ],
)
def test_way_of_one_passage(citation, root):
    origins, (source, how, via) = root

    assert outline(traced(citation).supports) == [(origins, [(source, how, via, [1])])]


def test_articles_that_retell_one_report_stand_under_one_origin():
    figure = traced(
        make.citation("paper"), make.citation("paper", start=5), make.citation("herald")
    )

    assert outline(figure.supports) == [
        (
            {"wire"},
            [
                ("paper", "retells it by way of", ["agency"], [1, 2]),
                ("herald", "retells it", [], [3]),
            ],
        )
    ]
    assert figure.summary == "1 independent origin, 2 articles, 3 passages"


def test_what_disputes_it_stands_apart_and_context_is_left_out():
    figure = traced(
        make.citation("paper"),
        make.citation("book", stance="disputes"),
        make.citation("herald", stance="context"),
    )

    assert [origins for origins, _ in outline(figure.supports)] == [{"wire"}]
    assert [origins for origins, _ in outline(figure.disputes)] == [{"book"}]


def test_origins_are_those_that_the_grade_counts():
    figure = traced(*(make.citation(ref) for ref in ("paper", "herald", "book", "wire")))

    weight = Page.objects.get(ref="met").weight
    assert [sorted(origins) for origins, _ in outline(figure.supports)] == weight["origins"]


def test_chain_follows_a_source_that_was_renamed():
    make.publish(*SOURCES)
    make.move("agency", make.source("news-agency", derives_from=("wire",)))

    assert derivations_behind(["paper"]) == {"paper": ("news-agency",), "news-agency": ("wire",)}
    assert derivations_behind(["agency"]) == {"news-agency": ("wire",)}


def test_no_source_derives_from_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert derivations_behind([]) == {}


def test_figure_links_each_passage_to_its_place_on_the_page(read):
    traced(
        make.citation("paper", quote="one two three four five six seven eight nine ten"),
        make.citation("book", stance="disputes"),
    )

    html = read("/claims/met/")

    assert set(re.findall(r'href="#(citation-\d)"', html)) == {"citation-1", "citation-2"}
    assert set(re.findall(r'id="(citation-\d)"', html)) == {"citation-1", "citation-2"}
    text = text_of(html)
    assert "Origin Title of wire Article Title of paper retells it by way of" in text
    assert "one two three four five six seven eight […]" in text
    assert "Origin of what disputes it Title of book" in text
