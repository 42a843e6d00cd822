"""The index holds what is public, at once and nothing else; the audit finds what was tampered with."""

import pytest
from django.core.management import call_command
from django.db import connection

from tests import factories as make
from tests.public import building
from tracker import models as desk
from tracker.press import audit, publish, retract
from tracker.record.models import Page, SearchEntry
from tracker.record.search import search, similar

pytestmark = pytest.mark.django_db


def refs(query, **options):
    return {hit.ref for hit in search(query, **options).hits}


def test_draft_is_never_found():
    claim = make.a_claim("secret", statement="Unicorns attended.", quote="No paper was signed")
    words = ("unicorns", "secret", '"no paper"')

    assert [refs(word) for word in words] == [set()] * 3

    make.publish_all()
    assert refs("unicorns") == refs('"no paper"') == {"secret"}

    desk.Claim.objects.filter(pk=claim.pk).update(statement="Dragons attended.")
    assert (refs("unicorns"), refs("dragons")) == ({"secret"}, set())
    assert [one.statement for one in similar("Dragons attended.")] == ["Unicorns attended."]

    publish(copies=[claim], by=None)
    assert (refs("unicorns"), refs("dragons")) == (set(), {"secret"})

    retract(copies=[claim], by=None, reason="It was wrong.")
    assert [refs(word) for word in ("unicorns", "dragons", '"no paper"')] == [set()] * 3
    assert similar("Dragons attended.") == []


def test_moved_page_is_found_under_its_new_address_only():
    building.publish(
        building.actor("old", name="Alpha"), building.claim(actors=[("subject", "old")])
    )

    building.move("old", building.actor("new", name="Alpha the Second"))

    assert refs("alpha") == {"new"}
    assert refs("statement", about={"actor": "old"}) == {"met"}
    assert refs("statement", about={"actor": "new"}) == {"met"}
    assert not SearchEntry.objects.filter(page__state="moved").exists()


def test_grade_changed_from_afar_is_counted_at_once():
    building.publish(building.source(), building.claim("one", statement="Talks were held."))
    assert search("talks").grades == {"single origin": 1}

    against = building.relation("contradicts", "one")
    building.publish(building.claim("other", statement="None were.", relations=(against,)))
    assert search("talks").grades == {"disputed": 1}

    building.retract("claim", "other")
    assert search("talks").grades == {"single origin": 1}


@pytest.fixture
def dossier():
    make.a_claim("one", statement="Talks were held.", actors=[("subject", make.an_actor("alpha"))])
    make.publish_all()
    assert audit().problems == []


@pytest.mark.parametrize("field", ["tags", "names", "texts"])
def test_altered_entry_found(dossier, field):
    SearchEntry.objects.filter(page__ref="one").update(**{field: "something else"})

    assert audit().problems == ["page claim one: search does not find what it says"]


def test_missing_entry_found(dossier):
    SearchEntry.objects.filter(page__ref="one").delete()

    assert audit().problems == ["page claim one: search does not find what it says"]


def test_entry_of_what_is_not_public_found(dossier):
    claim = desk.Claim.objects.get()
    retract(copies=[claim], by=None, reason="It was wrong.")
    page = Page.objects.get(key=claim.pk)
    SearchEntry.objects.create(edition=page.edition_id, page=page, tags="", names="x", texts="")

    assert audit().problems == ["page claim one: search finds it, and it is not public"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its vector itself")
def test_index_apart_from_its_entries_found(dossier):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO record_searchindex(rowid, names) VALUES (99, 'planted')")

    assert audit().problems == ["the index of search is damaged: run manage.py reindex"]


def test_reindex_makes_it_anew(dossier, capsys):
    SearchEntry.objects.all().delete()

    call_command("reindex")

    assert audit().problems == []
    assert refs("talks") == {"one"}
    assert "Pages that search can find: 3" in capsys.readouterr().out
