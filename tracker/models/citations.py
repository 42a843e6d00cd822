"""Citations: a claim, a source, and the exact words that it rests on."""

from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q

from tracker.evidence import anchor, paragraphs
from tracker.evidence.hashing import sha256

from .actors import Actor
from .claims import Claim
from .fields import one_of, validate_plain_text, validate_sha256
from .sources import Source, Text


class Stance(models.TextChoices):
    SUPPORTS = "supports", "supports"
    DISPUTES = "disputes", "disputes"
    CONTEXT = "context", "context"


class State(models.TextChoices):
    EXACT = "exact", "exact: word for word"
    FOLDED = "folded", "folded: the same but for typography"
    AMBIGUOUS = "ambiguous", "ambiguous: the words stand there more than once"
    MISSING = "missing", "missing: the words are not in the text"
    UNHELD = "unheld", "unheld: the text is not on this machine"


#: The states in which the passage was found in a stored text, here or where the sheet was made.
VERIFIED = (State.EXACT, State.FOLDED, State.UNHELD)


class Drift(models.TextChoices):
    NONE = "", "the source reads as it did"
    CHANGED = "changed", "changed: a later text of the source words it differently"
    GONE = "gone", "gone: a later text of the source no longer has it"


class CitationQuerySet(models.QuerySet):
    def in_reading_order(self) -> Self:
        return self.order_by("source__title", "start", "pk")

    def unverified(self) -> Self:
        return self.exclude(state__in=VERIFIED)

    def drifted(self) -> Self:
        return self.exclude(drift=Drift.NONE)


