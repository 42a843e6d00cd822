"""The history of a working copy at the desk: who, when, why, what in words, and the way back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories as make
from tracker import models as desk
from tracker.desk.history import PAGE
from tracker.desk.telling import TITLES
from tracker.models import history
from tracker.models.snapshots import PARTS

from .browsing import (
    ONE_OF,
    change,
    change_page,
    filled_in,
    history_page,
    press_save,
    with_row,
)


def changes_of(response, number=0):
    """What one event of the page tells: before and after, by what was changed."""
    told = response.context["events"][number].changes
    return {change.field: (change.before, change.after) for change in told}


@pytest.mark.parametrize("kind", ONE_OF)
def test_every_kind_keeps_who_and_why(researcher, kind):
    copy = ONE_OF[kind]()

    change(researcher, copy, ref="another-ref", why="It was misspelt.")

    event = researcher.get(history_page(copy)).context["events"][0]
    assert (event.by, event.why) == (researcher.user, "It was misspelt.")
    assert [(change.field, change.after) for change in event.changes] == [("ref", "another-ref")]


def test_every_part_has_what_tells_its_rows_apart():
    assert set(TITLES) == {part for parts in PARTS.values() for part in parts}


def test_difference_in_words(researcher):
    claim = make.a_claim(statement="The talks began on Monday.")
    change(researcher, claim, statement="The talks ended on Monday.")

    html = researcher.get(history_page(claim)).content.decode()

    assert "The talks <del>began</del> <ins>ended</ins> on Monday." in html


def test_links_and_rows_are_told_in_words(researcher):
    issue, actor = make.an_issue(title="Ceasefire"), make.an_actor(name="The hosts")
    claim = make.a_claim(issues=[issue])
    data = filled_in(researcher.get(change_page(claim)))
    data = with_row(data, "roles", actor=actor.pk, role="speaker")
    data |= {"issues": [], "kind": "forecast", "citations-0-note": "My remark."}

    press_save(researcher, change_page(claim), data)

    assert changes_of(researcher.get(history_page(claim))) == {
        "kind": ("event: something happened", "forecast: what may come"),
        "issues": ("Ceasefire", ""),
        "citation “The delegations met”: note": ("", "My remark."),
        "actor of a claim added": ("", "actor: The hosts\nrole: speaker"),
    }


def test_row_removed_is_told_in_full(researcher):
    claim = make.a_claim(source=make.a_source(title="The report"))

    change(researcher, claim, **{"citations-0-DELETE": "on"})

    (before, after) = changes_of(researcher.get(history_page(claim)))["citation removed"]
    assert "source: The report\nquote: The delegations met" in before
    assert after == ""


def test_what_is_gone_meanwhile_is_said_to_be(researcher):
    issue = make.an_issue()
    claim = make.a_claim(issues=[issue])
    change(researcher, claim, issues=[])
    issue.delete()

    changes = changes_of(researcher.get(history_page(claim)))

    assert changes["issues"] == ("(no longer there)", "")


def test_decisions_stand_among_the_changes(researcher, editor):
    claim = make.a_claim(source=make.a_source())
    data = filled_in(researcher.get(change_page(claim)))
    press_save(researcher, change_page(claim), {**data, "note": "Mine."}, "_submit")

    events = researcher.get(history_page(claim)).context["events"]

    assert [event.why for event in events] == ["Submitted for review.", "", history.OUTSIDE]


def test_reason_alone_is_no_change(researcher):
    claim = make.a_claim()

    change(researcher, claim, why="For no reason.")

    claim.refresh_from_db()
    assert claim.version == 1
    assert not claim.contributors.exists()


def test_hostile_words_are_shown_as_text(researcher):
    claim = make.a_claim(statement="<script>alert(0)</script>")
    change(
        researcher, claim, statement="<script>alert(1)</script>", why="<script>alert(2)</script>"
    )

    html = researcher.get(history_page(claim)).content.decode()

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(2)" in html


def test_deleted_drafts_are_shown_to_those_who_may_see_their_kind(sign_in, administrator):
    from django.contrib.auth.models import Permission

    issue, client = make.an_issue(), sign_in()
    client.user.user_permissions.set(Permission.objects.filter(codename="view_claim"))
    administrator.post(reverse("admin:tracker_issue_delete", args=[issue.pk]), {"post": "yes"})

    listed = client.get(reverse("admin:deleted"))

    assert listed.context["rows"] == []


def queries_of(client, copy):
    with CaptureQueriesContext(connection) as captured:
        response = client.get(history_page(copy))
    assert response.status_code == 200
    return len(captured)


def test_page_asks_no_more_of_a_long_history_than_of_a_short_one(researcher):
    claims = [make.a_claim(actors=[("subject", make.an_actor())]) for _ in range(2)]
    change(researcher, claims[0], note="Once.")
    for number in range(8):
        claims[1].issues.set([make.an_issue()])
        change(researcher, claims[1], note=f"Change {number}.")
    queries_of(researcher, claims[0])  # what is asked once and cached

    assert queries_of(researcher, claims[0]) + 1 == queries_of(researcher, claims[1])  # the issues


def test_long_history_is_paged(researcher):
    claim = make.a_claim(source=False)
    for number in range(PAGE + 5):
        desk.Claim.objects.filter(pk=claim.pk).update(note=f"Note {number}.")
        history.keep([claim], by=researcher.user, why=f"Number {number}.")

    first = researcher.get(history_page(claim))
    second = researcher.get(f"{history_page(claim)}?before={first.context['next']}")

    whys = [event.why for page in (first, second) for event in page.context["events"]]
    assert whys == [f"Number {number}." for number in reversed(range(PAGE + 5))]
    assert changes_of(first, PAGE - 1) == {"note": ("Note 4.", "Note 5.")}
    assert second.context["next"] is None


def test_history_of_what_never_was(researcher):
    response = researcher.get("/desk/tracker/claim/no-such-claim/history/")

    assert response.status_code == 302
