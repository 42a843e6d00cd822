"""Texts that share most of their words are near duplicates."""

import pytest

from tracker.evidence.shingles import MOST_WORDS, overlap, shingles

ARTICLE = "The delegations met in the harbour town on Monday and talked for four long hours there"


@pytest.mark.parametrize(
    ("other", "least", "most"),
    [
        (ARTICLE, 1, 1),
        (ARTICLE.upper().replace(" ", "  \n"), 1, 1),
        (f"Before that. {ARTICLE} And more was said after that, by all of them.", 1, 1),
        (ARTICLE.replace("Monday", "Tuesday"), 0.4, 0.7),
        ("Something else was said by somebody else in another place at another time", 0, 0),
        ("", 0, 0),
    ],
)
def test_overlap_of_runs_of_words(other: str, least: float, most: float) -> None:
    assert least <= overlap(ARTICLE, other) <= most
    assert overlap(ARTICLE, other) == overlap(other, ARTICLE)


def test_overlap_of_texts_shorter_than_a_run() -> None:
    assert overlap("They met.", "they met") == 1
    assert overlap("They met.", "They parted.") == 0


def test_shingles_are_bounded() -> None:
    assert len(shingles(" ".join(map(str, range(MOST_WORDS * 2))))) < MOST_WORDS
