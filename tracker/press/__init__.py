"""From desk to record: build the document, the gate, publish, correct, retract, audit."""

from .audit import Audit, audit
from .build import build
from .gate import Problem, Refused, problems_of
from .needs import needed_by
from .publish import correct, looked_at, not_theirs, publish, retract
from .rehearsal import Rehearsal, rehearse
from .signposts import Merged, merged_into
from .standing import Standing, standings

__all__ = [
    "Audit",
    "Merged",
    "Problem",
    "Refused",
    "Rehearsal",
    "Standing",
    "audit",
    "build",
    "correct",
    "looked_at",
    "merged_into",
    "needed_by",
    "not_theirs",
    "problems_of",
    "publish",
    "rehearse",
    "retract",
    "standings",
]
