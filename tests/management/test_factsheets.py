"""The commands about fact sheets and texts: what they print, and how they end."""

import io

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from tracker.evidence.hashing import sha256
from tracker.models import Actor, Source

pytestmark = pytest.mark.django_db

ACTORS = "ref,name,kind\nenvoy,Edda,person\nnordland,Nordland,state\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "actors.csv").write_text(ACTORS)
    (tmp_path / "names.csv").write_text("actor_ref,name,language,kind\nenvoy,Edda,en,canonical\n")
    (tmp_path / "README.md").write_text("not a sheet")
    return tmp_path


def run(command, *args, **options):
    out = io.StringIO()
    call_command(command, *args, stdout=out, **options)
    return out.getvalue().splitlines()


def test_import_of_a_folder(folder):
    assert run("import_factsheets", str(folder)) == [
        "actors: 2 new, 0 changed, 0 as they were",
        "names: 1 new, 0 changed, 0 as they were",
    ]
    assert run("import_factsheets", str(folder))[0] == "actors: 0 new, 0 changed, 2 as they were"


def test_import_of_files_by_somebody(folder):
    user = User.objects.create_user("researcher")
    run("import_factsheets", str(folder / "actors.csv"), by="researcher")
    assert set(Actor.objects.filter(contributors=user).values_list("ref", flat=True)) == {
        "envoy",
        "nordland",
    }


def test_import_with_errors(folder, capsys):
    (folder / "actors.csv").write_text(ACTORS.replace("person", "human").replace("state", "realm"))
    err = io.StringIO()
    with pytest.raises(CommandError, match=r"^2 errors; nothing was written\.$") as raised:
        run("import_factsheets", str(folder), stderr=err)
    assert raised.value.returncode == 1
    assert [line.split(": ")[0] for line in err.getvalue().splitlines()] == [
        f"{folder}/actors.csv:2, kind, “human”",
        f"{folder}/actors.csv:3, kind, “realm”",
    ]
    assert not Actor.objects.exists()


def test_import_as_a_dry_run(folder):
    (folder / "actors.csv").write_text(ACTORS.replace(",", ";"))
    lines = run("import_factsheets", str(folder), dry_run=True)
    assert lines[0] == f"note: {folder}/actors.csv: cells are parted by semicolons."
    assert lines[-1] == "A dry run: nothing was written."
    assert not Actor.objects.exists()


@pytest.mark.parametrize(
    ("path", "options", "message"),
    [
        ("missing.csv", {}, "missing.csv: No such file or directory."),
        ("actors.csv", {"by": "nobody"}, "There is no active account “nobody”."),
    ],
)
def test_import_refused(folder, path, options, message):
    with pytest.raises(CommandError, match=message):
        run("import_factsheets", str(folder / path), **options)


def test_export_and_import_again(folder, tmp_path):
    run("import_factsheets", str(folder))
    target = tmp_path / "new" / "out"
    written = run("export_factsheets", str(target))
    assert str(target / "actors.csv") in written
    assert {path.name for path in target.iterdir()} == {path.rsplit("/")[-1] for path in written}
    assert "actors: 0 new, 0 changed, 2 as they were" in run("import_factsheets", str(target))


def test_export_into_a_file(folder):
    with pytest.raises(CommandError, match=r"README\.md: File exists\."):
        run("export_factsheets", str(folder / "README.md"))


def test_texts_of_a_folder(tmp_path):
    text = "All that was said.\n"
    (tmp_path / "any name").write_text(text)
    for ref, content in {"said": text, "lost": "Lost."}.items():
        Source.objects.create(
            ref=ref, title="T", kind="analysis", language="en", text_sha256=sha256(content)
        )
    assert run("load_texts", str(tmp_path)) == [
        "any name: taken as the text of said",
        "lost: its text is still missing",
        "Citations: none",
    ]


def test_texts_of_no_folder(tmp_path):
    with pytest.raises(CommandError, match="There is no folder"):
        run("load_texts", str(tmp_path / "missing"))
