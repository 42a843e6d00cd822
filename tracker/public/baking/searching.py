"""The index of the baked search, made by Pagefind: each public page with its names and words."""

import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html import escape
from pathlib import Path

from tracker.public.targets import Target
from tracker.record.documents import load
from tracker.record.models import Page
from tracker.record.search.entries import names, texts

from .site import BakeFailed

#: Where the index stands on the site.
FOLDER = "/pagefind/"
#: Pagefind's own pages and styles, which ours do without.
_UNUSED = ("pagefind-component-ui", "pagefind-highlight", "pagefind-modular-ui", "pagefind-ui",
           "wasm.unknown")  # fmt: skip
# Its languages differ only in endings; the desk writes English, and names have none.
_PAGE = """<!doctype html><html lang="en"><title>{title}</title><body data-pagefind-body>
<h1 data-pagefind-weight="{weight}">{title}</h1>
{further}
<p data-pagefind-meta="about:{about}">
</body></html>
"""


def entries() -> Iterator[tuple[str, str]]:
    """Give what is indexed: the address of each public page, and its words as HTML."""
    for page in Page.objects.public().order_by("kind", "ref").iterator(chunk_size=500):
        document = load(page.document or {})
        said = [*names(document)[1:], *texts(document)]
        html = _PAGE.format(
            title=escape(page.title),
            weight=1 if page.kind == "claim" else 10,  # names come first
            further="\n".join(f"<p>{escape(text)}</p>" for text, _ in said),
            about=" · ".join(filter(None, [page.kind, page.grade])),
        )
        yield Target(page.kind, page.ref).url, html


def fingerprint() -> str:
    """Tell whether an index is still that of what is public."""
    digest = hashlib.sha256()
    for url, html in entries():
        digest.update(f"{url}\0{html}\0".encode())
    return digest.hexdigest()


def index() -> Iterator[tuple[str, bytes]]:
    """Make the index: the address and content of each of its files."""
    with tempfile.TemporaryDirectory() as folder:
        pages, made = Path(folder, "pages"), Path(folder, "made")
        pages.mkdir()
        for url, html in entries():
            path = pages / url.lstrip("/") / "index.html"
            path.parent.mkdir(parents=True)
            path.write_text(html, encoding="utf-8")
        command = ["-m", "pagefind", "--site", str(pages), "--output-path", str(made), "--quiet"]
        done = subprocess.run(  # noqa: S603  our own command, no words of readers
            [sys.executable, *command], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise BakeFailed(f"Pagefind could not make the index of search: {done.stderr.strip()}")
        for path in sorted(made.rglob("*")):
            if path.is_file() and not path.name.startswith(_UNUSED):
                yield f"{FOLDER}{path.relative_to(made).as_posix()}", path.read_bytes()
