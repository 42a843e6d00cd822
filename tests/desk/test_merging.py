"""Merging on the desk: preview, do, list, undo; and what the public gets of it."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from tests import factories as make
from tracker.models import Actor, Claim, Merge
from tracker.press import audit

from .browsing import change_page, decide, messages_of, review_page


def merge_page(keep, drop):
    address = reverse("admin:merge", args=[keep.kind_of_page])
    return f"{address}?keep={keep.pk}&drop={drop.pk}"


def merged(client, keep, drop):
    """Preview and merge, as a browser does."""
    plan = client.get(merge_page(keep, drop)).context["plan"]
    data = {"keep_version": plan.keep.version, "drop_version": plan.drop.version}
    return client.post(merge_page(keep, drop), data)


def undo(client):
    return client.post(reverse("admin:merge-done", args=[Merge.objects.latest("pk").pk]))


@pytest.fixture
def actors(db):
    keep = make.an_actor("kept", name="Kept Name")
    drop = make.an_actor("dropped", name="Dropped Name", wikidata="Q42")
    make.a_claim("both", actors=[("subject", keep), ("subject", drop)], statement="Both met.")
    make.a_claim("one", actors=[("speaker", drop)], statement="One spoke.")
    make.publish_all()
    return keep, drop


@pytest.fixture
def claims(db):
    keep, drop = make.a_claim("kept", statement="They met."), make.a_claim("dropped")
    make.contradict(keep, drop)
    make.publish_all()
    return keep, drop


def test_preview_shows_all_and_writes_nothing(researcher, actors):
    html = researcher.get(merge_page(*actors)).content.decode()

    for words in (
        "which will lead to kept once the merge is published",
        "“Dropped Name” becomes one more name of “Kept Name”.",
        "It takes over the wikidata Q42.",
        "1 move:",
        "1 are doubles, of which one stays:",
        "speaker · One spoke. · Dropped Name",
    ):
        assert words in html
    assert Actor.objects.filter(ref="dropped").exists()
    assert not Merge.objects.exists()


def test_preview_of_claims_names_what_ties_them(researcher, claims):
    html = researcher.get(merge_page(*claims)).content.decode()

    assert "1 tie the two to each other, and go:" in html


def test_merged_listed_and_logged(researcher, actors):
    keep, _ = actors

    response = merged(researcher, *actors)

    (done,) = Merge.objects.all()
    assert response["Location"] == reverse("admin:merge-done", args=[done.pk])
    assert (done.by, done.drop_ref, done.keep_ref) == (researcher.user, "dropped", "kept")
    assert not Actor.objects.filter(ref="dropped").exists()
    assert "Dropped Name" in researcher.get(reverse("admin:merges")).content.decode()
    entry = LogEntry.objects.latest("pk")
    assert (entry.object_id, entry.change_message) == (
        str(keep.pk),
        "Merged actor dropped into it.",
    )


@pytest.mark.parametrize("pair", ["actors", "claims"])
def test_old_address_leads_to_the_kept_page_once_published(
    researcher, editor, client, pair, request
):
    keep, drop = request.getfixturevalue(pair)
    old, new = (f"/{keep.kind_of_page}s/{copy.ref}/" for copy in (drop, keep))
    merged(researcher, keep, drop)
    assert client.get(old).status_code == 200

    decide(editor, keep, "publish")

    response = client.get(old)
    assert (response.status_code, response["Location"]) == (301, new)
    assert client.get(new).status_code == 200
    assert audit().problems == []


@pytest.mark.parametrize("pair", ["actors", "claims"])
def test_undone_and_published_again_the_page_is_back(researcher, editor, client, pair, request):
    keep, drop = request.getfixturevalue(pair)
    address = f"/{keep.kind_of_page}s/{drop.ref}/"
    before = client.get(f"{address}").status_code, client.get(f"{address[:-1]}.json").status_code
    merged(researcher, keep, drop)
    decide(editor, keep, "publish")

    undo(researcher)
    for copy in (drop, keep):
        decide(editor, copy, "publish")

    after = client.get(f"{address}").status_code, client.get(f"{address[:-1]}.json").status_code
    assert after == before == (200, 200)
    assert audit().problems == []


def test_who_merged_does_not_publish(sign_in, actors):
    client = sign_in("editor")
    merged(client, *actors)

    assert client.get(review_page(actors[0])).context["is_own"]


def test_change_between_preview_and_merge_is_refused(researcher, actors):
    keep, drop = actors
    Actor.touch(pk=drop.pk, version=1, by=researcher.user)

    response = researcher.post(merge_page(keep, drop), {"keep_version": "1", "drop_version": "1"})

    assert "look again" in " ".join(messages_of(response))
    assert Actor.objects.filter(ref="dropped").exists()


def test_what_cannot_be_merged_says_why(researcher):
    keep, drop = make.an_actor(kind="person"), make.an_actor(kind="state")

    response = researcher.get(merge_page(keep, drop))

    assert "A person and a state are not one actor" in " ".join(messages_of(response))
    assert response.context["asked_for"] == "keep"


@pytest.mark.parametrize("asked", ["", "?keep=x&drop=", "?drop={drop}", "?keep={drop}&drop={drop}"])
def test_without_two_the_screen_asks_for_them(researcher, actors, asked):
    address = reverse("admin:merge", args=["actor"]) + asked.format(drop=actors[1].pk)

    context = researcher.get(address).context

    assert context["known"] == ({"drop": actors[1]} if "{drop}" in asked else {})


def test_two_are_found_by_searching(researcher, actors):
    keep, drop = actors
    address = reverse("admin:merge", args=["actor"])

    ((_, first),) = researcher.get(address, {"q": "Dropped"}).context["found"]
    found = dict(researcher.get(f"{address}?{first}&q=Name").context["found"])
    plan = researcher.get(f"{address}?{found[keep]}").context["plan"]

    assert set(found) == {keep}
    assert (plan.keep, plan.drop) == (keep, drop)


def test_nothing_found_says_so(researcher, actors):
    address = reverse("admin:merge", args=["actor"])

    assert "Nothing found." in researcher.get(address, {"q": "zzz"}).content.decode()


def test_unknown_kind_is_not_found(researcher):
    assert researcher.get("/desk/merge/issue/").status_code == 404


def test_undone_merge_says_so_and_who_undid_it(researcher, actors):
    merged(researcher, *actors)

    undo(researcher)
    again = undo(researcher)

    assert Actor.objects.filter(ref="dropped").exists()
    assert "This merge was undone already." in messages_of(again)
    html = researcher.get(reverse("admin:merges")).content.decode()
    assert html.count(researcher.user.username) >= 2


def test_later_work_that_stays_is_told(researcher, actors):
    merged(researcher, *actors)
    Claim.objects.get(ref="one").roles.all().delete()

    response = undo(researcher)

    assert "1 of its rows were changed since the merge, and stay as they are." in messages_of(
        response
    )


def test_merge_that_cannot_be_undone_says_why(researcher, actors):
    keep, drop = actors
    merged(researcher, keep, drop)
    make.an_actor("dropped")

    html = researcher.get(reverse("admin:merge-done", args=[Merge.objects.get().pk]))

    assert "Another actor has the ref dropped now" in html.content.decode()


def test_change_page_leads_to_the_merge(researcher, actors):
    html = researcher.get(change_page(actors[1])).content.decode()

    assert f"/desk/merge/actor/?drop={actors[1].pk}" in html


def test_hostile_names_are_shown_as_text(researcher):
    keep, drop = (make.an_actor(name=f"<b>{ref}</b>") for ref in ("one", "other"))

    preview = researcher.get(merge_page(keep, drop)).content.decode()
    merged(researcher, keep, drop)
    listed = researcher.get(reverse("admin:merges")).content.decode()

    assert "<b>" not in preview + listed


@pytest.mark.parametrize("how_many", [1, 8])
def test_preview_takes_as_many_queries_for_many(
    researcher, actors, django_assert_num_queries, how_many
):
    for number in range(how_many):
        make.a_claim(actors=[("subject", actors[number % 2])])

    with django_assert_num_queries(17):
        researcher.get(merge_page(*actors))


@pytest.mark.parametrize("how_many", [1, 8])
def test_list_takes_as_many_queries_for_many(researcher, django_assert_num_queries, how_many):
    for _ in range(how_many):
        merged(researcher, make.an_actor(), make.an_actor())

    with django_assert_num_queries(4):
        researcher.get(reverse("admin:merges"))


def test_list_goes_on_page_by_page(researcher, monkeypatch):
    monkeypatch.setattr("tracker.desk.merging.PER_PAGE", 2)
    for _ in range(3):
        merged(researcher, make.an_actor(), make.an_actor())

    first = researcher.get(reverse("admin:merges")).context
    second = researcher.get(reverse("admin:merges"), {"before": first["next"]}).context

    listed = [merge.pk for merge in [*first["merges"], *second["merges"]]]
    assert listed == sorted(Merge.objects.values_list("pk", flat=True), reverse=True)
