"""From uploaded files to the rows of each fact sheet."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from django.conf import settings

from .cells import did_you_mean, listed
from .decoding import MOST_COLUMNS, MOST_ROWS, Unreadable, decode
from .report import SheetError
from .workbooks import read_workbook

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}

Record = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a sheet, and those among them that no row can be known without."""

    columns: tuple[str, ...]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an upload; `cells` has every column of the sheet, blank where the file has not.

    A row that is not whole takes no part in the import, but its ref may be referred to.
    """

    file: str
    line: int
    cells: dict[str, str]
    whole: bool = True


@dataclass(slots=True)
class Reading:
    """All that was read; `unread` are the sheets of which some file could not be read at all."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    #: The names of files and worksheets in the order of reading.
    tables: list[str] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    errors: list[SheetError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read(files: Mapping[str, bytes], layouts: Mapping[str, Layout]) -> Reading:
    """Read CSV files and workbooks, with every error of form in them.

    Several files may hold rows of one sheet, which the last part of a file's name tells.
    """
    reading = Reading()
    total, limit = sum(map(len, files.values())), settings.UPLOAD_MAX_BYTES
    if total > limit:
        largest = max(files, key=lambda name: len(files[name]))
        message = (
            f"The upload has {total:,} bytes; {limit:,} are allowed. "
            "Import the sheets one after the other, or part this one."
        )
        reading.errors.append(SheetError(largest, 0, "", "", message))
        return reading
    for file, data in files.items():
        reading.tables.append(file)
        try:
            for table, sheet, records in _tables(reading, file, data, layouts):
                _take(reading, table, sheet, records, layouts[sheet])
        except Unreadable as error:
            reading.errors.append(SheetError(file, error.line, "", "", str(error)))
            reading.unread.update(layouts if _is_workbook(file) else [_stem(file)])
    if not reading.errors and not any(reading.rows.values()):
        message = "There is a header and no row. Add rows below it, or leave the file out."
        reading.errors += [SheetError(file, 1, "", "", message) for file in files] or [
            SheetError("", 0, "", "", "No file was given. Choose the fact sheets to import.")
        ]
    return reading


def _is_workbook(file: str) -> bool:
    return file.lower().endswith(".xlsx")


def _stem(file: str) -> str:
    return PurePosixPath(file.replace("\\", "/")).name.lower().removesuffix(".csv")


def _tables(
    reading: Reading, file: str, data: bytes, layouts: Mapping[str, Layout]
) -> Iterator[tuple[str, str, Iterable[Record]]]:
    """Give name, sheet and records of each table in a file; only of known sheets."""
    if _is_workbook(file):
        for title, records in read_workbook(data):
            table = f"{file}/{title}"
            reading.tables.append(table)
            if _is_known(reading, table, _stem(title), layouts):
                yield table, _stem(title), records
    elif _is_known(reading, file, _stem(file), layouts):
        text, note = decode(data)
        delimiter = _delimiter_of(text, layouts[_stem(file)].columns)
        if note:
            reading.notes.append(f"{file}: {note}")
        if delimiter != ",":
            reading.notes.append(f"{file}: cells are parted by {_DELIMITERS[delimiter]}.")
        yield file, _stem(file), _records(text, delimiter)


def _is_known(reading: Reading, table: str, sheet: str, layouts: Mapping[str, Layout]) -> bool:
    if sheet in layouts:
        return True
    message = (
        f"No fact sheet has this name.{did_you_mean(sheet, layouts)} "
        f"There are: {listed(layouts)}; each as .csv, or as a worksheet of one .xlsx."
    )
    reading.errors.append(SheetError(table, 0, "", "", message))
    return False


def _delimiter_of(text: str, columns: Iterable[str]) -> str:
    """The delimiter under which most of the first row's cells are columns of the sheet."""
    known = set(columns)

    def hits(delimiter: str) -> int:
        first = text.lstrip().split("\n", 1)[0]
        return len(known & {cell.strip(' "\r') for cell in first.split(delimiter)})

    return max(_DELIMITERS, key=hits)


def _records(text: str, delimiter: str) -> Iterator[Record]:
    """Give the records of a CSV file, each with the physical line that it begins on."""
    csv.field_size_limit(settings.UPLOAD_MAX_BYTES)  # a cell may be as large as the upload
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        message = (
            f"From this row on the file is no CSV ({error}). Close every quotation mark that "
            "opens a cell, and write one inside a cell twice."
        )
        raise Unreadable(message, line) from None


def _take(
    reading: Reading, file: str, sheet: str, records: Iterable[Record], layout: Layout
) -> None:
    """Add the rows of one table to the reading."""
    filled: list[Record] = []
    blank: list[Record] = []
    for line, cells in records:
        (filled if any(cell.strip() for cell in cells) else blank).append((line, cells))
        if len(filled) + len(blank) > MOST_ROWS or len(cells) > MOST_COLUMNS:
            raise Unreadable(
                f"A sheet has {MOST_ROWS:,} rows and {MOST_COLUMNS} columns at most. Part it.", line
            )
    if not filled:
        raise Unreadable("The file is empty. Export the sheet again, with its header row.")
    (line, names), *body = filled
    header = [name.strip() for name in names]
    errors, whole = _header_errors(file, line, header, layout)
    reading.errors += errors
    if not whole:
        reading.unread.add(sheet)
        return
    if between := [str(at) for at, _ in blank if at < filled[-1][0]]:
        reading.notes.append(f"{file}: blank lines were passed over ({', '.join(between)}).")
    if not body:
        reading.notes.append(f"{file}: a header and no row; nothing to import.")
    rows = reading.rows.setdefault(sheet, [])
    nothing = dict.fromkeys(layout.columns, "")
    for line, cells in body:
        pairs = reversed(list(zip(header, cells, strict=False)))  # of a double column, the first
        given = {name: cell for name, cell in pairs if name in nothing}
        fits = len(cells) == len(header)
        rows.append(Row(file, line, nothing | given, whole=fits))
        if not fits:
            message = (
                f"The row has {len(cells)} cells, the header {len(header)}. A cell with a comma, "
                "semicolon, tab or line break in it goes between quotation marks."
            )
            reading.errors.append(SheetError(file, line, "", cells[0] if cells else "", message))


def _header_errors(
    file: str, line: int, header: list[str], layout: Layout
) -> tuple[list[SheetError], bool]:
    """What is wrong with a header, and whether rows can be told by it all the same."""
    errors = []
    for place, name in enumerate(header):
        if name in header[:place] and name:
            message = "The column is there twice. Delete one of the two."
        elif name in layout.columns:
            continue
        elif name:
            near = did_you_mean(name, layout.columns)
            message = f"The sheet has no such column.{near} It has: {listed(layout.columns)}."
        else:
            message = f"Column {place + 1} has no name. Name it, or delete it."
        errors.append(SheetError(file, line, name, "", message))
    missing = [key for key in layout.keys if key not in header]
    errors += [
        SheetError(file, line, key, "", "The column is missing; rows are known by it. Add it.")
        for key in missing
    ]
    return errors, not missing
