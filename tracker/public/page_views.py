"""The views of what belongs to a page: its history, its editions, how to cite it, annotations."""

import json

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.utils.translation import gettext

from tracker.record.models import Edition, Page, PageState

from . import annotations, cite, edition_page, history, words
from .errors import absent, gone, only_reading, refuse, share
from .fresh import CACHE_CONTROL, Stamp, answer
from .rendering import render


@only_reading
def read_history(request: HttpRequest, kind: str, ref: str) -> HttpResponseBase:
    page = Page.objects.to_read(kind, ref).first()
    if page is None or page.state != PageState.PUBLIC:
        return absent(request, kind, ref, page)

    def make() -> HttpResponse:
        built = history.build(page, request.GET.dict())
        status = 400 if built.problem else 200
        return render(request, "public/history.html", built, status=status)

    return answer(request, Stamp.of_page(page), make)


@only_reading
def read_edition(request: HttpRequest, kind: str, ref: str, number: int) -> HttpResponseBase:
    """Answer with an edition for as long as neither it nor what came of it has been retracted."""
    edition = edition_page.find(kind, number)
    if edition is None or edition.ref != ref:
        return _elsewhere(request, kind, ref, edition)
    if edition.retracted_by is not None:
        return gone(request, Edition.objects.get(number=edition.retracted_by))
    stamp, cache_control = edition_page.stamp(edition)
    canonical = edition_page.permanent_url(edition)

    def make() -> HttpResponse:
        built = edition_page.build(edition)
        return render(request, "public/edition.html", built, canonical=canonical)

    return answer(request, stamp, make, cache_control=cache_control)


def _elsewhere(
    request: HttpRequest, kind: str, ref: str, edition: Edition | None
) -> HttpResponseBase:
    """Lead on to an edition that the page has under another of its addresses."""
    page = Page.objects.at(kind, ref).first()
    if page is None or page.state == PageState.RETRACTED:
        return absent(request, kind, ref, page)
    if edition is None or page.key != edition.key:
        said = gettext("This %(kind)s has no such edition; its history has them all.")
        return refuse(request, 404, said % {"kind": words.KINDS[kind]})
    response = HttpResponsePermanentRedirect(edition_page.edition_page_url(edition))
    response["Cache-Control"] = CACHE_CONTROL
    return response


@only_reading
def read_cite(request: HttpRequest, kind: str, ref: str, form: str) -> HttpResponseBase:
    page = Page.objects.to_read(kind, ref).first()
    if page is None or page.state != PageState.PUBLIC:
        return absent(request, kind, ref, page)

    def make() -> HttpResponse:
        _, content_type, write = cite.FORMATS[form]
        work = cite.work(page, request.build_absolute_uri())
        response = HttpResponse(write(work), content_type=content_type)
        response["Content-Disposition"] = f'attachment; filename="{work.key}.{form}"'
        return share(response)

    return answer(request, Stamp.of_page(page), make)


@only_reading
def read_annotations(request: HttpRequest, kind: str, ref: str) -> HttpResponseBase:
    page = Page.objects.to_read(kind, ref).first()
    if page is None or page.state != PageState.PUBLIC:
        return absent(request, kind, ref, page)

    def make() -> HttpResponse:
        built = annotations.build(page, request.build_absolute_uri(request.path))
        content = json.dumps(built, ensure_ascii=False, indent=1)
        return share(HttpResponse(content, content_type=annotations.CONTENT_TYPE))

    return answer(request, Stamp.of_page(page), make)
