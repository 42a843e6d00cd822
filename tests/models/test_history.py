"""Whatever changes a working copy is kept in its history: all of it, at a fixed number of queries."""

import pytest
from django.db import connection
from django.db.models import CASCADE
from django.test.utils import CaptureQueriesContext
from reversion.models import Revision, Version

from tests import factories as make
from tracker import models as desk
from tracker.factsheets import import_sheets
from tracker.models import history
from tracker.models.snapshots import PARTS, snapshot
from tracker.press import retract

pytestmark = pytest.mark.django_db


def told(copy):
    """The history of a copy, oldest first: who, why, and what it said."""
    return [
        (version.revision.user, version.revision.comment, history.said_in(version))
        for version in history.versions_of(copy).order_by("pk")
    ]


@pytest.mark.parametrize("kind", desk.WORKING_COPIES)
def test_every_row_that_goes_with_a_copy_is_a_part_of_its_history(kind):
    owned = {
        relation.get_accessor_name()
        for relation in desk.WORKING_COPIES[kind]._meta.related_objects
        if relation.on_delete is CASCADE and not relation.hidden
    }

    # Texts hold on to their source, and so are no rows that go with it.
    assert owned == set(PARTS[kind]) - {"texts"}


def test_snapshot_has_all_that_was_written():
    actor, source = make.an_actor(), make.a_source()
    issue, round_, other = make.an_issue(), make.a_round(), make.a_claim()
    claim = make.a_claim(source=source, issues=[issue], rounds=[round_], actors=[("holder", actor)])
    make.contradict(claim, other)

    said = snapshot(claim)

    assert (said["issues"], said["rounds"]) == ([str(issue.pk)], [str(round_.pk)])
    assert [row["quote"] for row in said["citations"]] == ["The delegations met"]
    assert [(row["actor"], row["role"]) for row in said["roles"]] == [(str(actor.pk), "holder")]
    assert [row["to_claim"] for row in said["relations"]] == [str(other.pk)]


def test_snapshot_of_a_source_holds_its_texts_by_their_sha256_only():
    source = make.a_source()
    source.derives_from.add(make.a_source())

    said = snapshot(source)

    assert [row["sha256"] for row in said["texts"]] == [source.texts.get().sha256]
    assert make.TEXT not in str(said)
    assert len(said["derives_from"]) == 1


def test_touch_keeps_who_and_why():
    claim, user = make.a_claim(), make.a_user()

    desk.Claim.touch(pk=claim.pk, version=1, by=user, why="A slip.")

    assert told(claim) == [(user, "A slip.", snapshot(desk.Claim.objects.get()))]


def test_one_change_of_several_copies_is_one_revision():
    claim, actor = make.a_claim(source=False), make.an_actor()

    history.keep([claim, actor, claim], by=None, why="Together.")

    (revision,) = Revision.objects.all()
    assert {version.object_id for version in revision.version_set.all()} == {
        str(claim.pk),
        str(actor.pk),
    }


def queries_of_keeping(count):
    claims = [make.a_claim(source=False) for _ in range(count)]
    actor = make.an_actor()
    for claim in claims:
        claim.roles.create(actor=actor, role="holder")
    with CaptureQueriesContext(connection) as captured:
        history.keep(claims, by=None)
    return len(captured)


def test_keeping_asks_no_more_of_many_than_of_few():
    history.keep([make.a_claim(source=False)], by=None)  # content types are cached from here on

    assert queries_of_keeping(2) == queries_of_keeping(20)


def test_what_came_in_past_the_desk_is_nobodys_change():
    claim = make.a_claim(source=False)
    history.keep([claim], by=make.a_user())
    desk.Claim.objects.update(statement="Changed by hand.")

    history.catch_up(claim)
    history.catch_up(claim)

    (_, (by, why, said)) = told(claim)
    assert (by, why) == (None, history.OUTSIDE)
    assert said["statement"] == "Changed by hand."


def claims_sheet(*rows):
    header = "ref,statement,kind,issue_refs,source_ref,quote,stance"
    return {"claims.csv": "\n".join([header, *rows]).encode()}


@pytest.fixture
def imported(db):
    make.a_source("a-source")
    make.an_issue("an-issue")
    user = make.a_user()
    sheet = claims_sheet(
        "one,First.,event,an-issue,a-source,The delegations met,supports",
        "two,Second.,event,an-issue,a-source,No paper was signed,supports",
    )
    Revision.objects.all().delete()
    assert import_sheets(sheet, by=user).errors == []
    return user


def test_import_is_kept_with_links_and_parts(imported):
    (revision,) = Revision.objects.all()
    one, two = desk.Claim.objects.order_by("ref")
    issue = str(desk.Issue.objects.get().pk)

    (by, why, said) = told(one)[0]

    assert (by, why) == (imported, "Fact sheets: claims.csv.")
    assert (said["statement"], said["issues"]) == ("First.", [issue])
    assert [row["quote"] for row in said["citations"]] == ["The delegations met"]
    assert {version.object_id for version in revision.version_set.all()} == {
        str(one.pk),
        str(two.pk),
    }


def test_import_keeps_what_it_changes_and_nothing_else(imported):
    make.an_issue("another")

    import_sheets(
        claims_sheet(
            "one,First.,event,an-issue,a-source,The delegations met,supports",
            "two,,,another,,,",
            "two,,,,a-source,The delegations met,context",
        ),
        by=imported,
    )

    one, two = desk.Claim.objects.order_by("ref")
    assert len(told(one)) == 1
    (before, after) = (said for _, _, said in told(two))
    assert before["issues"] != after["issues"]
    assert (len(before["citations"]), len(after["citations"])) == (1, 2)


@pytest.mark.parametrize(
    "options",
    [{"dry_run": True}, {"expected": "another preview"}],
    ids=["preview", "refused"],
)
def test_import_that_writes_nothing_keeps_nothing(imported, options):
    before = Version.objects.count()

    import_sheets(claims_sheet("one,Otherwise.,event,,,,"), by=imported, **options)

    assert Version.objects.count() == before


def test_text_is_kept_with_the_claims_whose_anchors_it_moves():
    source = make.a_source()
    moved, elsewhere = make.a_claim(source=source), make.a_claim()
    Revision.objects.all().delete()
    user = make.a_user()

    desk.hold_text(source=source, content=f"Preface.\n{make.TEXT}", by=user)

    (by, why, said) = told(moved)[0]
    assert (by, why) == (user, f"A text of “{source}” was stored.")
    assert said["citations"][0]["paragraph"] == 2
    assert [len(row["texts"]) for _, _, row in told(source)] == [2]
    assert told(elsewhere) == []


def test_publishing_and_retracting_leave_history_alone(db):
    claim = make.a_claim()
    history.keep([claim], by=make.a_user())
    before = told(claim)

    make.publish_all()
    retract(copies=[claim], by=None, reason="It was wrong.")

    assert told(claim) == before
