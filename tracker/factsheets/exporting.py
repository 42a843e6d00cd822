"""Exporting fact sheets: all columns in their order, rows in the order of their keys.

What a spreadsheet would run as a formula gets an apostrophe, which the import takes off again.
"""

from collections.abc import Collection, Iterable

from tracker.evidence.spreadsheets import csv_line

from .citations import CitationSheet
from .directory import Directory
from .importing import LAYOUTS, SHEETS
from .sheet import Sheet
from .sheets import ClaimSheet
from .workbooks import write_workbook


def export_sheets(*, sheets: Collection[str] | None = None) -> dict[str, bytes]:
    """Give the fact sheets as CSV by file name: all of them, or those named (`actors`)."""
    return {f"{name}.csv": _csv(rows) for name, rows in _tables(sheets).items()}


def export_workbook(*, sheets: Collection[str] | None = None) -> bytes:
    """Give the fact sheets as one XLSX workbook, a worksheet for each.

    Raises CellTooLong where a text does not fit into a cell of a workbook.
    """
    return write_workbook(_tables(sheets))


def _tables(sheets: Collection[str] | None) -> dict[str, list[list[str]]]:
    unknown = set(sheets or ()) - SHEETS.keys()
    if unknown:
        raise KeyError(f"No fact sheet is called {sorted(unknown)}; there are {list(SHEETS)}.")
    directory = Directory()
    return {
        name: [list(LAYOUTS[name].columns), *_rows(directory, resources)]
        for name, resources in SHEETS.items()
        if sheets is None or name in sheets
    }


def _rows(directory: Directory, resources: tuple[type[Sheet], ...]) -> Iterable[list[str]]:
    if resources == (ClaimSheet, CitationSheet):
        return _claims(directory)
    (resource,) = resources
    return map(list, resource(directory).export())


def _claims(directory: Directory) -> Iterable[list[str]]:
    """Give each claim with its first citation, and a row for each further one."""
    citations: dict[str, list[list[str]]] = {}
    for ref, *cells in CitationSheet(directory).export():
        citations.setdefault(ref, []).append(cells)
    no_citation = [""] * (len(CitationSheet._meta.fields) - 1)
    for ref, *cells in ClaimSheet(directory).export():
        first, *further = citations.get(ref, [no_citation])
        yield [ref, *cells, *first]
        for citation in further:
            yield [ref, *[""] * len(cells), *citation]


def _csv(rows: Iterable[list[str]]) -> bytes:
    return "".join(map(csv_line, rows)).encode()
