"""The download itself: a Frictionless data package, the same bytes for the same edition."""

import hashlib
import json
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.urls import reverse

from tracker.evidence.spreadsheets import csv_line, escape
from tracker.public.fresh import Stamp, answer
from tracker.public.rows import cell_of
from tracker.public.streams import open_data
from tracker.record.documents import load
from tracker.record.models import Edition

from .columns import SHEETS
from .sheets import Addresses, rows_of

#: Larger than that, it is written to a temporary file.
IN_MEMORY = 10_000_000

_ABOUT = """\
Fact sheets of what was public at edition {edition}: the claims, what they rest on, and the actors,
rounds and issues that they speak of. {site}

datapackage.json describes every column (https://datapackage.org). The files are UTF-8, with commas.
A cell that a spreadsheet would run as a formula begins with an apostrophe; take it off to have the
text: that is, where = + - @, a tab or a line end follows, after further apostrophes or at once, or
where the cell would be !clear.

Rights. {rights}
The quotes belong to the publishers of the articles that sources.csv names; they stand here as short
citations, and the articles themselves are not in this download.
"""
_LICENSED = (
    "The words of the desk (statements, summaries, notes, reasons) are under the licence {}."
)
_UNLICENSED = (
    "The words of the desk (statements, summaries, notes, reasons) are the desk's: ask it."
)


@open_data
def read_dossier(request: HttpRequest) -> HttpResponseBase:
    stamp = Stamp.of_record()

    def make() -> HttpResponseBase:
        file = write(request.build_absolute_uri(reverse("public:front")), stamp)
        name = f"dossier-{stamp.number}.zip"
        return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")

    return answer(request, stamp, make)


def write(site: str, stamp: Stamp) -> IO[bytes]:
    """Write the package to a file, and give that; one query for each sheet, and two more.

    It is made of the editions up to that number, which never change, and not of the pages: so
    nothing that is published meanwhile can get into it.
    """
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  the response closes it
    addresses = Addresses(stamp.number)
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        resources = [_write_sheet(archive, name, addresses, stamp) for name in SHEETS]
        licence = settings.DOSSIER_LICENCE
        rights = _LICENSED.format(licence) if licence else _UNLICENSED
        about = _ABOUT.format(edition=stamp.number, site=site, rights=rights)
        archive.writestr(_entry("README.txt", stamp), about)
        package = json.dumps(_package(site, stamp, resources), indent=1, ensure_ascii=False)
        archive.writestr(_entry("datapackage.json", stamp), package + "\n")
    file.seek(0)
    return file


def _entry(name: str, stamp: Stamp) -> ZipInfo:
    """Describe a file so that nothing depends on when and where the archive is made."""
    at = stamp.at.astimezone(UTC) if stamp.at else datetime(1980, 1, 1, tzinfo=UTC)
    entry = ZipInfo(name, at.timetuple()[:6])
    entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 3, 0o644 << 16
    return entry


def lines_of(name: str, addresses: Addresses, number: int) -> Iterator[bytes]:
    """Give one sheet as lines of CSV."""
    sheet = SHEETS[name]
    yield csv_line(sheet.columns).encode()
    documents = Edition.objects.of_kind(sheet.kind, number).values_list("document", flat=True)
    for content in documents.iterator(chunk_size=500):
        for row in rows_of(name, load(content), addresses):
            yield csv_line(escape(cell_of(value)) for value in row).encode()


def _write_sheet(archive: ZipFile, name: str, addresses: Addresses, stamp: Stamp) -> dict[str, Any]:
    """Write one sheet, and describe it as a Frictionless resource."""
    digest, size = hashlib.sha256(), 0
    with archive.open(_entry(f"{name}.csv", stamp), "w", force_zip64=True) as file:
        for line in lines_of(name, addresses, stamp.number):
            file.write(line)
            digest.update(line)
            size += len(line)
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "title": SHEETS[name].title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest.hexdigest()}",
        "schema": SHEETS[name].schema,
    }


def _package(site: str, stamp: Stamp, resources: list[dict[str, Any]]) -> dict[str, Any]:
    documents = Edition.objects.of_kind("source", stamp.number).values_list("document", flat=True)
    sources = [
        {
            "title": ", ".join(filter(None, (one["publisher"], one["title"]))),
            **({"path": one["url"]} if one["url"] else {}),
        }
        for one in documents
    ]
    package = {
        "profile": "tabular-data-package",
        "name": "peacetalks-dossier",
        "title": "Claims about peace negotiations, and what they rest on",
        "description": "Fact sheets of the public record. Quotes belong to the publishers of the "
        "sources; see README.txt.",
        "homepage": site,
        "version": str(stamp.number),
        **({"licenses": [{"name": settings.DOSSIER_LICENCE}]} if settings.DOSSIER_LICENCE else {}),
        "sources": sources,
        "resources": resources,
    }
    if stamp.at:
        package["created"] = stamp.at.isoformat(timespec="seconds")
    return package
