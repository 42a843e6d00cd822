"""Paragraphs are lines, counted from 1."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.evidence.paragraphs import Paragraph, paragraph_bounds, paragraph_of, paragraphs

TEXT = "one\n\n  \ntwo\r\nthree\u2028still three\n"


@pytest.mark.parametrize(
    ("offset", "number"),
    [(0, 1), (2, 1), (3, 1), (4, 2), (5, 3), (8, 4), (11, 4), (13, 5), (len(TEXT), 6)],
)
def test_paragraph_of_offset(offset: int, number: int) -> None:
    assert paragraph_of(TEXT, offset) == number


@pytest.mark.parametrize("offset", [-1, len(TEXT) + 1])
def test_paragraph_of_offset_outside_refused(offset: int) -> None:
    with pytest.raises(ValueError, match="outside the text"):
        paragraph_of(TEXT, offset)


@pytest.mark.parametrize(
    ("number", "line"),
    [(1, "one"), (2, ""), (3, "  "), (4, "two\r"), (5, "three\u2028still three"), (6, "")],
)
def test_paragraph_bounds_without_line_break(number: int, line: str) -> None:
    start, end = paragraph_bounds(TEXT, number)

    assert TEXT[start:end] == line


@pytest.mark.parametrize("number", [0, -1, 7])
def test_paragraph_bounds_unknown_number_refused(number: int) -> None:
    with pytest.raises(ValueError, match="the text has 6"):
        paragraph_bounds(TEXT, number)


def test_paragraphs_non_empty_lines_only() -> None:
    assert [line.number for line in paragraphs(TEXT)] == [1, 4, 5]
    assert paragraphs("a\nb")[1] == Paragraph(2, 2, 3)


@pytest.mark.parametrize("text", ["", "\n\n", " \t\n"])
def test_paragraphs_of_blank_text_none(text: str) -> None:
    assert paragraphs(text) == ()


@given(st.text("ab\n\r "), st.data())
def test_paragraph_bounds_hold_every_offset(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))

    start, end = paragraph_bounds(text, paragraph_of(text, offset))

    assert start <= offset <= end
    assert "\n" not in text[start:end]
