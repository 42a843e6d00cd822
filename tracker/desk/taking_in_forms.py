"""The forms for taking in a text, and the source it is a text of."""

from typing import Any

from django import forms

from tracker.models import Source
from tracker.models.fields import validate_plain_text

from .forms import PlainTextarea
from .reading_refs import proposed_ref
from .taking_in_files import Document, Unreadable, read, read_file


class TextForm(forms.Form):
    """A text as pasted, or a file that has it; `document` is what was read."""

    text = forms.CharField(
        required=False,
        strip=False,
        widget=PlainTextarea(attrs={"rows": 16}),
        validators=[validate_plain_text],
        help_text="Paste the article as the source has it, or the HTML of its page.",
    )
    file = forms.FileField(
        required=False,
        help_text="Or a .txt or .html file: of a web page the main text is taken, and shown here "
        "before it is saved.",
        error_messages={"empty": "The file is empty: save it again, or paste the text."},
    )
    document: Document

    @property
    def was_shown(self) -> bool:
        """Whether what was read is just what stood in the box, so that its sender has seen it."""
        return not self.cleaned_data["file"] and self.document.text == self.cleaned_data["text"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        file, text = cleaned.get("file"), cleaned.get("text") or ""
        if self.errors:
            return cleaned
        try:
            self.document = read_file(file.name, file.read()) if file else read(text)
        except Unreadable as problem:
            self.add_error("file" if file else "text", str(problem))
            return cleaned
        if not self.document.text.strip():
            self.add_error("text", "There is no text yet: paste it, or choose a file.")
        return cleaned


class SourceDetailsForm(forms.ModelForm):
    """What is to be known of a new source; its ref is made of its title where none is typed."""

    url = forms.URLField(
        required=False,
        max_length=1000,
        assume_scheme="https",
        label="address",
        help_text="Where readers can find it, if anywhere.",
    )

    class Meta:
        model = Source
        fields = (
            "title", "title_given", "kind", "publisher", "author", "published",
            "published_stated", "language", "rights", "url", "note", "ref",
        )  # fmt: skip
        widgets = {"note": PlainTextarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ref"].required = False
        self.fields["ref"].help_text = "Its public address. Left empty, it is made of the title."

    def clean_ref(self) -> str:
        title = self.cleaned_data.get("title", "")
        return self.cleaned_data["ref"] or proposed_ref(Source, title)


def usable(guesses: dict[str, str]) -> dict[str, str]:
    """The guesses that their fields would take; what a page says of itself may be anything."""
    found = {}
    for name, value in guesses.items():
        model_field = Source._meta.get_field(name)
        try:
            SourceDetailsForm.base_fields[name].clean(value)
            model_field.run_validators(value)
        except forms.ValidationError:
            continue
        found[name] = value
    return found
