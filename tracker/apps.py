"""The desk's app; the public record is one of its own (tracker.record)."""

from django.apps import AppConfig


class TrackerConfig(AppConfig):
    name = "tracker"
    verbose_name = "Dossier"
