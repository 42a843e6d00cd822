"""Sources, the texts captured from them, and the furniture in those texts."""

from django.db import models
from django.db.models import F, Q

from .fields import (
    DayField,
    EdtfField,
    one_of,
    validate_language,
    validate_plain_text,
    validate_sha256,
)
from .working import WorkingCopy


class SourceKind(models.TextChoices):
    NEWS_REPORT = "news-report", "news report"
    ANALYSIS = "analysis", "analysis"
    COMMENTARY = "commentary", "commentary"
    REFERENCE = "reference", "reference: known from other sources only"
    OFFICIAL = "official", "official document"


class Rights(models.TextChoices):
    QUOTE_ONLY = "quote-only", "quote only: readers get the cited words, no more"
    OPEN = "open", "open"


class Source(WorkingCopy):
    """An article or document; without a text where it is known by reference only."""

    kind_of_page = "source"

    title = models.CharField(
        max_length=500,
        validators=[validate_plain_text],
        help_text="The title as the source carries it, or a short description in our own words.",
    )
    title_given = models.BooleanField(
        default=True, help_text="Does the source itself carry this title?"
    )
    kind = models.CharField(
        max_length=20, choices=SourceKind, help_text="What sort of source this is."
    )
    publisher = models.CharField(
        max_length=200, blank=True, help_text="Who published it; empty where unknown."
    )
    author = models.CharField(
        max_length=200, blank=True, help_text="Who wrote it, as the source says."
    )
    published = EdtfField(help_text="When it was published, in EDTF: 2025-06-12, 2025-05~.")
    published_earliest = DayField(of="published")
    published_latest = DayField(of="published", last=True)
    published_stated = models.BooleanField(
        default=True,
        help_text="Does the source itself state this date? If not, say why in the note.",
    )
    language = models.CharField(
        max_length=35,
        validators=[validate_language],
        help_text="Language of the text, as a BCP 47 tag: en, uk, ru.",
    )
    rights = models.CharField(
        max_length=20,
        choices=Rights,
        default=Rights.QUOTE_ONLY,
        help_text="The full text of a quote-only source never leaves the desk.",
    )
    url = models.URLField(
        "address", max_length=1000, blank=True, help_text="Where readers can find it, if anywhere."
    )
    derives_from = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="retold_in",
        help_text="The sources that this one retells. It is then no origin of its own.",
    )
    text_sha256 = models.CharField(
        "fingerprint",
        max_length=64,
        blank=True,
        validators=[validate_sha256],
        help_text="sha256 of the text that the citations are pinned to; texts are found by it.",
    )
    text_length = models.PositiveIntegerField(
        null=True, blank=True, help_text="Length of that text in code points."
    )
    note = models.TextField(
        blank=True, help_text="Public: what readers should know about this source."
    )

    class Meta(WorkingCopy.Meta):
        ordering = ["ref"]
        constraints = [
            one_of("kind", SourceKind, "source_kind"),
            one_of("rights", Rights, "source_rights"),
        ]

    def __str__(self) -> str:
        return self.title


class Text(models.Model):
    """One capture of a source's text. It never changes: a new capture is a new row."""

    source = models.ForeignKey(
        Source,
        related_name="texts",
        on_delete=models.PROTECT,  # citations are pinned to it
    )
    content = models.TextField(help_text="The text as captured, every character of it.")
    sha256 = models.CharField(max_length=64, editable=False, db_index=True)
    length = models.PositiveIntegerField(editable=False, help_text="In code points.")
    captured_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-captured_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "sha256"],
                name="text_once_per_source",
                violation_error_message="This source already holds exactly this text.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.length:,} characters, {self.sha256[:12]}"


class FurnitureReason(models.TextChoices):
    HEADING = "heading", "heading"
    CAPTION = "caption", "caption"
    BYLINE = "byline", "byline"
    LINK = "link", "link"
    REFERENCE_LIST = "reference list", "reference list"
    BOILERPLATE = "boilerplate", "boilerplate"


class Furniture(models.Model):
    """A stretch of a source's text that states nothing, so that nobody need cite it."""

    source = models.ForeignKey(
        Source,
        related_name="furniture",
        on_delete=models.CASCADE,  # means nothing without it
    )
    start = models.PositiveIntegerField(help_text="First code point, counted from 0.")
    end = models.PositiveIntegerField(help_text="One past the last code point.")
    reason = models.CharField(
        max_length=20, choices=FurnitureReason, help_text="What this stretch is."
    )

    class Meta:
        ordering = ["source", "start"]
        verbose_name_plural = "furniture"
        constraints = [
            models.UniqueConstraint(
                fields=["source", "start", "end"],
                name="furniture_once",
                violation_error_message="This stretch is already marked.",
            ),
            models.CheckConstraint(
                condition=Q(end__gt=F("start")),
                name="furniture_not_empty",
                violation_error_message="The end must come after the start.",
            ),
            one_of("reason", FurnitureReason, "furniture_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.start}–{self.end} ({self.reason})"
