"""The API: everything public, read-only, as typed JSON, with its OpenAPI document.

django-ninja reads what is asked and describes what is given; the answers are made as those of the
pages are, so that both say the same and are as fresh.
"""

from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from ninja import NinjaAPI, Path, Query
from ninja.errors import ValidationError
from pydantic import BaseModel

from tracker.public import words
from tracker.public.envelope import Failure
from tracker.public.errors import refuse

from . import operations, types

api = NinjaAPI(
    title="peacetalks",
    version="1",
    description=(
        "What is public, for programs. Everything is read-only and needs no key. Each answer has "
        "an ETag: send it back as If-None-Match and you get 304 for as long as nothing has "
        "changed. Lists go on at the address in “next”. Errors have one shape, whatever went wrong."
    ),
    docs_url=None,  # its page would load scripts from elsewhere; ours is at /api/v1/
    openapi_url=None,  # served with an ETag by views of ours
)

_Operation = Callable[[HttpRequest, Any], HttpResponseBase]
_Ref = Annotated[str, Path(max_length=200, description="the last part of the page's address")]


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Name each parameter and what is wrong with it."""
    problems = (f"{one['loc'][-1]}: {one['msg']}." for one in error.errors)
    return refuse(request, 400, " ".join(problems))


def _strict(operation: _Operation) -> _Operation:
    """Refuse parameters that an operation does not have, which django-ninja would pass over."""

    @wraps(operation)
    def strict(request: HttpRequest, query: types.Asked) -> HttpResponseBase:
        unknown = sorted(request.GET.keys() - type(query).model_fields.keys())
        if unknown:
            named = ", ".join(name[:40] for name in unknown[:5])
            known = ", ".join(type(query).model_fields)
            return refuse(request, 400, f"There is no parameter {named}. There are: {known}.")
        return operation(request, query)

    return strict


def _add_kind(kind: str, plural: str) -> None:
    """Add the list and the detail of one kind of page."""
    given, asked, one = types.entries_type(kind), types.asked_type(kind), types.envelope_type(kind)

    def read_list(request: HttpRequest, query: Query[asked]) -> HttpResponseBase:  # type: ignore[valid-type]
        return operations.read_list(request, kind, query, given)

    def read_one(request: HttpRequest, ref: _Ref) -> HttpResponseBase:
        return operations.read_one(request, kind, ref)

    api.get(
        f"/{plural}",
        response={200: given, **_errors(400, 404)},
        operation_id=f"list_{plural}",
        summary=f"{plural.capitalize()}, with their documents",
        url_name=f"api-{plural}",
        tags=[plural],
    )(_strict(read_list))
    api.get(
        f"/{plural}/{{address:ref}}",
        response={200: one, 301: None, **_errors(404, 410)},
        operation_id=f"get_{kind}",
        summary=f"One {kind}, and what it refers to and is referred to by",
        url_name=f"api-{kind}",
        tags=[plural],
    )(read_one)


def _errors(*statuses: int) -> dict[int, type[BaseModel]]:
    return dict.fromkeys((*statuses, 500), Failure)


for _kind, _plural in words.PLURALS.items():
    _add_kind(_kind, _plural)


@api.get(
    "/editions",
    response={200: types.Editions, **_errors(400)},
    operation_id="list_editions",
    summary="Editions after a number, the oldest first: what has changed since",
    url_name="api-editions",
    tags=["editions"],
)
@_strict
def list_editions(request: HttpRequest, query: Query[types.EditionsAsked]) -> HttpResponseBase:
    return operations.read_editions(request, query.after, query.limit)


@api.get(
    "/positions",
    response={200: types.Positions, **_errors(400)},
    operation_id="list_positions",
    summary="Who wants what on each issue, as of a day or as of now",
    url_name="api-positions",
    tags=["positions"],
)
@_strict
def list_positions(request: HttpRequest, query: Query[types.PositionsAsked]) -> HttpResponseBase:
    return operations.read_positions(request, query.on)


@api.get(
    "/disagreements",
    response={200: types.Disagreements, **_errors(400)},
    operation_id="list_disagreements",
    summary="Contradictions between public claims, the open ones first",
    url_name="api-disagreements",
    tags=["disagreements"],
)
@_strict
def list_disagreements(
    request: HttpRequest, query: Query[types.DisagreementsAsked]
) -> HttpResponseBase:
    return operations.read_disagreements(request, query.after)
