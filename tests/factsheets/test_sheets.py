"""Every sheet in and out."""

import pytest

from tracker.factsheets import SHEETS, export_sheets, import_sheets
from tracker.models import (
    Actor,
    Affiliation,
    Citation,
    Claim,
    ClaimActor,
    Furniture,
    Issue,
    Name,
    Participation,
    Process,
    Relation,
    Round,
    Source,
)

pytestmark = pytest.mark.django_db


def test_sources_imported(imported):
    source = Source.objects.get(ref="lake-report")
    assert (source.title_given, source.published, source.rights) == (
        False,
        "2021-05~",
        "quote-only",
    )
    assert str(source.published_earliest) == "2021-05-01"
    assert str(source.published_latest) == "2021-05-31"
    assert {other.ref for other in source.derives_from.all()} == {"lake-wire"}


def test_actors_names_and_affiliations_imported(imported):
    assert set(Actor.objects.values_list("ref", "kind", "wikidata")) == {
        ("nordland", "state", "Q1"),
        ("suderland", "state", ""),
        ("envoy", "person", ""),
    }
    assert set(Name.objects.values_list("actor__ref", "name", "language", "kind")) == {
        ("nordland", "Nordland", "en", "canonical"),
        ("nordland", "Нордланд", "uk", "transliteration"),
    }
    affiliations = Affiliation.objects.values_list(
        "actor__ref", "organisation__ref", "office", "start", "end", "basis__ref"
    )
    assert set(affiliations) == {
        ("envoy", "nordland", "Envoy", "2020", "", "lake-meeting"),
        ("envoy", "nordland", "Minister", "", "2020", None),
    }


def test_processes_rounds_and_participations_imported(imported):
    assert set(Process.objects.values_list("ref", "title")) == {("lake-talks", "Talks by the lake")}
    held = Round.objects.get(ref="lakeside")
    assert (held.process.ref, held.format, held.outcome) == ("lake-talks", "direct talks", "none")
    assert (held.date_basis.ref, held.venue_basis, held.outcome_basis.ref) == (
        "lake-meeting",
        None,
        "lake-unsigned",
    )
    parts = Participation.objects.values_list("round__ref", "actor__ref", "role", "basis__ref")
    assert set(parts) == {
        ("lakeside", "nordland", "party", "lake-meeting"),
        ("lakeside", "envoy", "delegate", None),
    }


def test_issues_and_claims_imported(imported):
    assert set(Issue.objects.values_list("ref", "parent__ref")) == {
        ("truce", "fighting"),
        ("fighting", None),
    }
    assert set(Claim.objects.values_list("ref", "kind", "posture", "happened_stated")) == {
        ("lake-meeting", "event", "", True),
        ("lake-unsigned", "event", "", False),
        ("harbour-open", "position", "offers", False),
        ("harbour-said", "statement", "", True),
    }
    assert set(ClaimActor.objects.values_list("claim__ref", "role", "actor__ref")) == {
        ("lake-meeting", "subject", "nordland"),
        ("lake-meeting", "subject", "suderland"),
        ("harbour-open", "holder", "nordland"),
        ("harbour-said", "speaker", "nordland"),
    }
    assert set(Claim.rounds.through.objects.values_list("claim__ref", "round__ref")) == {
        ("lake-meeting", "lakeside"),
        ("lake-unsigned", "lakeside"),
    }


def test_relations_and_furniture_imported(imported):
    relations = Relation.objects.values_list("from_claim__ref", "kind", "to_claim__ref", "settled")
    assert set(relations) == {
        ("lake-unsigned", "narrows", "lake-meeting", "open"),
        ("harbour-open", "contradicts", "harbour-said", "both-stand"),
    }
    assert set(Furniture.objects.values_list("source__ref", "start", "end", "reason")) == {
        ("lake-report", 0, 21, "heading")
    }


def test_all_sheets_unchanged_after_export(imported):
    before = export_sheets()
    report = import_sheets(before, by=None)
    assert report.errors == []
    assert {row.kind for row in report.rows} == {"skip"}
    assert {row.sheet for row in report.rows} == {*SHEETS, "citations"}
    assert export_sheets() == before


def test_export_the_same_from_an_empty_desk(imported):
    before = export_sheets()
    for model in (Affiliation, Participation, Relation, Citation, Round, Claim):
        model.objects.all().delete()
    Process.objects.all().delete()
    Actor.objects.all().delete()
    Issue.objects.update(parent=None)
    Issue.objects.all().delete()
    report = import_sheets(before, by=None)
    assert report.errors == []
    assert export_sheets() == before


def test_export_has_the_columns_of_the_contract(imported):
    headers = {name: data.split(b"\n")[0].decode() for name, data in export_sheets().items()}
    assert list(headers) == [f"{name}.csv" for name in SHEETS]
    assert headers["claims.csv"] == (
        "ref,statement,kind,happened,happened_stated,actors,round_refs,issue_refs,posture,note,"
        "source_ref,quote,paragraph,stance,quoted_ref,quoted_as,origin_ref,citation_note,"
        "start,end,passage_sha256,text_sha256"
    )
    for name, data in imported.items():
        given = data.split(b"\n")[0].decode()
        assert headers[name].startswith(given), name


def test_export_of_a_claim_with_several_citations(imported):
    rows = [row.split(",") for row in export_sheets()["claims.csv"].decode().splitlines()]
    first, second = (row for row in rows if row[0] == "lake-meeting")
    assert first[1] == "Envoys met at Lakeside."
    assert second[1:10] == [""] * 9
    assert {first[11], second[11]} == {
        "The envoys of Nordland […] met in Lakeside",
        "Both sides spoke of a truce",
    }


def test_export_of_a_claim_without_citation(csv_of):
    sheet = csv_of("ref,statement,kind", "bare-claim,Nobody is cited.,event")
    assert not import_sheets({"claims.csv": sheet}, by=None).errors
    exported = export_sheets(sheets=["claims"])
    assert exported["claims.csv"].decode().splitlines()[1:] == [
        "bare-claim,Nobody is cited.,event,,yes" + "," * 17
    ]
    assert {row.kind for row in import_sheets(exported, by=None).rows} == {"skip"}


def test_export_of_some_sheets():
    assert set(export_sheets(sheets=["actors", "names"])) == {"actors.csv", "names.csv"}
    with pytest.raises(KeyError, match="actor"):
        export_sheets(sheets=["actor"])


def test_export_in_the_order_of_refs(csv_of):
    sheet = csv_of("ref,name,kind", "b-b,Y,state", "ba,X,state", "a-z,Z,state", "aaa,W,state")
    assert len(import_sheets({"actors.csv": sheet}, by=None).errors) == 1  # "ba" is too short
    sheet = sheet.replace(b"ba,", b"bab,")
    import_sheets({"actors.csv": sheet}, by=None)
    exported = export_sheets(sheets=["actors"])["actors.csv"].decode().splitlines()
    assert [row.split(",")[0] for row in exported[1:]] == ["a-z", "aaa", "b-b", "bab"]


def test_furniture_in_the_order_of_the_text(lake, csv_of):
    sheet = csv_of(
        "source_ref,start,end,reason", "lake-report,100,110,link", "lake-report,9,12,link"
    )
    import_sheets({"furniture.csv": sheet}, by=None)
    exported = export_sheets(sheets=["furniture"])["furniture.csv"].decode().splitlines()
    assert exported[1:] == ["lake-report,9,12,link", "lake-report,100,110,link"]
