"""One case for every worklist, and how a test reads one to its end."""

from django.utils import timezone

from tests import factories as make
from tracker import models as desk
from tracker.press.worklists import WORKLISTS, cursor_as_text, cursor_from_text


def found(slug):
    """What a worklist finds on all its pages together, by ref."""
    keys = {finding.key for finding in everything(WORKLISTS[slug])}
    return {
        copy.ref
        for model in desk.WORKING_COPIES.values()
        for copy in model.objects.filter(pk__in=keys)
    }


def everything(worklist):
    after, findings = None, []
    while True:
        part = worklist.part(after)
        findings += part.findings
        # Through the address, as a browser goes.
        after = part.after and cursor_from_text(worklist, cursor_as_text(part.after))
        if after is None:
            return findings


def reasons(slug):
    return {finding.reason for finding in everything(WORKLISTS[slug])}


def a_claim_without_evidence(ref):
    make.a_claim(ref, source=False)


def a_drifted_citation(ref):
    make.a_claim(ref).citations.update(drift="gone")


def an_unplaced_quote(ref):
    make.a_claim(ref).citations.update(state="ambiguous")


def a_waiting_one(ref):
    claim = make.a_claim(ref)
    desk.Claim.objects.filter(pk=claim.pk).update(submitted_at=timezone.now())


def an_unreasoned_contradiction(ref):
    make.contradict(make.a_claim(ref), make.a_claim(), reason="")


def an_inferred_part(ref):
    round_ = make.a_round(ref, date="2022", date_basis=make.a_claim())
    round_.participations.create(actor=make.an_actor(), role="host", inference="It was theirs.")


def a_partly_cited_source(ref):
    make.a_claim(source=make.a_source(ref), quote="The delegations met")


def a_pair_of_claims(ref):
    words = f"The {ref} delegations met on Monday in the harbour town"
    make.a_claim(statement=f"{words}.", changed_at=timezone.now())
    make.a_claim(ref, statement=f"{words} again.")


def a_pair_of_actors(ref):
    make.an_actor(name=f"Ünal {ref}")
    make.an_actor(ref, name="Somebody").names.create(
        name=f"{ref} Unal", language="tr", kind="alias"
    )


def a_weighty_claim(ref):
    claim = make.a_claim(ref)
    make.a_round(venue="Harbour", venue_basis=claim)
    make.publish_all()


ONE_OF = {
    "without-evidence": a_claim_without_evidence,
    "drifted": a_drifted_citation,
    "unplaced": an_unplaced_quote,
    "waiting": a_waiting_one,
    "unpublished": make.a_claim,
    "unreasoned": an_unreasoned_contradiction,
    "inferred": an_inferred_part,
    "uncited": a_partly_cited_source,
    "duplicate-claims": a_pair_of_claims,
    "duplicate-actors": a_pair_of_actors,
    "single-origin": a_weighty_claim,
}
