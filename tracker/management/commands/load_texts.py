"""Supply the texts of sources from a folder, whatever its files are called."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.factsheets import hold_texts

from .import_factsheets import user_or_operator


class Command(BaseCommand):
    help = "Finds the texts of sources in a folder by their sha256, and verifies the citations."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("dir", type=Path, help="folder of source texts, under any names")
        parser.add_argument("--by", metavar="USERNAME", help="whose changes they are")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["dir"].is_dir():
            raise CommandError(f"There is no folder {options['dir']}.")
        for line in hold_texts(options["dir"], by=user_or_operator(options["by"])):
            self.stdout.write(line)
