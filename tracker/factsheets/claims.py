"""Parting the rows of claims.csv: what each says of its claim, and what of a citation."""

from collections.abc import Iterable

from tracker.evidence.spreadsheets import unescape

from .citations import CitationSheet
from .directory import Refs
from .reading import Row
from .report import SheetError
from .sheets import ClaimSheet


def _cells_of(sheet: type[ClaimSheet] | type[CitationSheet]) -> tuple[str, ...]:
    names = (sheet.fields[name].column_name for name in sheet._meta.fields)
    return tuple(name for name in names if name != "ref")


CLAIM_CELLS = _cells_of(ClaimSheet)
CITATION_CELLS = _cells_of(CitationSheet)


def part(rows: Iterable[Row], refs: Refs) -> tuple[list[Row], list[Row], list[SheetError]]:
    """Give the rows that hold a claim, those that hold a citation, and what is wrong.

    A claim is told in one row: that with the statement, else the first that says anything of
    it. All other rows with its ref add citations.
    """
    by_ref: dict[str, list[Row]] = {}
    for row in rows:
        by_ref.setdefault(unescape(row.cells["ref"]).strip() or f"{id(row)}", []).append(row)
    heads: list[Row] = []
    errors: list[SheetError] = []
    for ref, group in by_ref.items():
        told = sorted((row for row in group if _filled(row, CLAIM_CELLS)), key=_lacks_statement)
        if not told and not refs.holds(ref):
            told = group[:1]  # for the error that a new claim needs a statement
        heads += told[:1]
        errors += [_told_twice(told[0], row) for row in told[1:]]
    return heads, [row for row in rows if _filled(row, CITATION_CELLS)], errors


def _filled(row: Row, names: Iterable[str]) -> list[str]:
    return [name for name in names if row.cells[name].strip()]


def _lacks_statement(row: Row) -> bool:
    return not row.cells["statement"].strip()


def _told_twice(head: Row, row: Row) -> SheetError:
    column = _filled(row, CLAIM_CELLS)[0]
    return SheetError(
        row.file,
        row.line,
        column,
        row.cells[column],
        f"The claim “{row.cells['ref'].strip()}” is told at {head.file}:{head.line} already. "
        "Leave its cells blank in further rows, or give this claim a ref of its own.",
    )
