"""Grades count origins, not articles."""

import pytest

from tracker.evidence.grades import Grade, Weight, weigh

WIRE, GAZETTE = frozenset({"wire"}), frozenset({"gazette"})


@pytest.mark.parametrize(
    ("supports", "grade", "origins"),
    [
        ([WIRE], Grade.SINGLE_ORIGIN, (WIRE,)),
        ([WIRE, WIRE, WIRE], Grade.SINGLE_ORIGIN, (WIRE,)),
        ([WIRE, WIRE | GAZETTE], Grade.SINGLE_ORIGIN, (WIRE | GAZETTE,)),
        ([WIRE, GAZETTE], Grade.CORROBORATED, (GAZETTE, WIRE)),
        ([GAZETTE, WIRE, WIRE], Grade.CORROBORATED, (GAZETTE, WIRE)),
    ],
)
def test_weigh_by_independent_origins(
    supports: list[frozenset[str]], grade: Grade, origins: tuple[frozenset[str], ...]
) -> None:
    assert weigh(supports=supports, disputed=False, superseded=False) == Weight(grade, origins)


@pytest.mark.parametrize(
    ("disputed", "superseded", "grade"),
    [
        (False, False, Grade.CORROBORATED),
        (True, False, Grade.DISPUTED),
        (False, True, Grade.SUPERSEDED),
        (True, True, Grade.SUPERSEDED),
    ],
)
def test_weigh_precedence(*, disputed: bool, superseded: bool, grade: Grade) -> None:
    weight = weigh(supports=[WIRE, GAZETTE], disputed=disputed, superseded=superseded)

    assert weight.grade is grade
    assert weight.origins == (GAZETTE, WIRE)


@pytest.mark.parametrize("supports", [[], [frozenset()]])
def test_weigh_without_support_refused(supports: list[frozenset[str]]) -> None:
    with pytest.raises(ValueError, match="No citation supports"):
        weigh(supports=supports, disputed=True, superseded=True)


def test_grade_reads_as_its_words() -> None:
    assert [str(grade) for grade in Grade] == [
        "single origin",
        "corroborated",
        "disputed",
        "superseded",
    ]
