"""The first dossier goes all the way: imported, verified, published, proven."""

import os
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.dossier.conftest import DOSSIER, ROOT
from tracker import models as desk
from tracker.factsheets import export_sheets
from tracker.press import audit
from tracker.record.models import Edition, Page

pytestmark = pytest.mark.django_db


def test_dossier_without_texts_is_public_and_unheld(capsys):
    call_command("load_demo", str(DOSSIER))

    found = audit()
    assert found.problems == []
    assert found.citations["unheld"] == desk.Citation.objects.count() > 0
    assert Page.objects.public().count() == found.editions


def test_dossier_with_texts_is_verified_and_covered(texts, capsys):
    folder = Path(os.environ.get("TEXTS", ROOT.parent / "shared" / "seeds"))

    call_command("load_demo", str(DOSSIER), texts=folder)

    found = audit()
    assert found.problems == []
    assert found.citations["exact"] + found.citations["folded"] == desk.Citation.objects.count()
    assert {
        ref: row.sentences - row.furniture - row.cited for ref, row in found.coverage.items()
    } == {row["ref"]: 0 for row in _sources_with_text()}


def _sources_with_text():
    from tests.dossier.conftest import rows_of

    return [row for row in rows_of("sources") if row["text_sha256"]]


def test_second_load_destroys_nothing(capsys):
    call_command("load_demo", str(DOSSIER))
    desk.Claim.objects.filter(ref__startswith="a").update(statement="An editor wrote this.")
    before = Edition.objects.count()

    call_command("load_demo", str(DOSSIER))

    assert Edition.objects.count() == before
    assert desk.Claim.objects.filter(statement="An editor wrote this.").exists()


def test_passwords_are_shown_once(capsys):
    call_command("load_demo", str(DOSSIER))
    first = capsys.readouterr().out

    call_command("load_demo", str(DOSSIER))

    assert "shown only now" in first
    assert "shown only now" not in capsys.readouterr().out


def test_export_of_the_dossier_is_the_dossier(capsys):
    call_command("load_demo", str(DOSSIER))

    exported = export_sheets()

    assert {
        name for name, content in exported.items() if content != (DOSSIER / name).read_bytes()
    } == set()
