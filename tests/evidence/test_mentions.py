"""Names are found where they stand as words, the longest first."""

import pytest

from tracker.evidence.mentions import mentions

NAMES = [
    ("Russia", "ru"),
    ("Russian Foreign Ministry", "mid"),
    ("Istanbul", "ist"),
    ("Istanbul Communiqué", "com"),
    ("Зеленський", "ze"),
    ("Zelensky", "ze"),
    ("U.S.", "us"),
    ("the “Group”", "group"),
    ("Georgia", "state"),
    ("Georgia", "country"),
    ("!?", "nobody"),
    ("  ", "nobody"),
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Russia’s claim", [("Russia", ("ru",))]),
        ("Belorussia, Russia-led, Russian", []),
        ("russia", []),
        ("the Istanbul Communiqué of Istanbul", [("Istanbul Communiqué", ("com",)), ("Istanbul", ("ist",))]),
        ("Istanbul Communique\u0301", [("Istanbul Communique\u0301", ("com",))]),
        ("🕊️ Зеленський", [("Зеленський", ("ze",))]),
        ("Russia–Istanbul", [("Russia", ("ru",)), ("Istanbul", ("ist",))]),
        ('the "Group" met', [('the "Group"', ("group",))]),
        ("the U.S. and", [("U.S.", ("us",))]),
        ("in Georgia", [("Georgia", ("state", "country"))]),
        ("Russian Foreign  Ministry", [("Russian Foreign  Ministry", ("mid",))]),
        ("!? and", []),
        ("", []),
    ],
)  # fmt: skip
def test_mentions_at_the_edges_of_words(
    text: str, found: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert [(text[m.start : m.end], m.bearers) for m in mentions(text, NAMES)] == found


def test_mentions_among_thousands_of_names_that_begin_alike() -> None:
    text = "Nothing of the kind was said by Person 9999 in the town. " * 2000
    names = [(f"Person {number} of the Town", number) for number in range(10_000)]

    found = list(mentions(text, [*names, ("Person 9999", -1)]))

    assert [mention.bearers for mention in found] == [(-1,)] * 2000
