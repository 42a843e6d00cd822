"""Count what is wrong or waits at the desk, or list it."""

import argparse
import json
from typing import Any

from django.core.management.base import BaseCommand

from tracker.press.worklists import WORKLISTS, Worklist


class Command(BaseCommand):
    help = (
        "Counts what each worklist of the desk holds, all of it; or lists what some of them hold."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("lists", nargs="*", choices=[[], *WORKLISTS], help="list these")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = [WORKLISTS[slug] for slug in options["lists"] or WORKLISTS]
        found = {worklist.slug: self._lines(worklist) for worklist in chosen}
        if options["format"] == "json":
            counts = {slug: len(lines) for slug, lines in found.items()}
            said = {"counts": counts} | ({"findings": found} if options["lists"] else {})
            self.stdout.write(json.dumps(said, indent=2, ensure_ascii=False))
            return
        for worklist in chosen:
            self.stdout.write(f"{len(found[worklist.slug]):7,}  {worklist.title}")
            for line in found[worklist.slug] if options["lists"] else ():
                self.stdout.write(f"         {line}")

    def _lines(self, worklist: Worklist) -> list[str]:
        return [f"{row.kind} {row.label}: {row.reason}" for row in worklist.everything()]
