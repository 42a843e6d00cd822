"""What is wrong with files as such, and what is forgiven and noted."""

import pytest

from tracker.factsheets import import_sheets
from tracker.models import Actor, Name

pytestmark = pytest.mark.django_db

HEADER = "ref,name,kind"


def test_byte_order_mark_accepted(csv_of):
    report = import_sheets(
        {"actors.csv": b"\xef\xbb\xbf" + csv_of(HEADER, "nordland,Nordland,state")}, by=None
    )
    assert (report.errors, report.notes) == ([], [])
    assert Actor.objects.get().ref == "nordland"


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("cp1252", "Jón Støre"), ("cp1251", "Володимир"), ("koi8_r", "Владимир"), ("utf_16", "Støre")],
)
def test_other_encodings_read_and_noted(csv_of, encoding, name):
    sheet = csv_of(HEADER, f"envoy,{name},person").decode().encode(encoding)
    report = import_sheets({"actors.csv": sheet}, by=None)
    assert report.errors == []
    assert Actor.objects.get().name == name
    (note,) = report.notes
    assert note.startswith(f"actors.csv: not UTF-8; read as {encoding} (for instance “")
    assert "save the file as CSV UTF-8" in note


@pytest.mark.parametrize(("delimiter", "word"), [(";", "semicolons"), ("\t", "tabs")])
def test_other_delimiters_read_and_noted(csv_of, delimiter, word):
    sheet = csv_of(HEADER, 'nordland,"Nordland, the",state').replace(b",", delimiter.encode())
    report = import_sheets({"actors.csv": sheet}, by=None)
    assert report.errors == []
    assert report.notes == [f"actors.csv: cells are parted by {word}."]
    assert Actor.objects.get().name == f"Nordland{delimiter} the"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_systems(csv_of, end):
    sheet = csv_of(HEADER, "nordland,Nordland,state", "envoy,Edda,person")
    import_sheets({"actors.csv": sheet.replace(b"\n", end.encode())}, by=None)
    assert set(Actor.objects.values_list("ref", flat=True)) == {"nordland", "envoy"}


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (b"", 0, "The file is empty. Export the sheet again, with its header row."),
        (b"\n \n", 0, "The file is empty. Export the sheet again, with its header row."),
        (b"%PDF-1.7 ...", 0, "This is no CSV but a PDF. Save the table as CSV UTF-8"),
        (b"\x89PNG\r\n\x1a\n..", 0, "This is no CSV but an image."),
        (b"PK\x03\x04zip", 0, "A workbook needs a name that ends in .xlsx"),
        (b"\xd0\xcf\x11\xe0xls", 0, "a workbook of the old kind. Save it as .xlsx"),
        (b"ref,name\nabc,a\x00b\n", 2, "it holds a NUL character (code 0)"),
        ("ref,name\nabc,a\x00b\n".encode("utf-16"), 2, "it holds a NUL character (code 0)"),
    ],
)
def test_no_csv(errors_of, data, line, message):
    ((file, at, column, said),) = errors_of(actors=data)
    assert (file, at, column) == ("actors.csv", line, "")
    assert message in said


@pytest.mark.parametrize("row", ['nordland,"Nordland,state', 'nordland,"Nord"land,state'])
def test_broken_quotation_marks(errors_of, csv_of, row):
    sheet = csv_of(HEADER, "envoy,Edda,person", row, "other,Other,state")
    ((_, line, _, message),) = errors_of(actors=sheet)
    assert line == 3
    assert "Close every quotation mark that opens a cell" in message
    assert not Actor.objects.exists()


def test_header_only(errors_of, csv_of):
    assert errors_of(actors=csv_of(HEADER)) == [
        (
            "actors.csv",
            1,
            "",
            "There is a header and no row. Add rows below it, or leave the file out.",
        )
    ]


def test_header_only_beside_rows_is_noted(csv_of):
    files = {
        "actors.csv": csv_of(HEADER, "envoy,Edda,person"),
        "names.csv": csv_of("actor_ref,name,language,kind"),
    }
    report = import_sheets(files, by=None)
    assert report.errors == []
    assert report.notes == ["names.csv: a header and no row; nothing to import."]


def test_no_file():
    (error,) = import_sheets({}, by=None).errors
    assert str(error) == "No file was given. Choose the fact sheets to import."


def test_rows_of_wrong_length(errors_of, csv_of):
    sheet = csv_of(HEADER, "nordland,Nordland", "envoy,Edda,person,extra", "good,Good,state")
    assert [(line, message[:35]) for _, line, _, message in errors_of(actors=sheet)] == [
        (2, "The row has 2 cells, the header 3. "),
        (3, "The row has 4 cells, the header 3. "),
    ]


