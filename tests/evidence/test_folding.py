"""Folding forgives typography, and its index map leads back to the original code points."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evidence.strategies import texts
from tracker.evidence import folding
from tracker.evidence.folding import Folded, fold, fold_once


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("‘a’ ‚b‛ ‹c›", "'a' 'b' 'c'"),
        ("“a” „b‟ «c»", '"a" "b" "c"'),
        ("5′ 30″", "5' 30\""),
        ("Мар’яна Марʼяна", "Мар'яна Мар'яна"),
        ("well‐known well‑known", "well-known well-known"),
        ("one – two — three ― four", "one - two - three - four"),
        ("2014–2015", "2014-2015"),
        ("wait…", "wait..."),
        ("a\u00a0b\u2009c\u202fd\u3000e", "a b c d e"),
        ("a \n\t b\r\nc\u2028d", "a b c d"),
        ("co\u00adoper\u200bate\u2060", "cooperate"),
        ("\u2066left\u2069 \u200fright", "left right"),
        ("🛡\ufe0f and 🛡", "🛡 and 🛡"),
        ("oﬃce ﬁnal ﬂag", "office final flag"),
        ("Ｐｅａｃｅ ２０２５！", "Peace 2025!"),
        ("𝐏eace ℝ", "Peace R"),
        ("ĳ Ǆ Ⅳ № ㎞", "ij DŽ IV No km"),
        ("ﾊﾟ", "パ"),
    ],
)  # fmt: skip
def test_fold_typography_made_plain(text: str, expected: str) -> None:
    assert fold(text).text == expected


@pytest.mark.parametrize(
    ("decomposed", "composed"),
    [
        ("cafe\u0301", "café"),
        ("и\u0306", "й"),
        ("A\u030angstro\u0308m", "Ångström"),
        ("\u212bngstrom", "Ångstrom"),
        ("\u1112\u1161\u11ab\u1100\u116e\u11a8", "한국"),
        ("\ud55c\u1100\u116e", "한구"),
        ("s\u0307\u0323", "ṩ"),
        ("e\u200d\u0301", "é"),
        ("か\u3099", "が"),
        ("=\u0338", "≠"),
    ],
)
def test_fold_decomposed_equals_composed(decomposed: str, composed: str) -> None:
    assert fold(decomposed).text == fold(composed).text == unicodedata.normalize("NFC", composed)


@pytest.mark.parametrize(
    "text",
    ["10²", "H₂O", "½", "2½", "①", "⑴", "⒈", "㏠", "3⅓", "a´", "1\u20632", "x™", "ªº"],
)
def test_fold_what_would_change_meaning_stays(text: str) -> None:
    assert fold(text).text == text.replace("´", "'")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10²", "102"),
        ("а", "a"),  # Cyrillic and Latin
        ("Peace", "peace"),
        ("-5", "5"),
        ("2½", "21/2"),
        ("non-aligned", "nonaligned"),
        ("5′", "5″"),
        ("ß", "ss"),
        ("ı", "i"),
    ],
)
def test_fold_different_texts_stay_different(one: str, other: str) -> None:
    assert fold(one).text != fold(other).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-5", "−5"),
        ("–5", "−5"),
        ("−5", "−5"),
        ("at –5 °C", "at −5 °C"),
        ("(-5)", "(−5)"),
        ("–$5", "−$5"),
        ("-.5", "−.5"),
        ("3–5", "3-5"),
        ("3−5", "3-5"),
        ("5%–6%", "5%-6%"),
        ("all —5 of them", "all -5 of them"),
        ("a – 5", "a - 5"),
        ("(a)-5", "(a)-5"),
    ],
)
def test_fold_dash_before_amount_a_sign_only_if_nothing_stands_before(
    text: str, expected: str
) -> None:
    assert fold(text).text == expected


@pytest.mark.parametrize(
    ("text", "part", "original"),
    [
        ("The oﬃce", "office", "oﬃce"),
        ("a cafe\u0301 here", "café", "cafe\u0301"),
        ("a \u1112\u1161\u11ab b", "한", "\u1112\u1161\u11ab"),
        ("one  \n two", "one two", "one  \n two"),
        ("so… it", "...", "…"),
        ("𝔸 🕊 dove", "dove", "dove"),
        ("co\u00adoperate!", "cooperate", "co\u00adoperate"),
        ("q\u0323\u0307 x", "q\u0323\u0307", "q\u0323\u0307"),
        ("plain text", "text", "text"),
        ("“plain” text", "text", "text"),
    ],
)
def test_original_span_leads_back(text: str, part: str, original: str) -> None:
    folded = fold(text)
    at = folded.text.index(part)

    start, end = folded.original_span(at, at + len(part))

    assert text[start:end] == original


def test_marked_tells_apart_what_text_does_not() -> None:
    folded = fold("a—b–c-d 5′\ne q\u0323\u0307")

    assert folded.marked == "a—b–c-d 5′\ne qːː"
    assert folded.text == "a-b-c-d 5' e q\u0323\u0307"


@pytest.mark.parametrize(
    ("text", "offset", "expected"),
    [("abc", 2, 2), ("a  b", 3, 2), ("ﬁx", 1, 2), ("a\u00adb", 1, 1), ("ab", 9, 2)],
)
def test_position_of_offset(text: str, offset: int, expected: int) -> None:
    assert fold(text).position(offset) == expected


def test_fold_remembers_a_text() -> None:
    assert fold("remembered") is fold("remembered")


def test_fold_empty_text() -> None:
    folded = fold("")

    assert (folded.text, folded.marked, len(folded.starts)) == ("", "", 0)


def assert_sound(folded: Folded, text: str) -> None:
    """Assert that the index map is as long as the text, ordered, and within the original."""
    assert len(folded.text) == len(folded.marked) == len(folded.starts) == len(folded.ends)
    assert list(folded.starts) == sorted(folded.starts)
    assert list(folded.ends) == sorted(folded.ends)
    pairs = list(zip(folded.starts, folded.ends, strict=True))
    assert all(0 <= start < end <= len(text) for start, end in pairs)


@given(st.text())
def test_fold_any_text_map_sound(text: str) -> None:
    assert_sound(fold_once(text), text)


@given(st.text("aeéё한ᄒ\u1161\u11ab\u0301\u0323\u0307 \n-–'’ﬁ…\u00ad5", max_size=20))
def test_fold_any_mix_of_marks_map_sound_and_composed(text: str) -> None:
    folded = fold_once(text)

    assert_sound(folded, text)
    assert unicodedata.is_normalized("NFC", folded.text)


@given(st.one_of(texts(), st.text("ab5 -–—’“′″\n\u00a0.$", max_size=20)))
def test_fold_fast_and_slow_path_agree(text: str) -> None:
    slow = fold_once(f"{text}\u2060")  # one removed character calls for the slow path

    assert (slow.text, slow.marked) == (fold_once(text).text, fold_once(text).marked)


@given(st.text())
def test_fold_any_text_twice_like_once(text: str) -> None:
    once = fold_once(text).text

    assert fold_once(once).text == once


def test_stable_characters_fold_to_themselves_and_join_nothing() -> None:
    every = (chr(code) for code in range(sys.maxunicode + 1))
    stable = [char for char in every if char == " " or not folding._UNSTABLE.match(char)]

    assert len(stable) > 30_000
    for char in stable:
        folded = folding._marked_form(char)
        assert folded == char
        assert unicodedata.combining(char) == 0
        assert unicodedata.category(char)[0] != "M"
        assert unicodedata.is_normalized("NFC", f"a{char}")


def test_fold_endless_marks_cut_as_in_stream_safe_text() -> None:
    text = "a" + "\u0327\u0301" * 200

    assert_sound(fold_once(text), text)
