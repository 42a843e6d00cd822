"""A merge in public: the dropped page leads to the kept one, and undoing brings it back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tracker import models as desk
from tracker.press import Refused, audit, looked_at, publish, standings
from tracker.record.models import Edition, Page, Reference
from tracker.record.search import search

pytestmark = pytest.mark.django_db


def references():
    return set(Reference.objects.values_list("from_page__ref", "to_page__ref", "role"))


def signposts():
    return set(Page.objects.filter(state="moved").values_list("ref", "moved_to__ref"))


def public(kind):
    return set(Page.objects.of_kind(kind).values_list("ref", flat=True))


def problems():
    return audit().problems


@pytest.fixture
def actors():
    keep, drop = make.an_actor("kept", name="Kept"), make.an_actor("dropped", name="Dropped")
    make.a_claim("of-kept", actors=[("subject", keep)])
    make.a_claim("of-dropped", actors=[("subject", drop)])
    make.a_claim("of-both", actors=[("subject", keep), ("subject", drop)])
    make.publish_all()
    return keep, drop


@pytest.fixture
def claims():
    sources = [make.a_source(ref) for ref in ("paper", "radio")]
    keep, drop = (
        make.a_claim(ref, source=source)
        for ref, source in zip(("kept", "dropped"), sources, strict=True)
    )
    make.contradict(make.a_claim("rival", source=sources[0], quote="No paper was signed"), drop)
    make.publish_all()
    return keep, drop


def merged(keep, drop):
    merge = {"actor": desk.merge_actors, "claim": desk.merge_claims}[keep.kind_of_page]
    for copy in (keep, drop):
        copy.refresh_from_db()
    return merge(keep=keep, drop=drop, by=None)


def test_merged_actor_becomes_a_signpost_and_references_follow(actors):
    keep, drop = actors
    merged(keep, drop)

    editions = publish(copies=[keep], by=None)

    assert [(e.action, e.ref, e.moved_to) for e in editions] == [
        ("published", "kept", ""),
        ("moved", "dropped", "kept"),
    ]
    assert signposts() == {("dropped", "kept")}
    assert {link for link in references() if link[2] == "subject"} == {
        (claim, "kept", "subject") for claim in ("of-kept", "of-dropped", "of-both")
    }
    followers = Page.objects.filter(ref__startswith="of-").values_list("affected", flat=True)
    assert set(followers) == {editions[-1].number}
    assert {hit.ref for hit in search("Dropped").hits} == {"kept"}
    assert problems() == []


def test_merged_claim_moves_its_evidence_and_its_rivals(claims):
    keep, drop = claims
    merged(keep, drop)

    publish(copies=[keep], by=None)

    page = Page.objects.get(ref="kept")
    assert (page.grade, page.weight["disputed_by"]) == ("disputed", ["rival"])
    assert page.weight["origins"] == [["paper"], ["radio"]]
    assert ("rival", "kept", "contradicts") in references()
    assert problems() == []


def test_merge_alone_is_an_unpublished_change_and_is_published():
    keep, drop = make.a_claim("kept"), make.a_claim("dropped", source=False)
    make.a_citation(drop, keep.citations.get().source, "The delegations met")
    make.publish_all()
    make.publish_all()
    merged(keep, drop)

    assert standings([keep])[keep.pk] == "unpublished changes"
    (edition,) = publish(copies=[keep], by=None)

    assert (edition.action, edition.ref) == ("moved", "dropped")
    assert standings([keep])[keep.pk] == "public"
    assert problems() == []


@pytest.mark.parametrize("pair", ["actors", "claims"])
def test_undone_before_publication_leaves_no_trace(pair, request):
    keep, drop = request.getfixturevalue(pair)

    desk.undo_merge(merge=merged(keep, drop), by=None)

    assert make.publish_all() == []


@pytest.mark.parametrize("pair", ["actors", "claims"])
def test_undone_after_publication_brings_the_page_back(pair, request):
    keep, drop = request.getfixturevalue(pair)
    before = references()
    merge = merged(keep, drop)
    publish(copies=[keep], by=None)

    desk.undo_merge(merge=merge, by=None)
    assert standings([drop])[drop.pk] == "draft"
    publish(copies=[drop], by=None)
    assert problems() == []
    publish(copies=[keep], by=None)

    assert signposts() == set()
    assert references() == before
    assert public(keep.kind_of_page) >= {"kept", "dropped"}
    assert problems() == []


def test_everything_can_be_published_after_a_merge_and_after_its_undoing(actors):
    before = references()
    merge = merged(*actors)
    make.publish_all()
    assert problems() == []

    desk.undo_merge(merge=merge, by=None)
    make.publish_all()

    assert references() == before
    assert problems() == []


def test_merge_into_a_draft_is_published_with_it():
    drop = make.an_actor("dropped")
    make.publish_all()
    keep = make.an_actor("kept")
    merged(keep, drop)

    editions = publish(copies=[keep], by=None)

    assert [(e.action, e.ref) for e in editions] == [("published", "kept"), ("moved", "dropped")]
    assert problems() == []


def test_former_addresses_of_the_merged_follow_and_come_back(actors):
    keep, drop = actors
    desk.Actor.objects.filter(pk=drop.pk).update(ref="renamed")
    publish(copies=[drop], by=None)
    merge = merged(keep, drop)
    publish(copies=[keep], by=None)
    assert signposts() == {("dropped", "kept"), ("renamed", "kept")}
    assert problems() == []

    desk.undo_merge(merge=merge, by=None)
    publish(copies=[keep, drop], by=None)

    assert signposts() == {("dropped", "renamed")}
    assert problems() == []


@pytest.mark.parametrize("at_once", [True, False])
def test_merge_of_what_was_merged_leads_all_the_way_and_back(at_once):
    inner, middle, outer = (make.an_actor(ref) for ref in ("inner", "middle", "outer"))
    make.a_claim("said", actors=[("speaker", inner)])
    make.publish_all()
    first = merged(middle, inner)
    if not at_once:
        publish(copies=[middle], by=None)
    second = merged(outer, middle)
    publish(copies=[outer], by=None)
    assert signposts() == {("inner", "outer"), ("middle", "outer")}
    assert ("said", "outer", "speaker") in references()
    assert problems() == []

    desk.undo_merge(merge=second, by=None)
    publish(copies=[middle, outer], by=None)
    assert signposts() == {("inner", "middle")}
    assert problems() == []

    desk.undo_merge(merge=first, by=None)
    publish(copies=[middle, inner], by=None)
    assert signposts() == set()
    assert ("said", "inner", "speaker") in references()
    assert problems() == []


def test_merged_again_after_it_came_back(actors):
    keep, drop = actors
    desk.undo_merge(merge=_published(keep, drop), by=None)
    publish(copies=[keep, drop], by=None)

    _published(keep, drop)

    assert signposts() == {("dropped", "kept")}
    assert problems() == []


def _published(keep, drop):
    merge = merged(keep, drop)
    publish(copies=[keep], by=None)
    return merge


def test_who_merged_may_not_publish_it(actors):
    keep, drop = actors
    editor = make.a_user("editor")
    desk.merge_actors(keep=keep, drop=drop, by=editor)

    with pytest.raises(Refused, match="You had a hand in this change"):
        publish(copies=[keep], by=editor)
    assert publish(copies=[keep], by=make.a_user("editor"))


def test_merge_after_the_publisher_looked_is_refused(claims):
    keep, drop = claims
    seen = looked_at([keep])
    drop.citations.all().delete()
    drop.related_from.all().delete()
    merged(keep, drop)

    with pytest.raises(Refused, match="look again"):
        publish(copies=[keep], by=None, seen=seen)
    assert publish(copies=[keep], by=None, seen=looked_at([keep]))


def test_retracted_page_stays_retracted_when_its_copy_is_merged():
    from tracker.press import retract

    keep, drop = make.an_actor("kept"), make.an_actor("dropped")
    make.publish_all()
    retract(copies=[drop], by=None, reason="It was nobody.")
    merged(keep, drop)

    make.publish_all()

    assert Page.objects.get(ref="dropped").state == "retracted"
    assert problems() == []


def test_audit_notices_a_signpost_that_leads_elsewhere(actors):
    _published(*actors)
    elsewhere = Page.objects.get(ref="of-kept")

    Page.objects.filter(ref="dropped").update(moved_to=elsewhere)

    assert problems()[0] == "address actor dropped: it does not lead where the editions say"


def test_audit_notices_a_signpost_that_is_missing(actors):
    _published(*actors)

    Page.objects.filter(ref="dropped").delete()

    assert "address actor dropped: it does not lead where the editions say" in problems()


def test_publishing_a_merge_costs_the_same_whatever_refers_to_it():
    def cost(how_many):
        keep, drop = make.an_actor(), make.an_actor()
        source = make.a_source()
        for _ in range(how_many):
            make.a_claim(source=source, actors=[("subject", drop)])
        make.publish_all()
        merged(keep, drop)
        with CaptureQueriesContext(connection) as queries:
            publish(copies=[keep], by=None)
        return len(queries)

    assert cost(2) == cost(20)


def test_chain_is_untouched_by_all_of_this(actors):
    _published(*actors)

    numbers = list(Edition.objects.order_by("number").values_list("number", flat=True))

    assert numbers == list(range(1, len(numbers) + 1))
