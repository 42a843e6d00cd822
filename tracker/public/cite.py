"""How to cite a page: as text, BibTeX, CSL-JSON and RIS. What is cited is one edition of it."""

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urljoin

from django.utils.translation import gettext, pgettext_lazy

from tracker.record.models import Edition, Page

from . import times, words
from .edition_page import permanent_url

#: What parts lines for one program or another parts words here; other controls are dropped.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")

# A brace in a title must stay balanced whatever a program makes of the backslash before it.
_BIBTEX: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "#$%&_"},
    }
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Work:
    """What is cited: one edition of a page, under its permanent address."""

    kind: str
    ref: str
    title: str
    number: int
    at: datetime
    url: str

    @property
    def key(self) -> str:
        return f"{words.SITE}-{self.kind}-{self.ref}-{self.number}"

    @property
    def sort(self) -> str:
        said = gettext("%(kind)s, edition %(number)s")
        return said % {"kind": words.capital(str(words.KINDS[self.kind])), "number": self.number}


def work(page: Page, base: str) -> Work:
    """Give what is to be cited of a page; `base` is any absolute address of this site."""
    edition: Edition = page.edition
    return Work(
        kind=page.kind,
        ref=edition.ref,
        title=_line(page.title),
        number=edition.number,
        at=edition.at,
        url=urljoin(base, permanent_url(edition)),
    )


def _line(text: str) -> str:
    """Put a text on one line: in these formats a line of its own may be a field of its own."""
    return _CONTROLS.sub("", " ".join(unicodedata.normalize("NFC", text).split()))


def plain(cited: Work) -> str:
    stop = "" if cited.title.endswith((".", "!", "?", "…")) else "."
    return gettext("%(site)s. “%(title)s” %(sort)s, %(day)s. %(address)s") % {
        "site": words.SITE,
        "title": cited.title + stop,
        "sort": cited.sort,
        "day": times.day(cited.at),
        "address": cited.url,
    }


def bibtex(cited: Work) -> str:
    """BibTeX; the title stands in two pairs of braces, so that no style changes its capitals."""
    fields = {
        "author": f"{{{{{words.SITE}}}}}",
        "title": f"{{{{{cited.title.translate(_BIBTEX)}}}}}",
        "howpublished": f"{{{cited.sort}}}",
        "year": f"{{{cited.at.year}}}",
        "month": _MONTHS[cited.at.month - 1],
        "url": f"{{{cited.url}}}",
    }
    lines = ",\n".join(f"  {name} = {value}" for name, value in fields.items())
    return f"@misc{{{cited.key},\n{lines}\n}}\n"


def csl(cited: Work) -> str:
    """CSL-JSON, as a list of one item."""
    item = {
        "id": cited.key,
        "type": "webpage",
        "author": [{"literal": words.SITE}],
        "title": cited.title,
        "container-title": words.SITE,
        "genre": cited.kind.capitalize(),
        "version": f"edition {cited.number}",
        "issued": {"date-parts": [[cited.at.year, cited.at.month, cited.at.day]]},
        "URL": cited.url,
        "language": "en",
    }
    return json.dumps([item], ensure_ascii=False, indent=1) + "\n"


def ris(cited: Work) -> str:
    """RIS: a tag of two letters, a hyphen and the value, one on each line."""
    fields = [
        ("TY", "ELEC"),
        ("AU", words.SITE),
        ("TI", cited.title),
        ("M3", cited.kind.capitalize()),
        ("ET", str(cited.number)),
        ("PY", str(cited.at.year)),
        ("DA", f"{cited.at:%Y/%m/%d}"),
        ("LA", "en"),
        ("PB", words.SITE),
        ("UR", cited.url),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields)


#: How an address ends → what its format is called, its media type, and who writes it.
FORMATS: Final[dict[str, tuple[str, str, Callable[[Work], str]]]] = {
    "txt": (
        pgettext_lazy("format", "Text"),
        "text/plain; charset=utf-8",
        lambda cited: plain(cited) + "\n",
    ),
    "bib": ("BibTeX", "application/x-bibtex; charset=utf-8", bibtex),
    "csl.json": ("CSL-JSON", "application/vnd.citationstyles.csl+json", csl),
    "ris": ("RIS", "application/x-research-info-systems; charset=utf-8", ris),
}
