"""Texts are found by their sha256, whatever their files are called."""

import hashlib

import pytest

from tracker.factsheets import export_sheets, hold_texts, import_sheets, supply_texts
from tracker.models import Citation, Source, Text, hold_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def unheld(imported):
    """The dossier on a machine that has no text."""
    sheets = export_sheets()
    Citation.objects.all().delete()
    Text.objects.all().delete()
    assert not import_sheets(sheets, by=None).errors


def test_text_found_under_any_name(unheld, text):
    supply = supply_texts({"b.bin": text.encode(), "notes.txt": b"Something else."}, by=None)
    assert supply.taken == {"b.bin": ["lake-report"]}
    assert supply.unknown == ["notes.txt"]
    assert supply.lacking == []
    assert supply.citations == {"exact": 4, "folded": 1}
    assert Source.objects.get(ref="lake-report").texts.get().content == text


def test_text_held_already(unheld, text):
    supply_texts({"one": text.encode()}, by=None)
    supply = supply_texts({"two": text.encode()}, by=None)
    assert (supply.taken, supply.held_already) == ({}, {"two": ["lake-report"]})
    assert Text.objects.count() == 1


def test_same_text_in_two_files(unheld, text):
    supply = supply_texts({"one": text.encode(), "two": text.encode()}, by=None)
    assert (set(supply.taken), set(supply.held_already)) == ({"one"}, {"two"})


def test_text_with_other_line_ends_is_another(unheld, text):
    supply = supply_texts({"one": text.replace("\n", "\r\n").encode()}, by=None)
    assert (supply.unknown, supply.lacking) == (["one"], ["lake-report"])
    assert supply.citations == {"unheld": 5}


def test_citations_of_words_that_are_gone(imported, text):
    source = Source.objects.get(ref="lake-report")
    hold_text(source=source, content=text.replace("Neither of them", "Each"), by=None)
    supply = supply_texts({}, by=None)
    assert sum(supply.citations.values()) == 5
    assert supply.lacking == []


def test_lines_of_a_folder(unheld, text, tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.txt").write_bytes(text.encode())
    (tmp_path / "b.txt").write_bytes(b"Something else.")
    assert hold_texts(tmp_path, by=None) == [
        "a.txt: taken as the text of lake-report",
        "b.txt: no source has this text",
        "Citations: 4 exact, 1 folded",
    ]


def test_texts_that_cannot_be_held(db):
    files = {"latin": "Zürich".encode("latin-1"), "nul": b"a\x00b"}
    for name, data in files.items():
        Source.objects.create(
            ref=f"the-{name}",
            title="T",
            kind="analysis",
            language="en",
            text_sha256=hashlib.sha256(data).hexdigest(),
        )
    supply = supply_texts(files, by=None)
    assert (supply.taken, supply.lacking) == ({}, ["the-latin", "the-nul"])
    assert supply.unusable == {
        "latin": "the text of the-latin, but it is not UTF-8",
        "nul": "The text holds a NUL character (code 0); remove it.",
    }
