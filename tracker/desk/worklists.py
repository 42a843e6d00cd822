"""The worklists on the desk: what is the matter, why, and the way to the very place to mend it."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from tracker.press.worklists import (
    WORKLISTS,
    Count,
    Finding,
    Worklist,
    cursor_as_text,
    cursor_from_text,
)


def worklist(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one part of a worklist."""
    chosen = WORKLISTS.get(slug)
    if chosen is None:
        raise Http404
    if not may_see(request.user, chosen):
        raise PermissionDenied
    try:
        after = cursor_from_text(chosen, request.GET.get("after", ""))
    except ValueError as error:
        raise Http404 from error
    part = chosen.part(after)
    context = {
        **admin.site.each_context(request),
        "title": chosen.title,
        "worklist": chosen,
        "count": chosen.count() if after is None else None,
        "lines": [(finding, address_of(finding)) for finding in part.findings],
        "next": cursor_as_text(part.after) if part.after else "",
        "is_first": after is None,
        "others": [other for other in WORKLISTS.values() if may_see(request.user, other)],
    }
    return TemplateResponse(request, "admin/tracker/worklist.html", context)


def may_see(user: Any, chosen: Worklist) -> bool:
    return all(user.has_perm(f"tracker.view_{kind}") for kind in chosen.kinds)


def address_of(finding: Finding) -> str:
    """Where a finding is mended."""
    if finding.way == "review":
        return reverse("admin:review", args=[finding.kind, finding.key])
    if finding.way == "reading":
        return reverse("admin:reading", args=[finding.key])
    if finding.way == "merge":
        address = reverse("admin:merge", args=[finding.kind])
        return f"{address}?keep={finding.other}&drop={finding.key}"
    address = reverse(f"admin:tracker_{finding.kind}_change", args=[finding.key])
    return f"{address}#{finding.place}" if finding.place else address


def in_words(count: Count) -> str:
    """A count as the front page shows it."""
    number = f"more than {count.number - 1:,}" if count.number > 1000 else f"{count.number:,}"
    if count.looked_at:
        return f"{number} among the {count.looked_at:,} changed last"
    return number
