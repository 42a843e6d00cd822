"""Write all fact sheets into a folder."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.factsheets import export_sheets


class Command(BaseCommand):
    help = "Writes all fact sheets into a folder, as CSV; files of the same names are replaced."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("dir", type=Path, help="made where it is missing")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["dir"]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for name, data in export_sheets().items():
                (folder / name).write_bytes(data)
                self.stdout.write(str(folder / name))
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}.") from error
