"""The typed documents of the public record: one type per kind of page.

A document is the content of its page, its `.json`, and what an edition holds and hashes. It
names other pages by their refs only, so that a page need not be published again when another is
renamed or reworded. What depends on other pages (grades) is not in it: see `Weight`.
"""

from typing import Annotated, Any, ClassVar, Literal, NamedTuple, cast

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

Kind = Literal["source", "actor", "process", "issue", "round", "claim"]


class Link(NamedTuple):
    """A typed reference to another page."""

    kind: Kind
    ref: str
    role: str


class Part(BaseModel):
    """A piece of a document: immutable, and nothing in it that its type does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Time(Part):
    """A time in EDTF level 1, with its first and last possible day (ISO, inclusive)."""

    edtf: str
    earliest: str | None
    latest: str | None
    stated: bool = Field(description="False: inferred by the desk, for the reason in the note.")


class Fact(Part):
    """A value, and the claim that it rests on or the desk's reason to infer it."""

    value: str
    basis: str | None = Field(default=None, description="ref of a claim")
    inference: str = ""


class TimeFact(Fact):
    """A time as a fact; `value` is EDTF."""

    earliest: str | None
    latest: str | None


class BaseDocument(Part):
    """What all documents have. Subclasses say what they link to."""

    ref: str

    #: The field that is the page's title.
    title_field: ClassVar[str] = "title"

    @property
    def heading(self) -> str:
        return str(getattr(self, self.title_field))

    def links(self) -> list[Link]:
        return []

    def days(self) -> tuple[str | None, str | None]:
        """First and last possible day (ISO) of what the page is about."""
        return None, None


def _basis_links(*facts: "Fact | None") -> list[Link]:
    return [Link("claim", fact.basis, "basis") for fact in facts if fact and fact.basis]


class FurniturePart(Part):
    """A stretch of a source that states nothing: code points from 0, end exclusive."""

    start: int
    end: int
    reason: str


class SourceDocument(BaseDocument):
    kind: Literal["source"] = "source"
    title: str
    title_given: bool
    source_kind: str
    publisher: str
    author: str
    published: Time | None
    language: str
    rights: Literal["quote-only", "open"]
    url: str
    derives_from: tuple[str, ...]
    text_sha256: str
    text_length: int | None = Field(description="in code points")
    note: str
    furniture: tuple[FurniturePart, ...] = Field(
        default=(), description="what of that text nobody need cite, and why"
    )

    def links(self) -> list[Link]:
        return [Link("source", ref, "derives from") for ref in self.derives_from]

    def days(self) -> tuple[str | None, str | None]:
        return (self.published.earliest, self.published.latest) if self.published else (None, None)


class NamePart(Part):
    name: str
    language: str
    kind: str


class AffiliationPart(Part):
    organisation: str
    office: Fact
    start: str = Field(description="EDTF, empty where not stated")
    end: str = Field(description="EDTF, empty where not stated")


class ActorDocument(BaseDocument):
    kind: Literal["actor"] = "actor"
    title_field: ClassVar[str] = "name"
    name: str
    actor_kind: str
    description: str
    wikidata: str
    names: tuple[NamePart, ...]
    affiliations: tuple[AffiliationPart, ...]

    def links(self) -> list[Link]:
        offices = [Link("actor", part.organisation, "office") for part in self.affiliations]
        return offices + _basis_links(*(part.office for part in self.affiliations))


class ProcessDocument(BaseDocument):
    kind: Literal["process"] = "process"
    title: str
    summary: str


class IssueDocument(BaseDocument):
    kind: Literal["issue"] = "issue"
    title: str
    summary: str
    parent: str | None

    def links(self) -> list[Link]:
        return [Link("issue", self.parent, "part of")] if self.parent else []


class ParticipantPart(Part):
    actor: str
    role: Fact


