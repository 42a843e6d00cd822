"""Sentences of messy articles; the examples have the shapes of real ones, in other words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.evidence.paragraphs import paragraph_of
from tracker.evidence.sentences import Sentence, sentences


def split(text: str) -> list[str]:
    """Give the sentences of a text as they stand in it."""
    return [text[sentence.start : sentence.end] for sentence in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["The ferry sank.", "Nobody drowned!", "Why not?", "It was low tide."],
        ["He called it “a farce.”", "The crew agreed."],
        ["They spoke of “storms and other bad conditions.”", "The pilot spoke too."],
        ["It ended well (or so they said.)", "Then it began again."],
        ["It ended [so they said.]", "Then it began again."],
        ["It ended.[12]", "Then it began again."],
        ["It failed (Harbour Times, 2021).", "Later attempts did not."],
        ["“Am I wrong?”", "Perhaps."],
        ["It was over…", "Then it was not."],
        ["One half sank in 2019.", "2020 was calm."],
        ["It cost $2.5 m.", "Too much."],
        ["First – the boat.", "“Second,” he said, “the crew.”"],
        ["He left the U.S.", "The others stayed."],
        ["They met at 5 p.m.", "It was late."],
        ["Ropes, sails, etc.", "The rest was lost."],
        ["It was World War I.", "Then came peace."],
        ["Was it war?", "The sea was calm."],
        ["Лодка утонула.", "Никто не погиб."],
        ["船は沈んだ。", "誰も溺れなかった。"],
    ],
)
def test_sentences_parted(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "sentence",
    [
        "U.S. Senator Ann Holm, on tour the day before, saw the ferry.",
        "Mr. Holm and Dr. Li met Gen. Ruiz at St. Olaf.",
        "Harbours (e.g. Lindow, i.e. the old one) froze, cf. Holm vs. Li.",
        "He wanted “a calm, dry and honest crossing… to reach the shore and sleep.”",
        "He wanted calm... and got a storm.",
        "Ann M. Holm and J. K. Li left.",
        "“Was it war?” asked the pilot.",
        "“Stop!” he cried.",
        "Boat No. 5 left on Oct. 3 at 9.30 a.m. sharp.",
        "The depth was 2.5 m, or 8.2 ft, at harbour.example.org today.",
        "See fig. 3, p. 12, and vol. 2 of it.",
        "Holm et al. wrote it.",
        "The crew (ten men [nine?]) left, hungry!, at dawn.",
        "Sails, ropes, etc., were lost.",
        "He said so (in the U.S.), and left.",
        "A stop at the very end of it.",
        "No stop at all",
    ],
)
def test_sentences_one(sentence: str) -> None:
    assert split(sentence) == [sentence]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # abbreviations torn apart by line breaks
            "Support from the U.\nS.\nand the islands’ fleet grew.\nThen it ended.",
            ["Support from the U.\nS.\nand the islands’ fleet grew.", "Then it ended."],
        ),
        (
            "Pilots and sailors (e.\ng.\n, Holm, 2021) said no.\nOthers did not.",
            ["Pilots and sailors (e.\ng.\n, Holm, 2021) said no.", "Others did not."],
        ),
        ("He met Mr.\nHolm today.", ["He met Mr.\nHolm today."]),
        ("He met the U.\nS.\nPilot.", ["He met the U.\nS.\nPilot."]),
        ("He left the U.S.\nPilots stayed.", ["He left the U.S.", "Pilots stayed."]),
        ("Ropes, etc.\nSails.", ["Ropes, etc.", "Sails."]),
        # headings, captions, lists
        ("Why Boats Sink\nBoats leak.", ["Why Boats Sink", "Boats leak."]),
        ("Boats: A Tale\nOf Water", ["Boats: A Tale", "Of Water"]),
        ("🧨 1. Long Storms\nThey last.", ["🧨 1. Long Storms", "They last."]),
        ("1. Ropes\n2. Sails", ["1. Ropes", "2. Sails"]),
        ("12.\nRopes", ["12.", "Ropes"]),
        ("- ropes\n- sails\n• oars", ["- ropes", "- sails", "• oars"]),
        ("What it means:\n“Much.”", ["What it means:", "“Much.”"]),
        ("Also see | Boats\nIt sank.", ["Also see | Boats", "It sank."]),
        (
            "The crew on June 2, 2021. [Ann Holm/XYZ)\n| Posted June 12, 2021\nText",
            ["The crew on June 2, 2021.", "[Ann Holm/XYZ)", "| Posted June 12, 2021", "Text"],
        ),
        (
            "SOURCES: HARBOUR TIMES – Why boats sink\nTHE PILOT – Why they float",
            ["SOURCES: HARBOUR TIMES – Why boats sink", "THE PILOT – Why they float"],
        ),
        (
            "- Tide.\n(2021).\n- Holm, M.\n(2022).\nTides.",
            ["- Tide.", "(2021).", "- Holm, M.\n(2022).", "Tides."],
        ),
        # sentences broken across lines
        ("The ferry, which\nleaked, sank.", ["The ferry, which\nleaked, sank."]),
        ("The ferry\n, he said, sank.", ["The ferry\n, he said, sank."]),
        ("The ferry sank\r\nin June.\r\nAll swam.", ["The ferry sank\r\nin June.", "All swam."]),
        # a blank line always parts
        ("The ferry sank\n\nin June", ["The ferry sank", "in June"]),
        ("He met the U.\n\nS.", ["He met the U.", "S."]),
        ("It sank\n \nand rose", ["It sank", "and rose"]),
    ],
)
def test_sentences_across_lines(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize("text", ["", "  \n ", "—", "…\n***\n🧨", "?!"])
def test_sentences_without_a_word_none(text: str) -> None:
    assert sentences(text) == ()


def test_sentences_offsets_trimmed_in_code_points_with_line() -> None:
    text = "\n  🕊🕊 flew.  \n\tIt came back.\n"

    assert sentences(text) == (Sentence(3, 11, 2), Sentence(15, 28, 3))
    assert text[15:28] == "It came back."


@given(st.text('aB.?!… \n”")(U1-', max_size=60))
def test_sentences_of_any_text_hold_every_word_once(text: str) -> None:
    found = sentences(text)

    spans = [(sentence.start, sentence.end) for sentence in found]
    assert spans == sorted(spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    outside = text
    for start, end in reversed(spans):
        assert text[start:end] == text[start:end].strip()
        outside = outside[:start] + outside[end:]
    assert not any(char.isalnum() for char in outside)
    assert all(sentence.paragraph == paragraph_of(text, sentence.start) for sentence in found)
