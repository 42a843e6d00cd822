"""What readers get of pages that were merged: the kept page, and the record of how that came."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tracker import models as desk
from tracker.press import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def merged():
    keep, drop = make.an_actor("kept", name="Kept"), make.an_actor("dropped", name="Dropped")
    make.a_claim("said", statement="It was said.", actors=[("speaker", drop)])
    make.publish_all()
    merge = desk.merge_actors(keep=keep, drop=drop, by=None)
    publish(copies=[keep], by=None)
    return merge


@pytest.mark.parametrize("suffix", ["/", ".json", ".csv", "/history/"])
def test_every_form_of_the_old_address_leads_on(client, merged, suffix):
    response = client.get(f"/actors/dropped{suffix}")

    assert (response.status_code, response["Location"]) == (301, f"/actors/kept{suffix}")
    assert client.get(response["Location"]).status_code == 200


def test_kept_page_shows_what_spoke_of_the_other(read, merged):
    assert "It was said." in read("/actors/kept/")
    assert "Dropped" in read("/actors/kept/")


def test_claim_that_still_names_the_former_ref_links_to_the_kept_page(read, merged):
    html = read("/claims/said/")

    assert 'href="/actors/kept/"' in html
    assert "/actors/dropped/" not in html


def test_editions_say_what_was_merged_and_where_it_is(read, merged):
    html = read("/editions/")

    assert "Merged: both pages were about the same actor." in html
    assert "retracted since" not in html


def test_editions_cost_the_same_with_a_merge(client, merged):
    with CaptureQueriesContext(connection) as queries:
        client.get("/editions/")

    before = len(queries)
    for _ in range(3):
        keep, drop = make.an_actor(), make.an_actor()
        make.publish_all()
        desk.merge_actors(keep=keep, drop=drop, by=None)
        publish(copies=[keep], by=None)
    with CaptureQueriesContext(connection) as queries:
        client.get("/editions/")
    assert len(queries) == before


def test_lists_search_and_sitemap_name_only_the_kept_page(read, client, merged):
    assert "/actors/dropped/" not in read("/actors/")
    assert "/actors/dropped/" not in read("/search/?q=Dropped")
    assert 'href="/actors/kept/"' in read("/search/?q=Dropped")


def test_undone_merge_leaves_both_pages_as_they_were(read, merged):
    back = desk.undo_merge(merge=merged, by=None)

    publish(copies=[back.copy, desk.Actor.objects.get(ref="kept")], by=None)

    assert "It was said." in read("/actors/dropped/")
    assert "It was said." not in read("/actors/kept/")
    assert 'href="/actors/dropped/"' in read("/claims/said/")
