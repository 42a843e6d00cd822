"""Processes, their rounds, and who took part."""

from django.db import models

from .actors import Actor
from .fields import DayField, EdtfField, one_of, validate_plain_text
from .working import WorkingCopy


class Process(WorkingCopy):
    """A strand of negotiations, such as Minsk or Istanbul 2025."""

    kind_of_page = "process"

    title = models.CharField(
        max_length=200, validators=[validate_plain_text], help_text="How readers know it."
    )
    summary = models.TextField(
        blank=True,
        help_text="Public: two or three sentences, every one of them covered by a claim.",
    )

    class Meta(WorkingCopy.Meta):
        ordering = ["title", "ref"]
        verbose_name_plural = "processes"

    def __str__(self) -> str:
        return self.title


class Format(models.TextChoices):
    DIRECT_TALKS = "direct talks", "direct talks"
    MEDIATED_TALKS = "mediated talks", "mediated talks"
    SUMMIT = "summit", "summit"
    CALL = "call", "call"
    VISIT = "visit", "visit"
    AGREEMENT = "agreement", "agreement"
    INITIATIVE = "initiative", "initiative"
    APPEAL = "appeal", "appeal"


class Outcome(models.TextChoices):
    NOT_GIVEN = "", "not given"
    AGREEMENT = "agreement", "agreement"
    DRAFT = "draft", "draft"
    STATEMENT = "statement", "statement"
    PARTIAL = "partial", "partial"
    NONE = "none", "none"
    UNKNOWN = "unknown", "unknown"


def basis_field(fact: str) -> models.ForeignKey:
    """The claim that one fact of a round rests on."""
    return models.ForeignKey(
        "Claim",
        null=True,
        blank=True,
        related_name="+",
        on_delete=models.PROTECT,  # a published fact rests on it
        help_text=f"The claim that the {fact} rests on.",
    )


def inference_field(fact: str) -> models.TextField:
    """The desk's reason for a fact that no claim states."""
    return models.TextField(
        blank=True,
        help_text=f"Public: why the desk believes this {fact}, where no claim says so.",
    )


class Round(WorkingCopy):
    """One meeting, call, summit, set of talks or initiative in a process."""

    kind_of_page = "round"

    process = models.ForeignKey(
        Process,
        related_name="rounds",
        on_delete=models.PROTECT,  # a round without its strand cannot be found
        help_text="The strand of negotiations it belongs to.",
    )
    title = models.CharField(
        max_length=200, validators=[validate_plain_text], help_text="Place and time, if known."
    )
    format = models.CharField(max_length=20, choices=Format, help_text="What sort of meeting.")
    date = EdtfField(help_text="When, in EDTF: 2025-06-02, 2022-03~, 2022-02/2022-04.")
    date_earliest = DayField(of="date")
    date_latest = DayField(of="date", last=True)
    date_basis = basis_field("date")
    date_inference = inference_field("date")
    venue = models.CharField(
        max_length=200, blank=True, validators=[validate_plain_text], help_text="Where it was held."
    )
    venue_basis = basis_field("venue")
    venue_inference = inference_field("venue")
    outcome = models.CharField(
        max_length=20, blank=True, choices=Outcome, help_text="What came of it."
    )
    outcome_basis = basis_field("outcome")
    summary = models.TextField(
        blank=True,
        help_text="Public: two or three sentences, every one of them covered by a claim.",
    )

    class Meta(WorkingCopy.Meta):
        ordering = ["date_earliest", "title", "ref"]
        constraints = [
            one_of("format", Format, "round_format"),
            one_of("outcome", Outcome, "round_outcome"),
        ]

    def __str__(self) -> str:
        return self.title


class ParticipationRole(models.TextChoices):
    PARTY = "party", "party"
    DELEGATE = "delegate", "delegate"
    MEDIATOR = "mediator", "mediator"
    HOST = "host", "host"
    OBSERVER = "observer", "observer"
    ABSENT = "absent", "absent"


class Participation(models.Model):
    """An actor's part in a round; absence is worth saying too."""

    round = models.ForeignKey(
        Round,
        related_name="participations",
        on_delete=models.CASCADE,  # part of the round's page
    )
    actor = models.ForeignKey(
        Actor,
        related_name="participations",
        on_delete=models.PROTECT,  # the round's page speaks of it
        help_text="Who.",
    )
    role = models.CharField(max_length=20, choices=ParticipationRole, help_text="In which part.")
    basis = models.ForeignKey(
        "Claim",
        null=True,
        blank=True,
        related_name="+",
        on_delete=models.PROTECT,  # a published fact rests on it
        help_text="The claim that this fact rests on.",
    )
    inference = inference_field("part")

    class Meta:
        ordering = ["round", "role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "actor", "role"],
                name="participation_once",
                violation_error_message="This actor already has this part in this round.",
            ),
            one_of("role", ParticipationRole, "participation_role"),
        ]

    def __str__(self) -> str:
        return f"{self.actor} as {self.role}"
