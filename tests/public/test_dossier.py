"""The dossier as one download: what it holds, that it is the same bytes, that it can come back."""

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest

from tests import factories
from tests.guard import unguarded
from tests.public import building as make
from tracker.factsheets import export_sheets, import_sheets
from tracker.factsheets.importing import LAYOUTS
from tracker.models import WORKING_COPIES, Source, hold_text
from tracker.press import publish
from tracker.press.pages import apply
from tracker.public.dossier.columns import SHEETS
from tracker.record.append import Entry, append
from tracker.record.models import Action, Edition, Head, Page, Reference

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parent.parent.parent
FIXTURES = ROOT / "fixtures" / "russia-ukraine"
TEXTS = {
    "one": "The delegations met in the harbour town. “Nothing was signed”, a spokesman said.",
    "two": "A second paper wrote that nothing was signed, crediting the wire.\n=1+1 is no formula.",
}


def download(client, url="/dossier.zip"):
    response = client.get(url)
    assert (response.status_code, response["Content-Type"]) == (200, "application/zip")
    return response.getvalue()


def etag_of(client):
    response = client.head("/dossier.zip")
    assert response.getvalue() == b""
    return response["ETag"]


def files_of(data):
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert archive.testzip() is None
    return {name: archive.read(name) for name in archive.namelist()}


def sheets_of(data):
    return {name: content for name, content in files_of(data).items() if name.endswith(".csv")}


def a_dossier():
    """Working copies with something in every column, published."""
    one = factories.a_source("one", text=TEXTS["one"], published="2022-03~", note="=cmd|' /C calc'!A0",
                             publisher="Paper, “P”", author="A. B.")  # fmt: skip
    wire = factories.a_source("wire", text=None, kind="reference")
    two = factories.a_source("two", text=TEXTS["two"], url="https://example.org/two")
    two.derives_from.add(wire)
    one.furniture.create(start=0, end=3, reason="heading")
    state = factories.an_actor("state", description="'=quoted", wikidata="Q1")
    person = factories.an_actor("person", kind="person")
    person.names.create(name="Особа", language="uk", kind="alias")
    person.names.create(name="-Osoba", language="en", kind="transliteration")
    talks = factories.a_process("talks", summary="Line one\nline two")
    whole = factories.an_issue("whole")
    part = factories.an_issue("part", parent=whole)
    met = factories.a_claim("met", source=one, actors=[("subject", state), ("addressee", person)],
                            happened="2022-03", happened_stated=False, note="Inferred.")  # fmt: skip
    person.affiliations.create(organisation=state, office="Envoy", start="2021", basis=met)
    round_ = factories.a_round("round", process=talks, date="2022-03-01", date_basis=met,
                               venue="Harbour", venue_inference="The caption.", outcome="none",
                               outcome_basis=met)  # fmt: skip
    round_.participations.create(actor=person, role="delegate", basis=met)
    round_.participations.create(actor=state, role="absent", inference="Nobody names it.")
    wants = factories.a_claim("wants", source=two, quote="nothing was signed", kind="position",
                              posture="demands", actors=[("holder", state)], rounds=[round_],
                              issues=[part, whole])  # fmt: skip
    factories.a_citation(wants, two, "=1+1 is no formula", stance="context", note="Odd.")
    factories.a_citation(met, one, "“Nothing was signed”", quoted=person, quoted_as="a spokesman",
                         origin=wire, stance="disputes")  # fmt: skip
    factories.contradict(met, wants, settled="both-stand")
    factories.publish_all()


def documents():
    return {(page.kind, page.ref): page.document for page in Page.objects.public()}


def an_empty_desk():
    """Take everything away: the desk's tables and the record."""
    from django.apps import apps
    from django.db import connection

    with unguarded(connection):
        for model in (Reference, Page, Edition, Head):
            model._base_manager.all().delete()
    for model in reversed(
        list(apps.get_app_config("tracker").get_models(include_auto_created=True))
    ):
        with connection.constraint_checks_disabled():
            model._base_manager.all()._raw_delete("default")


def test_download_is_the_desk_s_own_export_where_all_is_public(client):
    a_dossier()

    assert sheets_of(download(client)) == export_sheets()


def test_columns_are_those_that_the_importer_reads():
    assert {name: list(sheet.columns) for name, sheet in SHEETS.items()} == {
        name: list(layout.columns) for name, layout in LAYOUTS.items()
    }


def test_import_into_an_empty_desk_publishes_the_same_documents(client):
    a_dossier()
    before, data = documents(), download(client)
    an_empty_desk()

    report = import_sheets(sheets_of(data), by=None)
    for ref, text in TEXTS.items():
        hold_text(source=Source.objects.get(ref=ref), content=text, by=None)
    publish(copies=factories.everything(), by=None)

    assert report.errors == []
    assert documents() == before
    assert sheets_of(download(client)) == sheets_of(data)


