"""Coverage counts sentences that rest under a passage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evidence.strategies import texts
from tracker.evidence.coverage import cover

TEXT = "Boats Sink\nThe ferry sank. Nobody’s dog drowned! Also read: Boats"


def span(part: str) -> tuple[int, int]:
    """Give the place of a part of TEXT."""
    return TEXT.index(part), TEXT.index(part) + len(part)


def test_cover_nothing_marked_all_uncited() -> None:
    coverage = cover(TEXT, cited=[], furniture=[])

    assert (coverage.sentences, coverage.furniture, coverage.cited) == (4, 0, 0)
    assert len(coverage.uncited) == 4


def test_cover_counts_each_sentence_once() -> None:
    coverage = cover(
        TEXT,
        cited=[span("ferry"), span("ferry sank"), span("sank")],
        furniture=[span("Boats Sink"), span("Also read: Boats")],
    )

    assert (coverage.sentences, coverage.furniture, coverage.cited) == (4, 2, 1)
    assert [TEXT[s.start : s.end] for s in coverage.uncited] == ["Nobody’s dog drowned!"]


@pytest.mark.parametrize(
    ("part", "cited"),
    [
        ("Nobody", 1),
        ("Nobody’s", 1),
        ("obody", 0),
        ("og drown", 0),
        ("!", 0),
        ("sank. Nobody", 2),
        ("ank. Nobody", 1),
        (TEXT, 4),
    ],
)
def test_cover_cited_by_a_whole_word(part: str, cited: int) -> None:
    assert cover(TEXT, cited=[span(part)], furniture=[]).cited == cited


@pytest.mark.parametrize(
    ("parts", "furniture"),
    [
        (["Also read: Boats"], 1),
        (["Also read", "Boats"], 1),
        (["Also", "read: Boats"], 1),
        (["Also read"], 0),
        (["The ferry sank", "Boats Sink\n"], 2),
    ],
)
def test_cover_furniture_only_if_all_words_are(parts: list[str], furniture: int) -> None:
    places = [(TEXT.rindex(part), TEXT.rindex(part) + len(part)) for part in parts]

    assert cover(TEXT, cited=[], furniture=places).furniture == furniture


def test_cover_furniture_goes_before_cited() -> None:
    coverage = cover(TEXT, cited=[(0, len(TEXT))], furniture=[span("Boats Sink")])

    assert (coverage.furniture, coverage.cited) == (1, 3)


def test_cover_empty_text() -> None:
    assert cover("", cited=[], furniture=[]).sentences == 0


def test_cover_spans_beyond_the_text_harmless() -> None:
    assert cover("One.", cited=[(0, 99), (50, 60)], furniture=[(7, 7)]).cited == 1


@given(texts(), st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200))), st.data())
def test_cover_every_sentence_is_one_of_three(
    text: str, places: list[tuple[int, int]], data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(places)))
    ordered = [(min(place), max(place)) for place in places]

    coverage = cover(text, cited=ordered[:cut], furniture=ordered[cut:])

    counted = coverage.furniture + coverage.cited + len(coverage.uncited)
    assert counted == coverage.sentences
