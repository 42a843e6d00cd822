"""Actors, all their names, and the offices they held."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from .fields import DayField, EdtfField, one_of, validate_language, validate_plain_text
from .working import WorkingCopy


class ActorKind(models.TextChoices):
    PERSON = "person", "person"
    STATE = "state", "state"
    ORGANISATION = "organisation", "organisation"
    GROUP = "group", "group"


class Actor(WorkingCopy):
    """A person, state, organisation or group that takes part or is spoken of."""

    kind_of_page = "actor"

    name = models.CharField(
        max_length=200,
        validators=[validate_plain_text],
        help_text="The name that our pages use; all other spellings go into the names below.",
    )
    kind = models.CharField(max_length=20, choices=ActorKind, help_text="What sort of actor.")
    description = models.TextField(
        blank=True,
        help_text="Public: two or three sentences, every one of them covered by a claim.",
    )
    wikidata = models.CharField(
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"\AQ[1-9][0-9]*\Z", "A Wikidata item looks like Q7747.")],
        help_text="The Wikidata item, if there is one: Q7747.",
    )

    class Meta(WorkingCopy.Meta):
        ordering = ["name", "ref"]
        constraints = [one_of("kind", ActorKind, "actor_kind")]

    def __str__(self) -> str:
        return self.name


class NameKind(models.TextChoices):
    CANONICAL = "canonical", "canonical"
    ALIAS = "alias", "alias"
    TRANSLITERATION = "transliteration", "transliteration"
    MISSPELLING = "misspelling", "misspelling"


class Name(models.Model):
    """One spelling of an actor's name in one language."""

    actor = models.ForeignKey(
        Actor,
        related_name="names",
        on_delete=models.CASCADE,  # a name is part of its actor
    )
    name = models.CharField(
        max_length=200, validators=[validate_plain_text], help_text="As it is spelt in sources."
    )
    language = models.CharField(
        max_length=35, validators=[validate_language], help_text="A BCP 47 tag: en, uk, ru."
    )
    kind = models.CharField(max_length=20, choices=NameKind, help_text="What sort of name.")

    class Meta:
        ordering = ["actor", "language", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["actor", "name", "language"],
                name="name_once_per_actor",
                violation_error_message="This actor already has this name in this language.",
            ),
            one_of("kind", NameKind, "name_kind"),
        ]

    def __str__(self) -> str:
        return self.name


class Affiliation(models.Model):
    """An office that an actor held with an organisation or state."""

    actor = models.ForeignKey(
        Actor,
        related_name="affiliations",
        on_delete=models.CASCADE,  # part of the actor's page
    )
    organisation = models.ForeignKey(
        Actor,
        related_name="members",
        on_delete=models.PROTECT,  # another actor's page speaks of it
        help_text="The organisation or state.",
    )
    office = models.CharField(
        max_length=200,
        validators=[validate_plain_text],
        help_text="President, foreign minister, member …",
    )
    start = EdtfField(help_text="Since when, in EDTF; empty where no source says.")
    start_earliest = DayField(of="start")
    end = EdtfField(help_text="Until when, in EDTF; empty where no source says.")
    end_latest = DayField(of="end", last=True)
    basis = models.ForeignKey(
        "Claim",
        null=True,
        blank=True,
        related_name="+",
        on_delete=models.PROTECT,  # a published fact rests on it
        help_text="The claim that this fact rests on.",
    )
    inference = models.TextField(
        blank=True, help_text="Public: why the desk believes this, where no claim says so."
    )

    class Meta:
        ordering = ["actor", "start_earliest", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["actor", "organisation", "office", "start"],
                name="affiliation_once",
                violation_error_message="This office is already there with the same start.",
            ),
            models.CheckConstraint(
                condition=~Q(actor=F("organisation")),
                name="affiliation_with_another",
                violation_error_message="An actor cannot hold an office with itself.",
            ),
        ]

    def __str__(self) -> str:
        return self.office
