"""What goes out comes in again, whatever it holds; nothing in it runs in a spreadsheet."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.evidence.spreadsheets import escape, unescape
from tracker.factsheets import export_sheets, export_workbook, import_sheets
from tracker.factsheets.exporting import _csv
from tracker.factsheets.reading import _records
from tracker.factsheets.workbooks import read_workbook, write_workbook
from tracker.models import Actor

pytestmark = pytest.mark.django_db

HOSTILE = {
    "formula": '=HYPERLINK("https://example.org","x")',
    "plus": "+1",
    "minus": "-1",
    "at": "@SUM(A1)",
    "tab": "\t=1",
    "carriage return": "\r=1",
    "line feed": "\n=1",
    "full-width": "＝1+1",
    "apostrophe": "'=1",
    "apostrophes": "'''@x",
    "apostrophe alone": "'quoted'",
    "clear": "!clear",
    "clear with spaces": " !clear ",
    "quotes": 'He said "no", twice: ""',
    "line ends": "one\ntwo\r\nthree\rfour",
    "spaces": "  both ends  ",
    "semicolons": "a;b|c\td",
    "right to left": "\u202egnirts\u202c שלום",
    "script": "<script>alert(1)</script>",
    "control": "bell\x07 vertical\x0b unit\x1f",
    "escape of a workbook": "_x000D_ and _x0041_",
    "not a character": "\ufffe\uffff",
    "astral": "🕊️ 𝔭𝔢𝔞𝔠𝔢",
    "number": "0012",
    "date": "2022-03",
    "error": "#N/A",
}
#: What any text of the desk may hold: all but NUL and surrogates.
TEXTS = st.text(
    st.characters(exclude_characters="\x00", exclude_categories=["Cs"])
    | st.sampled_from("='+-@\t\r\n\"',;! _x")
)


@pytest.fixture
def hostile(db):
    for place, text in enumerate(HOSTILE.values()):
        Actor.objects.create(ref=f"actor-{place}", name=f"N{text}", kind="group", description=text)


def descriptions():
    return dict(Actor.objects.values_list("ref", "description"))


def test_hostile_cells_unchanged_by_csv(hostile):
    before, sheets = descriptions(), export_sheets(sheets=["actors"])
    report = import_sheets(sheets, by=None)
    assert {row.kind for row in report.rows} == {"skip"}
    Actor.objects.all().delete()
    assert not import_sheets(sheets, by=None).errors
    assert descriptions() == before
    assert export_sheets(sheets=["actors"]) == sheets


def test_hostile_cells_unchanged_by_workbook(hostile):
    before, book = descriptions(), export_workbook(sheets=["actors"])
    report = import_sheets({"dossier.xlsx": book}, by=None)
    assert {row.kind for row in report.rows} == {"skip"}
    Actor.objects.all().delete()
    assert not import_sheets({"dossier.xlsx": book}, by=None).errors
    assert descriptions() == before


def test_no_exported_cell_is_a_formula(hostile):
    text = export_sheets(sheets=["actors"])["actors.csv"].decode()
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert [cell for cell in cells if cell[:1] in set("=+-@\t\r\n")] == []
    assert sum(cell.startswith("'=") for cell in cells) == 1


def test_hostile_text_in_an_error_is_one_line(csv_of):
    sheet = csv_of("ref,name,kind", 'envoy,Edda,"<script>\nalert(1)</script>"')
    (error,) = import_sheets({"actors.csv": sheet}, by=None).errors
    assert "“<script> alert(1)</script>”" in str(error)
    assert "\n" not in str(error)


def test_a_megabyte_in_a_cell(csv_of):
    large = "peace, " * 150_000
    files = {"actors.csv": csv_of("ref,name,kind,description", f'envoy,Edda,person,"{large}"')}
    assert not import_sheets(files, by=None).errors
    assert Actor.objects.get().description == large
    report = import_sheets(export_sheets(sheets=["actors"]), by=None)
    assert {row.kind for row in report.rows} == {"skip"}


@given(TEXTS)
def test_unescape_undoes_escape(text):
    assert unescape(escape(text)) == text


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=3), min_size=1, max_size=4))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_csv_read_as_written(rows):
    assert [cells for _, cells in _records(_csv(rows).decode(), ",")] == rows


@given(st.lists(TEXTS.filter(bool), min_size=1, max_size=4))
@settings(max_examples=30, deadline=None)
def test_workbook_read_as_written(row):
    ((title, rows),) = read_workbook(write_workbook({"actors": [row]}))
    assert (title, rows) == ("actors", [(1, row)])
