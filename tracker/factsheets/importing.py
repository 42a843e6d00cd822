"""Importing fact sheets: all sheets are checked together, then written together or not at all."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from django.db import transaction

from tracker.models import history

from .citations import CitationSheet
from .claims import part
from .directory import Directory
from .reading import Layout, Reading, read
from .report import Report, SheetError
from .sheet import Sheet, value_or_none
from .sheets import (
    ActorSheet,
    AffiliationSheet,
    ClaimSheet,
    FurnitureSheet,
    IssueSheet,
    NameSheet,
    ParticipationSheet,
    ProcessSheet,
    RelationSheet,
    RoundSheet,
    SourceSheet,
)
from .writing import touched, write

if TYPE_CHECKING:
    from django.contrib.auth.models import User

#: The resources behind each file, in the order of the format's description.
SHEETS: dict[str, tuple[type[Sheet], ...]] = {
    "sources": (SourceSheet,),
    "actors": (ActorSheet,),
    "names": (NameSheet,),
    "affiliations": (AffiliationSheet,),
    "processes": (ProcessSheet,),
    "rounds": (RoundSheet,),
    "participations": (ParticipationSheet,),
    "issues": (IssueSheet,),
    "claims": (ClaimSheet, CitationSheet),
    "relations": (RelationSheet,),
    "furniture": (FurnitureSheet,),
}

STALE = SheetError("", 0, "", "", "The desk has changed since the preview; look again.")


def layout_of(resources: tuple[type[Sheet], ...]) -> Layout:
    """Give the columns of a file, and those that it cannot do without."""
    columns = [sheet.fields[name] for sheet in resources for name in sheet._meta.fields]
    keys = [resources[0].fields[name] for name in resources[0]._meta.import_id_fields]
    return Layout(
        columns=tuple(dict.fromkeys(column.column_name for column in columns)),
        keys=tuple(key.column_name for key in keys if key.required),
    )


LAYOUTS = {name: layout_of(resources) for name, resources in SHEETS.items()}


def import_sheets(
    files: Mapping[str, bytes],
    *,
    by: "User | None",
    dry_run: bool = False,
    expected: str | None = None,
) -> Report:
    """Import fact sheets by file name: CSV files, or workbooks with a worksheet for each.

    All or nothing: with an error in the report, nothing was written, and `errors` has all of
    them. A `dry_run` writes nothing either; its `fingerprint`, given as `expected` when the
    import is confirmed, refuses an import that would do other things than were shown. `by` is
    the person whose changes they are; None is the operator.
    """
    reading = read(files, LAYOUTS)
    report = Report(errors=reading.errors, notes=reading.notes)
    with transaction.atomic():
        sheets = list(_check(reading, Directory(), report))
        if not report.errors and expected not in (None, report.fingerprint):
            report.errors.append(STALE)
        if not report.errors:
            report.errors += write(sheets, by)
        if dry_run:
            transaction.set_rollback(True)
        elif not report.errors:
            history.keep(touched(sheets), by=by, why=f"Fact sheets: {', '.join(files)}.")
    places = {table: place for place, table in enumerate(reading.tables)}
    report.errors.sort(key=lambda error: (places.get(error.file, -1), error.line))
    return report


def _check(reading: Reading, directory: Directory, report: Report) -> Iterator[Sheet]:
    """Check all rows that were read; gives the sheets, ready to be written."""
    for name, resources in SHEETS.items():
        if ref := resources[0].fields.get("ref"):
            refs = directory[resources[0]._meta.model]
            refs.incomplete = name in reading.unread
            refs.add(filter(None, (value_or_none(ref, row) for row in reading.rows.get(name, ()))))
    for name, resources in SHEETS.items():
        rows = [row for row in reading.rows.get(name, ()) if row.whole]
        parts: list = [rows]
        if name == "claims":
            *parts, errors = part(rows, directory[ClaimSheet._meta.model])
            report.errors += errors
        for resource, own_rows in zip(resources, parts, strict=True):
            if own_rows:
                sheet = resource(directory)
                changes, errors = sheet.check(own_rows)
                report.rows += changes
                report.errors += [*errors, *sheet.check_whole()]
                yield sheet
