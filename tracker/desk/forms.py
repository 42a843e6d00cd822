"""Forms of the desk: a stale copy is noticed, and a quote is proven before it is saved."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html

from tracker.models import Citation, State, Text
from tracker.models.fields import validate_plain_text
from tracker.models.snapshots import snapshot

from .differing import marked_words
from .filling import REFILL
from .stale import TAKE, Meanwhile, meanwhile, merge_fields, take_stored

NOT_STORED = "Nothing of this is stored yet: look through it, and save it to keep it."


class PlainTextarea(forms.Textarea):
    """A text area that gives back the line ends it was given: browsers send them as CR LF."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "vLargeTextField", "dir": "auto", **(attrs or {})})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if value else value


class WorkingCopyForm(forms.ModelForm):
    """A form that knows which version of the row it was opened on.

    The instance has been read under a lock when the form is bound (see WorkingCopyAdmin).
    """

    opened_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    why = forms.CharField(
        required=False,
        max_length=500,
        validators=[validate_plain_text],
        widget=forms.TextInput(attrs={"class": "vTextField", "dir": "auto"}),
        label="Why",
        help_text="If it needs a reason: for the desk's own history, never public.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        copy = self.instance
        self.fields["opened_version"].initial = copy.version
        self._meanwhile: Meanwhile | None = None
        if not self.is_bound or copy._state.adding:
            return
        opened = self["opened_version"].data or ""
        if opened != str(copy.version):
            # Noted on the instance for the rows below, which are as old.
            copy.meanwhile = self._meanwhile = meanwhile(copy, opened)
        elif TAKE in self.data:
            self.data = self.data.copy()
            take_stored(self.data, self.prefix or "", snapshot(copy))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        problems = [self._merge(self._meanwhile)] if self._meanwhile else []
        if REFILL in self.data:
            problems.append(ValidationError(NOT_STORED, code=REFILL))
        if problems:
            raise ValidationError(problems)
        return cleaned

    def _merge(self, found: Meanwhile) -> ValidationError:
        """Merge what was typed with what somebody else has stored since; what there is to say."""
        self.data = self.data.copy()
        labels = merge_fields(self, found.opened, found.stored)
        # The form that comes back is of the present version: to save once more is then a choice.
        self.data[self.add_prefix("opened_version")] = str(self.instance.version)
        taken = ""
        if labels:
            taken = (
                f"As you had not changed them, these show what is stored now: {', '.join(labels)}. "
            )
        return ValidationError(
            f"{found.by} saved this at {self.instance.changed_at:%H:%M on %d %B} UTC, after you had "
            f"opened it. Nothing of yours is stored yet, and all of it is still here. {taken}Where "
            "both of you changed something, yours stands, with what is stored beside it. Choose, "
            "and save again; or open the page anew to start from what is stored.",
            code="stale",
        )


class CitationForm(forms.ModelForm):
    """A citation whose quote must stand in the source's text."""

    class Meta:
        model = Citation
        fields = (
            "source", "quote", "paragraph", "stance", "quoted", "quoted_as", "origin", "note",
        )  # fmt: skip
        widgets = {
            "quote": PlainTextarea(attrs={"rows": 3}),
            "note": PlainTextarea(attrs={"rows": 2}),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("quoted") and cleaned.get("quoted_as"):
            self.add_error("quoted_as", "Name an actor or describe the person, not both.")
        source, quote = cleaned.get("source"), cleaned.get("quote")
        moved = {"source", "quote", "paragraph"} & set(self.changed_data)
        if source and quote and (moved or not self.instance.is_verified):
            self._pin(source.texts.first(), quote, cleaned.get("paragraph"))
        return cleaned

    def _pin(self, text: Text | None, quote: str, paragraph: int | None) -> None:
        """Take the anchor of the quote, or say why there is none.

        A paragraph that was not typed now belonged to the former words, and gives way.
        """
        if text is None:
            self.add_error(
                "source",
                "No text of this source is stored here, so that the quote cannot be checked. "
                "Add the text to the source first.",
            )
            return
        self.instance.quote, self.instance.paragraph = quote, paragraph
        try:
            self.instance.pin(text)
        except ValidationError as error:
            if paragraph is not None and "paragraph" not in self.changed_data:
                self._pin(text, quote, None)
                return
            self.instance.state = State.MISSING
            (reason,) = error.error_dict["quote"]
            self.add_error("quote", _with_differences(reason, quote))
        else:
            # The model form copies its cleaned data over the instance after this.
            self.cleaned_data["paragraph"] = self.instance.paragraph


def _with_differences(reason: ValidationError, quote: str) -> ValidationError:
    """The refusal of a quote, with the nearest passage set beside it word by word."""
    nearest = (reason.params or {}).get("nearest")
    if not nearest:
        return reason
    return ValidationError(
        format_html(
            "These words do not stand in the source{}. Nearest passage: “{}”. "
            '<span class="differences">Differences: {}</span>',
            (reason.params or {}).get("place", ""),
            nearest,
            marked_words(quote, nearest),
        ),
        code=reason.code,
    )
