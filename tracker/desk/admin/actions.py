"""What may be done with several working copies at once, from their lists."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from tracker import press
from tracker.desk.deciding import decide, seen_in, seen_now, submit

#: More than anybody can have looked at, and fewer than a form may have fields.
MOST_AT_ONCE = 200


def decision_action(verb: str, words: str) -> Callable[..., HttpResponse | None]:
    """An action that shows what is about to happen, asks for a note, and then does it."""

    def act(modeladmin: Any, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        copies = list(queryset[: MOST_AT_ONCE + 1])
        if len(copies) > MOST_AT_ONCE:
            messages.error(request, f"Select at most {MOST_AT_ONCE} at once.")
            return None
        needed = [] if verb == "retract" else press.needed_by(copies)
        note = request.POST.get("note", "")
        if "confirmed" in request.POST and decide(
            request, verb, [*copies, *needed], note, seen_in(request)
        ):
            return None
        context = {
            **modeladmin.admin_site.each_context(request),
            "title": words.removesuffix(" …"),
            "verb": verb,
            "copies": copies,
            "needed": needed,
            "seen": seen_now([*copies, *needed]),
            "note": note,
            "opts": modeladmin.opts,
            "action": f"{verb}_selected",
        }
        return TemplateResponse(request, "admin/tracker/decide.html", context)

    act.__name__ = f"{verb}_selected"
    permission = "retract" if verb == "retract" else "publish"
    return admin.action(description=words, permissions=[permission])(act)


@admin.action(description="Submit the selected for review", permissions=["change"])
def submit_selected(modeladmin: Any, request: HttpRequest, queryset: QuerySet) -> None:
    submit(request, queryset)


ACTIONS = [
    submit_selected,
    decision_action("publish", "Publish the selected …"),
    decision_action("correct", "Publish the selected with a correction note …"),
    decision_action("retract", "Retract the selected …"),
]
