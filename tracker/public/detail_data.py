"""A page as CSV: of claims and sources their citations, of all others the list of what speaks of them."""

from collections.abc import Iterable, Iterator

from django.http import HttpRequest, HttpResponseBase

from tracker.evidence.spreadsheets import escape
from tracker.record.models import Page, PageState

from .detail import document_of
from .dossier.columns import SHEETS
from .dossier.sheets import Addresses, Values, rows_of
from .errors import absent
from .fresh import Stamp, answer
from .list_data import csv_of
from .rows import cell_of
from .streams import as_csv, open_data

_COLUMNS = list(SHEETS["claims"].columns)
#: Where what is said of the citation begins.
_CITED = _COLUMNS.index("source_ref")


@open_data
def read_csv(request: HttpRequest, kind: str, ref: str) -> HttpResponseBase:
    page = Page.objects.to_read(kind, ref).first()
    if page is None or page.state != PageState.PUBLIC:
        return absent(request, kind, ref, page)
    stamp = Stamp.of_page(page)
    if kind not in ("claim", "source"):
        listed = "round" if kind == "process" else "claim"
        return csv_of(request, listed, {kind: page.ref}, stamp)

    def make() -> HttpResponseBase:
        rows = ([escape(cell_of(value)) for value in row] for row in _rows(page, stamp.number))
        return as_csv(page.ref, _COLUMNS, rows)

    return answer(request, stamp, make)


def _rows(page: Page, number: int) -> Iterator[Values]:
    """Give the citations of a claim, or of a source by claim, in the columns of claims.csv."""
    at = Addresses(number)
    if page.kind == "claim":
        yield from rows_of("claims", document_of(page), at)
        return
    claims: Iterable[Page] = Page.objects.of_kind("claim").referring("source", page.ref, "cites")
    for claim in claims.order_by("ref").iterator(chunk_size=500):  # type: ignore[attr-defined]
        first, *further = rows_of("claims", document_of(claim), at)
        for row in (first, *further):
            if row[_CITED] == page.ref:
                yield [*first[:_CITED], *row[_CITED:]]
