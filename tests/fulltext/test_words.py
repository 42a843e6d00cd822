"""Words, queries and marks: what is the same word, what is asked for, what is marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.fulltext import MARK, Phrase, Query, folded, words


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Kyiv, KYIV and kyiv.", "kyiv kyiv and kyiv"),
        ("Łódź Erdoğan İstanbul", "łodz erdogan istanbul"),
        ("Зеленський і Їжак", "зеленськии і іжак"),
        ("и\u0306 й", "и и"),
        ("Straße STRASSE", "strasse strasse"),
        ("cease\u00adfire ﬁre", "ceasefire fire"),
        ("Ukraine's Ukraine’s Luk'yanenko", "ukraine ukraine lukyanenko"),
        ("2.5 km² U.S. cease-fire", "2 5 km2 u s cease fire"),
        ("sanctions parties approaches losses", "sanction party approach loss"),
        ("ties Paris status crisis bus EU's 1990s", "tie paris status crisis bus eu 1990s"),
        ("!?… — “”", ""),
    ],
)
def test_words_are_folded(text, plain):
    assert folded(text) == plain


@given(st.text())
def test_words_stand_where_they_say_and_fold_to_themselves(text):
    for word in words(text):
        assert text[word.start : word.end]
        assert [again.plain for again in words(word.plain)] == [word.plain]
        assert MARK not in word.plain
        assert word.plain.isalnum()


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("neutral status", [Phrase(("neutral",)), Phrase(("status",), "status")]),
        ("neutral status ", [Phrase(("neutral",)), Phrase(("status",))]),
        ('"neutral status"', [Phrase(("neutral", "status"))]),
        ("“neutral stat", [Phrase(("neutral", "stat"), "stat")]),
        ("sanctions", [Phrase(("sanction",), "sanctions")]),
        ("cease-fire ", [Phrase(("cease", "fire"))]),
        ("to", [Phrase(("to",))]),
        ("a a a ", [Phrase(("a",))]),
        ('"" "!" * ( ', []),
        ("", []),
    ],
)
def test_query_is_words_and_phrases(text, phrases):
    assert list(Query.read(text).phrases) == phrases


def test_query_has_an_end():
    assert len(Query.read(" ".join(f"word{n}" for n in range(9_000))).words) == 24


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("talk", "Talks about talking.", "[Talks] about [talking]."),
        ("talk ", "Talks about talking.", "[Talks] about talking."),
        ('"no deal"', "No talks, no deal; no “deal”", "No talks, [no deal]; [no “deal]”"),
        ("зеленс", "Володимир Зеленський", "Володимир [Зеленський]"),
        ("ukraine", "<b>Ukraine’s</b>", "<b>[Ukraine’s]</b>"),
        ("x", "", ""),
    ],
)
def test_marks(query, text, marked):
    pieces = Query.read(query).marked(text)

    assert "".join(f"[{piece}]" if hit else piece for piece, hit in pieces) == marked


@given(st.text(), st.text())
def test_pieces_joined_are_the_text(query, text):
    assert "".join(piece for piece, _ in Query.read(query).marked(text)) == text
