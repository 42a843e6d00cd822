"""The columns of the fact sheets, as the download describes them to programs.

The desk's own sheets have the same columns in the same order; a test holds the two together.
"""

from dataclasses import dataclass, field
from typing import Any

_EDTF = "time in EDTF level 1, as precise as the sources are"
_BASIS = "the claim that it rests on"
_INFERENCE = "the desk's reason to believe it, where no claim says so"
_YES_NO = {"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}
_LIST = "separated by |"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One fact sheet: the kind of page it is made of, its columns, and what a row is known by."""

    kind: str
    title: str
    columns: dict[str, str]
    key: tuple[str, ...] = ()
    integers: frozenset[str] = field(default_factory=frozenset)

    @property
    def schema(self) -> dict[str, Any]:
        """The columns as a Frictionless table schema."""
        schema: dict[str, Any] = {
            "fields": [self._field(name, text) for name, text in self.columns.items()],
            "missingValues": [""],
        }
        if self.key:
            schema["primaryKey"] = list(self.key)
        keys = [
            {"fields": name, "reference": {"resource": to, "fields": "ref"}}
            for name in self.columns
            if (to := _LEADS_TO.get(name)) and to != "claims"  # whose refs stand in several rows
        ]
        if keys:
            schema["foreignKeys"] = keys
        return schema

    def _field(self, name: str, description: str) -> dict[str, Any]:
        kind: dict[str, Any] = {"type": "string"}
        if name in self.integers:
            kind = {"type": "integer"}
        elif name in ("title_given", "published_stated", "happened_stated"):
            kind = _YES_NO
        return {"name": name, **kind, "description": description}


_LEADS_TO = {
    "actor_ref": "actors",
    "organisation_ref": "actors",
    "quoted_ref": "actors",
    "process_ref": "processes",
    "round_ref": "rounds",
    "parent_ref": "issues",
    "source_ref": "sources",
    "origin_ref": "sources",
}

SHEETS: dict[str, Sheet] = {
    "sources": Sheet(
        "source",
        "Articles and documents that claims rest on, or that those credit",
        {
            "ref": "stable key, and the address of its page",
            "title": "title, or a short description where title_given is no",
            "title_given": "does the source itself carry this title",
            "kind": "news-report, analysis, commentary, reference or official",
            "publisher": "who published it",
            "author": "who wrote it",
            "published": _EDTF,
            "published_stated": "does the source itself state that date",
            "language": "BCP 47 tag",
            "rights": "quote-only: readers are given the cited words, no more; or open",
            "url": "where it can be found",
            "derives_from_refs": f"the sources that it retells, {_LIST}",
            "text_sha256": "sha256 of the text that citations are pinned to, in UTF-8",
            "text_length": "length of that text in code points",
            "note": "what readers should know about it",
        },
        ("ref",),
        frozenset({"text_length"}),
    ),
    "actors": Sheet(
        "actor",
        "Persons, states, organisations and groups",
        {
            "ref": "stable key, and the address of its page",
            "name": "the name that our pages use",
            "kind": "person, state, organisation or group",
            "description": "who it is, as far as claims say so",
            "wikidata": "Wikidata item",
        },
        ("ref",),
    ),
    "names": Sheet(
        "actor",
        "All spellings of the names of actors",
        {
            "actor_ref": "whose name it is",
            "name": "as it is spelt",
            "language": "BCP 47 tag",
            "kind": "canonical, alias, transliteration or misspelling",
        },
        ("actor_ref", "name", "language"),
    ),
    "affiliations": Sheet(
        "actor",
        "Offices that actors held",
        {
            "actor_ref": "who held it",
            "organisation_ref": "with whom",
            "office": "what it is called",
            "start": _EDTF,
            "end": _EDTF,
            "basis_ref": _BASIS,
            "inference": _INFERENCE,
        },
    ),
    "processes": Sheet(
        "process",
        "Strands of negotiations",
        {"ref": "stable key, and the address of its page", "title": "title", "summary": "summary"},
        ("ref",),
    ),
    "rounds": Sheet(
        "round",
        "Meetings, calls, summits, agreements and initiatives",
        {
            "ref": "stable key, and the address of its page",
            "process_ref": "the strand that it belongs to",
            "title": "title",
            "format": "direct talks, mediated talks, summit, call, visit, agreement, initiative or "
            "appeal",
            "date": _EDTF,
            "date_basis_ref": _BASIS,
            "date_inference": _INFERENCE,
            "venue": "where it was held",
            "venue_basis_ref": _BASIS,
            "venue_inference": _INFERENCE,
            "outcome": "agreement, draft, statement, partial, none or unknown",
            "outcome_basis_ref": _BASIS,
            "summary": "summary",
        },
        ("ref",),
    ),
    "participations": Sheet(
        "round",
        "Who took part in rounds, the absent ones too",
        {
            "round_ref": "in which round",
            "actor_ref": "who",
            "role": "party, delegate, mediator, host, observer or absent",
            "basis_ref": _BASIS,
            "inference": _INFERENCE,
        },
        ("round_ref", "actor_ref", "role"),
    ),
    "issues": Sheet(
        "issue",
        "What is negotiated about",
        {
            "ref": "stable key, and the address of its page",
            "title": "title",
            "summary": "summary",
            "parent_ref": "the wider issue that it is part of",
        },
        ("ref",),
    ),
    "claims": Sheet(
        "claim",
        "Claims with their citations; rows without a statement add citations to the claim of "
        "the same ref",
        {
            "ref": "stable key, and the address of its page",
            "statement": "one checkable sentence in the desk's own words",
            "kind": "event, position, statement, assessment or forecast",
            "happened": _EDTF,
            "happened_stated": "does the passage state that time",
            "actors": f"role:ref, {_LIST}; roles are holder, speaker, subject and addressee",
            "round_refs": f"the rounds that it speaks of, {_LIST}",
            "issue_refs": f"what it is about, {_LIST}",
            "posture": "positions: demands, offers, accepts, open-to, conditions or rejects",
            "note": "what readers should know about it",
            "source_ref": "the source that carries the passage",
            "quote": "its words; […] stands for words left out",
            "paragraph": "line of the source's text, counted from 1",
            "stance": "supports, disputes or context",
            "quoted_ref": "whose words or views it reports",
            "quoted_as": "a description, where the person is not named",
            "origin_ref": "the source that it credits",
            "citation_note": "what readers should know about the citation",
            "start": "first code point of the passage in the source's text, from 0",
            "end": "one past its last code point",
            "passage_sha256": "sha256 of the whole passage in UTF-8",
            "text_sha256": "sha256 of the whole text in UTF-8",
        },
        (),
        frozenset({"paragraph", "start", "end"}),
    ),
    "relations": Sheet(
        "claim",
        "How claims relate to each other",
        {
            "from_ref": "a claim",
            "kind": "contradicts, narrows, repeats or supersedes",
            "to_ref": "another claim",
            "settled": "contradictions: open, from, to or both-stand",
            "reason": "why they relate so",
        },
        ("from_ref", "kind", "to_ref"),
    ),
    "furniture": Sheet(
        "source",
        "Stretches of texts that state nothing, so that nobody need cite them",
        {
            "source_ref": "the source",
            "start": "first code point in its text, from 0",
            "end": "one past the last code point",
            "reason": "heading, caption, byline, link, reference list or boilerplate",
        },
        ("source_ref", "start", "end"),
        frozenset({"start", "end"}),
    ),
}
