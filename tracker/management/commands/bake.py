"""Write the public side as static files."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.public.baking import BakeFailed, bake


class Command(BaseCommand):
    help = (
        "Writes the whole public side as static files, for any host; into a folder that was baked "
        "before, only what has changed since. When it fails, the folder is as it was."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("dir", type=Path, help="made where it is missing")
        parser.add_argument(
            "--base-url",
            default="http://127.0.0.1:8000",
            help="where readers will find it, such as https://example.org; "
            "feeds, citations and data name pages by it",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = bake(options["dir"], options["base_url"])
        except (BakeFailed, OSError) as error:
            raise CommandError(f"The site could not be baked: {error}") from error
        for address in done.missing:
            self.stderr.write(f"There is nothing at {address}, to which a page links.")
        self.stdout.write(f"Files: {done.files}. Written: {done.written}. Removed: {done.removed}.")
