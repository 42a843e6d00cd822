"""Field types that several of the desk's models share."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models

from tracker.evidence import dates

validate_ref = RegexValidator(
    r"\A[a-z0-9-]{3,80}\Z",
    "A ref has 3 to 80 characters: small Latin letters, digits and hyphens (istanbul-2022).",
)
validate_language = RegexValidator(
    r"\A[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z",
    "A language is a BCP 47 tag: en, uk, ru, zh-Latn.",
)
validate_sha256 = RegexValidator(r"\A[0-9a-f]{64}\Z", "A sha256 has 64 hexadecimal digits.")


def validate_plain_text(value: str) -> None:
    """Refuse what no text holds and PostgreSQL cannot store: the character NUL."""
    if "\x00" in value:
        raise ValidationError("The text holds a NUL character (code 0); remove it.")


def validate_edtf(value: str) -> None:
    """Refuse a date that is not EDTF level 1, with an example in the message."""
    try:
        dates.parse(value)
    except dates.DateError as error:
        raise ValidationError(str(error)) from error


class EdtfField(models.CharField):
    """A date as its source gives it, in EDTF level 1, kept as typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, validate_edtf]


class DayField(models.DateField):
    """The first or last possible day of an EDTF field of the same row; null where it is open.

    Derived on every save and `bulk_create`. Django's `bulk_update` calls no `pre_save`: use
    `settle_days` before it.
    """

    def __init__(self, *args: Any, of: str = "", last: bool = False, **kwargs: Any) -> None:
        self.of, self.last = of, last
        kwargs.update(null=True, blank=True, editable=False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.update(of=self.of, last=self.last)
        return name, path, args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> date | None:  # noqa: FBT001  Django's
        typed = getattr(model_instance, self.of)
        day = None
        if typed:
            parsed = dates.parse(typed)
            day = parsed.latest if self.last else parsed.earliest
        setattr(model_instance, self.attname, day)
        return day


def settle_days(instance: models.Model) -> None:
    """Derive the days of an instance that is about to go into `bulk_update`."""
    for field in instance._meta.concrete_fields:
        if isinstance(field, DayField):
            field.pre_save(instance, add=False)


def one_of(field: str, choices: type[models.TextChoices], name: str) -> models.CheckConstraint:
    """A constraint that a column holds one of its choices, with a message that lists them."""
    listed = ", ".join(value or "(empty)" for value in choices.values)
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": choices.values}),
        name=name,
        violation_error_message=f"{field} must be one of: {listed}.",
    )
