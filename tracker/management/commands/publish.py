"""Publish working copies from the command line."""

import argparse
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from tracker import press
from tracker.desk.people import user_named
from tracker.models import WORKING_COPIES, WorkingCopy


class Command(BaseCommand):
    help = "Publishes working copies together: all of them, or those named as kind:ref."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("pages", nargs="*", help="kind:ref, for instance claim:bucha")
        parser.add_argument("--all", action="store_true", help="everything that has changed")
        parser.add_argument("--by", help="publish as this user; without, as the operator")
        parser.add_argument("--note", default="", help="correction note for what is public already")

    def handle(self, *args: Any, **options: Any) -> None:
        copies = list(self._all() if options["all"] else map(self._named, options["pages"]))
        if not copies:
            raise CommandError("Nothing to publish: name pages as kind:ref, or give --all.")
        by = self._user(options["by"]) if options["by"] else None
        try:
            editions = press.publish(copies=copies, by=by, note=options["note"])
        except press.Refused as refused:
            raise CommandError(f"Nothing was published:\n{refused}") from refused
        self.stdout.write(f"New editions: {len(editions)}. Pages looked at: {len(copies)}.")

    def _user(self, username: str) -> User:
        try:
            return user_named(username)
        except User.DoesNotExist:
            raise CommandError(f"There is no active user {username}.") from None

    def _all(self) -> list[WorkingCopy]:
        return [copy for model in WORKING_COPIES.values() for copy in model.objects.all()]

    def _named(self, name: str) -> WorkingCopy:
        kind, _, ref = name.partition(":")
        model = WORKING_COPIES.get(kind)
        copy = model.objects.filter(ref=ref).first() if model else None
        if copy is None:
            raise CommandError(f"There is no {name}; a page is named as kind:ref.")
        return copy
