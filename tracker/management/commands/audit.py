"""Check every citation, every page, and the chain of editions."""

import argparse
import json
import sys
from typing import Any

from django.core.management.base import BaseCommand

from tracker.press import audit


class Command(BaseCommand):
    help = "Checks every citation against its text, every page against its edition, and the chain."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        found = audit()
        if options["format"] == "json":
            self.stdout.write(json.dumps(found.as_json(), indent=2, ensure_ascii=False))
        else:
            self._in_words(found.as_json())
        if found.problems:
            sys.exit(1)

    def _in_words(self, found: dict[str, Any]) -> None:
        self.stdout.write(f"Editions   {found['editions']}, head {found['chain'][:16] or 'none'}")
        states = ", ".join(
            f"{count} {state}" for state, count in found["citations"].items() if count
        )
        self.stdout.write(f"Citations  {states or 'none'}")
        for ref, row in found["coverage"].items():
            stated = row["sentences"] - row["furniture"]
            self.stdout.write(f"Coverage   {ref}: {row['cited']} of {stated} sentences cited")
        for problem in found["problems"]:
            self.stdout.write(f"Problem    {problem}")
        self.stdout.write(f"Problems   {len(found['problems'])}")
