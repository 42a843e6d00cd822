"""All or nothing, blank and clear, what is counted, and who had a hand in it."""

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError
from django.utils import timezone

from tracker.factsheets import export_sheets, import_sheets, writing
from tracker.models import WORKING_COPIES, Actor, Claim, Name, Relation, Round, Source

pytestmark = pytest.mark.django_db


def contributors():
    return {
        copy.ref
        for model in WORKING_COPIES.values()
        for copy in model.objects.filter(contributors__isnull=False)
    }


def versions():
    return {
        copy.ref: copy.version for model in WORKING_COPIES.values() for copy in model.objects.all()
    }


def test_blank_leaves_as_it_is(imported, csv_of):
    sheet = csv_of("ref,name,kind,description,wikidata", "nordland, ,,,")
    report = import_sheets({"actors.csv": sheet}, by=None)
    assert [row.kind for row in report.rows] == ["skip"]
    assert Actor.objects.get(ref="nordland").wikidata == "Q1"


def test_clear_empties(imported, csv_of):
    files = {
        "actors.csv": csv_of("ref,wikidata", "nordland,!clear"),
        "rounds.csv": csv_of("ref,date,date_basis_ref,outcome", "lakeside,!clear,!clear, !clear "),
        "claims.csv": csv_of("ref,actors,issue_refs", "harbour-open,!clear,!clear"),
        "sources.csv": csv_of("ref,derives_from_refs,text_length", "lake-report,!clear,!clear"),
        "issues.csv": csv_of("ref,parent_ref", "truce,!clear"),
    }
    assert not import_sheets(files, by=None).errors
    assert Actor.objects.get(ref="nordland").wikidata == ""
    held = Round.objects.get(ref="lakeside")
    assert (held.date, held.date_earliest, held.date_basis, held.outcome) == ("", None, None, "")
    claim = Claim.objects.get(ref="harbour-open")
    assert (list(claim.actors.all()), list(claim.issues.all())) == ([], [])
    source = Source.objects.get(ref="lake-report")
    assert (list(source.derives_from.all()), source.text_length) == ([], None)


def test_days_follow_a_changed_date(imported, csv_of):
    import_sheets({"claims.csv": csv_of("ref,happened", "lake-meeting,2022-03~")}, by=None)
    claim = Claim.objects.get(ref="lake-meeting")
    assert str(claim.happened_earliest) == "2022-03-01"
    assert str(claim.happened_latest) == "2022-03-31"


def test_order_and_spaces_in_lists_mean_nothing(imported, csv_of):
    sheet = csv_of("ref,actors", "lake-meeting, subject: suderland |subject:nordland | ")
    assert {row.kind for row in import_sheets({"claims.csv": sheet}, by=None).rows} == {"skip"}


def test_changes_before_and_after(imported, csv_of):
    sheet = csv_of("ref,name,kind,description", "nordland,Nordland,state,Cold.", "new-one,N,group,")
    report = import_sheets({"actors.csv": sheet}, by=None, dry_run=True)
    assert [(row.line, row.key, row.kind, row.cells) for row in report.rows] == [
        (2, "nordland", "update", {"description": ("A country in the north.", "Cold.")}),
        (
            3,
            "new-one",
            "new",
            {"ref": ("", "new-one"), "name": ("", "N"), "kind": ("", "group")},
        ),
    ]
    assert report.counts == {"actors": {"update": 1, "new": 1}}


def test_dry_run_writes_nothing(lake, dossier):
    before = export_sheets()
    report = import_sheets(dossier, by=None, dry_run=True)
    assert report.errors == []
    assert report.counts["claims"]["new"] == 4
    assert export_sheets() == before


def test_an_error_leaves_everything_as_it_was(lake, dossier):
    before = export_sheets()
    dossier["furniture.csv"] += b"lake-report,9,3,heading\n"
    report = import_sheets(dossier, by=None)
    assert [error.line for error in report.errors] == [3]
    assert export_sheets() == before


def test_an_unexpected_exception_leaves_everything_as_it_was(lake, dossier, monkeypatch):
    before = export_sheets()

    def fail(*args):
        raise ZeroDivisionError

    monkeypatch.setattr(writing, "_count_changes", fail)
    with pytest.raises(ZeroDivisionError):
        import_sheets(dossier, by=None)
    assert export_sheets() == before


