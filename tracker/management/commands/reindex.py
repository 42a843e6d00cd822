"""Make the indexes of search anew: from the public pages, and from the working copies."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from tracker.models import WORKING_COPIES, finding
from tracker.record.append import lock_head
from tracker.record.models import SearchEntry
from tracker.record.search import fill_index


class Command(BaseCommand):
    help = (
        "Makes the indexes of search anew, from the public pages and from the working copies, while "
        "publishers wait."
    )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        lock_head()
        fill_index()
        self.stdout.write(f"Pages that search can find: {SearchEntry.objects.count()}")
        found = finding.refill(WORKING_COPIES.values())
        self.stdout.write(f"Working copies that search can find: {found}")
