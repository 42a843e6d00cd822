"""The commands publish and audit: what they print, and how they end."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests import factories as make
from tracker.record.models import Edition, Page

pytestmark = pytest.mark.django_db


def test_publish_named_pages(capsys):
    make.an_actor("alpha")
    make.an_actor("beta")

    call_command("publish", "actor:alpha")

    assert set(Page.objects.values_list("ref", flat=True)) == {"alpha"}
    assert "New editions: 1. Pages looked at: 1." in capsys.readouterr().out


def test_publish_all_as_a_user():
    editor = make.a_user("editor")
    make.a_claim()

    call_command("publish", all=True, by=editor.username)

    assert Edition.objects.count() == 2


@pytest.mark.parametrize("name", ["actor:nobody", "animal:alpha", "alpha"])
def test_publish_unknown_page_says_so(name):
    make.an_actor("alpha")

    with pytest.raises(CommandError, match=f"There is no {name}"):
        call_command("publish", name)


def test_publish_unknown_user_says_so():
    make.an_actor("alpha")

    with pytest.raises(CommandError, match="no active user"):
        call_command("publish", "actor:alpha", by="nobody")


def test_publish_nothing_says_what_to_name():
    with pytest.raises(CommandError, match="kind:ref"):
        call_command("publish")


def test_publish_refused_lists_the_problems():
    make.a_claim("bare", source=False)

    with pytest.raises(CommandError, match="claim bare, citations: No evidence"):
        call_command("publish", all=True)


def test_audit_as_json_has_its_keys(capsys):
    make.a_claim()
    make.publish_all()

    call_command("audit", format="json")

    found = json.loads(capsys.readouterr().out)
    assert set(found) == {"editions", "chain", "citations", "coverage", "problems"}
    assert all(
        set(row) == {"sentences", "furniture", "cited"} for row in found["coverage"].values()
    )


def test_audit_with_a_problem_ends_with_status_1(capsys):
    make.a_claim()
    make.publish_all()
    Page.objects.filter(kind="claim").update(grade="corroborated")

    with pytest.raises(SystemExit) as ended:
        call_command("audit")

    assert ended.value.code == 1
    assert "should be single origin" in capsys.readouterr().out


def test_load_demo_of_a_folder_that_is_none_says_so(tmp_path):
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("load_demo", str(tmp_path / "nowhere"))


def test_load_demo_with_a_bad_sheet_loads_nothing(tmp_path):
    (tmp_path / "actors.csv").write_text("ref,name,kind\nalpha,Alpha,animal\n")

    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("load_demo", str(tmp_path))