def test_import_without_the_texts_differs_in_the_state_of_citations_only(client):
    a_dossier()
    before, data = documents(), download(client)
    an_empty_desk()

    assert import_sheets(sheets_of(data), by=None).errors == []
    publish(copies=factories.everything(), by=None)

    after = documents()
    for (kind, ref), document in before.items():
        for part in document["citations"] if kind == "claim" else ():
            part["state"] = "unheld"
        assert after[kind, ref] == document


def test_first_dossier_comes_back_as_it_was(client):
    sheets = {path.name: path.read_bytes() for path in FIXTURES.glob("*.csv")}
    assert import_sheets(sheets, by=None).errors == []
    publish(copies=factories.everything(), by=None)
    before, data = documents(), download(client)
    assert sheets_of(data) == export_sheets()
    an_empty_desk()

    assert import_sheets(sheets_of(data), by=None).errors == []
    publish(copies=factories.everything(), by=None)

    assert documents() == before


def test_same_edition_gives_the_same_bytes_and_another_does_not(client):
    a_dossier()
    first, etag = download(client), etag_of(client)

    assert download(client) == first
    make.publish(make.issue("new"))
    assert download(client) != first
    assert etag_of(client) != etag


def test_package_describes_its_files(client):
    a_dossier()
    files = files_of(download(client))
    package = json.loads(files["datapackage.json"])

    described = {one["path"]: one for one in package["resources"]}
    assert set(files) == {"datapackage.json", "README.txt", *described}
    for name, one in described.items():
        header = files[name].partition(b"\n")[0].decode().split(",")
        assert [field["name"] for field in one["schema"]["fields"]] == header
        assert one["bytes"] == len(files[name])
        assert one["hash"] == f"sha256:{hashlib.sha256(files[name]).hexdigest()}"
        for key in one["schema"].get("foreignKeys", ()):
            assert key["fields"] in header
            assert f"{key['reference']['resource']}.csv" in described
        assert set(one["schema"].get("primaryKey", ())) <= set(header)
        assert all(field["description"] for field in one["schema"]["fields"])
    assert package["version"] == str(Edition.objects.first().number)
    assert len(package["sources"]) == Source.objects.count()
    assert "belong to the publishers" in files["README.txt"].decode()


@pytest.mark.parametrize(
    ("licence", "told", "words"),
    [
        ("CC-BY-4.0", [{"name": "CC-BY-4.0"}], "under the licence CC-BY-4.0"),
        ("", None, "are the desk's: ask it"),
    ],
)
def test_licence_is_told_only_where_the_publisher_gives_one(client, settings, licence, told, words):
    settings.DOSSIER_LICENCE = licence
    a_dossier()

    files = files_of(download(client))

    assert json.loads(files["datapackage.json"]).get("licenses") == told
    assert words in files["README.txt"].decode()


def test_moved_and_retracted_pages(client):
    make.publish(
        make.source(), make.actor("alpha"), make.claim("met", actors=[("subject", "alpha")]),
        make.claim("other", relations=(make.relation("contradicts", "met"),
                                       make.relation("narrows", "wrong"))),
        make.claim("wrong", statement="A secret meeting."),
    )  # fmt: skip
    make.move("alpha", make.actor("omega"))
    make.retract("claim", "wrong")

    data = sheets_of(download(client))

    assert b"subject:omega" in data["claims.csv"]
    assert b"alpha," not in data["claims.csv"]
    assert b"secret" not in b"".join(data.values())
    relations = data["relations.csv"].decode().splitlines()
    assert [row.split(",")[:3] for row in relations[1:]] == [["other", "contradicts", "met"]]


def test_merged_page_stands_under_the_one_that_it_became_part_of(client):
    make.publish(
        make.source(), make.actor("alpha"), make.actor("beta"),
        make.claim("met", actors=[("subject", "beta")]),
    )  # fmt: skip
    entry = Entry(action=Action.MOVED, key=make.key_of("actor", "beta"), kind="actor", ref="beta",
                  title="Name of beta", moved_to="alpha", note="Merged.")  # fmt: skip
    apply(append([entry]), {})
    make.move("alpha", make.actor("omega"))

    data = sheets_of(download(client))

    assert [row.split(",")[0] for row in data["actors.csv"].decode().splitlines()[1:]] == ["omega"]
    assert b"subject:omega" in data["claims.csv"]


def test_download_is_of_its_edition_whatever_is_published_meanwhile(client, monkeypatch):
    from tracker.public.dossier import package

    a_dossier()
    before = download(client)
    write_sheet = package._write_sheet

    def publish_then_write(archive, name, addresses, stamp):
        make.publish(make.issue(f"new-{name}"))
        return write_sheet(archive, name, addresses, stamp)

    monkeypatch.setattr(package, "_write_sheet", publish_then_write)

    assert download(client) == before


def test_empty_record_gives_empty_sheets(client):
    data = sheets_of(download(client))

    assert set(data) == {f"{name}.csv" for name in SHEETS}
    assert {content.count(b"\n") for content in data.values()} == {1}


def test_kinds_of_pages_are_all_there():
    assert {sheet.kind for sheet in SHEETS.values()} == set(WORKING_COPIES)
