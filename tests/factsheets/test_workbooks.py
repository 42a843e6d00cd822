"""Workbooks: cells as typed, and files that are none."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from tracker.factsheets import CellTooLong, export_sheets, export_workbook, import_sheets
from tracker.models import Actor, Claim, Name

pytestmark = pytest.mark.django_db


@pytest.fixture
def book_of():
    """Bytes of a workbook from rows by title."""

    def book(**sheets):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        data = io.BytesIO()
        book.save(data)
        return data.getvalue()

    return book


def test_workbook_in_and_out(imported):
    before = export_sheets()
    report = import_sheets({"dossier.xlsx": export_workbook()}, by=None)
    assert report.errors == []
    assert {row.kind for row in report.rows} == {"skip"}
    assert export_sheets() == before


def test_workbook_titles_with_and_without_ending(book_of):
    book = book_of(
        **{
            "actors.csv": [["ref", "name", "kind"], ["envoy", "Edda", "person"]],
            "Names": [["actor_ref", "name", "language", "kind"], ["envoy", "Edda", "en", "alias"]],
        }
    )
    assert not import_sheets({"Dossier.XLSX": book}, by=None).errors
    assert Name.objects.get().actor.ref == "envoy"


def test_cells_as_typed(book_of, csv_of):
    claims = [
        ["ref", "statement", "kind", "happened", "happened_stated", "note"],
        ["one-1", "A.", "event", date(2022, 3, 1), True, 7],
        ["two-2", "B.", "event", datetime(2022, 3, 2, 0, 0), False, 7.0],  # noqa: DTZ001
        ["three", "C.", "event", 2022, None, 7.5],
    ]
    report = import_sheets({"dossier.xlsx": book_of(claims=claims)}, by=None)
    assert report.errors == []
    assert set(Claim.objects.values_list("ref", "happened", "happened_stated", "note")) == {
        ("one-1", "2022-03-01", True, "7"),
        ("two-2", "2022-03-02", False, "7"),
        ("three", "2022", True, "7.5"),
    }


def test_half_a_character_in_a_cell(book_of):
    actors = [["ref", "name", "kind"], ["envoy", "_xD800_ _x0041_", "person"]]
    assert not import_sheets({"dossier.xlsx": book_of(actors=actors)}, by=None).errors
    assert Actor.objects.get().name == "_xD800_ A"


def test_errors_name_worksheet_and_row(book_of):
    book = book_of(
        actors=[["ref", "name", "kind"], [], ["envoy", "Edda", "realm"]], claim=[["ref"]]
    )
    errors = import_sheets({"dossier.xlsx": book}, by=None).errors
    assert [(error.file, error.line, error.column) for error in errors] == [
        ("dossier.xlsx/actors", 3, "kind"),
        ("dossier.xlsx/claim", 0, ""),
    ]
    assert "Did you mean “claims”?" in errors[1].message


def test_rows_shorter_and_longer_than_the_header(book_of):
    book = book_of(
        actors=[["ref", "name", "kind"], ["envoy", "Edda"], ["a-b", "A", "group", "more"]]
    )
    errors = import_sheets({"dossier.xlsx": book}, by=None).errors
    assert [(error.line, error.column) for error in errors] == [(2, "kind"), (3, "")]


def broken(data):
    return data[: len(data) // 2]


def not_a_workbook(data):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("mimetype", "application/zip")
    return archive.getvalue()


def damaged(data):
    archive = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(archive, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name)[:-40])
    return archive.getvalue()


@pytest.mark.parametrize("harm", [broken, not_a_workbook, damaged, lambda _: b"", lambda _: b"x"])
def test_no_workbook(book_of, harm):
    book = harm(book_of(actors=[["ref", "name", "kind"], ["envoy", "Edda", "person"]]))
    (error,) = import_sheets({"dossier.xlsx": book}, by=None).errors
    assert str(error) == (
        "dossier.xlsx: This is no workbook, or a damaged one. Save it anew as .xlsx or as CSV."
    )
    assert not Actor.objects.exists()


def test_workbook_that_unpacks_to_too_much(settings):
    settings.UPLOAD_MAX_BYTES = 100_000
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/worksheets/sheet1.xml", b" " * 2_000_000)
    (error,) = import_sheets({"dossier.xlsx": archive.getvalue()}, by=None).errors
    assert str(error).startswith(
        "dossier.xlsx: Unpacked, the workbook has 2,000,000 bytes; 1,000,000 are allowed."
    )


def test_text_that_no_cell_of_a_workbook_holds():
    Actor.objects.create(ref="envoy", name="Edda", kind="person", description="x" * 40_000)
    with pytest.raises(CellTooLong, match=r"actors, row 2: .* Export CSV instead"):
        export_workbook()


def test_exported_cells_are_texts():
    Actor.objects.create(ref="envoy", name="=1+1", kind="person", description="2022-03")
    book = openpyxl.load_workbook(io.BytesIO(export_workbook(sheets=["actors"])))
    row = book["actors"][2]
    assert [cell.value for cell in row[:4]] == ["envoy", "'=1+1", "person", "2022-03"]
    assert {(cell.data_type, cell.number_format) for cell in row[:4]} == {("s", "@")}
