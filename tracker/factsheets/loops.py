"""Chains that lead back to where they began: sources that retell each other, nested issues."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any
from uuid import UUID

from tracker.evidence.origins import find_loop

from .columns import Column
from .report import SheetError

if TYPE_CHECKING:
    from .sheet import Sheet


def errors_of_loops(
    sheet: "Sheet",
    column: Column,
    held: Iterable[tuple[UUID, UUID]],
    links_of: Callable[[Any], list[UUID]],
) -> Iterator[SheetError]:
    """Give an error for each loop that an upload closes.

    `held` are the links of the desk; `links_of` gives those of a row as the upload leaves it.
    """
    changed = [*sheet.create_instances, *sheet.update_instances]
    if not any(links_of(row) for row in changed):
        return
    links: dict[UUID, list[UUID]] = {}
    for key, other in held:
        links.setdefault(key, []).append(other)
    links.update({row.pk: links_of(row) for row in changed})
    ref = sheet.directory[sheet._meta.model].ref
    by_ref = {ref(key): [ref(other) for other in others] for key, others in links.items()}
    keys = {ref(row.pk): row.pk for row in changed}
    while loop := find_loop(by_ref):
        at = next((one for one in loop if one in keys), loop[0])
        by_ref[at] = []  # so that the next loop is found
        if at in keys:
            row = sheet.row_of[keys[at]]
            path = " → ".join((*loop, loop[0]))
            yield SheetError(
                row.file,
                row.line,
                column.column_name,
                row.cells[column.column_name],
                f"This runs in a loop: {path}. Take one of these out.",
            )