class RoundDocument(BaseDocument):
    kind: Literal["round"] = "round"
    title: str
    process: str
    format: str
    date: TimeFact | None
    venue: Fact | None
    outcome: Fact | None
    summary: str
    participants: tuple[ParticipantPart, ...]

    def links(self) -> list[Link]:
        people = [Link("actor", part.actor, part.role.value) for part in self.participants]
        facts = [self.date, self.venue, self.outcome, *(part.role for part in self.participants)]
        return [Link("process", self.process, "round of"), *people, *_basis_links(*facts)]

    def days(self) -> tuple[str | None, str | None]:
        return (self.date.earliest, self.date.latest) if self.date else (None, None)


class RolePart(Part):
    actor: str
    role: str


class CitationPart(Part):
    """A passage. Offsets count code points from 0, end exclusive, in the text of that sha256."""

    source: str
    quote: str
    paragraph: int | None = Field(description="line of the text, from 1")
    start: int
    end: int
    passage_sha256: str
    text_sha256: str
    state: Literal["exact", "folded", "unheld"]
    drift: Literal["", "changed", "gone"] = Field(description="what a later text did to it")
    stance: Literal["supports", "disputes", "context"]
    quoted: str | None = Field(description="ref of the actor whose words these are")
    quoted_as: str
    origin: str | None = Field(description="ref of the source that the passage credits")
    note: str


class RelationPart(Part):
    kind: Literal["contradicts", "narrows", "repeats", "supersedes"]
    claim: str
    settled: Literal["open", "from", "to", "both-stand"]
    reason: str


class ClaimDocument(BaseDocument):
    kind: Literal["claim"] = "claim"
    title_field: ClassVar[str] = "statement"
    statement: str
    claim_kind: Literal["event", "position", "statement", "assessment", "forecast"]
    happened: Time | None
    actors: tuple[RolePart, ...]
    rounds: tuple[str, ...]
    issues: tuple[str, ...]
    posture: str
    note: str
    citations: tuple[CitationPart, ...]
    relations: tuple[RelationPart, ...]

    def links(self) -> list[Link]:
        links = [Link("actor", part.actor, part.role) for part in self.actors]
        links += [Link("round", ref, "speaks of") for ref in self.rounds]
        links += [Link("issue", ref, "is about") for ref in self.issues]
        for part in self.citations:
            links.append(Link("source", part.source, "cites"))
            if part.origin and part.origin != part.source:
                links.append(Link("source", part.origin, "credits"))
            if part.quoted:
                links.append(Link("actor", part.quoted, "quotes"))
        return links + [Link("claim", part.claim, part.kind) for part in self.relations]

    def days(self) -> tuple[str | None, str | None]:
        return (self.happened.earliest, self.happened.latest) if self.happened else (None, None)


Document = Annotated[
    SourceDocument
    | ActorDocument
    | ProcessDocument
    | IssueDocument
    | RoundDocument
    | ClaimDocument,
    Field(discriminator="kind"),
]
# Whether an annotated union is a type of its own, mypy tells differently from run to run.
_adapter: TypeAdapter[Any] = TypeAdapter(cast("Any", Document))


def load(content: dict[str, Any]) -> Document:
    """The typed document from its stored JSON. Raises pydantic.ValidationError."""
    document: Document = _adapter.validate_python(content, strict=False)
    return document


class Weight(Part):
    """What a claim's page says because of other pages: computed, never typed in."""

    grade: Literal["single origin", "corroborated", "disputed", "superseded"]
    origins: tuple[tuple[str, ...], ...] = Field(
        description="independent origins, as refs of sources; refs in one group may be one origin"
    )
    disputed_by: tuple[str, ...] = Field(default=(), description="refs of contradicting claims")
    superseded_by: tuple[str, ...] = ()


class Coverage(Part):
    """How much of a source's text public claims cite, in sentences: computed, never typed in."""

    sentences: int
    furniture: int = Field(
        description="sentences that state nothing, so that nobody need cite them"
    )
    cited: int = Field(description="of the others, those with a cited word in them")

    @property
    def uncited(self) -> int:
        return self.sentences - self.furniture - self.cited
