"""Merging moves whatever speaks of the dropped one, folds doubles, and can be undone exactly."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tracker import models as desk

pytestmark = pytest.mark.django_db

#: What counts changes, and so never goes back; and what keeps the books of merges.
BOOKKEEPING = {"version", "changed_at"}
BOOKS = {"merge"}


def tables():
    """All that the desk holds, but for what counts changes."""
    found = {}
    for model in apps.get_app_config("tracker").get_models(include_auto_created=True):
        if model._meta.model_name in BOOKS or "contributors" in model._meta.model_name:
            continue
        names = {column.attname for column in model._meta.concrete_fields} - BOOKKEEPING
        names -= {"id"} if model is desk.DeskEntry else set()  # made anew at each change
        found[model.__name__] = {
            tuple(sorted((name, str(value)) for name, value in row.items() if name in names))
            for row in model.objects.values()
        }
    return found


def two_actors():
    """Two actors with something of everything that speaks of actors, doubles among it."""
    keep = make.an_actor("kept", name="Kept", kind="person")
    drop = make.an_actor("dropped", name="Dropped", kind="person", wikidata="Q42")
    state, basis = make.an_actor("state"), make.a_claim("basis")
    both = make.a_claim("both", actors=[("subject", keep), ("subject", drop), ("speaker", drop)])
    make.a_citation(both, make.a_source(), "No paper was signed", quoted=drop)
    round_ = make.a_round("round")
    round_.participations.create(actor=keep, role="party", basis=basis)
    round_.participations.create(actor=drop, role="party", basis=basis)
    round_.participations.create(actor=drop, role="host", inference="It was their house.")
    drop.names.create(name="D.", language="en", kind="alias")
    drop.names.create(name="K.", language="en", kind="alias")
    keep.names.create(name="K.", language="en", kind="alias")
    drop.affiliations.create(organisation=state, office="envoy", basis=basis)
    drop.affiliations.create(organisation=keep, office="deputy", inference="They say so.")
    state.affiliations.create(organisation=drop, office="patron", inference="They say so.")
    return keep, drop


def two_claims():
    """Two claims with something of everything that speaks of claims, doubles among it."""
    source, actor, round_, issue = make.a_source(), make.an_actor(), make.a_round(), make.an_issue()
    keep = make.a_claim("kept", source=source, issues=[issue], actors=[("subject", actor)])
    drop = make.a_claim(
        "dropped", source=source, issues=[issue, make.an_issue()], actors=[("subject", actor)]
    )
    drop.rounds.add(round_)
    make.a_citation(drop, source, "No paper was signed", quoted=actor)
    other = make.a_claim("other")
    make.contradict(keep, drop)
    make.contradict(drop, other)
    make.contradict(other, drop)
    make.contradict(keep, other)
    for fact in ("date", "venue", "outcome"):
        setattr(round_, f"{fact}_basis", drop)
    round_.date, round_.venue, round_.outcome = "2022-03", "Harbour", "none"
    round_.save()
    round_.participations.create(actor=actor, role="host", basis=drop)
    actor.affiliations.create(organisation=make.an_actor(), office="head", basis=drop)
    return keep, drop


MERGING = {"actor": (two_actors, desk.merge_actors), "claim": (two_claims, desk.merge_claims)}


@pytest.mark.parametrize("kind", desk.MERGEABLE)
def test_pointers_name_every_column_that_speaks_of_one(kind):
    model = desk.MERGEABLE[kind]
    found = set()
    for other in apps.get_app_config("tracker").get_models(include_auto_created=True):
        for column in other._meta.concrete_fields:
            if column.related_model is model and "contributors" not in other._meta.model_name:
                found.add(f"{other._meta.label_lower}.{column.name}")

    assert {pointer.name for pointer in desk.POINTERS[kind]} == found


def test_merged_actors_are_one():
    keep, drop = two_actors()

    desk.merge_actors(keep=keep, drop=drop, by=None)

    keep.refresh_from_db()
    assert not desk.Actor.objects.filter(ref="dropped").exists()
    assert keep.wikidata == "Q42"
    assert set(keep.names.values_list("name", "language")) == {
        ("K.", "en"),
        ("D.", "en"),
        ("Dropped", "und"),
    }
    assert set(keep.claim_roles.values_list("claim__ref", "role")) == {
        ("both", "subject"),
        ("both", "speaker"),
    }
    assert set(keep.quoted_in.values_list("claim__ref", "quote")) == {
        ("both", "No paper was signed")
    }
    assert set(keep.participations.values_list("round__ref", "role")) == {
        ("round", "party"),
        ("round", "host"),
    }
    assert set(keep.affiliations.values_list("organisation__ref", "office")) == {("state", "envoy")}
    assert set(keep.members.values_list("actor__ref", "office")) == {("state", "patron")}


def test_merged_claims_are_one():
    keep, drop = two_claims()

    desk.merge_claims(keep=keep, drop=drop, by=None)

    assert not desk.Claim.objects.filter(ref="dropped").exists()
    assert set(keep.citations.values_list("quote", flat=True)) == {
        "The delegations met",
        "No paper was signed",
    }
    assert keep.citations.count() == 2
    assert keep.issues.count() == 2
    assert set(keep.relations.values_list("kind", "to_claim__ref")) == {("contradicts", "other")}
    assert set(keep.related_from.values_list("from_claim__ref")) == {("other",)}
    round_ = keep.rounds.get()
    assert round_.date_basis == round_.venue_basis == round_.outcome_basis == keep
    assert round_.participations.get().basis == keep
    assert desk.Affiliation.objects.get().basis == keep


@pytest.mark.parametrize("kind", MERGING)
def test_undoing_restores_exactly(kind):
    build, merge = MERGING[kind]
    keep, drop = build()
    make.make_findable()
    before = tables()

    done = merge(keep=keep, drop=drop, by=make.a_user("editor"))
    changed = tables()
    undone = desk.undo_merge(merge=done, by=None)

    assert changed != before
    assert tables() == before
    assert (undone.copy, undone.left) == (drop, 0)


def test_merging_counts_as_a_change_of_all_that_it_touches():
    user = make.a_user("editor")
    keep, drop = two_actors()

    desk.merge_actors(keep=keep, drop=drop, by=user)

    touched = {
        copy.ref
        for model in desk.WORKING_COPIES.values()
        for copy in model.objects.filter(contributors=user, version=2)
    }
    assert touched == {"kept", "both", "round", "state"}


def test_later_work_stays_when_a_merge_is_undone():
    keep, drop = two_actors()
    done = desk.merge_actors(keep=keep, drop=drop, by=None)
    someone = make.an_actor("someone")
    keep.claim_roles.filter(role="speaker").update(actor=someone)
    keep.participations.filter(role="host").delete()
    desk.Actor.objects.filter(pk=keep.pk).update(wikidata="Q1")

    undone = desk.undo_merge(merge=done, by=None)

    keep.refresh_from_db()
    assert undone.left == 2
    assert keep.wikidata == "Q1"
    assert set(drop.claim_roles.values_list("role", flat=True)) == {"subject"}
    assert someone.claim_roles.get().role == "speaker"


def test_row_that_speaks_of_what_is_gone_is_not_put_back():
    keep, drop = two_claims()
    done = desk.merge_claims(keep=keep, drop=drop, by=None)
    issue = keep.issues.get(pk__in=[row["issue_id"] for row in _removed(done, "claim_issues")])
    keep.issues.remove(issue)
    issue.delete()

    undone = desk.undo_merge(merge=done, by=None)

    assert undone.left == 1
    connection.check_constraints()


def _removed(merge, table):
    return merge.journal["removed"][f"tracker.{table}"]


def test_undone_twice_or_out_of_order_is_refused():
    first, second, third = (make.an_actor(ref) for ref in ("first", "second", "third"))
    inner = desk.merge_actors(keep=second, drop=third, by=None)
    second.refresh_from_db()
    outer = desk.merge_actors(keep=first, drop=second, by=None)

    with pytest.raises(ValidationError, match="second was itself merged into first"):
        desk.undo_merge(merge=inner, by=None)
    desk.undo_merge(merge=outer, by=None)
    desk.undo_merge(merge=inner, by=None)
    with pytest.raises(ValidationError, match="undone already"):
        desk.undo_merge(merge=inner, by=None)

    assert set(desk.Actor.objects.values_list("ref", flat=True)) == {"first", "second", "third"}


def test_undoing_is_refused_where_the_ref_was_given_away():
    keep, drop = make.an_actor("kept"), make.an_actor("dropped")
    done = desk.merge_actors(keep=keep, drop=drop, by=None)
    make.an_actor("dropped")

    with pytest.raises(ValidationError, match="Another actor has the ref dropped"):
        desk.undo_merge(merge=done, by=None)


def test_merging_what_changed_meanwhile_is_refused():
    keep, drop = make.an_actor(), make.an_actor()
    desk.Actor.touch(pk=drop.pk, version=1, by=make.a_user())

    with pytest.raises(desk.StaleCopy):
        desk.merge_actors(keep=keep, drop=drop, by=None)

    assert desk.Actor.objects.count() == 2


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        (lambda: [make.an_actor()] * 2, "two different"),
        (lambda: [make.an_actor(kind="person"), make.an_actor(kind="state")], "not one actor"),
        (lambda: [make.an_actor(), make.a_claim()], "Only two actors or two claims"),
        (lambda: [make.an_issue(), make.an_issue()], "Only two actors or two claims"),
    ],
)
def test_what_cannot_be_one_is_not_merged(pair, message):
    keep, drop = pair()

    with pytest.raises(ValidationError, match=message):
        desk.plan_merge(keep=keep, drop=drop)


def test_merging_and_undoing_cost_the_same_for_many_rows():
    def cost(how_many):
        keep, drop = make.an_actor(), make.an_actor()
        for _ in range(how_many):
            make.a_claim(actors=[("subject", drop)])
        with CaptureQueriesContext(connection) as queries:
            done = desk.merge_actors(keep=keep, drop=drop, by=None)
            desk.undo_merge(merge=done, by=None)
        return len(queries)

    assert cost(1) == cost(20)
