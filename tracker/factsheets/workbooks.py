"""Fact sheets as one XLSX workbook: a worksheet for each, every cell a text."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell

from .decoding import MOST_COLUMNS, Unreadable

#: What a workbook may grow to when unpacked, as a multiple of what may be uploaded.
UNPACKED = 10
#: More blank rows than anybody leaves between two rows.
MOST_BLANK_ROWS = 1000
#: What a cell of a workbook can hold; more would be cut off in silence.
LONGEST_CELL = 32_767

# Office Open XML (ECMA-376, ST_Xstring) writes characters that XML cannot hold as _x000B_.
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_HEX = re.compile(r"_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")  # no surrogates


class CellTooLong(ValueError):
    """A text that no cell of a workbook can hold; the message names it and the remedy."""


def read_workbook(data: bytes) -> Iterator[tuple[str, list[tuple[int, list[str]]]]]:
    """Give each worksheet's title with its rows as texts, blank rows left out.

    Raises Unreadable for what is no workbook, or too large when unpacked.
    """
    _check_size(data)
    try:
        with warnings.catch_warnings(action="ignore"):  # about decoration that nobody imports
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            tables = [(sheet.title, list(_rows(sheet))) for sheet in book.worksheets]
    except Exception as error:  # openpyxl raises of all kinds on a damaged file
        raise _no_workbook() from error
    yield from (table for table in tables if table[1])


def _no_workbook() -> Unreadable:
    return Unreadable("This is no workbook, or a damaged one. Save it anew as .xlsx or as CSV.")


def _check_size(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise _no_workbook() from error
    limit = settings.UPLOAD_MAX_BYTES * UNPACKED
    if unpacked > limit:
        raise Unreadable(
            f"Unpacked, the workbook has {unpacked:,} bytes; {limit:,} are allowed. "
            "Part it, or save its sheets as CSV."
        )


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    blank = width = 0
    for line, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True), 1):
        cells = [_text(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        blank = 0 if cells else blank + 1
        if blank > MOST_BLANK_ROWS:
            return
        if cells:
            width = width or len(cells)  # the header's
            yield line, cells + [""] * (width - len(cells))


def _text(value: object) -> str:
    """A cell as it would have been typed."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time.min:
            return value.date().isoformat()
        case date() | time():
            return value.isoformat()
        case _:
            return _HEX.sub(lambda match: chr(int(match[1], 16)), str(value))


def write_workbook(tables: Mapping[str, Iterable[list[str]]]) -> bytes:
    """Write tables of texts, a worksheet each. Raises CellTooLong."""
    held = {
        title: [
            [_held(text, f"{title}, row {line}") for text in row]
            for line, row in enumerate(rows, 1)
        ]
        for title, rows in tables.items()
    }
    book = Workbook(write_only=True)
    for title, texts in held.items():
        sheet = book.create_sheet(title)
        for row in texts:
            sheet.append([_cell(sheet, text) for text in row])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _held(text: str, place: str) -> str:
    """The text as XML can hold it."""
    held = _NOT_XML.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    if len(held) > LONGEST_CELL:
        raise CellTooLong(
            f"{place}: a text of {len(text):,} characters; a cell of a workbook holds "
            f"{LONGEST_CELL:,}. Export CSV instead."
        )
    return held


def _cell(sheet: Any, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"  # also where it looks like a number, an error or a formula
    cell.number_format = "@"  # so that a spreadsheet does not make a date of 2022-03
    return cell
