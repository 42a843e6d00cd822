"""Coverage: how much of a source public claims cite, kept in step with every publication."""

import pytest

from tests import factories as make
from tracker import models as desk
from tracker.press import audit, publish, retract
from tracker.record.models import Edition, Page

pytestmark = pytest.mark.django_db

#: The text of the factories has three sentences; this one is the first of them.
FIRST = "The delegations met in the harbour town on Monday."


def coverage_of(source):
    found = Page.objects.public().get(key=source.pk).coverage
    return found and (found["sentences"], found["furniture"], found["cited"])


@pytest.fixture
def source():
    return make.a_source("paper")


def test_sentences_cited_by_public_claims_are_counted(source):
    make.a_claim(source=source)
    make.a_claim(source=source, quote="12 of the 30 points stayed open")

    make.publish_all()

    assert coverage_of(source) == (3, 0, 2)


def test_draft_does_not_show_in_the_count(source):
    make.publish_all()
    make.a_claim(source=source)
    source.note = "Published anew."
    source.save()

    publish(copies=[source], by=None)

    assert coverage_of(source) == (3, 0, 0)


def test_citation_more_is_counted_without_a_new_edition_of_the_source(source):
    make.publish_all()
    claim = make.a_claim(source=source)

    editions = publish(copies=[claim], by=None)

    assert [edition.kind for edition in editions] == ["claim"]
    assert coverage_of(source) == (3, 0, 1)
    page = Page.objects.get(key=source.pk)
    assert (page.edition_id, page.affected) == (1, editions[0].number)


def test_claim_that_cites_another_source_instead_is_counted_no_longer(source):
    claim = make.a_claim(source=source)
    make.publish_all()
    claim.citations.all().delete()
    make.a_citation(claim, make.a_source("other"), "The delegations met")

    make.publish_all()

    assert coverage_of(source) == (3, 0, 0)


def test_retracted_claim_is_counted_no_longer(source):
    claim = make.a_claim(source=source)
    make.publish_all()

    retract(copies=[claim], by=None, reason="Wrong.")

    assert coverage_of(source) == (3, 0, 0)


def test_furniture_counts_once_it_is_published_with_its_source(source):
    make.publish_all()
    source.furniture.create(start=0, end=len(FIRST), reason="heading")
    publish(copies=[make.a_claim(source=source, quote="No paper was signed")], by=None)
    before = coverage_of(source)

    publish(copies=[source], by=None)

    assert (before, coverage_of(source)) == ((3, 0, 1), (3, 1, 1))
    assert Edition.objects.get(number=3).document["furniture"] == [
        {"start": 0, "end": len(FIRST), "reason": "heading"}
    ]


def test_source_without_text_has_no_count():
    source = make.a_source(text=None, text_sha256="a" * 64)

    make.publish_all()

    assert coverage_of(source) is None


def test_text_that_readers_do_not_know_of_yet_is_not_counted(source):
    make.a_claim(source=source)
    make.publish_all()
    desk.hold_text(source=source, content=f"{make.TEXT}\nIt rained. It poured.", by=None)

    publish(copies=[make.a_claim(source=source, quote="It poured")], by=None)
    before = coverage_of(source)
    make.publish_all()

    assert (before, coverage_of(source)) == ((3, 0, 1), (5, 0, 2))


def test_renamed_source_keeps_its_count(source):
    make.a_claim(source=source)
    make.publish_all()
    desk.Source.objects.filter(pk=source.pk).update(ref="renamed")

    publish(copies=[source], by=None)

    assert coverage_of(source) == (3, 0, 1)


def test_audit_finds_an_altered_count(source):
    make.a_claim(source=source)
    make.publish_all()
    page = Page.objects.filter(key=source.pk)
    page.update(coverage={**page.get().coverage, "cited": 3})

    assert audit().problems == [
        "page source paper: its coverage is not what its text and the claims give"
    ]


def test_audit_finds_a_count_without_its_text(source):
    make.publish_all()
    desk.Text.objects.all().delete()

    assert audit().problems == ["page source paper: it shows a coverage, but its text is not held"]


def test_audit_accepts_a_text_that_came_after_publication():
    source = make.a_source("paper", text=None)
    make.publish_all()
    desk.hold_text(source=source, content=make.TEXT, by=None)

    assert audit().problems == []
