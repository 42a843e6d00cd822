"""Make the index of search anew from the public pages."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from tracker.record.append import lock_head
from tracker.record.models import SearchEntry
from tracker.record.search import fill_index


class Command(BaseCommand):
    help = "Makes the index of search anew from the public pages, while publishers wait."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        lock_head()
        fill_index()
        self.stdout.write(f"Pages that search can find: {SearchEntry.objects.count()}")
