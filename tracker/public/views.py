"""The views of the public side: each finds its page, and leaves the rest to its module."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from tracker.record.models import Page, PageState

from . import (
    actor_page,
    claim_page,
    corrections,
    disagreements,
    editions,
    envelope,
    front,
    issue_page,
    lists,
    positions,
    process_page,
    round_page,
    source_page,
    timeline,
)
from .errors import absent, only_reading
from .fresh import Stamp, answer
from .method import MethodPage
from .rendering import render

_BUILDERS = {
    "actor": actor_page.build,
    "claim": claim_page.build,
    "issue": issue_page.build,
    "process": process_page.build,
    "source": source_page.build,
}


@only_reading
def read_front(request: HttpRequest) -> HttpResponseBase:
    return answer(
        request, Stamp.of_record(), lambda: render(request, "public/front.html", front.build())
    )


@only_reading
def read_list(request: HttpRequest, kind: str) -> HttpResponseBase:
    def make() -> HttpResponse:
        page = lists.build(kind, request.GET.dict())
        status = 400 if page.problems else 200
        return render(request, "public/list.html", page, canonical=page.canonical, status=status)

    return answer(request, Stamp.of_record(), make)


@only_reading
def read_page(request: HttpRequest, kind: str, ref: str) -> HttpResponseBase:
    page = Page.objects.to_read(kind, ref).first()
    if page is None or page.state != PageState.PUBLIC:
        return absent(request, kind, ref, page)

    def make() -> HttpResponse:
        return render(request, f"public/{kind}.html", _BUILDERS[kind](page))

    return answer(request, Stamp.of_page(page), make)


@only_reading
def read_round(request: HttpRequest, kind: str, ref: str) -> HttpResponseBase:
    def make() -> HttpResponseBase:
        page = Page.objects.to_read(kind, ref).first()
        if page is None or page.state != PageState.PUBLIC:
            return absent(request, kind, ref, page)
        made = round_page.build(page, request.GET.get("with", ""))
        return render(request, "public/round.html", made, status=400 if made.problem else 200)

    # It names rounds, rival claims and their sources from anywhere: any edition may change it.
    return answer(request, Stamp.of_record(), make, finite=("with",))


@only_reading
def read_json(request: HttpRequest, kind: str, ref: str) -> HttpResponseBase:
    page = Page.objects.to_read(kind, ref).first()
    if page is None or page.state != PageState.PUBLIC:
        return absent(request, kind, ref, page)

    def make() -> HttpResponse:
        content = envelope.build(request, page).model_dump_json(indent=1)
        return HttpResponse(content, content_type="application/json")

    return answer(request, Stamp.of_page(page), make)


@only_reading
def read_timeline(request: HttpRequest) -> HttpResponseBase:
    def make() -> HttpResponse:
        page = timeline.build(request.GET.dict())
        return render(request, "public/timeline.html", page, status=400 if page.problem else 200)

    return answer(request, Stamp.of_record(), make)


@only_reading
def read_positions(request: HttpRequest) -> HttpResponseBase:
    def make() -> HttpResponse:
        page = positions.build(request.GET.get("on", ""), request.GET.get("and", ""))
        return render(request, "public/positions.html", page, status=400 if page.problem else 200)

    return answer(request, Stamp.of_record(), make)


@only_reading
def read_disagreements(request: HttpRequest) -> HttpResponseBase:
    def make() -> HttpResponse:
        page = disagreements.build(request.GET.get("after", ""))
        status = 400 if page.problem else 200
        return render(request, "public/disagreements.html", page, status=status)

    return answer(request, Stamp.of_record(), make)


@only_reading
def read_editions(request: HttpRequest) -> HttpResponseBase:
    def make() -> HttpResponse:
        page = editions.build(request.GET.dict())
        return render(request, "public/editions.html", page, status=400 if page.problem else 200)

    return answer(request, Stamp.of_record(), make)


@only_reading
def read_corrections(request: HttpRequest) -> HttpResponseBase:
    def make() -> HttpResponse:
        page = corrections.build(request.GET.dict())
        return render(request, "public/corrections.html", page, status=400 if page.problem else 200)

    return answer(request, Stamp.of_record(), make)


@only_reading
def read_method(request: HttpRequest) -> HttpResponseBase:
    return answer(
        request, Stamp(0, None), lambda: render(request, "public/method.html", MethodPage())
    )
