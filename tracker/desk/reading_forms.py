"""The forms of the reading desk's panel."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django import forms

from tracker.evidence.paragraphs import paragraph_of
from tracker.evidence.picking import MOST_QUOTED, quoted_words
from tracker.models import Citation, Claim, ClaimRole, Furniture, Rights, Source, State, Text

from .forms import CitationForm, PlainTextarea
from .reading_directory import Directory, Entry, Shelf
from .reading_refs import proposed_ref

NEW = "new"


@dataclass(frozen=True, slots=True)
class Concerning:
    """What a new claim is about: actors by key with their role, keys of issues and rounds."""

    roles: list[tuple[UUID, str]] = field(default_factory=list)
    issues: list[UUID] = field(default_factory=list)
    rounds: list[UUID] = field(default_factory=list)


class OneOf(forms.CharField):
    """A row of a shelf by whatever it is called; gives its entry, or None where left empty."""

    def __init__(self, shelf: Shelf, offers: str, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        widget = forms.TextInput(attrs={"list": offers, "autocomplete": "off", "dir": "auto"})
        super().__init__(widget=widget, **kwargs)
        self.shelf = shelf

    def clean(self, value: Any) -> Entry | None:
        typed = super().clean(value)
        if not typed:
            return None
        found = self.shelf.find(typed)
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(
                "Nothing here is called so: choose from the list, or add it to the desk first."
            )
        refs = ", ".join(entry.ref for entry in found)
        raise forms.ValidationError(f"Several are called so: type one of {refs}.")


class EvidenceForm(CitationForm):
    """A citation of the selected words. Whatever stands in the quote is looked for in the text."""

    class Meta(CitationForm.Meta):
        fields = ("quote", "stance", "quoted_as", "note")  # type: ignore[assignment]
        widgets = {
            "quote": PlainTextarea(attrs={"rows": 3}),
            "note": PlainTextarea(attrs={"rows": 1}),
        }
        help_texts = {"quote": None, "quoted_as": None, "note": None, "stance": None}
        labels = {"quoted_as": "or described as", "note": "note, public"}

    def __init__(
        self, *args: Any, text: Text, source: Source, directory: Directory, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.text, self.source = text, source
        # Bound by names of their own: the model's fields of these names are choices of rows.
        self.fields["speaker"] = OneOf(directory.actors, "known-actors", label="who is quoted")
        self.fields["credited"] = OneOf(
            directory.sources,
            "known-sources",
            label="origin",
            help_text="The source that the passage credits; empty where it speaks for itself.",
        )
        self.order_fields(["quote", "stance", "speaker", "quoted_as", "credited", "note"])

    def clean_quote(self) -> str:
        quote = self.cleaned_data["quote"]
        count = quoted_words(quote)
        if self.source.rights == Rights.QUOTE_ONLY and count > MOST_QUOTED:
            raise forms.ValidationError(
                f"{count} words: of a quote-only source readers may get {MOST_QUOTED}. Leave some "
                "out and put […] in their place, or select fewer."
            )
        return quote

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        speaker, credited = given.get("speaker"), given.get("credited")
        self.instance.quoted_id = speaker and speaker.pk
        self.instance.origin_id = credited and credited.pk
        given |= {"source": self.source, "quoted": speaker}
        if self.instance.start is not None and self.instance.text_sha256 == self.text.sha256:
            given["paragraph"] = paragraph_of(self.text.content, self.instance.start)
        cleaned = super().clean()
        if "quoted_as" in self.errors and "speaker" in cleaned:
            self.add_error("speaker", "One of the two.")
        return cleaned


class ClaimForm(forms.ModelForm):
    """A new claim. Its ref is made of its statement where none is typed."""

    class Meta:
        model = Claim
        fields = ("statement", "kind", "posture", "happened", "happened_stated", "note", "ref")
        widgets = {
            "statement": PlainTextarea(attrs={"rows": 3}),
            "note": PlainTextarea(attrs={"rows": 1}),
        }
        labels = {
            "posture": "posture, of a position",
            "happened": "time it speaks of",
            "happened_stated": "the passage states this time",
            "note": "note on the claim, public",
        }
        help_texts = {
            "kind": None,
            "posture": None,
            "happened": "In EDTF: 2025-06-02, 2022-03~.",
            "happened_stated": None,
            "note": None,
            "ref": "Its address. Left empty, it is made of the statement.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ref"].required = False

    def add_prefix(self, field_name: str) -> str:
        """The citation beside it has a note too."""
        return "claim_note" if field_name == "note" else super().add_prefix(field_name)

    def clean_ref(self) -> str:
        statement = self.cleaned_data.get("statement", "")
        return self.cleaned_data["ref"] or proposed_ref(Claim, statement)


class ConcerningForm(forms.Form):
    """What a new claim is about: ticks for what is near the passage, and fields for what is not."""

    def __init__(
        self,
        *args: Any,
        directory: Directory,
        actors: Iterable[UUID] = (),
        issues: Iterable[UUID] = (),
        rounds: Iterable[UUID] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.directory = directory
        self._offer("actor", directory.actors, actors, 2)
        self._offer("issue", directory.issues, issues, 2)
        self._offer("round", directory.rounds, rounds, 1)

    def _offer(self, kind: str, shelf: Shelf, keys: Iterable[UUID], named: int) -> None:
        """Add the ticks and fields of one kind; what was ticked before stays offered."""
        keys = dict.fromkeys([*keys, *self._ticked(kind, shelf)])
        for pk in keys:
            entry = shelf.entries[pk]
            self.fields[f"{kind}-{pk}"] = forms.BooleanField(required=False, label=entry.title)
            if kind == "actor":
                self.fields[f"role-{pk}"] = self._role(f"Role of {entry.title}")
        for number in range(1, named + 1):
            label = f"another {kind}" if number == 1 else f"and another {kind}"
            self.fields[f"{kind}-named-{number}"] = OneOf(shelf, f"known-{kind}s", label=label)
            if kind == "actor":
                self.fields[f"role-named-{number}"] = self._role(f"Role of {label}")

    def _ticked(self, kind: str, shelf: Shelf) -> Iterator[UUID]:
        known = {str(pk): pk for pk in shelf.entries} if self.is_bound else {}
        for name in self.data:
            prefix, _, key = name.partition("-")
            if prefix == kind and key in known:
                yield known[key]

    @staticmethod
    def _role(label: str) -> forms.ChoiceField:
        return forms.ChoiceField(
            choices=ClaimRole.choices, initial=ClaimRole.SUBJECT, label=label, required=False
        )

    def rows(self) -> dict[str, list[tuple[Any, Any]]]:
        """The fields by kind, each with the field of its role, as the panel shows them."""
        found: dict[str, list[tuple[Any, Any]]] = {"actor": [], "issue": [], "round": []}
        for name in self.fields:
            kind, _, rest = name.partition("-")
            if kind in found:
                role = self[f"role-{rest}"] if kind == "actor" else None
                found[kind].append((self[name], role))
        return found

    def concerning(self) -> Concerning:
        """What was chosen; each once, an actor once in each role."""
        chosen: dict[str, dict[UUID, str]] = {"actor": {}, "issue": {}, "round": {}}
        roles: dict[tuple[UUID, str], None] = {}
        for name, value in self.cleaned_data.items():
            kind, _, rest = name.partition("-")
            if kind not in chosen or not value:
                continue
            pk = value.pk if isinstance(value, Entry) else UUID(rest)
            chosen[kind][pk] = rest
            if kind == "actor":
                roles[pk, self.cleaned_data.get(f"role-{rest}") or ClaimRole.SUBJECT] = None
        return Concerning(list(roles), list(chosen["issue"]), list(chosen["round"]))


class FurnitureForm(forms.ModelForm):
    class Meta:
        model = Furniture
        fields = ("reason",)
        help_texts = {"reason": None}


def a_citation_at(
    text: Text, source: Source, start: int, end: int, mending: Citation | None = None
) -> Citation:
    """A citation that is to be pinned to this place of a text: a new one, or the one to be mended."""
    citation = mending or Citation(source=source)
    citation.start, citation.end, citation.text_sha256 = start, end, text.sha256
    citation.state = State.MISSING  # until its quote is found
    return citation
