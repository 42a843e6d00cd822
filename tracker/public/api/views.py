"""What the API says of itself: its OpenAPI document, and the same as a page to read."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from tracker.public.errors import only_reading
from tracker.public.fresh import Stamp, answer
from tracker.public.rendering import render
from tracker.public.streams import open_data

from . import api

#: What never changes but with the program.
_STILL = Stamp(0, None)


@cache
def document() -> dict[str, Any]:
    """Give the OpenAPI document that django-ninja makes.

    A parameter that is not wanted is left out, and not null; that django-ninja cannot say.
    """
    made: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=_home())))
    for operation in _operations(made):
        for parameter in operation["parameters"]:
            parameter["schema"] = _without_null(parameter["schema"])
    if licence := settings.DOSSIER_LICENCE:
        made["info"]["license"] = {"name": licence, "identifier": licence}
    return made


def _home() -> str:
    return reverse("data:api-home")


def _operations(made: dict[str, Any]) -> list[dict[str, Any]]:
    return [operation for path in made["paths"].values() for operation in path.values()]


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    wanted = [one for one in schema.get("anyOf", ()) if one != {"type": "null"}]
    if len(wanted) != 1:
        return schema
    return {key: value for key, value in schema.items() if key != "anyOf"} | wanted[0]


@open_data
def read_document(request: HttpRequest) -> HttpResponseBase:
    def make() -> HttpResponse:
        content = document() | {"servers": [{"url": request.build_absolute_uri("/").rstrip("/")}]}
        return HttpResponse(json.dumps(content, indent=1), content_type="application/json")

    return answer(request, _STILL, make)


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, or a field of a type, in words."""

    name: str
    type: str
    description: str


@dataclass(frozen=True, slots=True)
class Address:
    """One operation, in words."""

    path: str
    summary: str
    fields: list[Field]
    gives: str


@dataclass(frozen=True, kw_only=True)
class HelpPage:
    """The context of the page that explains the API."""

    title: str = "The API"
    description: str
    addresses: list[Address]
    types: list[tuple[str, str, list[Field]]]


@only_reading
def read_help(request: HttpRequest) -> HttpResponseBase:
    return answer(request, _STILL, lambda: render(request, "public/api.html", _help()))


def _help() -> HelpPage:
    made = document()
    given = {
        name: schema
        for name, schema in made["components"]["schemas"].items()
        if not name.endswith(("Filters", "Asked"))  # those stand with their addresses
    }
    return HelpPage(
        description=made["info"]["description"],
        addresses=[
            Address(path, get["summary"], _parameters(get), _gives(get))
            for path, methods in made["paths"].items()
            for get in methods.values()
        ],
        types=[
            (name, given[name].get("description", ""), _fields(given[name]))
            for name in sorted(given)
        ],
    )


def _parameters(operation: dict[str, Any]) -> list[Field]:
    return [
        Field(one["name"], _in_words(one["schema"]), one.get("description", ""))
        for one in operation["parameters"]
    ]


def _fields(schema: dict[str, Any]) -> list[Field]:
    return [
        Field(name, _in_words(one), one.get("description", ""))
        for name, one in schema.get("properties", {}).items()
    ]


def _gives(operation: dict[str, Any]) -> str:
    return _in_words(operation["responses"]["200"]["content"]["application/json"]["schema"])


def _in_words(schema: dict[str, Any]) -> str:
    """Say what values a schema allows."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(_in_words(one) for one in schema["anyOf"])
    if "const" in schema:
        return f"“{schema['const']}”"
    if "enum" in schema:
        return ", ".join(f"“{one}”" for one in schema["enum"])
    if schema.get("type") == "array":
        inner = schema.get("items") or {"type": "values"}
        return f"list of {_in_words(inner)}"
    return str(schema.get("format") or schema.get("type", "any"))
