"""Fact sheets, in and out: CSV files or one workbook, as FACTSHEETS.md describes them."""

from .exporting import export_sheets, export_workbook
from .importing import SHEETS, import_sheets
from .report import Report, RowChange, SheetError
from .texts import Supply, hold_texts, supply_texts
from .workbooks import CellTooLong

__all__ = [
    "SHEETS",
    "CellTooLong",
    "Report",
    "RowChange",
    "SheetError",
    "Supply",
    "export_sheets",
    "export_workbook",
    "hold_texts",
    "import_sheets",
    "supply_texts",
]
