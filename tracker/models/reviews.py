"""What a reviewer has looked at, so that several pages can be decided at once."""

from django.conf import settings
from django.db import models


class Opened(models.Model):
    """Somebody has opened the review of a copy, and this is the document that they saw."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        editable=False,
        related_name="+",
        on_delete=models.CASCADE,  # nobody else has seen it
    )
    kind = models.CharField(max_length=20, editable=False)
    key = models.UUIDField(editable=False, help_text="The working copy's key.")
    document_sha256 = models.CharField(max_length=64, editable=False)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["by", "key"],
                name="opened_once",
                violation_error_message="This person has opened this copy already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
