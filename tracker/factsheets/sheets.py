"""The fact sheets, one by one: what they hold, what a new row must give, what they are known by."""

from collections.abc import Iterable

from tracker.models import (
    Actor,
    Affiliation,
    Claim,
    ClaimActor,
    ClaimKind,
    Furniture,
    Issue,
    Name,
    Participation,
    Process,
    Relation,
    RelationKind,
    Round,
    Settled,
    Source,
)

from .columns import LinksColumn
from .loops import errors_of_loops
from .report import SheetError
from .sheet import Rule, Sheet
from .widgets import RefsWidget, RolesWidget


class SourceSheet(Sheet):
    name = "sources"
    required = ("ref", "title", "kind", "language", "rights")
    derives_from = LinksColumn(
        attribute="derives_from_keys",
        column_name="derives_from_refs",
        widget=RefsWidget(Source),
        table=Source.derives_from.through,
        owner="from_source_id",
        parts=("to_source_id",),
    )

    class Meta(Sheet.Meta):
        model = Source
        fields = (
            "ref",
            "title",
            "title_given",
            "kind",
            "publisher",
            "author",
            "published",
            "published_stated",
            "language",
            "rights",
            "url",
            "derives_from",
            "text_sha256",
            "text_length",
            "note",
        )

    def check_whole(self) -> Iterable[SheetError]:
        """Refuse loops of derivation."""
        return errors_of_loops(
            self,
            self.fields["derives_from"],
            Source.derives_from.through.objects.values_list("from_source_id", "to_source_id"),
            lambda source: [key for (key,) in getattr(source, "derives_from_keys", ())],
        )


class ActorSheet(Sheet):
    name = "actors"
    required = ("ref", "name", "kind")

    class Meta(Sheet.Meta):
        model = Actor
        fields = ("ref", "name", "kind", "description", "wikidata")


class NameSheet(Sheet):
    name = "names"
    required = ("actor", "name", "language", "kind")
    parent = "actor_id"

    class Meta(Sheet.Meta):
        model = Name
        fields = ("actor", "name", "language", "kind")
        import_id_fields = ("actor", "name", "language")


class AffiliationSheet(Sheet):
    name = "affiliations"
    required = ("actor", "organisation", "office")
    parent = "actor_id"
    rules = (
        Rule(
            "affiliation_with_another",
            "organisation_id",
            lambda row: row.actor_id != row.organisation_id,
        ),
    )

    class Meta(Sheet.Meta):
        model = Affiliation
        fields = ("actor", "organisation", "office", "start", "end", "basis", "inference")
        import_id_fields = ("actor", "organisation", "office", "start")


class ProcessSheet(Sheet):
    name = "processes"
    required = ("ref", "title")

    class Meta(Sheet.Meta):
        model = Process
        fields = ("ref", "title", "summary")


class IssueSheet(Sheet):
    name = "issues"
    required = ("ref", "title")

    class Meta(Sheet.Meta):
        model = Issue
        fields = ("ref", "title", "summary", "parent")

    def check_whole(self) -> Iterable[SheetError]:
        """Refuse an issue that is part of itself."""
        return errors_of_loops(
            self,
            self.fields["parent"],
            Issue.objects.exclude(parent=None).values_list("pk", "parent_id"),
            lambda issue: [issue.parent_id] if issue.parent_id else [],
        )


class RoundSheet(Sheet):
    name = "rounds"
    required = ("ref", "process", "title", "format")

    class Meta(Sheet.Meta):
        model = Round
        fields = (
            "ref",
            "process",
            "title",
            "format",
            "date",
            "date_basis",
            "date_inference",
            "venue",
            "venue_basis",
            "venue_inference",
            "outcome",
            "outcome_basis",
            "summary",
        )


class ParticipationSheet(Sheet):
    name = "participations"
    required = ("round", "actor", "role")
    parent = "round_id"

    class Meta(Sheet.Meta):
        model = Participation
        fields = ("round", "actor", "role", "basis", "inference")
        import_id_fields = ("round", "actor", "role")


class ClaimSheet(Sheet):
    """The claims of claims.csv; their citations are a sheet of their own."""

    name = "claims"
    required = ("ref", "statement", "kind")
    rules = (
        Rule(
            "claim_posture_needs_position",
            "posture",
            lambda row: not row.posture or row.kind == ClaimKind.POSITION,
        ),
    )
    actors = LinksColumn(
        attribute="actor_keys",
        column_name="actors",
        widget=RolesWidget(Actor),
        table=ClaimActor,
        owner="claim_id",
        parts=("role", "actor_id"),
    )
    rounds = LinksColumn(
        attribute="round_keys",
        column_name="round_refs",
        widget=RefsWidget(Round),
        table=Claim.rounds.through,
        owner="claim_id",
        parts=("round_id",),
    )
    issues = LinksColumn(
        attribute="issue_keys",
        column_name="issue_refs",
        widget=RefsWidget(Issue),
        table=Claim.issues.through,
        owner="claim_id",
        parts=("issue_id",),
    )

    class Meta(Sheet.Meta):
        model = Claim
        fields = (
            "ref",
            "statement",
            "kind",
            "happened",
            "happened_stated",
            "actors",
            "rounds",
            "issues",
            "posture",
            "note",
        )


class RelationSheet(Sheet):
    name = "relations"
    column_names = {"from_claim": "from_ref", "to_claim": "to_ref"}
    required = ("from_claim", "kind", "to_claim")
    parent = "from_claim_id"
    rules = (
        Rule(
            "relation_with_another",
            "to_claim_id",
            lambda row: row.from_claim_id != row.to_claim_id,
        ),
        Rule(
            "relation_settled_with_reason",
            "settled",
            lambda row: (
                row.settled == Settled.OPEN or (row.kind == RelationKind.CONTRADICTS and row.reason)
            ),
        ),
    )

    class Meta(Sheet.Meta):
        model = Relation
        fields = ("from_claim", "kind", "to_claim", "settled", "reason")
        import_id_fields = ("from_claim", "kind", "to_claim")


class FurnitureSheet(Sheet):
    name = "furniture"
    required = ("source", "start", "end", "reason")
    parent = "source_id"
    rules = (Rule("furniture_not_empty", "end", lambda row: row.end > row.start),)

    class Meta(Sheet.Meta):
        model = Furniture
        fields = ("source", "start", "end", "reason")
        import_id_fields = ("source", "start", "end")
