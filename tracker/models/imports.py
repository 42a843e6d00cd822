"""Uploads that wait between preview and confirmation."""

from django.conf import settings
from django.db import models


class PendingImport(models.Model):
    """Fact sheets that were previewed and not yet confirmed, shared by all desk processes."""

    files = models.JSONField(help_text="File names with their bytes in base64.")
    fingerprint = models.CharField(
        max_length=64,
        help_text="Of what the preview showed; the import is refused once it would do other things.",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        related_name="+",
        on_delete=models.CASCADE,  # theirs to confirm
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        permissions = [
            ("import_factsheets", "Can import fact sheets"),
            ("export_factsheets", "Can export fact sheets"),
        ]

    def __str__(self) -> str:
        return ", ".join(self.files)
