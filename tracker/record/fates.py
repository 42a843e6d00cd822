"""What became of editions: what followed them, and whether they were retracted since."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

if TYPE_CHECKING:
    from .models import Page


class EditionFates(models.QuerySet):
    """Reads for the history of a page and for the pages of its editions."""

    def of_page(self, page: "Page", before: int | None = None) -> Self:
        """For the history of a page: all of it, the newest first."""
        rows = self.filter(key=page.key).with_fate().order_by("-number")
        return rows.filter(number__lt=before) if before is not None else rows

    def with_fate(self) -> Self:
        """With what became of each.

        `followed_by` and `followed_at` tell of the same page's next edition. `retracted_by` is the
        number of its next retraction (that of a retraction is its own), or of that of the page
        that it was merged into.
        """
        from .models import Action, Edition, Page, PageState  # they need this module

        retractions = Edition.objects.filter(action=Action.RETRACTED).order_by("number")
        same = Edition.objects.filter(key=OuterRef("key")).order_by("number")
        later = same.filter(number__gt=OuterRef("number"))
        own = retractions.filter(key=OuterRef("key"), number__gte=OuterRef("number"))
        kept = retractions.filter(key=OuterRef("moved_to__key"), number__gt=OuterRef("edition_id"))
        merged = (
            Page.objects.filter(key=OuterRef("key"), state=PageState.MOVED)
            .exclude(moved_to__key=F("key"))
            .annotate(gone=Subquery(kept.values("number")[:1]))
            .order_by("gone")
            .filter(gone__isnull=False)
        )
        return self.annotate(
            followed_by=Subquery(later.values("number")[:1]),
            followed_at=Subquery(later.values("at")[:1]),
            retracted_by=Coalesce(
                Subquery(own.values("number")[:1]), Subquery(merged.values("gone")[:1])
            ),
        )
