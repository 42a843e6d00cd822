"""What readers get in place of a page: moved, retracted, unknown, not allowed, broken."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from difflib import get_close_matches
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext

from tracker.record.models import Edition, Page, PageState

from . import times, words
from .detail import edition_url
from .envelope import Failure, Problem
from .fresh import CACHE_CONTROL
from .rendering import render, render_still
from .targets import Target

#: Among how many refs that look alike the nearest are sought.
CANDIDATES = 300

_Made = HttpResponseBase
_Response = TypeVar("_Response", bound=HttpResponseBase)

#: How addresses end that are made for programs.
_DATA = (".json", ".jsonld", ".csv", ".atom", ".zip")


@dataclass(frozen=True, kw_only=True)
class AbsentPage:
    """The context of a page that says why there is none."""

    title: str
    message: str
    description: str = ""
    reason: str = ""
    at: datetime | None = None
    edition_url: str = ""
    list_name: str = ""
    list_url: str = ""
    nearest: list[Target] = field(default_factory=list)


def only_reading(view: Callable[..., _Made]) -> Callable[..., _Made]:
    """Let only GET and HEAD through to a view."""

    @wraps(view)
    def reading(request: HttpRequest, *args: Any, **kwargs: Any) -> _Made:
        if request.method in ("GET", "HEAD"):
            return view(request, *args, **kwargs)
        page = AbsentPage(
            title=gettext("This page can only be read"),
            message=gettext("The method %(method)s is not allowed here; GET and HEAD are.")
            % {"method": request.method},
        )
        response = _refuse(request, 405, page)
        response["Allow"] = "GET, HEAD"
        return response

    # Nothing is written, so there is nothing to forge: other methods get a 405, not a 403.
    reading.csrf_exempt = True  # type: ignore[attr-defined]
    return reading


def absent(request: HttpRequest, kind: str, ref: str, page: Page | None) -> _Made:
    """Answer for an address without a public page: `page` is what the record has of it."""
    if page is None:
        return _unknown(request, kind, ref)
    if page.state == PageState.MOVED and page.moved_to:
        return _moved(request, page.moved_to)
    return gone(request, page.edition)


def gone(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Answer for what `edition` has retracted: when and why, and nothing of what it said."""
    kind = edition.kind
    page = AbsentPage(
        title=gettext("This %(kind)s has been retracted") % {"kind": words.KINDS[kind]},
        message=gettext(
            "It was public under this address until %(day)s, when the desk took it back."
        )
        % {"day": times.day(edition.at)},
        reason=edition.note,
        at=edition.at,
        edition_url=edition_url(edition.number),
        list_name=str(words.ALL[kind]),
        list_url=reverse(f"public:{words.PLURALS[kind]}"),
    )
    return _refuse(request, 410, page)


def _moved(request: HttpRequest, page: Page) -> HttpResponse:
    """Lead on to the present address, with whatever was asked there."""
    asked = request.resolver_match
    assert asked is not None  # a view was found
    path = reverse(asked.view_name, kwargs={**asked.captured_kwargs, "ref": page.ref})
    query = request.META.get("QUERY_STRING", "")
    url = path + (f"?{query}" if query else "")
    response = HttpResponsePermanentRedirect(url)
    response["Cache-Control"] = CACHE_CONTROL  # a page may return to a former address
    return response


def _unknown(request: HttpRequest, kind: str, ref: str) -> HttpResponse:
    """Say that there is no such page, and name the nearest ones: one query."""
    asked = ref.lower().replace("_", "-")[:80]
    alike = {
        row["ref"]: Target.of(row)
        for row in Page.objects.alike(kind, asked, CANDIDATES).values("kind", "ref", "title")
    }
    plural = words.PLURALS[kind]
    page = AbsentPage(
        title=gettext("There is no such %(kind)s") % {"kind": words.KINDS[kind]},
        message=gettext(
            "Nothing has been published under this address. It may be misspelt, or the %(kind)s is "
            "not public."
        )
        % {"kind": words.KINDS[kind]},
        list_name=str(words.ALL[kind]),
        list_url=reverse(f"public:{plural}"),
        nearest=[alike[found] for found in get_close_matches(asked, alike, n=5, cutoff=0.5)],
    )
    return _refuse(request, 404, page)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer for an address that no page of ours could have: no query."""
    page = AbsentPage(
        title=gettext("There is no such page"),
        message=gettext("No page of ours has this address. These lists lead to all of them."),
    )
    return _refuse(request, 404, page)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when the program has failed: nothing is read, so that nothing more can fail."""
    message = gettext(
        "Something went wrong on our side. It has been noted; please try again later."
    )
    if _wants_json(request):
        return _json(500, message)
    try:
        return HttpResponse(render_still("public/500.html"), status=500)
    except Exception:  # noqa: BLE001  # whatever broke the page may have broken its templates
        return HttpResponse(message, status=500, content_type="text/plain; charset=utf-8")


def refuse(request: HttpRequest, status: int, message: str) -> HttpResponse:
    """Answer that what was asked for cannot be given, and why."""
    return _refuse(
        request, status, AbsentPage(title=gettext("This cannot be given"), message=message)
    )


def _refuse(request: HttpRequest, status: int, page: AbsentPage) -> HttpResponse:
    if _wants_json(request):
        reason = [gettext("Reason:"), page.reason] if page.reason else []
        message = " ".join([page.message, *reason])
        response = _json(status, message)
    else:
        response = render(request, "public/absent.html", page, status=status)
    response["Cache-Control"] = CACHE_CONTROL
    return response


def _wants_json(request: HttpRequest) -> bool:
    """Programs read these addresses, and get errors in one shape that they can read."""
    return request.path.endswith(_DATA) or request.path.startswith("/api/")


def _json(status: int, message: str) -> HttpResponse:
    failure = Failure(error=Problem(status=status, message=message))
    content = failure.model_dump_json()
    return share(HttpResponse(content, status=status, content_type="application/json"))


def share(response: _Response) -> _Response:
    """Let pages of any other site read this: it is public, and no cookie has a say in it."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag, Last-Modified"
    return response
