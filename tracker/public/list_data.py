"""The lists as CSV and JSON: exactly what is shown, filtered and in order, but whole."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from tracker.record.models import Action, Edition

from . import changes, words
from .changes import EditionInfo
from .errors import refuse
from .fresh import Stamp, answer
from .lists import Asked
from .rows import ROWS, Row, cells
from .streams import as_csv, as_json_list, open_data

_Make = Callable[[Asked], HttpResponseBase]


def rows_of(request: HttpRequest, asked: Asked) -> Iterator[Row]:
    """Give the rows of a list one by one: one query."""
    row_type = ROWS[asked.kind]
    pages = asked.rest().details(*row_type.parts()).values(*row_type.columns(), *asked.needed)
    for row in pages.iterator(chunk_size=2000):
        path = reverse(f"public:{asked.kind}", args=[row["ref"]])
        yield row_type.of(row, request.build_absolute_uri(path))


@open_data
def read_csv(request: HttpRequest, kind: str) -> HttpResponseBase:
    return csv_of(request, kind, request.GET.dict(), Stamp.of_record())


@open_data
def read_json(request: HttpRequest, kind: str) -> HttpResponseBase:
    def make(asked: Asked) -> HttpResponseBase:
        about = {
            "kind": kind,
            "filters": asked.filters.query,
            "total": asked.whole().count(),
            "url": request.build_absolute_uri(asked.filters.url()),
        }
        return as_json_list(about, rows_of(request, asked))

    return _answer(request, kind, request.GET.dict(), Stamp.of_record(), make)


def csv_of(
    request: HttpRequest, kind: str, query: dict[str, str], stamp: Stamp
) -> HttpResponseBase:
    """Answer with a list as CSV."""

    def make(asked: Asked) -> HttpResponseBase:
        rows = (cells(row) for row in rows_of(request, asked))
        return as_csv(words.PLURALS[kind], ROWS[kind].header(), rows)

    return _answer(request, kind, query, stamp, make)


def _answer(
    request: HttpRequest, kind: str, query: dict[str, str], stamp: Stamp, make: _Make
) -> HttpResponseBase:
    def checked() -> HttpResponseBase:
        asked = Asked.of(kind, query)
        if asked.filters.problems:
            return refuse(request, 400, " ".join(asked.filters.problems))
        return make(asked)

    return answer(request, stamp, checked)


@open_data
def read_editions_csv(request: HttpRequest) -> HttpResponseBase:
    def make(rows: Iterable[EditionInfo]) -> HttpResponseBase:
        return as_csv("editions", changes.COLUMNS, map(cells, rows))

    return _editions(request, make)


@open_data
def read_editions_json(request: HttpRequest) -> HttpResponseBase:
    def make(rows: Iterable[EditionInfo]) -> HttpResponseBase:
        about: dict[str, Any] = {"kind": "edition", "filters": request.GET.dict()}
        return as_json_list(about, rows)

    return _editions(request, make)


def _editions(
    request: HttpRequest, make: Callable[[Iterable[EditionInfo]], HttpResponseBase]
) -> HttpResponseBase:
    """Answer with all editions, or all of one sort, the newest first: one query."""
    action = request.GET.get("action", "")

    def checked() -> HttpResponseBase:
        if action and action not in Action.values:
            return refuse(request, 400, "Editions publish, correct, move or retract; nothing else.")
        rows = Edition.objects.newest_first().told()
        rows = rows.filter(action=action) if action else rows
        return make(changes.told(request, rows.iterator(chunk_size=2000)))

    return answer(request, Stamp.of_record(), checked)
