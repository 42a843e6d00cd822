"""Likely duplicates are pairs that an editor would merge, and not more than that."""

import pytest

from tests import factories as make
from tracker import models as desk
from tracker.press.worklists import WORKLISTS

from .worklist_cases import a_pair_of_actors, a_pair_of_claims, everything, found, reasons

pytestmark = pytest.mark.django_db


def test_related_claims_are_no_duplicates():
    a_pair_of_claims("one")
    one, other = desk.Claim.objects.order_by("pk")
    one.relations.create(kind="repeats", to_claim=other)

    assert found("duplicate-claims") == set()


def test_duplicates_name_the_newer_first_and_the_older_as_the_one_to_keep():
    a_pair_of_actors("kaya")

    (finding,) = everything(WORKLISTS["duplicate-actors"])

    assert finding.key == desk.Actor.objects.get(ref="kaya").pk
    assert finding.other == desk.Actor.objects.exclude(ref="kaya").get().pk


def test_actors_of_different_kinds_may_share_a_name():
    make.an_actor(name="Georgia", kind="state")
    make.an_actor(name="Georgia", kind="person")

    assert found("duplicate-actors") == set()


def test_actors_with_one_wikidata_item_are_alike():
    for ref in ("one", "other"):
        make.an_actor(ref, wikidata="Q42")

    assert reasons("duplicate-actors") == {
        f"Shares “Q42” with {desk.Actor.objects.get(ref='one').name} (one)"
    }
