"""Submitting, publishing, correcting and retracting at the desk: the call, and its outcome in words."""

import json
from collections.abc import Collection, Iterable
from uuid import UUID

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from tracker import press
from tracker.models import WorkingCopy
from tracker.record.models import Edition

from .opening import forget

Seen = dict[UUID, str]  # by key of the copy: how it looked (see press.looked_at)


def decide(
    request: HttpRequest, verb: str, copies: Iterable[WorkingCopy], note: str, seen: Seen
) -> bool:
    """Do what was decided, and say what came of it; False where it was refused.

    `verb` is publish, correct or retract. Copies that read otherwise than when they were `seen`
    are not published.
    """
    copies, note = list(copies), note.replace("\r\n", "\n")
    try:
        with transaction.atomic():
            editions = _call(request, verb, copies, note, seen)
            forget([copy.pk for copy in copies])
            said = {row.key: f"{row.action.capitalize()}. {row.note}".strip() for row in editions}
            for words in set(said.values()):
                log(request, [copy for copy in copies if said.get(copy.pk) == words], words)
    except press.Refused as refused:
        for problem in dict.fromkeys(str(problem) for problem in refused.problems):
            messages.error(request, problem)
        messages.error(request, "Nothing was changed in public.")
        return False
    if editions:
        messages.success(request, _outcome(verb, editions))
    else:
        messages.info(request, "Readers see just this already: there was nothing to publish.")
    return True


def _call(
    request: HttpRequest, verb: str, copies: list[WorkingCopy], note: str, seen: Seen
) -> list[Edition]:
    if verb == "retract":
        return press.retract(copies=copies, by=request.user, reason=note)
    if verb == "correct":
        return press.correct(copies=copies, by=request.user, note=note, seen=seen)
    return press.publish(copies=copies, by=request.user, seen=seen)


def submit(request: HttpRequest, copies: Iterable[WorkingCopy]) -> None:
    """Ask for a review of these copies."""
    copies = list(copies)
    for model, mine in _by_model(copies):
        model.objects.filter(pk__in=[copy.pk for copy in mine]).update(
            submitted_by=request.user, submitted_at=timezone.now(), review_comment=""
        )
    log(request, copies, "Submitted for review.")
    what = "it" if len(copies) == 1 else f"these {len(copies)}"
    messages.success(request, f"Submitted: somebody else can now review {what}.")


def seen_now(copies: Iterable[WorkingCopy]) -> str:
    """How these copies look at present, for a form to carry."""
    return as_text(press.looked_at(copies))


def as_text(looks: Seen) -> str:
    """What was looked at, as a form carries it."""
    return json.dumps({str(key): look for key, look in looks.items()})


def seen_in(request: HttpRequest) -> Seen:
    """What the form says its reader has looked at; nothing where it is damaged."""
    try:
        return {UUID(key): str(value) for key, value in json.loads(request.POST["seen"]).items()}
    except (KeyError, ValueError, AttributeError):
        return {}


def log(request: HttpRequest, copies: Iterable[WorkingCopy], message: str) -> None:
    """Keep in the desk's own log who decided; the public record names no editor."""
    for _, mine in _by_model(copies):
        LogEntry.objects.log_actions(
            user_id=request.user.pk,
            queryset=mine,
            action_flag=CHANGE,
            change_message=message,
        )


def _by_model(
    copies: Iterable[WorkingCopy],
) -> Iterable[tuple[type[WorkingCopy], list[WorkingCopy]]]:
    groups: dict[type[WorkingCopy], list[WorkingCopy]] = {}
    for copy in copies:
        groups.setdefault(type(copy), []).append(copy)
    return groups.items()


def _outcome(verb: str, editions: Collection[Edition]) -> str:
    numbers = [edition.number for edition in editions]
    span = f"edition {numbers[0]}" if len(numbers) == 1 else f"editions {numbers[0]}–{numbers[-1]}"
    return f"Gone from public: {span}." if verb == "retract" else f"Public now: {span}."
