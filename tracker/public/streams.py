"""Data as responses: CSV and JSON, row by row where it is long, open to programs anywhere."""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from itertools import chain, islice
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from pydantic import BaseModel

from tracker.evidence.spreadsheets import csv_line

from .errors import only_reading, share

#: How many rows go out together.
CHUNK = 500

_View = Callable[..., HttpResponseBase]


def open_data(view: _View) -> _View:
    """Let programs read what a view gives, from pages of any other site, too."""
    reading = only_reading(view)

    @wraps(reading)
    def shared(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return share(reading(request, *args, **kwargs))

    return shared


def as_json(content: BaseModel) -> HttpResponse:
    return HttpResponse(content.model_dump_json(indent=1), content_type="application/json")


def as_csv(name: str, header: Iterable[str], rows: Iterable[Iterable[str]]) -> HttpResponseBase:
    """Stream a table of cells that are safe for spreadsheets."""
    lines = chain([csv_line(header)], map(csv_line, rows))
    response = StreamingHttpResponse(_chunks(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def as_json_list(about: dict[str, Any], items: Iterable[BaseModel]) -> HttpResponseBase:
    """Stream `{"list": about, "items": [...]}`."""
    head = f'{{"list":{json.dumps(about, ensure_ascii=False)},"items":[\n'
    texts = (item.model_dump_json() for item in items)
    first = islice(texts, 1)
    body = chain([head], first, (f",\n{text}" for text in texts), ["\n]}\n"])
    return StreamingHttpResponse(_chunks(body), content_type="application/json")


def _chunks(texts: Iterable[str]) -> Iterator[bytes]:
    """Give the texts in chunks; the first is made at once, while an error can still be told."""
    iterator = iter(texts)
    chunks = ("".join([text, *islice(iterator, CHUNK)]).encode() for text in iterator)
    return chain([next(chunks)], chunks)
