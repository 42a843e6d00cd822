"""What the API answers: each operation reads as its page does, and gives typed JSON."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from pydantic import BaseModel

from tracker.public import changes, disagreements, envelope, lists
from tracker.public.detail import document_of
from tracker.public.errors import absent, refuse
from tracker.public.fresh import Stamp, answer
from tracker.public.streams import as_json
from tracker.public.targets import Target
from tracker.record.documents import Weight
from tracker.record.models import Edition, Page, PageState

from . import types

#: How many positions one cell holds: the newest.
MOST_POSITIONS = 8


def read_one(request: HttpRequest, kind: str, ref: str) -> HttpResponseBase:
    """Give one page: three queries."""
    page = Page.objects.to_read(kind, ref).first()
    if page is None or page.state != PageState.PUBLIC:
        return absent(request, kind, ref, page)
    return answer(request, Stamp.of_page(page), lambda: as_json(envelope.build(request, page)))


def read_list(
    request: HttpRequest, kind: str, query: types.Asked, given: type[BaseModel]
) -> HttpResponseBase:
    """Give one part of a list, documents and all: four queries."""
    limit: int = query.limit  # type: ignore[attr-defined]

    def make() -> HttpResponseBase:
        asked = lists.Asked.of(kind, query.given)
        if asked.filters.problems:
            status = 404 if asked.filters.unknown else 400
            return refuse(request, status, " ".join(asked.filters.problems))
        rows = asked.rest().select_related("edition").defer("edition__document")
        pages = list(rows[: limit + 1])
        go_on = asked.cursor_of(vars(pages[limit - 1])) if len(pages) > limit else ""
        items = [
            {
                "page": envelope.info_of(request, page),
                "document": document_of(page),
                "weight": Weight.model_validate(page.weight) if page.weight else None,
            }
            for page in pages[:limit]
        ]
        following = _next(request, asked.filters.query | {"limit": str(limit), "after": go_on})
        total = asked.whole().count()
        return as_json(given(total=total, next=following if go_on else None, items=items))

    return answer(request, Stamp.of_record(), make)


def read_editions(request: HttpRequest, after: int, limit: int) -> HttpResponseBase:
    """Give what came after an edition: two queries."""
    stamp = Stamp.of_record()

    def make() -> HttpResponseBase:
        rows = Edition.objects.filter(number__gt=after).order_by("number").told()[: limit + 1]
        items = list(changes.told(request, rows))
        following = None
        if len(items) > limit:
            following = _next(request, {"limit": str(limit), "after": str(items[limit - 1].number)})
        part = types.Editions(newest=stamp.number, next=following, items=items[:limit])
        return as_json(part)

    return answer(request, stamp, make)


def read_positions(request: HttpRequest, on: date | None) -> HttpResponseBase:
    """Give who wants what on each issue, as of a day or of now: two queries."""

    def make() -> HttpResponseBase:
        columns = ("holder", "holder_title", "issue", "issue_title", "of", "on_behalf")
        cells: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
        for row in Page.objects.held(MOST_POSITIONS, on).lines(*columns):
            cells.setdefault(tuple(row[name] for name in columns), []).append(row)
        items = [_cell(request, cell, rows) for cell, rows in cells.items()]
        return as_json(types.Positions(on=on, items=items))

    return answer(request, Stamp.of_record(), make)


def _cell(
    request: HttpRequest, cell: tuple[Any, ...], rows: list[dict[str, Any]]
) -> types.PositionCell:
    holder, holder_title, issue, issue_title, total, on_behalf = cell
    return types.PositionCell(
        holder=_link(request, Target("actor", holder, holder_title)),
        issue=_link(request, Target("issue", issue, issue_title)),
        on_behalf=on_behalf,
        total=total,
        positions=[
            types.PositionInfo(
                claim=_link(request, Target.of(row)),
                posture=row["posture"],
                happened=row["edtf"] or "",
                earliest=row["earliest"],
                latest=row["latest"],
                grade=row["grade"],
            )
            for row in rows
        ],
    )


def read_disagreements(request: HttpRequest, after: str) -> HttpResponseBase:
    """Give the contradictions between public claims, part by part: six queries."""

    def make() -> HttpResponseBase:
        page = disagreements.build(after)
        if page.problem:
            return refuse(request, 400, page.problem)
        go_on = page.next_after
        following = _next(request, {"after": go_on}) if go_on else None
        items = [
            types.DisagreementInfo(
                sides=[
                    types.SideInfo(
                        claim=_link(request, side.claim), grade=side.grade, stands=side.stands
                    )
                    for side in one.sides
                ],
                is_open=one.is_open,
                reasons=list(one.reasons),
            )
            for one in page.disagreements
        ]
        return as_json(
            types.Disagreements(total=page.total, open=page.open, next=following, items=items)
        )

    return answer(request, Stamp.of_record(), make)


def _link(request: HttpRequest, target: Target) -> types.PageLink:
    url = request.build_absolute_uri(target.url)
    return types.PageLink(ref=target.ref, title=target.title, url=url)


def _next(request: HttpRequest, query: dict[str, str]) -> str:
    return request.build_absolute_uri(f"{request.path}?{urlencode(query)}")
