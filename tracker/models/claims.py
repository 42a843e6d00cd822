"""Issues, claims, and how claims relate."""

from typing import Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q

from .actors import Actor
from .fields import DayField, EdtfField, one_of, validate_plain_text
from .rounds import Round
from .working import WorkingCopy


class Issue(WorkingCopy):
    """What is negotiated about, such as a ceasefire."""

    kind_of_page = "issue"

    title = models.CharField(
        max_length=200, validators=[validate_plain_text], help_text="In a word or two."
    )
    summary = models.TextField(
        blank=True,
        help_text="Public: two or three sentences, every one of them covered by a claim.",
    )
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        related_name="parts",
        on_delete=models.PROTECT,  # the parts would lose their place
        help_text="The wider issue that this one is part of.",
    )

    class Meta(WorkingCopy.Meta):
        ordering = ["title", "ref"]

    def __str__(self) -> str:
        return self.title


class ClaimKind(models.TextChoices):
    EVENT = "event", "event: something happened"
    POSITION = "position", "position: what a party wants or offers"
    STATEMENT = "statement", "statement: somebody said something"
    ASSESSMENT = "assessment", "assessment: a judgement"
    FORECAST = "forecast", "forecast: what may come"


class Posture(models.TextChoices):
    NOT_GIVEN = "", "not a position"
    DEMANDS = "demands", "demands"
    OFFERS = "offers", "offers"
    ACCEPTS = "accepts", "accepts"
    OPEN_TO = "open-to", "open to"
    CONDITIONS = "conditions", "conditions"
    REJECTS = "rejects", "rejects"


class Claim(WorkingCopy):
    """One checkable sentence in the desk's own words. A position is a claim of that kind."""

    kind_of_page = "claim"

    statement = models.TextField(
        max_length=1000,
        validators=[validate_plain_text, MaxLengthValidator(1000)],
        help_text="One checkable sentence in your own words. Keep the hedges and attributions "
        "of the passage.",
    )
    kind = models.CharField(max_length=20, choices=ClaimKind, help_text="What sort of claim.")
    happened = EdtfField(help_text="The time it speaks of, in EDTF: 2025-06-02, 2022-03~.")
    happened_earliest = DayField(of="happened")
    happened_latest = DayField(of="happened", last=True)
    happened_stated = models.BooleanField(
        default=True, help_text="Does the passage state this time? If not, say why in the note."
    )
    actors = models.ManyToManyField(Actor, through="ClaimActor", related_name="claims", blank=True)
    rounds = models.ManyToManyField(
        Round, related_name="claims", blank=True, help_text="The rounds that it speaks of."
    )
    issues = models.ManyToManyField(
        Issue, related_name="claims", blank=True, help_text="What it is about."
    )
    posture = models.CharField(
        max_length=20,
        choices=Posture,
        blank=True,
        help_text="Positions only: how the holder stands to the issue.",
    )
    note = models.TextField(blank=True, help_text="Public: for instance why a time is inferred.")

    class Meta(WorkingCopy.Meta):
        ordering = ["ref"]
        indexes = [
            *WorkingCopy.Meta.indexes,
            # What the desk's list is narrowed down by, whatever is rare or common of it.
            models.Index(fields=["kind", "-changed_at", "-id"], name="claim_by_kind"),
            models.Index(fields=["posture", "-changed_at", "-id"], name="claim_by_posture"),
        ]
        constraints = [
            one_of("kind", ClaimKind, "claim_kind"),
            one_of("posture", Posture, "claim_posture"),
            models.CheckConstraint(
                condition=Q(posture="") | Q(kind=ClaimKind.POSITION),
                name="claim_posture_needs_position",
                violation_error_message="Only a claim of kind position has a posture.",
            ),
        ]

    def __str__(self) -> str:
        return self.statement


class ClaimRole(models.TextChoices):
    HOLDER = "holder", "holder"
    SPEAKER = "speaker", "speaker"
    SUBJECT = "subject", "subject"
    ADDRESSEE = "addressee", "addressee"


class ClaimActor(models.Model):
    """An actor's role in a claim."""

    claim = models.ForeignKey(
        Claim,
        related_name="roles",
        on_delete=models.CASCADE,  # part of the claim
    )
    actor = models.ForeignKey(
        Actor,
        related_name="claim_roles",
        on_delete=models.PROTECT,  # named in the claim
        help_text="Who.",
    )
    role = models.CharField(max_length=20, choices=ClaimRole, help_text="In which role.")

    class Meta:
        ordering = ["claim", "pk"]
        verbose_name = "actor of a claim"
        verbose_name_plural = "actors of a claim"
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "actor", "role"],
                name="claim_actor_once",
                violation_error_message="This actor already has this role in the claim.",
            ),
            one_of("role", ClaimRole, "claim_actor_role"),
        ]

    def __str__(self) -> str:
        return f"{self.actor} as {self.role}"


class RelationKind(models.TextChoices):
    CONTRADICTS = "contradicts", "contradicts"
    NARROWS = "narrows", "narrows"
    REPEATS = "repeats", "repeats"
    SUPERSEDES = "supersedes", "supersedes"


class Settled(models.TextChoices):
    OPEN = "open", "open"
    FROM = "from", "this claim stands"
    TO = "to", "the other claim stands"
    BOTH_STAND = "both-stand", "both stand"


class RelationQuerySet(models.QuerySet):
    def unreasoned(self) -> Self:
        """Contradictions that do not say why: the gate keeps their claims from being published."""
        return self.filter(kind=RelationKind.CONTRADICTS, reason="")


class Relation(models.Model):
    """How one claim stands to another."""

    from_claim = models.ForeignKey(
        Claim,
        related_name="relations",
        on_delete=models.CASCADE,  # part of the claim's page
    )
    kind = models.CharField(max_length=20, choices=RelationKind, help_text="How it relates.")
    to_claim = models.ForeignKey(
        Claim,
        related_name="related_from",
        on_delete=models.PROTECT,  # the other claim's page speaks of it
        help_text="The other claim.",
    )
    settled = models.CharField(
        max_length=20,
        choices=Settled,
        default=Settled.OPEN,
        help_text="Contradictions only: which side stands, if the desk can tell.",
    )
    reason = models.TextField(
        blank=True, help_text="Public: why they relate so, in words a reader understands."
    )

    objects = RelationQuerySet.as_manager()

    class Meta:
        ordering = ["from_claim", "pk"]
        indexes = [
            models.Index(
                fields=["-id"],
                condition=Q(kind=RelationKind.CONTRADICTS, reason=""),
                name="relation_unreasoned",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["from_claim", "kind", "to_claim"],
                name="relation_once",
                violation_error_message="The two claims are already related in this way.",
            ),
            models.CheckConstraint(
                condition=~Q(from_claim=F("to_claim")),
                name="relation_with_another",
                violation_error_message="A claim cannot relate to itself.",
            ),
            models.CheckConstraint(
                condition=Q(settled=Settled.OPEN)
                | (Q(kind=RelationKind.CONTRADICTS) & ~Q(reason="")),
                name="relation_settled_with_reason",
                violation_error_message="Only a contradiction can be settled, and with a reason.",
            ),
            one_of("kind", RelationKind, "relation_kind"),
            one_of("settled", Settled, "relation_settled"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} “{self.to_claim}”"
