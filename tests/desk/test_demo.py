"""The first dossier is loaded once, whole or not at all, and never over what is there."""

import pytest
from django.contrib.auth.models import User

from tracker.desk.demo import SheetsRefused, load_demo
from tracker.models import Source
from tracker.press import Refused
from tracker.record.models import Page

SOURCES = "ref,title,kind,language,rights\nan-article,An article,analysis,en,quote-only\n"


@pytest.fixture
def sheets(tmp_path):
    (tmp_path / "sources.csv").write_text(SOURCES)
    return tmp_path


def test_dossier_is_imported_and_published_by_two_people(db, sheets):
    done = "\n".join(load_demo(sheets, None))

    assert set(Page.objects.values_list("ref", flat=True)) == {"an-article"}
    assert {"researcher", "editor", "administrator"} == set(
        User.objects.values_list("username", flat=True)
    )
    assert "Imported 1 fact sheets" in done
    assert "Published 1 pages." in done


def test_second_run_destroys_nothing_and_shows_no_password(db, sheets):
    load_demo(sheets, None)
    Source.objects.update(title="Renamed at the desk")

    done = load_demo(sheets, None)

    assert done == []
    assert Source.objects.get().title == "Renamed at the desk"


def test_refused_sheets_leave_no_account_whose_password_nobody_saw(db, sheets):
    (sheets / "issues.csv").write_text("ref,titel\nceasefire,X\n")

    with pytest.raises(SheetsRefused, match="titel"):
        load_demo(sheets, None)

    assert not User.objects.exists()
    assert not Source.objects.exists()


def test_dossier_that_cannot_be_published_is_not_loaded(db, sheets):
    (sheets / "claims.csv").write_text(
        "ref,statement,kind,source_ref,quote,stance\na-claim,It was so.,event,,,\n"
    )

    with pytest.raises(Refused, match="No evidence"):
        load_demo(sheets, None)

    assert not Source.objects.exists()
