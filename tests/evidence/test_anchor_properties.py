"""What must hold for any text: typography is forgiven, and nothing else is."""

import re

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.evidence.strategies import letters, retyped, spans, texts
from tracker.evidence.anchor import ELISION, MOST_CANDIDATES, Anchor, find
from tracker.evidence.folding import fold
from tracker.evidence.paragraphs import paragraph_of
from tracker.evidence.words import words


def assert_at(anchor: Anchor, text: str, span: tuple[int, int]) -> None:
    """Assert that a quote was found at its place, or is ambiguous with its place among others."""
    if anchor.state == "ambiguous":
        same = {fold(text[start:end]).text for start, end in anchor.candidates}
        assert len(same) == 1
        assert len(anchor.candidates) > 1
        assert span in anchor.candidates or len(anchor.candidates) == MOST_CANDIDATES
    else:
        assert (anchor.start, anchor.end) == span


@given(st.data())
def test_find_any_slice_retyped_at_its_place(data: st.DataObject) -> None:
    text = data.draw(texts())
    span = data.draw(spans(text))
    passage = text[slice(*span)]
    assume(letters(passage))

    anchor = find(text, data.draw(retyped(passage)))

    assert_at(anchor, text, span)


@given(st.data())
def test_find_any_slice_as_it_stands_exact(data: st.DataObject) -> None:
    text = data.draw(texts())
    span = data.draw(spans(text))
    passage = text[slice(*span)]
    assume(letters(passage))

    anchor = find(text, passage)

    assert anchor.state in ("exact", "ambiguous")
    assert_at(anchor, text, span)


@given(st.data())
def test_find_any_slice_of_any_characters_at_its_place(data: st.DataObject) -> None:
    text = data.draw(st.text(min_size=1, max_size=60))
    assume(fold(text).text.strip())
    span = data.draw(spans(text))
    passage = text[slice(*span)]
    assume(any(char.isalnum() for char in fold(passage).text) and not ELISION.search(passage))

    anchor = find(text, passage)

    assert_at(anchor, text, span)


@given(st.data())
def test_find_any_slice_of_dense_punctuation_at_its_place(data: st.DataObject) -> None:
    text = data.draw(st.text("ab5 0.,'’-–—−%$()/:+°′\n\u0301\u00ad…", min_size=1, max_size=25))
    assume(fold(text).text.strip())
    span = data.draw(spans(text))
    passage = text[slice(*span)]
    assume(letters(passage))

    anchor = find(text, passage)

    assert_at(anchor, text, span)


@given(st.data())
def test_find_with_paragraph_and_context_never_elsewhere(data: st.DataObject) -> None:
    text = data.draw(texts())
    start, end = data.draw(spans(text))
    assume(letters(text[start:end]))
    prefix, suffix = text[max(0, start - 20) : start], text[end : end + 20]

    anchor = find(
        text,
        data.draw(retyped(text[start:end])),
        paragraph=paragraph_of(text, start),
        prefix=prefix,
        suffix=suffix,
    )

    assert_at(anchor, text, (start, end))


@given(st.data())
def test_find_elided_slice_ends_at_its_place(data: st.DataObject) -> None:
    text = data.draw(texts())
    places = [fold(text).original_span(*word) for word in words(text)]
    assume(len(places) > 1)
    picked = data.draw(st.lists(st.sampled_from(places), min_size=2, max_size=4, unique=True))
    picked.sort()
    middle = data.draw(st.integers(1, len(picked) - 1))
    head = text[picked[0][0] : picked[middle - 1][1]]
    tail = text[picked[middle][0] : picked[-1][1]]

    anchor = find(text, f"{head} […] {tail}")

    found = anchor.candidates or ((anchor.start, anchor.end),)
    assert anchor.state != "missing"
    for found_start, found_end in found:
        assert found_start is not None
        assert fold(text[found_start:found_end]).text.startswith(fold(head).text)
        assert fold(text[found_start:found_end]).text.endswith(fold(tail).text)


@given(st.data())
def test_find_changed_character_never(data: st.DataObject) -> None:
    text = data.draw(texts())
    span = data.draw(spans(text))
    passage = text[slice(*span)]
    places = [at for at, char in enumerate(passage) if char.isalnum()]
    assume(places)
    at = data.draw(st.sampled_from(places))
    new = data.draw(st.sampled_from("0123456789abcdeABCаеЖ²½①"))
    changed = passage[:at] + new + passage[at + 1 :]
    assume(letters(changed) not in letters(text))

    anchor = find(text, data.draw(retyped(changed)))

    assert anchor.state == "missing"


@given(st.lists(st.sampled_from(["the", "envoy", "did", "not", "sign"]), min_size=3), st.data())
def test_find_word_dropped_or_added_only_if_it_stands_there(
    chosen: list[str], data: st.DataObject
) -> None:
    text = " ".join(chosen)
    first = data.draw(st.integers(0, len(chosen) - 2))
    quoted = chosen[first : data.draw(st.integers(first + 1, len(chosen)))]
    at = data.draw(st.integers(0, len(quoted) - 1))
    changed = data.draw(
        st.sampled_from([quoted[:at] + quoted[at + 1 :], [*quoted[:at], "not", *quoted[at:]]])
    )
    assume(changed)
    stands = re.findall(rf"(?=(?<!\S){' '.join(changed)}(?!\S))", text)

    anchor = find(text, data.draw(retyped(" ".join(changed))))

    expected = {0: ("missing",), 1: ("exact", "folded")}.get(len(stands), ("ambiguous",))
    assert anchor.state in expected


@given(st.text(max_size=40), st.text(max_size=8))
def test_find_any_quote_in_any_text_only_with_the_same_letters(text: str, quote: str) -> None:
    anchor = find(text, quote)

    if anchor.state in ("exact", "folded") and not ELISION.search(quote):
        assert letters(text[anchor.start : anchor.end]) == letters(quote)
    if anchor.state == "exact" and not ELISION.search(quote):
        assert text[anchor.start : anchor.end] == quote.strip()


@given(texts(), st.data())
def test_find_half_a_word_never(text: str, data: st.DataObject) -> None:
    inside = [at for at in range(1, len(text)) if text[at - 1].isalnum() and text[at].isalnum()]
    assume(inside)
    at = data.draw(st.sampled_from(inside))
    end = data.draw(st.integers(at + 1, len(text)))

    anchor = find(text, text[at:end])

    assert anchor.start != at
    assert all(start != at for start, _ in anchor.candidates)
