"""What the database itself refuses, and that it takes the neighbouring right thing."""

import pytest
from django.db import IntegrityError, transaction

from tests import factories as make
from tracker import models as desk

pytestmark = pytest.mark.django_db


def refused(constraint, write):
    """Assert that the write breaks just this constraint."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        write()
    assert constraint in str(error.value) or "UNIQUE" in str(error.value)


@pytest.mark.parametrize(
    ("constraint", "builder", "field"),
    [
        ("source_kind", make.a_source, "kind"),
        ("source_rights", make.a_source, "rights"),
        ("actor_kind", make.an_actor, "kind"),
        ("round_format", make.a_round, "format"),
        ("round_outcome", make.a_round, "outcome"),
        ("claim_kind", make.a_claim, "kind"),
        ("claim_posture", make.a_claim, "posture"),
    ],
)
def test_value_outside_its_choices_refused(constraint, builder, field):
    row = builder()

    refused(constraint, lambda: type(row).objects.filter(pk=row.pk).update(**{field: "nonsense"}))


def test_posture_only_on_positions():
    make.a_claim(kind="position", posture="demands")

    refused("claim_posture_needs_position", lambda: make.a_claim(posture="demands"))


def test_claim_cannot_relate_to_itself():
    claim = make.a_claim()
    make.contradict(claim, make.a_claim())

    refused("relation_with_another", lambda: make.contradict(claim, claim))


@pytest.mark.parametrize(
    "fields",
    [{"kind": "narrows", "settled": "both-stand"}, {"settled": "from", "reason": ""}],
)
def test_only_contradictions_are_settled_and_with_a_reason(fields):
    one, other = make.a_claim(), make.a_claim()
    make.contradict(other, one, settled="from")

    refused("relation_settled_with_reason", lambda: make.contradict(one, other, **fields))


def test_relation_once():
    one, other = make.a_claim(), make.a_claim()
    make.contradict(one, other)

    refused("relation_once", lambda: make.contradict(one, other))


def test_passage_cited_once_per_claim():
    source = make.a_source()
    claim = make.a_claim(source=source)
    make.a_citation(make.a_claim(), source, "The delegations met")

    refused("citation_once", lambda: make.a_citation(claim, source, "The delegations met"))


def test_verified_citation_needs_its_anchor():
    citation = make.a_claim().citations.get()

    refused(
        "citation_verified_has_anchor",
        lambda: desk.Citation.objects.filter(pk=citation.pk).update(passage_sha256=""),
    )


def test_furniture_is_not_empty():
    source = make.a_source()
    source.furniture.create(start=0, end=3, reason="heading")

    refused(
        "furniture_not_empty",
        lambda: source.furniture.create(start=3, end=3, reason="heading"),
    )


def test_actor_holds_no_office_with_itself():
    actor = make.an_actor()
    actor.affiliations.create(organisation=make.an_actor(), office="member")

    refused(
        "affiliation_with_another",
        lambda: actor.affiliations.create(organisation=actor, office="member"),
    )


def test_same_text_held_once_per_source():
    source = make.a_source()
    text = source.texts.get()

    refused(
        "text_once_per_source",
        lambda: source.texts.create(content=text.content, sha256=text.sha256, length=1),
    )


def test_participation_once_per_role():
    talks, actor = make.a_round(), make.an_actor()
    talks.participations.create(actor=actor, role="host")
    talks.participations.create(actor=actor, role="mediator")

    refused("participation_once", lambda: talks.participations.create(actor=actor, role="host"))
