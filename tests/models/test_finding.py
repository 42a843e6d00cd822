"""Search over working copies: what each says is found at once, in sets; the audit finds what is not."""

import pytest
from django.core.management import call_command
from django.db import connection, models

from tests import factories as make
from tracker import models as desk
from tracker.factsheets import import_sheets
from tracker.models import DeskEntry, finding, history
from tracker.models.snapshots import PARTS
from tracker.press import audit

pytestmark = pytest.mark.django_db

#: Text that nobody would look for a copy by: it is chosen from a list, or made by the code.
NOT_SEARCHED = {
    *("happened", "published", "date", "start", "end", "language"),
    *("text_sha256", "passage_sha256", "sha256", "content", "drift", "review_comment"),
}


def found(typed, kind="claim", **options):
    model = desk.WORKING_COPIES[kind]
    narrowed = finding.Search(kind, typed, **options).narrow(model.objects.all())
    return set(narrowed.values_list("ref", flat=True))


def kept(*copies):
    history.keep(copies, by=None)


@pytest.mark.parametrize("kind", desk.WORKING_COPIES)
def test_every_field_with_words_is_searched(kind):
    model = desk.WORKING_COPIES[kind]
    tables = {"": model} | {name: model._meta.get_field(name).related_model for name in PARTS[kind]}

    with_words = {
        f"{name}.{field.name}".strip(".")
        for name, table in tables.items()
        for field in table._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and field.name not in NOT_SEARCHED
    }

    searched = {"ref", *finding.NAMES[kind], *finding.TEXTS[kind]}
    assert with_words == searched


def test_draft_is_found_by_all_that_it_says():
    claim = make.a_claim("the-claim", statement="Envoys met.", note="Inferred from the calendar.")
    make.contradict(claim, make.a_claim(), reason="Both cannot hold.")
    kept(claim)
    words = ("envoys", "inferred", "delegations", '"cannot hold"', "the-claim", "env", "envoys met")

    assert [found(word) for word in words] == [{"the-claim"}] * len(words)
    assert found("envoys unicorns") == found("nvoys") == found("?!") == found("") == set()
    assert found("envoys", kind="actor") == set()


@pytest.mark.parametrize(
    "typed", ["Zelen", "ZELENSKIY", "зеленськ", "Volodymyr Zelensky", "Zélensky"]
)
def test_any_spelling_of_a_name_finds_the_actor(typed):
    actor = make.an_actor("zelensky", name="Volodymyr Zelensky")
    for name, language in (("Zelenskiy", "en"), ("Зеленський", "uk")):
        actor.names.create(name=name, language=language, kind="alias")
    other = make.an_actor("other", description="He met Zelensky, whom Зеленський is not.")
    kept(actor, other)

    assert "zelensky" in found(typed, kind="actor")
    assert found(typed, kind="actor", named=True) == {"zelensky"}


def test_names_run_not_into_each_other():
    actor = make.an_actor("one", name="Alpha Beta")
    actor.names.create(name="Gamma", language="en", kind="alias")
    kept(actor)

    assert found('"alpha beta"', kind="actor", named=True) == {"one"}
    assert found('"beta gamma"', kind="actor") == set()


def test_tags_narrow_down():
    ceasefire, territory = make.an_issue("ceasefire"), make.an_issue("territory")
    kept(make.a_claim("one", issues=[ceasefire]), make.a_claim("other", issues=[territory]))

    assert found("", tags=(finding.tag("issues", ceasefire.pk),)) == {"one"}
    assert found("statement", tags=(finding.tag("issues", territory.pk),)) == {"other"}
    assert found("", tags=(finding.tag("citations", "exact"),)) == {"one", "other"}
    assert found("", tags=(finding.tag("citations", "missing"),)) == set()


def test_newest_change_is_looked_at_first(monkeypatch):
    monkeypatch.setattr(finding, "MOST_FOUND", 2)
    claims = [make.a_claim(ref) for ref in ("one", "two", "three")]
    kept(*claims[:1])
    kept(*claims[1:2])
    kept(*claims[2:])

    search = finding.Search("claim", "statement")
    number = desk.Claim.objects.annotate(last=search.last).values_list("last", flat=True).first()

    assert found("statement") == {"two", "three"}
    assert found("statement", before=number) == {"one"}

    kept(claims[0])
    assert found("statement") == {"one", "three"}


def test_change_is_found_and_what_it_replaced_is_not():
    claim = make.a_claim("one", statement="Dragons attended.")
    kept(claim)
    desk.Claim.objects.update(statement="Unicorns attended.")
    claim.citations.all().delete()
    desk.Claim.touch(pk=claim.pk, version=claim.version, by=make.a_user())

    assert (found("unicorns"), found("dragons"), found("delegations")) == ({"one"}, set(), set())


def test_import_writes_entries_in_sets(django_assert_max_num_queries):
    rows = "".join(f"claim-{n},Envoys met for the time number {n}.,event\n" for n in range(400))
    with django_assert_max_num_queries(40):
        report = import_sheets({"claims.csv": f"ref,statement,kind\n{rows}".encode()}, by=None)

    assert not report.errors
    assert found('"number 399"') == {"claim-399"}
    assert DeskEntry.objects.count() == 400


def test_merged_away_is_found_no_more_until_it_is_back():
    keep, drop = make.an_actor("keep", name="Alpha"), make.an_actor("drop", name="Beta")
    kept(keep, drop)

    merge = desk.merge_actors(keep=keep, drop=drop, by=None)
    assert found("beta", kind="actor") == {"keep"}  # it bears the name now

    desk.undo_merge(merge=merge, by=None)
    assert found("beta", kind="actor") == {"drop"}


def test_claims_follow_a_new_text_of_their_source():
    source = make.a_source()
    claim = make.a_claim("one", source=source, quote="The delegations met")
    kept(claim)
    desk.Citation.objects.update(state="missing", start=None, end=None, text_sha256="")

    desk.hold_text(source=source, content=f"Preface.\n{make.TEXT}", by=None)

    assert found("", tags=(finding.tag("citations", "exact"),)) == {"one"}


@pytest.mark.parametrize("field", ["tags", "names", "texts"])
def test_audit_finds_an_altered_entry(field):
    kept(make.a_claim("one", source=make.a_source("two")), desk.Source.objects.get())
    assert audit().problems == []
    DeskEntry.objects.filter(kind="claim").update(**{field: "something else"})

    assert audit().problems == ["claim one: search at the desk does not find what it says"]

    call_command("reindex")
    assert audit().problems == []


def test_audit_finds_missing_and_left_over_entries():
    make.an_issue("one")
    gone = make.an_issue("gone")
    kept(gone)
    key = gone.pk
    gone.delete()

    assert set(audit().problems) == {
        "issue one: search at the desk does not find what it says",
        f"issue {key}: search at the desk finds it, and it is no longer there",
    }


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its vector itself")
def test_audit_finds_an_index_apart_from_its_entries():
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO tracker_deskindex(rowid, names) VALUES (99, 'planted')")

    damage = "the index of search at the desk is damaged: run manage.py reindex"
    assert audit().problems == [damage]
