"""Forms that come back filled with what was typed before, or stood before, and store nothing yet.

A form with the field MARK can be filled again: its view, sent the same fields with REFILL, shows
the form with all of them and does nothing else. An expired session, the copy that the browser
keeps and the history's "restore" all end there.
"""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from tracker.models import WorkingCopy
from tracker.models.snapshots import PARTS

MARK = "_can_refill"
REFILL = "_refill"
RESTORE = "_restore"  # a button of the history; its value is the key of a version

Row = Mapping[str, Any]  # a part of a snapshot


def as_sent(value: Any) -> list[str]:
    """A value of a snapshot as a browser would send it."""
    if value is None or value is False:
        return []
    if value is True:
        return ["on"]
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def put(data: QueryDict, name: str, value: Any) -> None:
    """Let a form's data hold that value of a snapshot under that name."""
    if sent := as_sent(value):
        data.setlist(name, sent)
    else:
        data.pop(name, None)


def put_rows(data: QueryDict, prefix: str, stored: list[Row], new: list[Row]) -> None:
    """Let a form's data hold these rows below it: those that are stored already come first."""
    rows = [*stored, *({**row, "id": None} for row in new)]
    for number, row in enumerate(rows):
        for name, value in row.items():
            put(data, f"{prefix}-{number}-{name}", value)
    data[f"{prefix}-INITIAL_FORMS"] = str(len(stored))
    data[f"{prefix}-TOTAL_FORMS"] = str(len(rows))


def filled(model: type[WorkingCopy], said: Row, stored: Row | None) -> QueryDict:
    """The data of a change form, so that saving it brings back what a snapshot says.

    `stored` is the snapshot of what stands now; None where the working copy is gone.
    """
    data, parts = QueryDict(mutable=True), PARTS[model.kind_of_page]
    data[REFILL] = "1"
    for name, value in said.items():
        if name not in parts:
            put(data, name, value)
    for relation in model._meta.related_objects:  # rows that the form may show and never saves
        put_rows(data, str(relation.get_accessor_name()), [], [])
    for part in parts:
        then = {row["id"]: row for row in said.get(part, [])}
        now = {row["id"]: row for row in stored[part]} if stored else {}
        kept = [then.get(key) or {**row, "DELETE": True} for key, row in now.items()]
        put_rows(data, part, kept, [row for key, row in then.items() if key not in now])
    if stored:
        data["opened_version"] = str(stored["version"])
    return data
