"""Import fact sheets: all of them or, with any error, nothing."""

import argparse
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from tracker.desk.people import user_named
from tracker.factsheets import import_sheets


class Command(BaseCommand):
    help = "Imports fact sheets (CSV or XLSX). With any error, nothing is written."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="DIR-OR-FILE")
        parser.add_argument("--by", metavar="USERNAME", help="whose changes they are")
        parser.add_argument("--dry-run", action="store_true", help="count only, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        by = user_or_operator(options["by"])
        report = import_sheets(_read(options["paths"]), by=by, dry_run=options["dry_run"])
        for note in report.notes:
            self.stdout.write(f"note: {note}")
        for error in report.errors:
            self.stderr.write(str(error))
        if report.errors:
            raise CommandError(f"{len(report.errors)} errors; nothing was written.")
        for sheet, counts in report.counts.items():
            new, update, skip = (counts[kind] for kind in ("new", "update", "skip"))
            self.stdout.write(f"{sheet}: {new} new, {update} changed, {skip} as they were")
        if options["dry_run"]:
            self.stdout.write("A dry run: nothing was written.")


def user_or_operator(username: str | None) -> User | None:
    """Give the account of this name; without a name it is the operator, None."""
    try:
        return user_named(username) if username else None
    except User.DoesNotExist:
        raise CommandError(f"There is no active account “{username}”.") from None


def _read(paths: list[Path]) -> dict[str, bytes]:
    """Give the files named, and of folders all CSV files and workbooks."""
    files = []
    for path in paths:
        of_folder = sorted(path.iterdir()) if path.is_dir() else []
        files += [file for file in of_folder if file.suffix.lower() in (".csv", ".xlsx")]
        if not path.is_dir():
            files.append(path)
    try:
        return {str(file): file.read_bytes() for file in files}
    except OSError as error:
        raise CommandError(f"{error.filename}: {error.strerror}.") from error
