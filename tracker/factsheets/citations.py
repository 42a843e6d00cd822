"""The citations of claims.csv: each is pinned to the newest text of its source before it counts."""

from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db.models import Model

from tracker.models import Citation, Drift, Source, State, Text, current_texts, locate
from tracker.models.citations import refusal

from .sheet import Loader, Rule, Sheet, value_or_none

#: What a citation says, wherever its words stand.
IDENTITY = ("claim", "source", "quote")
Identity = tuple[Any, ...]
ANCHOR = ("start", "end", "passage_sha256", "text_sha256")
VERIFIED_HERE = (State.EXACT, State.FOLDED)


class CitationSheet(Sheet):
    """The second half of claims.csv; a row is known by claim, source and passage."""

    name = "citations"
    required = ("claim", "source", "quote", "stance")
    column_names = {"claim": "ref", "note": "citation_note"}
    parent = "claim_id"
    rules = (Rule("citation_not_empty", "end", lambda row: row.end is None or row.end > row.start),)

    class Meta(Sheet.Meta):
        model = Citation
        fields = (
            "claim",
            "source",
            "quote",
            "paragraph",
            "stance",
            "quoted",
            "quoted_as",
            "origin",
            "note",
            *ANCHOR,
        )
        import_id_fields = ("claim", "source", "start", "end")

    def load(self) -> dict[tuple, Model]:
        """Read the citations of all claims spoken of, and the texts to find their quotes in."""
        source = self.fields["source"]
        keys = {value_or_none(source, row) for row in self.rows} - {None}
        self.texts: dict[Any, Text] = current_texts([Source(pk=key) for key in keys])
        held = super().load()
        self.by_quote: dict[Identity, list[Citation]] = {}
        for citation in cast("list[Citation]", self.loaded):
            known_by = (citation.claim_id, citation.source_id, citation.quote)
            self.by_quote.setdefault(known_by, []).append(citation)
        return held

    def before_import_row(self, row: dict[str, str], **kwargs: Any) -> None:
        """Find the passage, and put its anchor into the row's cells."""
        super().before_import_row(row, **kwargs)
        self.state: State | None = None
        self.standing: Citation | None = None
        known_by = tuple(value_or_none(self.fields[name], row) for name in IDENTITY)
        if None in known_by:
            return
        _, source, quote = known_by
        text = self.texts.get(source)
        problems = self._pin(row, quote, text) if text else self._take_given(row)
        if problems:
            self.standing = self._standing(row, known_by)
            self.problems = {} if self.standing else problems

    def _pin(self, row: dict[str, str], quote: str, text: Text) -> dict[str, ValidationError]:
        """Find the quote in the text; gives what is wrong, by attribute.

        An anchor that came with the sheet decides between several hits, and must agree with what
        is found. One that was made for another text is passed over.
        """
        try:
            paragraph = self.fields["paragraph"].clean(row)
        except ValueError as error:
            return {"paragraph": ValidationError(str(error))}
        given = {name: row[name].strip() for name in ANCHOR}
        if given["text_sha256"] not in ("", text.sha256):
            given = dict.fromkeys(ANCHOR, "")
        at = tuple(
            int(cell) if cell.isdecimal() else None for cell in (given["start"], given["end"])
        )
        found = locate(text.content, quote, paragraph=paragraph, at=cast("tuple[int, int]", at))
        if found.start is None or found.end is None:
            return {"quote": refusal(found, text.content, paragraph)}
        pinned = Citation()
        pinned.anchor_at(text, found.start, found.end, State(found.state))
        problems = {
            name: ValidationError(
                f"{name} does not match: the quote stands at {pinned.start} to {pinned.end} of "
                "this text. Correct the quote, or leave start, end and both hashes blank to have "
                "them found."
            )
            for name in ANCHOR
            if given[name] not in ("", str(getattr(pinned, name)))
        }
        if not problems:
            row.update({name: str(getattr(pinned, name)) for name in (*ANCHOR, "paragraph")})
            self.state = State(pinned.state)
        return problems

    def _take_given(self, row: dict[str, str]) -> dict[str, ValidationError]:
        """Take the anchor that came with the sheet, for the text is not held here."""
        missing = [name for name in ANCHOR if not row[name].strip()]
        self.state = State.UNHELD
        if not missing:
            return {}
        return {
            missing[0]: ValidationError(
                f"The text of “{row['source_ref'].strip()}” is not held here, so the quote cannot "
                "be found in it. Load the text first (manage.py load_texts), or give start, end, "
                "passage_sha256 and text_sha256."
            )
        }

    def _standing(self, row: dict[str, str], known_by: Identity) -> Citation | None:
        """Give the citation that the desk has of just these words, whatever became of the text."""
        places = {name: row[name].strip() for name in ("paragraph", *ANCHOR) if row[name].strip()}
        same = [
            citation
            for citation in self.by_quote.get(known_by, ())
            if all(str(getattr(citation, name)) == place for name, place in places.items())
        ]
        return same[0] if len(same) == 1 else None

    def _elsewhere(self, row: dict[str, str]) -> Citation | None:
        """Give the citation of just these words that is pinned to another text, or to none."""
        known_by = tuple(value_or_none(self.fields[name], row) for name in IDENTITY)
        same = [
            citation
            for citation in self.by_quote.get(known_by, ())
            if citation.text_sha256 != row["text_sha256"].strip()
        ]
        return same[0] if len(same) == 1 else None

    def get_or_init_instance(
        self, instance_loader: Loader, row: dict[str, str]
    ) -> tuple[Model, bool]:
        if self.standing is None:
            instance, is_new = super().get_or_init_instance(instance_loader, row)
            elsewhere = self._elsewhere(row) if is_new else None
            return (elsewhere, False) if elsewhere else (instance, is_new)
        key = tuple(key.get_value(self.standing) for key in self.keys)
        self.check_first((self.standing.pk,) if self.standing.start is None else key)
        return self.standing, False

    def import_instance(self, instance: Citation, row: dict[str, str], **kwargs: Any) -> None:
        super().import_instance(instance, row, **kwargs)
        is_new = instance._state.adding
        moved = self.changed.keys() & {*ANCHOR, "quote"}
        if self.standing or (not moved and not is_new and instance.state in VERIFIED_HERE):
            return
        if self.state and (is_new or (instance.state, instance.drift) != (self.state, Drift.NONE)):
            self.changed["state"] = ("" if is_new else instance.state, self.state)
            instance.state, instance.drift = self.state, Drift.NONE

    def after_import_row(self, row: Any, row_result: Any, **kwargs: Any) -> None:
        super().after_import_row(row, row_result, **kwargs)
        row_result.key = f"{row['ref'].strip()} · {row['source_ref'].strip()}"

    def sort_key(self, instance: Model) -> tuple[str, ...]:
        return (*super().sort_key(instance), self.fields["quote"].export(instance))
