"""A document as readers see it beside the one they would see, field by field and in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from tracker.record.documents import BaseDocument, load

from .differing import marked_lines


@dataclass(frozen=True, slots=True)
class Change:
    """One field of the document, as readers see it and as they would."""

    field: str
    before: str
    after: str

    @property
    def is_change(self) -> bool:
        return self.before != self.after

    @property
    def marked(self) -> SafeString:
        return marked_lines(self.before, self.after)


def changes(public: dict[str, Any] | None, document: BaseDocument) -> Iterator[Change]:
    """Every field that either document fills, side by side, in the order of the document's type.

    `public` is as it is stored, and databases keep the keys of JSON in orders of their own.
    """
    before = load(public).model_dump(mode="json") if public else {}
    after = document.model_dump(mode="json")
    for name in [*after, *(name for name in before if name not in after)]:
        old, new = (in_words(name, document.get(name)) for document in (before, after))
        if name != "kind" and (old or new):
            yield Change(name.replace("_", " "), "\n".join(old), "\n".join(new))


def in_words(name: str, value: Any) -> list[str]:
    """A value of a document in plain text, a line for each item of a list."""
    if isinstance(value, list):
        return [line for item in value for line in in_words(name, item)]
    if isinstance(value, dict):
        parts = ((part, ", ".join(in_words(part, said))) for part, said in value.items())
        return ["; ".join(f"{part.replace('_', ' ')}: {said}" for part, said in parts if said)]
    if value is None or value == "":
        return []
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    if name.endswith("sha256"):
        return [f"{value[:12]}…"]  # enough to tell two texts apart
    return [str(value)]
