"""Bringing back what once stood: shown first, then saved as a new change, by the same rules."""

import pytest
from django.urls import reverse

from tests import factories as make
from tracker import models as desk
from tracker.models import history
from tracker.models.snapshots import PARTS, snapshot
from tracker.record.models import Edition, Page

from .browsing import (
    ONE_OF,
    add_page,
    change,
    change_page,
    errors_of,
    filled_in,
    history_page,
    press_save,
    with_row,
)


def restore(client, copy, number):
    """Press the button of one version, counted from the oldest; gives the form that comes."""
    version = list(history.versions_of(copy).order_by("pk"))[number]
    return client.post(change_page(copy), {"_restore": version.pk})


def said_by(copy):
    """What a copy says, whatever the keys of its rows and the count of its saves."""
    said = snapshot(type(copy).objects.get(pk=copy.pk))
    for part in PARTS[copy.kind_of_page]:
        said[part] = [{**row, "id": None} for row in said[part]]
    return {**said, "version": None}


def test_restored_version_is_shown_before_it_is_stored(researcher):
    claim = make.a_claim(statement="As it was.")
    change(researcher, claim, statement="Otherwise.")

    shown = restore(researcher, claim, 0)

    claim.refresh_from_db()
    assert claim.statement == "Otherwise."
    assert filled_in(shown)["statement"] == "As it was."
    assert filled_in(shown)["why"].startswith("As it stood on ")
    assert "Nothing of this is stored yet" in shown.content.decode()
    assert "Please correct the error" not in shown.content.decode()


def test_restoring_brings_back_fields_links_and_rows_as_a_new_change(researcher, other):
    source, issue, actor = make.a_source(), make.an_issue(), make.an_actor()
    claim = make.a_claim(source=source, issues=[issue], actors=[("subject", actor)], note="Kept.")
    make.a_citation(claim, source, "No paper was signed", note="The second.")
    before = said_by(claim)
    data = filled_in(researcher.get(change_page(claim)))
    data = with_row(data, "roles", actor=make.an_actor().pk, role="speaker")
    data |= {"statement": "Otherwise.", "issues": [], "citations-0-DELETE": "on", "note": ""}
    press_save(researcher, change_page(claim), data | {"roles-0-role": "holder"})
    changed = said_by(claim)

    answer = press_save(other, change_page(claim), filled_in(restore(other, claim, 0)))

    newest = history.versions_of(claim).first()
    assert errors_of(answer) == {}
    assert changed != before
    assert sorted(row["quote"] for row in said_by(claim).pop("citations")) == sorted(
        row["quote"] for row in before["citations"]
    )
    assert said_by(claim) | {"citations": None} == before | {"citations": None}
    assert (newest.revision.user, history.versions_of(claim).count()) == (other.user, 3)
    assert set(claim.contributors.all()) == {researcher.user, other.user}


@pytest.mark.parametrize("kind", ONE_OF)
def test_every_kind_is_restored(researcher, kind):
    copy = ONE_OF[kind](ref="first-ref")
    if kind == "source":
        copy.furniture.create(start=1, end=5, reason="link")
        copy.derives_from.add(make.a_source())
    if kind == "actor":
        copy.names.create(name="Another name", language="en", kind="alias")
        copy.affiliations.create(organisation=make.an_actor(), office="member")
    if kind == "round":
        copy.participations.create(actor=make.an_actor(), role="host")
    before = said_by(copy)
    rows = {f"{part}-0-DELETE": "on" for part in PARTS[kind]}
    change(researcher, copy, ref="second-ref", derives_from=[], **rows)
    changed = said_by(copy)

    answer = press_save(researcher, change_page(copy), filled_in(restore(researcher, copy, -2)))

    assert errors_of(answer) == {}
    assert changed != before
    assert said_by(copy) == before


def test_restoring_keeps_to_the_rules(researcher):
    source = make.a_source()
    claim = make.a_claim(source=source)
    change(researcher, claim, **{"citations-0-DELETE": "on"})
    desk.hold_text(source=source, content="Something else altogether.", by=None)

    shown = restore(researcher, claim, 0)
    answer = press_save(researcher, change_page(claim), filled_in(shown))

    assert "do not stand in the source" in errors_of(shown)["citations-0-quote"][0]
    assert "citations-0-quote" in errors_of(answer)
    assert not claim.citations.exists()


def test_restoring_touches_nothing_public(researcher):
    claim = make.a_claim(statement="As it was.", source=make.a_source())
    make.publish_all()
    change(researcher, claim, statement="Otherwise.")
    public = list(Page.objects.values()), list(Edition.objects.values())

    press_save(researcher, change_page(claim), filled_in(restore(researcher, claim, 0)))

    assert (list(Page.objects.values()), list(Edition.objects.values())) == public


@pytest.mark.parametrize("which", ["another copy's", "none", "nonsense"])
def test_version_that_is_not_of_this_copy_is_not_there(researcher, which):
    claim, other = make.a_claim(), make.a_claim()
    change(researcher, other, note="Changed.")
    version = {"another copy's": history.versions_of(other).first().pk, "none": 0}.get(which, "x")

    response = researcher.post(change_page(claim), {"_restore": version})

    assert response.status_code == 404


def test_one_who_may_only_look_restores_nothing(sign_in, researcher):
    from django.contrib.auth.models import Permission

    claim, client = make.a_claim(), sign_in()
    client.user.user_permissions.set(Permission.objects.filter(codename="view_claim"))
    change(researcher, claim, note="Changed.")

    looked = client.get(history_page(claim))
    answer = restore(client, claim, 0)

    assert looked.status_code == 200
    assert "_restore" not in looked.content.decode()
    assert answer.status_code == 403


def test_deleted_draft_is_listed_and_brought_back(administrator):
    claim = make.a_claim("a-draft", statement="Deleted too soon.", source=make.a_source())
    make.a_citation(claim, claim.citations.get().source, "No paper was signed")
    before, address = said_by(claim), history_page(claim)
    administrator.post(reverse("admin:tracker_claim_delete", args=[claim.pk]), {"post": "yes"})
    gone = not desk.Claim.objects.exists()

    listed = administrator.get(reverse("admin:deleted"))
    told = administrator.get(address)
    version = told.context["events"][0].version
    shown = administrator.post(add_page("claim"), {"_restore": version.pk})
    answer = press_save(administrator, add_page("claim"), filled_in(shown))

    assert gone
    assert address in listed.content.decode()
    assert told.context["events"][0].why == "Deleted."
    assert errors_of(answer) == {}
    assert said_by(desk.Claim.objects.get()) == before