class Citation(models.Model):
    """A claim pinned to a passage of a source."""

    claim = models.ForeignKey(
        Claim,
        related_name="citations",
        on_delete=models.CASCADE,  # part of the claim
    )
    source = models.ForeignKey(
        Source,
        related_name="citations",
        on_delete=models.PROTECT,  # the claim rests on it
        help_text="The article or document that carries the words.",
    )
    quote = models.TextField(
        max_length=2000,
        validators=[validate_plain_text, MaxLengthValidator(2000)],
        help_text="The words, exactly as they stand in the source. […] stands for words left "
        "out. At most 25 words from a quote-only source.",
    )
    paragraph = models.PositiveIntegerField(
        null=True,
        blank=True,
        help_text="Line of the text in which the passage begins, counted from 1. Needed only "
        "where the same words stand there more than once.",
    )
    start = models.PositiveIntegerField(
        null=True, blank=True, editable=False, help_text="First code point, counted from 0."
    )
    end = models.PositiveIntegerField(
        null=True, blank=True, editable=False, help_text="One past the last code point."
    )
    passage_sha256 = models.CharField(
        max_length=64, blank=True, editable=False, validators=[validate_sha256]
    )
    text_sha256 = models.CharField(
        max_length=64, blank=True, editable=False, validators=[validate_sha256]
    )
    state = models.CharField(max_length=20, choices=State, default=State.MISSING, editable=False)
    drift = models.CharField(max_length=20, choices=Drift, blank=True, editable=False)
    stance = models.CharField(
        max_length=20,
        choices=Stance,
        default=Stance.SUPPORTS,
        help_text="Does the passage support the claim, dispute it, or give context?",
    )
    quoted = models.ForeignKey(
        Actor,
        null=True,
        blank=True,
        related_name="quoted_in",
        on_delete=models.PROTECT,  # whose words they are is part of the evidence
        help_text="Whose words or views the passage reports, if a known actor's.",
    )
    quoted_as = models.CharField(
        max_length=200,
        blank=True,
        validators=[validate_plain_text],
        help_text="A description, where the person is not named: a Ukrainian source, on "
        "condition of anonymity.",
    )
    origin = models.ForeignKey(
        Source,
        null=True,
        blank=True,
        related_name="credited_in",
        on_delete=models.PROTECT,  # corroboration counts it
        help_text="The source that the passage credits; this source itself where it speaks in "
        "its own voice although it retells others.",
    )
    note = models.TextField(blank=True, help_text="Public: what readers should know about it.")

    objects = CitationQuerySet.as_manager()

    class Meta:
        ordering = ["claim", "pk"]
        # Few of very many: what the worklists ask for.
        indexes = [
            models.Index(
                fields=["-id"], condition=~Q(state__in=VERIFIED), name="citation_unverified"
            ),
            models.Index(fields=["-id"], condition=~Q(drift=""), name="citation_drifted"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "source", "start", "end"],
                name="citation_once",
                violation_error_message="The claim already cites this passage.",
            ),
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True) | Q(end__gt=F("start")),
                name="citation_not_empty",
                violation_error_message="The end must come after the start.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.AMBIGUOUS, State.MISSING])
                | (Q(start__isnull=False) & ~Q(passage_sha256="") & ~Q(text_sha256="")),
                name="citation_verified_has_anchor",
                violation_error_message="A verified citation has an anchor and both hashes.",
            ),
            one_of("state", State, "citation_state"),
            one_of("stance", Stance, "citation_stance"),
            one_of("drift", Drift, "citation_drift"),
        ]

    def __str__(self) -> str:
        return self.quote

    @property
    def is_verified(self) -> bool:
        return self.state in VERIFIED

    def pin(self, text: Text) -> None:
        """Find the quote in a text of its source, and take its anchor.

        Raises ValidationError, with the nearest passage as a suggestion, when the words do not
        stand there or stand there more than once; the anchor is left as it was.
        """
        at = (self.start, self.end) if self.text_sha256 == text.sha256 else None
        found = locate(text.content, self.quote, paragraph=self.paragraph, at=at)
        if found.start is None or found.end is None:
            raise ValidationError({"quote": refusal(found, text.content, self.paragraph)})
        self.anchor_at(text, found.start, found.end, State(found.state))

    def anchor_at(self, text: Text, start: int, end: int, state: State) -> None:
        """Take the anchor of a passage that was found in this text."""
        self.start, self.end = start, end
        self.paragraph = paragraphs.paragraph_of(text.content, start)
        self.passage_sha256 = sha256(text.content[start:end])
        self.text_sha256 = text.sha256
        self.state, self.drift = state, Drift.NONE

    def passage_in(self, text: Text | None) -> str | None:
        """The whole passage, words left out of the quote included; None if not held."""
        if text is None or text.sha256 != self.text_sha256 or self.start is None:
            return None
        return text.content[self.start : self.end]


def locate(
    content: str,
    quote: str,
    *,
    paragraph: int | None = None,
    at: tuple[int | None, int | None] | None = None,
) -> anchor.Anchor:
    """Find a quote in a text; of several places the one at the start and end `at` is taken."""
    found = anchor.find(content, quote, paragraph=paragraph)
    for start, end in found.candidates:
        if (start, end) == at:
            state = anchor.find(content[start:end], quote).state
            line = paragraphs.paragraph_of(content, start)
            return anchor.Anchor(state, start, end, paragraph=line)
    return found


def refusal(found: anchor.Anchor, content: str, paragraph: int | None) -> ValidationError:
    """Why a quote was not accepted, and what to do about it."""
    if found.state == "ambiguous":
        lines = sorted({paragraphs.paragraph_of(content, start) for start, _ in found.candidates})
        listed = ", ".join(str(line) for line in lines)
        return ValidationError(
            "These words stand in the source more than once (paragraphs %(listed)s). "
            "Give the paragraph, or quote more words.",
            code="ambiguous",
            params={"listed": listed},
        )
    place = f" in paragraph {paragraph}" if paragraph else ""
    if found.suggestion:
        return ValidationError(
            "These words do not stand in the source%(place)s. Nearest passage: “%(nearest)s”",
            code="missing",
            params={"place": place, "nearest": found.suggestion},
        )
    return ValidationError(
        "These words do not stand in the source%(place)s, nor anything like them.",
        code="missing",
        params={"place": place},
    )
