"""The catalogues of translations, by Babel: Django's own commands for them need GNU gettext.

`python -m peacetalks.messages update` brings them in step with the code, `compile` makes what Django
reads; `make setup` compiles.
"""

import os
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

TRACKER = Path(__file__).resolve().parent.parent / "tracker"
#: Only the public side speaks several languages.
CODE, TEMPLATES = TRACKER / "public", TRACKER / "templates" / "public"

_CONTEXT = (1, "c")
_KEYWORDS = {
    "_": None,
    "_n": (1, 2),
    "_p": (_CONTEXT, 2),
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "pgettext": (_CONTEXT, 2),
    "pgettext_lazy": (_CONTEXT, 2),
    "npgettext": (_CONTEXT, 2, 3),
}


def catalogues() -> Iterator[Path]:
    """Give the catalogue of each language but English, which the code itself speaks."""
    yield from sorted(TRACKER.glob("locale/*/LC_MESSAGES/django.po"))


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        found = read_po(file, locale=path.parent.parent.name)
    found.project, found.version = "peacetalks", "public"
    found.msgid_bugs_address = found.last_translator = found.language_team = ""
    return found


def extracted() -> Catalog:
    """Gather all that can be translated."""
    found = Catalog()
    for path in [*sorted(CODE.rglob("*.py")), *sorted(TEMPLATES.rglob("*.html"))]:
        for _line, message, _comments, context in extract("python", _source(path), _KEYWORDS):
            found.add(message, context=context)
    return found


def _source(path: Path) -> BytesIO:
    """Give a file as Python; of a template, what Django makes of it for this."""
    text = path.read_text()
    if path.suffix == ".html":
        from django.utils.translation.template import templatize

        text = templatize(text, origin=path.name)
    return BytesIO(text.encode())


def update() -> None:
    """Bring the catalogues in step with the code: what is new has no translation yet."""
    for path in catalogues():
        catalogue, now = read(path), extracted()
        now.creation_date = (
            catalogue.creation_date
        )  # else each change would be one of the date, too
        catalogue.update(now, no_fuzzy_matching=True)
        with path.open("wb") as file:
            write_po(file, catalogue, width=100, ignore_obsolete=True)


def compile_all() -> None:
    """Make of each catalogue what Django reads, unless that is there and new."""
    for path in catalogues():
        made = path.with_suffix(".mo")
        if not made.exists() or made.stat().st_mtime < path.stat().st_mtime:
            partly = made.with_name(f"{made.name}.{os.getpid()}")
            with partly.open("wb") as file:
                write_mo(file, read(path))
            partly.replace(made)  # at once, for whoever reads it meanwhile


if __name__ == "__main__":
    {"update": update, "compile": compile_all}[sys.argv[1]]()