def test_line_is_where_the_row_begins(errors_of, csv_of):
    sheet = csv_of(HEADER, 'envoy,"Edda\nEnvoy\nof Nordland",person', "nordland,Nordland,realm")
    assert [(line, column) for _, line, column, _ in errors_of(actors=sheet)] == [(5, "kind")]


def test_blank_lines_passed_over_and_noted(csv_of):
    sheet = csv_of(HEADER, "", "envoy,Edda,person", ",,", "nordland,Nordland,state", "")
    report = import_sheets({"actors.csv": sheet}, by=None)
    assert report.errors == []
    assert report.notes == ["actors.csv: blank lines were passed over (2, 4)."]
    assert {row.line for row in report.rows} == {3, 5}


def test_headers_unknown_double_and_nameless(errors_of, csv_of):
    sheet = csv_of("ref,name,kind,descripton,name,", "envoy,Edda,person,,,")
    errors = errors_of(actors=sheet)
    assert {(line, column) for _, line, column, _ in errors} == {
        (1, "descripton"),
        (1, "name"),
        (1, ""),
    }
    messages = {column: message for _, _, column, message in errors}
    assert "Did you mean “description”?" in messages["descripton"]
    assert "It has: ref, name, kind, description, wikidata." in messages["descripton"]
    assert messages["name"] == "The column is there twice. Delete one of the two."
    assert messages[""] == "Column 6 has no name. Name it, or delete it."


def test_key_column_missing(errors_of, csv_of):
    errors = errors_of(names=csv_of("name,kind", "Nordland,alias"))
    assert {(file, line, column) for file, line, column, _ in errors} == {
        ("names.csv", 1, "actor_ref"),
        ("names.csv", 1, "language"),
    }


def test_columns_in_any_order_and_some_missing(csv_of):
    import_sheets({"actors.csv": csv_of("kind,name,ref", "state,Nordland,nordland")}, by=None)
    assert Actor.objects.get().name == "Nordland"


def test_file_name_unknown(csv_of):
    (error,) = import_sheets({"claim.csv": csv_of("ref", "abc")}, by=None).errors
    assert str(error).startswith(
        "claim.csv: No fact sheet has this name. Did you mean “claims”? There are: sources, actors"
    )


def test_upload_too_large(settings, errors_of, csv_of):
    settings.UPLOAD_MAX_BYTES = 100
    sheet = csv_of(HEADER, *[f"envoy-{n},Edda,person" for n in range(10)])
    ((file, line, _, message),) = errors_of(actors=sheet)
    assert (file, line) == ("actors.csv", 0)
    assert message.startswith(f"The upload has {len(sheet)} bytes; 100 are allowed.")


@pytest.mark.parametrize(
    ("rows", "line"),
    [(["a" + "," * 100_000], 1), ([HEADER, *["envoy,Edda,person"] * 200_000], 200_001)],
)
def test_more_columns_or_rows_than_any_sheet_has(errors_of, csv_of, rows, line):
    ((_, at, _, message),) = errors_of(actors=csv_of(*rows))
    assert at == line
    assert message == "A sheet has 200,000 rows and 100 columns at most. Part it."


def test_files_in_folders_with_rows_of_one_sheet(csv_of):
    files = {
        "one/actors.csv": csv_of(HEADER, "envoy,Edda,person"),
        "two/Actors.CSV": csv_of(HEADER, "nordland,Nordland,state"),
        "two/names.csv": csv_of("actor_ref,name,language,kind", "envoy,Edda,en,canonical"),
    }
    assert not import_sheets(files, by=None).errors
    assert set(Actor.objects.values_list("ref", flat=True)) == {"envoy", "nordland"}
    assert Name.objects.get().actor.ref == "envoy"


def test_same_row_in_two_files(csv_of):
    files = {
        "one/actors.csv": csv_of(HEADER, "envoy,Edda,person"),
        "two/actors.csv": csv_of(HEADER, "nordland,Nordland,state", "envoy,Edda,person"),
    }
    (error,) = import_sheets(files, by=None).errors
    assert str(error) == (
        "two/actors.csv:3, ref, “envoy”: The same row stands at one/actors.csv:2 already. "
        "Delete one of the two, or correct what it is known by."
    )


def test_unreadable_sheet_makes_no_unknown_references(csv_of):
    files = {
        "actors.csv": b"%PDF",
        "names.csv": csv_of("actor_ref,name,language,kind", "envoy,Edda,e,canonical"),
    }
    errors = import_sheets(files, by=None).errors
    assert [(error.file, error.column) for error in errors] == [
        ("actors.csv", ""),
        ("names.csv", "language"),
    ]
