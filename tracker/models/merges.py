"""What merging knows: which rows speak of an actor or a claim, and what was done with them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models

from .actors import Actor, Affiliation, Name
from .citations import Citation
from .claims import Claim, ClaimActor, Relation
from .rounds import Participation, Round


class MergeQuerySet(models.QuerySet):
    """Reads of merges, named for who needs them."""

    def standing(self) -> "MergeQuerySet":
        """Those that were not undone."""
        return self.filter(undone_at=None)

    def into(self, keys: Iterable[UUID]) -> "MergeQuerySet":
        """Those by which something is part of one of these copies now."""
        return self.standing().filter(target__in=list(keys))

    def for_list(self) -> "MergeQuerySet":
        return self.select_related("by", "undone_by").defer("journal")


class Merge(models.Model):
    """One working copy was taken into another of its kind. Nothing of it is lost: see `journal`."""

    kind = models.CharField(max_length=20, editable=False)
    keep = models.UUIDField(editable=False)
    drop = models.UUIDField(editable=False)
    target = models.UUIDField(
        editable=False,
        db_index=True,
        help_text="What it is part of now: the kept one, or what that was merged into since.",
    )
    keep_ref = models.CharField(max_length=80, editable=False)
    drop_ref = models.CharField(max_length=80, editable=False)
    title = models.TextField(editable=False, help_text="What the one taken in was called.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        related_name="+",
        on_delete=models.SET_NULL,  # the work outlives the account
    )
    at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        related_name="+",
        on_delete=models.SET_NULL,  # likewise
    )
    undone_at = models.DateTimeField(null=True, editable=False)
    journal = models.JSONField(
        editable=False, help_text="Rows moved, removed and added, from which undoing restores them."
    )

    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["drop"],
                condition=models.Q(undone_at=None),
                name="merge_standing_once",
                violation_error_message="It was merged already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.drop_ref} into {self.keep_ref}"


@dataclass(frozen=True, slots=True)
class Pointer:
    """A column in which rows speak of what is merged.

    `owner` is the column with the working copy that the row is a part of. Two rows are doubles
    when `same` gives equal values for them once they speak of the same thing. A row that would
    speak of one thing in both `field` and `other` dissolves.
    """

    model: type[models.Model]
    field: str
    owner: str
    words: str
    same: Callable[[Any], tuple] | None = None
    other: str = ""

    @property
    def name(self) -> str:
        return f"{self.model._meta.label_lower}.{self.field}"

    @property
    def column(self) -> str:
        return self.model._meta.get_field(self.field).attname

    @property
    def related(self) -> list[str]:
        """What the words for a row need."""
        return [field.name for field in self.model._meta.fields if field.is_relation]

    @property
    def owning(self) -> type[Any]:
        """The model of the working copies that such rows are parts of."""
        owner: Any = self.model._meta.get_field(self.owner) if self.owner != "pk" else None
        return owner.related_model if owner else self.model

    @property
    def owner_column(self) -> str:
        return "pk" if self.owner == "pk" else f"{self.owner}_id"


def _passage(row: Citation) -> tuple:
    return (row.source_id, row.start, row.end, row.quote if row.start is None else "")


#: Every column that speaks of an actor or a claim; a test sees to it that none is missing.
POINTERS: dict[str, list[Pointer]] = {
    "actor": [
        Pointer(Name, "actor", "actor", "names", lambda row: (row.name, row.language)),
        Pointer(ClaimActor, "actor", "claim", "roles in claims",
                lambda row: (row.claim_id, row.role)),
        Pointer(Citation, "quoted", "claim", "citations of its words"),
        Pointer(Participation, "actor", "round", "parts in rounds",
                lambda row: (row.round_id, row.role)),
        Pointer(Affiliation, "actor", "actor", "offices that it held",
                lambda row: (row.organisation_id, row.office, row.start), other="organisation"),
        Pointer(Affiliation, "organisation", "actor", "offices held with it",
                lambda row: (row.actor_id, row.office, row.start), other="actor"),
    ],
    "claim": [
        Pointer(Citation, "claim", "claim", "citations", _passage),
        Pointer(ClaimActor, "claim", "claim", "actors", lambda row: (row.actor_id, row.role)),
        Pointer(Claim.rounds.through, "claim", "claim", "rounds", lambda row: (row.round_id,)),
        Pointer(Claim.issues.through, "claim", "claim", "issues", lambda row: (row.issue_id,)),
        Pointer(Relation, "from_claim", "from_claim", "relations to others",
                lambda row: (row.kind, row.to_claim_id), other="to_claim"),
        Pointer(Relation, "to_claim", "from_claim", "relations of others to it",
                lambda row: (row.kind, row.from_claim_id), other="from_claim"),
        Pointer(Affiliation, "basis", "actor", "offices that rest on it"),
        Pointer(Participation, "basis", "round", "parts in rounds that rest on it"),
        Pointer(Round, "date_basis", "pk", "dates of rounds that rest on it"),
        Pointer(Round, "venue_basis", "pk", "venues of rounds that rest on it"),
        Pointer(Round, "outcome_basis", "pk", "outcomes of rounds that rest on it"),
    ],
}  # fmt: skip

MERGEABLE = {"actor": Actor, "claim": Claim}
