"""What becomes of a passage when its source gets a new text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evidence.strategies import spans, texts
from tracker.evidence.moving import Move, reanchor

OLD = "The pilots met on Monday. They shook hands. The sailors met on Friday. They shook hands."
PASSAGE = "The sailors met on Friday"


def move(new: str, passage: str = PASSAGE, *, last: bool = False) -> Move:
    """Re-anchor a passage of OLD in a new text."""
    start = OLD.rindex(passage) if last else OLD.index(passage)
    return reanchor(OLD, new, start, start + len(passage))


@pytest.mark.parametrize("new", [OLD, OLD + " More.", OLD.replace("pilots", "guides")])
def test_reanchor_same_offsets_same(new: str) -> None:
    start = OLD.index(PASSAGE)

    assert move(new) == Move("same", start, start + len(PASSAGE))


@pytest.mark.parametrize(
    ("new", "passage"),
    [
        (f"News. {OLD}", PASSAGE),
        (OLD.replace("Monday", "Monday night"), PASSAGE),
        (
            OLD.replace("sailors met", "sailors\u00a0\u00a0met"),
            "The sailors\u00a0\u00a0met on Friday",
        ),
    ],
)
def test_reanchor_elsewhere_moved(new: str, passage: str) -> None:
    start = new.index(passage)

    assert move(new) == Move("moved", start, start + len(passage))


def test_reanchor_other_typography_at_same_offsets_moved() -> None:
    new = OLD.replace("sailors met", "sailors\u00a0met")

    assert move(new).kind == "moved"


@pytest.mark.parametrize("last", [False, True])
def test_reanchor_several_places_surroundings_decide(*, last: bool) -> None:
    new = f"News. {OLD} Goodbye."
    find = new.rindex if last else new.index

    assert move(new, "They shook hands", last=last).start == find("They shook hands")


def test_reanchor_several_places_alike_changed() -> None:
    old = "It rained."

    found = reanchor(old, "Or so. It rained. Or so. It rained. Or so.", 0, 9)

    assert found == Move("changed", suggestion="It rained")


def test_reanchor_many_places_the_right_one() -> None:
    old = " ".join(f"in {number} it rained" for number in range(200))
    start = old.index("it rained", old.index("in 150"))
    new = f"News: {old}"

    assert reanchor(old, new, start, start + 9) == Move("moved", start + 6, start + 15)


def test_reanchor_reworded_changed_with_suggestion() -> None:
    found = move(OLD.replace("on Friday", "on Sunday"))

    assert found == Move("changed", suggestion="The sailors met on Sunday")


def test_reanchor_sign_put_before_a_number_not_same() -> None:
    assert reanchor("It was 5 km off", "It was-5 km off", 7, 11).kind != "same"
    assert reanchor("It is  5 km off", "It is −5 km off", 7, 11).kind == "changed"


@pytest.mark.parametrize("new", ["", "Nothing of it remains here."])
def test_reanchor_nothing_like_it_gone(new: str) -> None:
    assert move(new) == Move("gone")


def test_reanchor_passage_with_elision_marks_of_its_own() -> None:
    old = "He wrote “we […] agree” there."

    assert reanchor(old, f"News. {old}", 10, 22) == Move("moved", 16, 28)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 3), (-1, 4), (0, len(OLD) + 1)])
def test_reanchor_span_outside_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not in a text of"):
        reanchor(OLD, OLD, start, end)


@given(st.data())
def test_reanchor_any_passage_in_a_longer_text(data: st.DataObject) -> None:
    old = data.draw(texts())
    start, end = data.draw(spans(old))

    found = reanchor(old, f"{old} .", start, end)

    assert found.kind in ("same", "gone")
    if found.kind == "gone":
        assert not any(char.isalnum() for char in old[start:end])
