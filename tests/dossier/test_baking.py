"""The first dossier as static files: what a reader of a plain file server can reach.

All of it takes a minute and more; here are all its rounds, actors, issues and sources, the claims
that their facts rest on, and enough others for lists that go on.
"""

import csv
import io

import pytest
from django.db import transaction

from tests.dossier.conftest import DOSSIER, rows_of
from tests.factories import publish_all
from tests.public.walking import Walk
from tracker.factsheets import import_sheets
from tracker.public.baking import bake
from tracker.public.words import PLURALS
from tracker.record.models import Page

pytestmark = pytest.mark.django_db  # without it, there would be no test database for `baked`

SITE = "https://talks.example"
FURTHER = 15


def a_part_of_the_sheets():
    """The fact sheets, with some of the claims, and the relations between those."""
    rows = {path.stem: rows_of(path.stem) for path in sorted(DOSSIER.glob("*.csv"))}
    bases = {value for sheet in rows.values() for row in sheet
             for name, value in row.items() if name.endswith("basis_ref")}  # fmt: skip
    kept = bases | {row["ref"] for row in rows["claims"][:FURTHER]}
    rows["claims"] = [row for row in rows["claims"] if row["ref"] in kept]
    rows["relations"] = [
        row for row in rows["relations"] if {row["from_ref"], row["to_ref"]} <= kept
    ]
    return {f"{name}.csv": written(sheet) for name, sheet in rows.items()}


def written(rows):
    file = io.StringIO()
    writer = csv.DictWriter(file, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


@pytest.fixture(scope="module")
def baked(django_db_setup, django_db_blocker, tmp_path_factory):
    """Bake once for all tests here; gives the folder and the public pages as (kind, ref, title)."""
    folder = tmp_path_factory.mktemp("baked") / "site"
    with django_db_blocker.unblock(), transaction.atomic():
        assert import_sheets(a_part_of_the_sheets(), by=None).errors == []
        publish_all()
        done = bake(folder, SITE)
        pages = list(Page.objects.public().values_list("kind", "ref", "title"))
        transaction.set_rollback(True)
    assert done.missing == []
    return folder, pages


def test_every_link_and_fragment_leads_to_its_place(baked):
    folder, _ = baked

    walk = Walk(folder, SITE)

    assert walk.problems == []
    assert walk.links > 15_000


def test_every_page_is_there_in_every_form(baked):
    folder, pages = baked
    forms = ["/index.html", ".json", ".csv", "/history/index.html", "/cite.bib"]

    files = {f"{PLURALS[kind]}/{ref}{form}" for kind, ref, _ in pages for form in forms}

    assert len(pages) > 150
    assert [name for name in sorted(files) if not (folder / name).is_file()] == []


def test_pages_hold_what_their_addresses_say(baked):
    folder, pages = baked

    wrong = [
        (kind, ref)
        for kind, ref, title in pages
        if title[:40] not in Walk.text_of(folder / PLURALS[kind] / ref / "index.html")
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("positions/on=2022-03-31/index.html", "Positions on 31 March 2022"),
        ("positions/and=2025-06-02/on=2022-03-31/index.html", "31 March 2022 and on 2 June 2025"),
        ("timeline/from=2022/to=2022/index.html", "Timeline, 2022"),
        ("claims/kind=position/index.html", "Kind: position"),
        ("editions/after=101/index.html", "Editions"),
        ("corrections.atom", "Corrections"),
        ("dossier.zip", None),
        ("robots.txt", f"{SITE}/sitemap.xml"),
        ("404.html", "There is no such page"),
        ("search/index.html", "Володимир Зеленський"),
        ("api/v1/index.html", "made of files alone"),
    ],
)
def test_what_a_server_would_answer_is_there_where_links_lead_to_it(baked, name, said):
    path = baked[0] / name

    assert path.is_file()
    assert said is None or said in Walk.text_of(path)


def test_pages_are_valid_and_run_no_script_but_the_search(baked):
    for path in baked[0].rglob("*.html"):
        text = path.read_text()
        assert ("<script" in text.replace('<script type="application/ld+json">', "")) == (
            path.parent.name == "search"
        ), path
        assert ("wasm-unsafe-eval" in text) == (path.parent.name == "search"), path
