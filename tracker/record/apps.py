"""The public record, an app of its own so that a database login can be limited to its tables."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "tracker.record"
    label = "record"
    verbose_name = "Public record"