def test_an_unexpected_exception_in_a_row_is_raised(dossier, monkeypatch):
    def fail(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(Actor, "clean_fields", fail)
    with pytest.raises(ZeroDivisionError):
        import_sheets(dossier, by=None)


@pytest.mark.parametrize(
    ("constraint", "said"),
    [("check", "may not"), ("unique", "This actor already has this name in this language.")],
)
def test_refusal_of_the_database_in_words(imported, csv_of, monkeypatch, constraint, said):
    # Somebody else writes between the check and the writing.
    if constraint == "check":
        monkeypatch.setattr("tracker.factsheets.sheets.RelationSheet.rules", ())
        row = "lake-meeting,narrows,harbour-said,from,"
        sheet = {"relations.csv": csv_of("from_ref,kind,to_ref,settled,reason", row)}
        said = "Only a contradiction can be settled, and with a reason."
    else:
        monkeypatch.setattr("tracker.factsheets.sheet.Sheet.load", lambda _: {})
        row = "nordland,Nordland,en,alias"
        sheet = {"names.csv": csv_of("actor_ref,name,language,kind", row)}
    (error,) = import_sheets(sheet, by=None).errors
    assert str(error) == f"{next(iter(sheet))}: {said} Look again and retry."
    assert Relation.objects.count() == 2


def test_refusal_of_the_database_without_words_is_raised(lake, dossier, monkeypatch):
    def fail(*args):
        raise IntegrityError("something else")

    monkeypatch.setattr(writing, "_count_changes", fail)
    with pytest.raises(IntegrityError):
        import_sheets(dossier, by=None)


def test_fingerprint_the_same_until_the_desk_changes(imported, csv_of):
    files = {"actors.csv": csv_of("ref,description", "nordland,Cold.")}
    preview = import_sheets(files, by=None, dry_run=True)
    again = import_sheets(files, by=None, dry_run=True)
    assert preview.fingerprint == again.fingerprint
    Actor.objects.filter(ref="nordland").update(description="Somebody else's words.")
    report = import_sheets(files, by=None, expected=preview.fingerprint)
    (error,) = report.errors
    assert str(error) == "The desk has changed since the preview; look again."
    assert Actor.objects.get(ref="nordland").description == "Somebody else's words."


def test_fingerprint_of_the_preview_accepted(imported, csv_of):
    files = {"actors.csv": csv_of("ref,description", "nordland,Cold.", "suderland,Hot.")}
    preview = import_sheets(files, by=None, dry_run=True)
    assert not import_sheets(files, by=None, expected=preview.fingerprint).errors
    assert Actor.objects.get(ref="suderland").description == "Hot."


def test_contributor_of_all_that_is_new(lake, dossier, researcher):
    import_sheets(dossier, by=researcher)
    unchanged = {"lake-wire"}
    assert contributors() == set(versions()) - unchanged
    assert {versions()[ref] for ref in contributors() - {"lake-report"}} == {1}


def test_contributor_of_nothing_that_is_unchanged(imported, researcher):
    before = versions()
    import_sheets(export_sheets(), by=researcher)
    assert contributors() == set()
    assert versions() == before


@pytest.mark.parametrize(
    ("changed", "touched"),
    [
        (("actors", "ref,description", "envoy,Tall."), {"envoy"}),
        (("names", "actor_ref,name,language,kind", "envoy,Edda,en,alias"), {"envoy"}),
        (
            (
                "affiliations",
                "actor_ref,organisation_ref,office,start,end",
                "envoy,nordland,Envoy,2020,2021",
            ),
            {"envoy"},
        ),
        (("participations", "round_ref,actor_ref,role", "lakeside,suderland,party"), {"lakeside"}),
        (
            ("relations", "from_ref,kind,to_ref", "harbour-said,repeats,harbour-open"),
            {"harbour-said"},
        ),
        (("furniture", "source_ref,start,end,reason", "lake-report,0,21,byline"), {"lake-report"}),
        (
            (
                "claims",
                "ref,source_ref,quote,stance",
                "harbour-said,lake-report,A meeting by the lake,context",
            ),
            {"harbour-said"},
        ),
        (("claims", "ref,issue_refs", "harbour-said,truce"), {"harbour-said"}),
        (("sources", "ref,derives_from_refs", "lake-report,!clear"), {"lake-report"}),
    ],
)
def test_contributor_and_version_of_what_changes(imported, csv_of, researcher, changed, touched):
    sheet, *rows = changed
    for model in WORKING_COPIES.values():
        model.objects.update(submitted_by=researcher, submitted_at=timezone.now())
    before = versions()
    report = import_sheets({f"{sheet}.csv": csv_of(*rows)}, by=researcher)
    assert report.errors == []
    assert contributors() == touched
    assert {ref for ref, version in versions().items() if version == before[ref] + 1} == touched
    back = {
        copy.ref
        for model in WORKING_COPIES.values()
        for copy in model.objects.filter(submitted_by=None, submitted_at=None)
    }
    assert back == touched


def test_contributors_of_before_are_kept(imported, csv_of, researcher):
    other = User.objects.create_user("other")
    Actor.objects.get(ref="envoy").contributors.add(other)
    for text in ("Tall.", "Short."):
        sheet = csv_of("ref,description", f"envoy,{text}")
        import_sheets({"actors.csv": sheet}, by=researcher)
    assert set(Actor.objects.get(ref="envoy").contributors.all()) == {other, researcher}


def test_changed_row_keeps_what_the_sheet_does_not_hold(imported, csv_of):
    Actor.objects.filter(ref="envoy").update(review_comment="Too short.")
    before = Name.objects.get(kind="canonical").pk
    files = {
        "actors.csv": csv_of("ref,description", "envoy,Tall."),
        "names.csv": csv_of("actor_ref,name,language,kind", "nordland,Nordland,en,alias"),
    }
    assert not import_sheets(files, by=None).errors
    envoy = Actor.objects.get(ref="envoy")
    assert (envoy.review_comment, envoy.name) == ("Too short.", "Edda Envoy")
    assert Name.objects.get(pk=before).kind == "alias"
