"""The audit finds whatever was tampered with, and nothing else."""

import pytest
from django.db import connection

from tests import factories as make
from tests.guard import unguarded
from tracker import models as desk
from tracker.press import audit
from tracker.record.models import Edition, Head, Page, Reference

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier():
    source = make.a_source("paper")
    one = make.a_claim("one", source=source, actors=[("subject", make.an_actor("alpha"))])
    other = make.a_claim("other", source=source, quote="No paper was signed")
    make.contradict(one, other)
    make.publish_all()


def test_audit_of_a_sound_dossier_has_no_problem(dossier):
    found = audit()

    assert found.problems == []
    assert found.editions == 4
    assert found.citations == {
        "exact": 2, "folded": 0, "ambiguous": 0, "missing": 0, "unheld": 0,
    }  # fmt: skip
    assert {ref: (c.sentences, c.cited) for ref, c in found.coverage.items()} == {"paper": (3, 2)}


def test_audit_of_nothing_has_no_problem():
    assert audit().problems == []


def tampered(statement, *params):
    with unguarded(connection), connection.cursor() as cursor:
        cursor.execute(statement, params)
    return audit().problems


def test_altered_document_found(dossier):
    problems = tampered("UPDATE record_edition SET document = '{}' WHERE number = 2")

    assert "edition 2: its document is not the one that was published" in problems


def test_altered_note_found(dossier):
    problems = tampered("UPDATE record_edition SET note = 'nothing' WHERE number = 2")

    assert problems == ["edition 2 was altered: its hash does not fit"]


def test_missing_last_edition_found(dossier):
    Reference.objects.all().delete()
    Page.objects.filter(edition=4).delete()

    problems = tampered("DELETE FROM record_edition WHERE number = 4")

    assert "the head of the chain is not edition 3: editions are missing at the end" in problems


def test_altered_head_found(dossier):
    Head.objects.update(number=9)

    assert audit().problems == [
        "the head of the chain is not edition 4: editions are missing at the end"
    ]


def test_altered_page_found(dossier):
    Page.objects.filter(ref="alpha").update(
        document={"kind": "process", "ref": "alpha", "title": "", "summary": ""}
    )

    assert "page actor alpha does not hold the document of edition 2" in audit().problems


def test_altered_grade_found(dossier):
    Page.objects.filter(ref="one").update(grade="corroborated")

    assert audit().problems == [
        "page claim one: its grade is corroborated, and should be disputed",
        "page claim one: search does not find what it says",
    ]


def test_missing_reference_found(dossier):
    Reference.objects.filter(role="subject").delete()

    assert audit().problems == [
        "page claim one: its references do not fit its document",
        "page claim one: search does not find what it says",
    ]


def test_altered_text_found(dossier):
    desk.Text.objects.update(content="Something else entirely.")

    problems = audit().problems

    assert any("its text" in problem and "was altered" in problem for problem in problems)
    assert any("does not stand at" in problem for problem in problems)


def test_shifted_anchor_found(dossier):
    desk.Citation.objects.filter(claim__ref="one").update(start=1)

    assert any("does not stand at" in problem for problem in audit().problems)


def test_unverified_citation_found(dossier):
    desk.Citation.objects.filter(claim__ref="one").update(state="missing")

    assert any("its passage is missing" in problem for problem in audit().problems)


def test_edition_numbers_have_no_gap(dossier):
    assert sorted(Edition.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
