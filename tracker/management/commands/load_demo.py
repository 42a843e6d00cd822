"""Load a dossier with demo accounts into an empty database."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.desk.demo import SheetsRefused, load_demo
from tracker.press import Refused


class Command(BaseCommand):
    help = "Loads a dossier's fact sheets and publishes them, unless the database holds any."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("sheets", type=Path, help="folder of fact sheets")
        parser.add_argument("--texts", type=Path, help="folder of source texts, under any names")

    def handle(self, *args: Any, sheets: Path, texts: Path | None, **options: Any) -> None:
        for folder in (sheets, texts):
            if folder is not None and not folder.is_dir():
                raise CommandError(f"There is no folder {folder}.")
        try:
            done = load_demo(sheets, texts)
        except (SheetsRefused, Refused) as error:
            raise CommandError(f"Nothing was loaded:\n{error}") from error
        for line in done:
            self.stdout.write(line)
