"""All worklists, in the order in which an editor would look at them."""

from tracker import models as desk
from tracker.record.models import Page

from . import copies, duplicates, rows
from .reading import Worklist

_ALL_KINDS = tuple(desk.WORKING_COPIES)

_LISTS = [
    Worklist(
        slug="waiting",
        title="Waiting for review",
        why="Somebody has finished a change and asks for a second pair of eyes.",
        remedy="Open each review; publish those you have opened together, or send them back.",
        kinds=_ALL_KINDS,
        candidates=copies.all_copies,
        rule=copies.waiting,
        find=copies.find_waiting,
        order=("submitted_at", "id"),
        oldest_first=True,
    ),
    Worklist(
        slug="unpublished",
        title="Unpublished changes",
        why="Readers see something else than what the desk has by now.",
        remedy="Submit it for review, or take the change back.",
        kinds=_ALL_KINDS,
        candidates=copies.all_copies,
        find=copies.find_unpublished,
        sieve=True,
        step=100,  # each document is built anew and compared; what changed last comes first
    ),
    Worklist(
        slug="without-evidence",
        title="Claims without a verified citation",
        why="No passage that was found in a text supports the claim, so it cannot be published.",
        remedy="Cite a passage, mend the quote, or give up the claim.",
        kinds=("claim",),
        candidates=copies.of_models(desk.Claim),
        rule=copies.without_evidence,
        find=copies.find_without_evidence,
        window=20_000,  # what has no citation stands in no index
    ),
    Worklist(
        slug="drifted",
        title="Changed or gone passages",
        why="The source reads otherwise than when it was cited; readers are told so.",
        remedy="Read the new text: quote it anew, or say in the citation's note what changed.",
        kinds=("claim", "source"),
        candidates=lambda: [desk.Citation.objects.drifted().select_related("claim", "source")],
        find=rows.find_drifted,
        order=("id",),
    ),
    Worklist(
        slug="unplaced",
        title="Ambiguous and missing quotes",
        why="The quote stands in its source more than once, or not at all.",
        remedy="Give the paragraph, quote more words, or correct them.",
        kinds=("claim", "source"),
        candidates=lambda: [desk.Citation.objects.unverified().select_related("claim", "source")],
        find=rows.find_unplaced,
        order=("id",),
    ),
    Worklist(
        slug="unreasoned",
        title="Contradictions without a reason",
        why="Readers are told that two claims contradict each other, and not why.",
        remedy="Give the reason in the relation.",
        kinds=("claim",),
        candidates=lambda: [
            desk.Relation.objects.unreasoned().select_related("from_claim", "to_claim")
        ],
        find=rows.find_unreasoned,
        order=("id",),
    ),
    Worklist(
        slug="single-origin",
        title="Single-origin claims of weight",
        why="All that is known comes from one origin, and much hangs on it: it is the basis of a "
        "fact, or three or more other pages refer to it.",
        remedy="Look for a second, independent origin and cite it.",
        kinds=("claim",),
        candidates=lambda: [Page.objects.of_kind("claim").defer("document", "weight")],
        rule=copies.single_origin,
        find=copies.find_single_origin,
        order=("edition_id",),
        window=20_000,  # weight is counted for each claim
    ),
    Worklist(
        slug="inferred",
        title="Facts resting on inference",
        why="A date, a venue, an office or somebody's part rests on the desk's own reasoning.",
        remedy="Find a claim that states it and name that as the basis.",
        kinds=("actor", "round"),
        candidates=copies.of_models(desk.Actor, desk.Round),
        rule=copies.inferred,
        find=copies.find_inferred,
    ),
    Worklist(
        slug="uncited",
        title="Sources with uncited sentences",
        why="The text says things that no claim of ours rests on.",
        remedy="Read it through: cite the sentence, or mark it as furniture.",
        kinds=("source",),
        candidates=copies.of_models(desk.Source),
        rule=copies.with_text,
        find=copies.find_uncited,
        sieve=True,
        step=20,  # each text is read through
    ),
    Worklist(
        slug="duplicate-claims",
        title="Likely duplicate claims",
        why="Two claims say nearly the same in nearly the same words.",
        remedy="Merge them, or say in a relation how they differ.",
        kinds=("claim",),
        candidates=lambda: [desk.Claim.objects.only("pk", "statement", "changed_at")],
        find=duplicates.find_alike_claims,
        sieve=True,
        step=2_000,  # compared with each other, in memory
    ),
    Worklist(
        slug="duplicate-actors",
        title="Likely duplicate actors",
        why="Two actors of one kind share a name, or a Wikidata item.",
        remedy="Merge them, or take the name from the one that does not bear it.",
        kinds=("actor",),
        candidates=lambda: [
            desk.Actor.objects.only("pk", "ref", "name", "kind", "wikidata", "changed_at")
        ],
        find=duplicates.find_alike_actors,
        sieve=True,
        step=2_000,  # likewise
    ),
]

WORKLISTS = {worklist.slug: worklist for worklist in _LISTS}
