"""From an uploaded or pasted document to its text, and to what it says about itself."""

from dataclasses import dataclass, field
from pathlib import PurePath

import trafilatura
from charset_normalizer import from_bytes

#: An article has some ten thousand bytes; a saved web page a hundred times as many.
MOST_BYTES = 5_000_000

_SIGNATURES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a word processor's document or an archive",
    b"\xd0\xcf\x11\xe0": "an old word processor's document",
    b"{\\rtf": "a word processor's document",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
}
_MARKUP = ("<!doctype html", "<html", "<?xml")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_CYRILLIC_AND_WESTERN = ["utf_16", "cp1251", "koi8_r", "cp1252", "cp1250"]
_TAKEN = (
    "This is a web page: its main text was taken, and the menus and boxes around it left out. "
    "Compare it with the page before you save it."
)


class Unreadable(Exception):
    """The document has no text that could be taken; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text with what its document says about itself, by field of a source."""

    text: str
    guesses: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def read_file(name: str, data: bytes) -> Document:
    """Read an uploaded file. Raises Unreadable."""
    if PurePath(name.lower()).suffix not in (".txt", ".html", ".htm", ".text"):
        raise Unreadable(f"“{name}” is no .txt or .html: open it and paste its text instead.")
    if len(data) > MOST_BYTES:
        raise Unreadable(
            f"The file has {len(data) / 1e6:.1f} MB; at most {MOST_BYTES / 1e6:.0f} MB are taken. "
            "Save the article alone, or paste its text."
        )
    if not data.strip():
        raise Unreadable("The file is empty: save it again, or paste the text.")
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise Unreadable(f"This is {what}, whatever its name says: open it and paste its text.")
    return read(*_decode(data))


def read(content: str, notes: tuple[str, ...] = ()) -> Document:
    """Read what was pasted or decoded: a web page gives its main text, any other text all of it."""
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in content:
        raise Unreadable(
            "The text holds a NUL character (code 0): paste it from where you read it."
        )
    if not content.lstrip("\ufeff \n\t").lower().startswith(_MARKUP):
        return Document(content, notes=list(notes))
    return _main_text(content, notes)


def _decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    if b"\x00" in data and not data.startswith(_WIDE):
        raise Unreadable("This is no text: it holds a NUL character (code 0). Paste its text.")
    matches = list(from_bytes(data, cp_isolation=_CYRILLIC_AND_WESTERN))
    if not matches:
        raise Unreadable("The encoding is unknown: save the file as UTF-8, or paste its text.")
    order = _CYRILLIC_AND_WESTERN.index
    best = min(matches, key=lambda match: (match.chaos, order(match.encoding)))
    text = str(best)
    sample = next((word for word in text.split() if not word.isascii()), "")[:40]
    note = (
        f"The file is not UTF-8. It was read as {best.encoding}, for instance “{sample}”: if that "
        "looks wrong, save it as UTF-8 and upload it again, or paste its text."
    )
    return text, (note,)


def _main_text(page: str, notes: tuple[str, ...]) -> Document:
    found = trafilatura.bare_extraction(
        page, with_metadata=True, include_comments=False, favor_recall=True
    )
    if found is None or not (found.text or "").strip():
        raise Unreadable("No article was found on this page: paste its text instead.")
    guesses = {
        "title": found.title,
        "author": (found.author or "").replace("; ", ", "),
        "publisher": found.sitename or found.hostname,
        "published": found.date,
        "language": _language(page),
        "url": found.url,
    }
    known = {name: value for name, value in guesses.items() if value}
    return Document(found.text, known, [*notes, _TAKEN])


def _language(page: str) -> str:
    """The language that the page says it is in; trafilatura would have to guess it."""
    root = trafilatura.load_html(page)
    declared = root.get("lang", "") if root is not None else ""
    parts = declared.strip().replace("_", "-").split("-")
    return "-".join([parts[0].lower(), *parts[1:]])
