"""Origins: chains, loops, independence."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.evidence.origins import LoopError, find_loop, independent, origins_of

CHAIN = {
    "blog": ["daily"],
    "daily": ["wire"],
    "digest": ["wire", "gazette"],
    "gazette": [],
    "radio": ["digest", "daily"],
}


@pytest.mark.parametrize(
    ("source", "credited", "origins"),
    [
        ("wire", None, {"wire"}),
        ("gazette", None, {"gazette"}),
        ("unknown", None, {"unknown"}),
        ("daily", None, {"wire"}),
        ("blog", None, {"wire"}),
        ("digest", None, {"wire", "gazette"}),
        ("radio", None, {"wire", "gazette"}),
        ("blog", "gazette", {"gazette"}),
        ("blog", "digest", {"wire", "gazette"}),
        ("wire", "daily", {"wire"}),
        ("blog", "elsewhere", {"elsewhere"}),
        ("blog", "blog", {"blog"}),  # in its own voice
        ("blog", "", {"wire"}),
    ],
)
def test_origins_of_source(source: str, credited: str | None, origins: set[str]) -> None:
    assert origins_of(source, credited, CHAIN) == origins


@pytest.mark.parametrize(
    ("derives_from", "loop"),
    [
        ({"a": ["a"]}, ("a",)),
        ({"a": ["b"], "b": ["a"]}, ("a", "b")),
        ({"a": ["b"], "b": ["c"], "c": ["b"]}, ("b", "c")),
        ({"z": [], "a": ["z", "b"], "b": ["c", "z"], "c": ["a"]}, ("a", "b", "c")),
        ({"a": ["b"]}, None),
        (CHAIN, None),
        ({}, None),
    ],
)
def test_find_loop(derives_from: Mapping[str, list[str]], loop: tuple[str, ...] | None) -> None:
    assert find_loop(derives_from) == loop


def test_origins_of_loop_refused_with_path() -> None:
    with pytest.raises(LoopError, match="a → b → a") as raised:
        origins_of("a", None, {"a": ["b"], "b": ["a"]})

    assert raised.value.loop == ("a", "b")


def test_origins_of_loop_further_down_refused() -> None:
    with pytest.raises(LoopError):
        origins_of("x", "a", {"a": ["b", "wire"], "b": ["b"]})


def test_origins_of_own_voice_ignores_loops() -> None:
    assert origins_of("a", "a", {"a": ["b"], "b": ["a"]}) == {"a"}


def test_origins_of_loop_elsewhere_ignored() -> None:
    assert origins_of("x", None, {"x": ["wire"], "a": ["a"]}) == {"wire"}


def test_chain_longer_than_the_recursion_limit() -> None:
    chain = {str(number): [str(number + 1)] for number in range(20_000)}

    assert origins_of("0", None, chain) == {"20000"}
    assert find_loop(chain | {"20000": ["19998"]}) == ("19998", "19999", "20000")


def test_find_loop_many_paths_to_the_same_source() -> None:
    layers = {f"{n}{side}": [f"{n + 1}a", f"{n + 1}b"] for n in range(60) for side in "ab"}

    assert find_loop(layers) is None


@pytest.mark.parametrize(
    ("groups", "merged"),
    [
        ([], []),
        (["a"], ["a"]),
        (["a", "a"], ["a"]),
        (["b", "a"], ["a", "b"]),
        (["ab", "b"], ["ab"]),
        (["ab", "cd", "bc"], ["abcd"]),
        (["ab", "cd", "e"], ["ab", "cd", "e"]),
        (["", "a"], ["a"]),
    ],
)
def test_independent_merges_what_shares_an_origin(groups: list[str], merged: list[str]) -> None:
    found = independent(frozenset(group) for group in groups)

    assert found == tuple(frozenset(group) for group in merged)


@given(st.lists(st.frozensets(st.sampled_from("abcdefgh"), min_size=1)), st.randoms())
def test_independent_any_groups_disjoint_whole_and_in_any_order_alike(
    groups: list[frozenset[str]], random: object
) -> None:
    found = independent(groups)

    names = [name for group in found for name in group]
    assert len(names) == len(set(names))
    assert set(names) == {name for group in groups for name in group}
    assert all(any(group <= whole for whole in found) for group in groups)
    random.shuffle(groups)  # type: ignore[attr-defined]
    assert independent(groups) == found


@given(st.dictionaries(st.sampled_from("abcdef"), st.sets(st.sampled_from("abcdef"))))
def test_find_loop_is_a_loop(derives_from: dict[str, set[str]]) -> None:
    loop = find_loop(derives_from)

    if loop:
        steps = zip(loop, (*loop[1:], loop[0]), strict=True)
        assert all(parent in derives_from[ref] for ref, parent in steps)
    else:
        for source in derives_from:
            assert origins_of(source, None, derives_from)
