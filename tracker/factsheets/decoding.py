"""From the bytes of an uploaded sheet to its text."""

import codecs

from charset_normalizer import from_bytes

#: How files begin that are no CSV, whatever their name says.
_SIGNATURES = {
    b"PK\x03\x04": "an archive or workbook. A workbook needs a name that ends in .xlsx",
    b"\xd0\xcf\x11\xe0": "a workbook of the old kind. Save it as .xlsx or as CSV UTF-8",
    b"%PDF": "a PDF. Save the table as CSV UTF-8 or as .xlsx",
    b"{\\rtf": "a word processor's document. Save the table as CSV UTF-8 or as .xlsx",
    b"\x89PNG": "an image. Save the table as CSV UTF-8 or as .xlsx",
    b"\xff\xd8\xff": "an image. Save the table as CSV UTF-8 or as .xlsx",
    b"GIF8": "an image. Save the table as CSV UTF-8 or as .xlsx",
    b"<!DOCTYPE": "a web page. Save the table as CSV UTF-8 or as .xlsx",
    b"<html": "a web page. Save the table as CSV UTF-8 or as .xlsx",
}
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

# What spreadsheets write. A short sheet often reads well in several; then the first one wins: in
# an encoding of Cyrillic, Western words do not read well, and Western ones are the more common.
_ENCODINGS = ["utf_16", "koi8_r", "cp1251", "cp1252", "cp1250"]


#: More columns and rows than any sheet has; a hostile file may have millions.
MOST_COLUMNS = 100
MOST_ROWS = 200_000


class Unreadable(Exception):
    """The bytes are no sheet; the message says what they are and what to do. `line` may be 0."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def decode(data: bytes) -> tuple[str, str]:
    """Give the text and, where it is not UTF-8, a note on how it was read. Raises Unreadable."""
    if not data.strip():
        raise Unreadable("The file is empty. Export the sheet again, with its header row.")
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise Unreadable(f"This is no CSV but {what}.")
    if b"\x00" in data and not data.startswith(_WIDE):
        raise _no_text(data[: data.index(b"\x00")].count(b"\n") + 1)
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        return _guess(data)


def _no_text(line: int) -> Unreadable:
    return Unreadable(
        "This is no CSV: it holds a NUL character (code 0). Save the table as CSV UTF-8.", line
    )


def _guess(data: bytes) -> tuple[str, str]:
    matches = list(from_bytes(data, cp_isolation=_ENCODINGS))
    if not matches:
        raise Unreadable("This is no CSV in any known encoding. Save the table as CSV UTF-8.")
    best = min(matches, key=lambda match: (match.chaos, _ENCODINGS.index(match.encoding)))
    text = str(best)
    if "\x00" in text:
        raise _no_text(text[: text.index("\x00")].count("\n") + 1)
    sample = next((word for word in text.split() if not word.isascii()), "")[:40]
    return text, (
        f"not UTF-8; read as {best.encoding} (for instance “{sample}”). "
        "If that looks wrong, save the file as CSV UTF-8."
    )
