"""Cells that are safe in a spreadsheet and come out of it as they were, and lines of CSV.

UTF-8 without BOM, commas, lines that end in a line feed (as git likes them).
"""

import re
from collections.abc import Iterable

#: A cell that empties a column; a blank one leaves it as it is.
CLEAR = "!clear"

# A spreadsheet would run what follows as a formula; `!clear` as a text would empty the column.
_ACTIVE = r"(?:[=+\-@＝＋－＠\t\r\n]|\s*!clear\s*\Z)"
_UNSAFE = re.compile(rf"'*{_ACTIVE}")
_ESCAPED = re.compile(rf"'+{_ACTIVE}")
_QUOTED = re.compile('[",\r\n]')


def escape(text: str) -> str:
    """Put one apostrophe before a text that a spreadsheet would run; `unescape` takes it off."""
    return f"'{text}" if _UNSAFE.match(text) else text


def unescape(cell: str) -> str:
    """Give the text that `escape` made this cell of."""
    return cell[1:] if _ESCAPED.match(cell) else cell


def csv_line(cells: Iterable[str]) -> str:
    """Give one line of CSV, its end included; the cells are taken as they are."""
    # Not csv.writer: with these line ends, Python 3.11 leaves a lone carriage return unquoted.
    return ",".join(map(_quoted, cells)) + "\n"


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell
