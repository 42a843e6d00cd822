"""Fact sheets at the desk: upload, preview, confirm; and out again."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import factories as make
from tracker.models import Issue, PendingImport

from .browsing import messages_of

HEADER = "ref,title,summary\n"
SHEET = HEADER + "ceasefire,Ceasefire,An end of fighting\n"


def upload(client, content, name="issues.csv"):
    data = content.encode() if isinstance(content, str) else content
    return client.post("/desk/import/", {"files": SimpleUploadedFile(name, data)})


def confirm(client, preview):
    return client.post(f"/desk/import/{preview.context['pending'].pk}/")


def said(response):
    html = response.content.decode()
    return html[html.index('id="content-start"') :]


def test_preview_shows_everything_and_writes_nothing(researcher):
    Issue.objects.create(ref="territory", title="Land")

    response = upload(researcher, SHEET + "territory,Territory,\n")

    html = said(response)
    assert set(Issue.objects.values_list("title", flat=True)) == {"Land"}
    assert "What this import would do" in html
    assert all(word in html for word in ("An end of fighting", "Land", "Territory"))


def test_confirmed_import_is_written_and_counted(researcher):
    preview = upload(researcher, SHEET)

    response = confirm(researcher, preview)

    issue = Issue.objects.get()
    assert (issue.ref, issue.title) == ("ceasefire", "Ceasefire")
    assert set(issue.contributors.all()) == {researcher.user}
    assert messages_of(response) == ["Imported: 1 new and 0 changed in issues."]
    assert not PendingImport.objects.exists()


def test_sheet_that_changes_nothing_needs_no_confirmation(researcher):
    confirm(researcher, upload(researcher, SHEET))

    response = upload(researcher, SHEET)

    assert "on the desk already" in said(response)
    assert 'value="Import"' not in said(response)


def test_desk_changed_after_the_preview_and_nothing_is_written(researcher):
    preview = upload(researcher, SHEET)
    Issue.objects.create(ref="ceasefire", title="Typed by somebody else")

    response = confirm(researcher, preview)

    assert "The desk has changed since the preview" in said(response)
    assert Issue.objects.get().title == "Typed by somebody else"


def test_preview_confirmed_twice_is_imported_once(researcher):
    preview = upload(researcher, SHEET)
    confirm(researcher, preview)

    response = confirm(researcher, preview)

    assert "That preview was confirmed, or replaced" in messages_of(response)[-1]
    assert Issue.objects.count() == 1


def test_preview_of_somebody_else_cannot_be_confirmed(researcher, editor):
    preview = upload(researcher, SHEET)

    confirm(editor, preview)

    assert not Issue.objects.exists()


def test_all_errors_are_listed_with_their_places(researcher):
    response = upload(researcher, "ref,titel\nceasefire,X\n")
    rows = upload(researcher, HEADER + "Not A Ref,X,\nceasefire,,\n")

    assert "Nothing was imported" in said(response)
    assert "titel" in said(response)
    assert "2 errors" in said(rows)
    places = {(error.file, error.line, error.column) for error in rows.context["errors"]}
    assert places == {("issues.csv", 2, "ref"), ("issues.csv", 3, "title")}
    assert not PendingImport.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("issues.csv", b"\x89PNG\r\n\x1a\n" + bytes(50), "This is no CSV but an image"),
        ("issues.csv", b"", "The file is empty"),
        ("issues.csv", HEADER, "There is a header and no row"),
        ("rumours.csv", SHEET, "rumours"),
        ("issues.csv", "<html><body>Log in</body></html>", "a web page"),
    ],
    ids=["image", "empty", "header only", "unknown sheet", "web page"],
)
def test_upload_that_is_no_fact_sheet_is_refused(researcher, name, content, words):
    response = upload(researcher, content, name)

    assert response.status_code == 200
    assert words in said(response)
    assert not PendingImport.objects.exists()


def test_latin_1_is_read_and_noted(researcher):
    response = upload(researcher, (HEADER + "cafe,Café,À côté\n").encode("latin-1"))

    html = said(response)
    assert "not UTF-8" in html
    assert "Café" in html


def test_sixty_megabytes_are_refused(researcher):
    response = upload(researcher, b"x" * 60_000_000)

    assert "The upload is 60 MB; at most 20 MB can be imported at once." in said(response)


def test_two_files_of_one_name_are_refused(researcher):
    files = [SimpleUploadedFile("issues.csv", SHEET.encode()) for _ in range(2)]

    response = researcher.post("/desk/import/", {"files": files})

    assert "Two files are named issues.csv: rename one." in said(response)


def test_nothing_chosen_is_refused(researcher):
    response = researcher.post("/desk/import/", {})

    assert "This field is required." in said(response)


def test_hostile_cells_are_shown_as_text(researcher):
    preview = upload(researcher, HEADER + "ceasefire,<script>alert(1)</script>,x\n")
    errors = upload(researcher, HEADER + "<script>alert(2)</script>,X,x\n")

    for response in (preview, errors):
        assert "<script>alert" not in said(response)
        assert "&lt;script&gt;alert" in said(response)


def test_many_rows_are_previewed_without_showing_all(researcher, monkeypatch):
    monkeypatch.setattr("tracker.desk.sheets.MOST_SHOWN", 2)
    rows = "".join(f"issue-{number},Issue {number},\n" for number in range(5))

    preview = upload(researcher, HEADER + rows)
    confirm(researcher, preview)

    assert "The first 2 of 5 rows" in said(preview)
    assert Issue.objects.count() == 5


def test_export_gives_back_what_an_import_leaves_unchanged(researcher):
    source = make.a_source()
    make.a_claim(source=source, issues=[make.an_issue()])

    response = researcher.get("/desk/export/")
    with zipfile.ZipFile(io.BytesIO(response.getvalue())) as archive:
        files = [SimpleUploadedFile(name, archive.read(name)) for name in archive.namelist()]
    again = researcher.post("/desk/import/", {"files": files})

    assert response["Content-Disposition"] == 'attachment; filename="fact-sheets.zip"'
    assert {file.name for file in files} >= {"sources.csv", "claims.csv", "issues.csv"}
    assert "on the desk already" in said(again)
