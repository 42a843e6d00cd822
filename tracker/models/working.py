"""What all working copies share: a ref, a version, and who has had a hand in them."""

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from .fields import validate_ref

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class StaleCopy(Exception):
    """The row was changed by somebody else since it was read."""


class WorkingCopyQuerySet(models.QuerySet):
    """Reads of working copies that the desk needs for every kind."""

    def waiting_for_review(self) -> Self:
        return self.filter(submitted_at__isnull=False).order_by("submitted_at")

    def by_refs(self, refs: Any) -> Self:
        return self.filter(ref__in=refs)


class WorkingCopy(models.Model):
    """A row of the desk that becomes a public page once it is published.

    The key is made here and not by the database, so that a fact sheet can wire rows to each
    other before any of them is written.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ref = models.CharField(
        max_length=80,
        unique=True,
        validators=[validate_ref],
        help_text="Stable key and public address. Small Latin letters, digits and hyphens; "
        "a change leaves a redirect behind.",
    )
    version = models.PositiveIntegerField(
        default=1,
        editable=False,
        help_text="Counts the saves; tells a stale form from a fresh one.",
    )
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    contributors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        editable=False,
        related_name="+",
        help_text="Everybody who changed this since it was last published; none of them may "
        "publish it.",
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        on_delete=models.SET_NULL,  # the work outlives the account
    )
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    review_comment = models.TextField(
        blank=True, editable=False, help_text="What the reviewer said when sending this back."
    )

    objects = WorkingCopyQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ("add", "change", "delete", "view", "publish", "retract")
        indexes = [
            models.Index(fields=["-changed_at", "-id"], name="%(class)s_by_change"),
            models.Index(
                fields=["submitted_at"],
                condition=models.Q(submitted_at__isnull=False),
                name="%(class)s_waiting",
            ),
            models.Index(
                fields=["-changed_at", "-id"],
                condition=~models.Q(review_comment=""),
                name="%(class)s_sent_back",
            ),
        ]

    #: The word for this kind in addresses, documents and the record.
    kind_of_page: str

    def __str__(self) -> str:
        return self.ref

    @classmethod
    @transaction.atomic
    def touch(cls, *, pk: uuid.UUID, version: int, by: "User", why: str = "") -> int:
        """Count one change of this copy by `by`, and take it back from review.

        Comes after all that was written, parts and links too: what stands then is what its
        history keeps, with the reason `why` if one was given. Raises StaleCopy when the row is no
        longer at `version`; nothing is written then. Returns the new version.
        """
        from . import history  # which is about working copies

        hit = cls._default_manager.filter(pk=pk, version=version).update(
            version=F("version") + 1,
            changed_at=timezone.now(),
            submitted_by=None,
            submitted_at=None,
        )
        if not hit:
            raise StaleCopy
        cls.add_contributor([pk], by)
        history.keep([cls(pk=pk)], by=by, why=why)
        return version + 1

    @classmethod
    def add_contributor(cls, keys: Iterable[uuid.UUID], by: "User") -> None:
        """Count `by` among those who had a hand in these copies, and so may not publish them."""
        through = cls.contributors.through
        own = f"{cls.__name__.lower()}_id"
        through.objects.bulk_create(
            [through(**{own: key, "user_id": by.pk}) for key in keys], ignore_conflicts=True
        )
