"""The desk's working tables. What is public is not here but in the record."""

from . import finding, history
from .actors import Actor, ActorKind, Affiliation, Name, NameKind
from .citations import VERIFIED, Citation, Drift, Stance, State, locate
from .claims import (
    Claim,
    ClaimActor,
    ClaimKind,
    ClaimRole,
    Issue,
    Posture,
    Relation,
    RelationKind,
    Settled,
)
from .finding import DeskEntry
from .imports import PendingImport
from .merges import MERGEABLE, POINTERS, Merge, Pointer
from .merging import Group, Plan, merge_actors, merge_claims, plan_merge
from .reviews import Opened
from .rounds import Format, Outcome, Participation, ParticipationRole, Process, Round
from .sources import Furniture, FurnitureReason, Rights, Source, SourceKind, Text
from .texts import current_texts, hold_text
from .unmerging import Undone, obstacle, undo_merge
from .working import StaleCopy, WorkingCopy, WorkingCopyQuerySet

#: Every kind of page, by its word, in the order in which pages build on each other.
WORKING_COPIES: dict[str, type[WorkingCopy]] = {
    model.kind_of_page: model for model in (Source, Actor, Process, Issue, Round, Claim)
}
history.register(WORKING_COPIES.values())

__all__ = [
    "MERGEABLE",
    "POINTERS",
    "VERIFIED",
    "WORKING_COPIES",
    "Actor",
    "ActorKind",
    "Affiliation",
    "Citation",
    "Claim",
    "ClaimActor",
    "ClaimKind",
    "ClaimRole",
    "DeskEntry",
    "Drift",
    "Format",
    "Furniture",
    "FurnitureReason",
    "Group",
    "Issue",
    "Merge",
    "Name",
    "NameKind",
    "Opened",
    "Outcome",
    "Participation",
    "ParticipationRole",
    "PendingImport",
    "Plan",
    "Pointer",
    "Posture",
    "Process",
    "Relation",
    "RelationKind",
    "Rights",
    "Round",
    "Settled",
    "Source",
    "SourceKind",
    "StaleCopy",
    "Stance",
    "State",
    "Text",
    "Undone",
    "WorkingCopy",
    "WorkingCopyQuerySet",
    "current_texts",
    "finding",
    "history",
    "hold_text",
    "locate",
    "merge_actors",
    "merge_claims",
    "obstacle",
    "plan_merge",
    "undo_merge",
]
