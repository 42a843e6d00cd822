"""Baking: only what changed is written, what is gone is removed, and a failure changes nothing."""

import gzip
import hashlib
import re
import zipfile
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from tests.public import building as make
from tests.public.walking import Walk
from tracker.public.baking import BakeFailed, bake, baker
from tracker.public.baking.manifest import Manifest
from tracker.public.baking.site import Site

pytestmark = pytest.mark.django_db

SITE = "https://talks.example"
SAID = "Four delegations shook hands on the pier"


@pytest.fixture(autouse=True)
def published():
    make.publish(make.source(), make.claim("met", statement=f"{SAID}."), make.claim("parted"))


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "site"


class PowerCut(Exception):
    """What no code of ours expects."""


def broken(*args):
    raise PowerCut


def files_of(folder):
    """What each file holds and when it was written; without what only the next bake reads."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".bak")
    }


def changed(before, after):
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def texts_of(folder):
    """All that can be read in a folder, whatever it is packed in; by file."""
    for path in folder.rglob("*"):
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                yield path, b"".join(archive.read(name) for name in archive.namelist())
        elif path.is_file():
            content = path.read_bytes()
            yield path, gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content


def test_every_link_leads_to_its_page(folder):
    make.publish(
        make.actor(),
        make.process(),
        make.round_(on="2022-03-29", participants=[("alpha", "party")]),
        make.issue(),
        make.position("demand", happened=make.day("2022-03-29")),
    )
    make.publish(make.claim("met", statement="They met again."), note="It was another time.")
    make.move("parted", make.claim("left"))
    make.retract("claim", "demand")

    done = bake(folder, SITE)

    walk = Walk(folder, SITE)
    assert (walk.problems, done.missing) == ([], [])
    assert walk.links > 500


def test_bake_of_a_record_without_claims(folder):
    for ref in ("met", "parted"):
        make.retract("claim", ref)

    bake(folder, SITE)

    assert Walk(folder, SITE).problems == []


def test_page_is_that_of_the_live_site_but_for_its_policy(folder, client, settings):
    settings.ALLOWED_HOSTS = ["talks.example"]
    live = client.get("/method/", secure=True, headers={"host": "talks.example"}).content.decode()

    bake(folder, SITE)

    page = (folder / "method/index.html").read_text()
    assert re.sub("\n<meta http-equiv=.*?>", "", page) == live
    policy = re.search('<meta http-equiv="Content-Security-Policy" content="(.*?)">', page)[1]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "frame-ancestors" not in policy  # no page can say that of itself


def test_second_bake_asks_and_writes_nothing(folder, monkeypatch):
    first = bake(folder, SITE)
    before = files_of(folder)
    monkeypatch.setattr(Site, "ask", None)

    done = bake(folder, SITE)

    assert (done.files, done.written, done.removed) == (first.files, 0, 0)
    assert files_of(folder) == before


def test_correction_changes_only_what_shows_it(folder, monkeypatch):
    make.publish(make.actor("alone"))
    bake(folder, SITE)
    before = files_of(folder)
    ask, statuses = Site.ask, {}

    def noted(site, address, etag=""):
        reply = ask(site, address, etag)
        statuses[address] = reply.status
        return reply

    monkeypatch.setattr(Site, "ask", noted)
    make.publish(make.claim("met", statement="They met at noon."), note="The time was missing.")

    done = bake(folder, SITE)

    after = files_of(folder)
    assert b"They met at noon." in (folder / "claims/met/index.html").read_bytes()
    assert b"They met at noon." in gzip.decompress(
        (folder / "claims/met/index.html.gz").read_bytes()
    )
    assert 0 < done.written < done.files
    assert (statuses["/claims/met/"], statuses["/actors/alone/"]) == (200, 304)
    apart = {"claims/parted/", "actors/alone/", "method/", "static/"}
    assert [name for name in changed(before, after) if name.startswith(tuple(apart))] == []
    fresh_folder = folder.with_name("anew")
    bake(fresh_folder, SITE)
    anew = {name: content for name, (content, _) in files_of(fresh_folder).items()}
    assert {name: content for name, (content, _) in after.items()} == anew


def test_retracted_claim_can_be_read_nowhere(folder):
    bake(folder, SITE)
    assert sum(SAID.encode() in text for _, text in texts_of(folder)) > 5
    (folder / "CNAME").write_text("talks.example")  # not ours, so it stays
    make.retract("claim", "met", reason="It was another pier.")

    done = bake(folder, SITE)

    assert [path for path, text in texts_of(folder) if SAID.encode() in text] == []
    assert done.removed
    assert not (folder / "claims/met.json").exists()
    assert not (folder / "claims/met/editions").is_dir()
    assert (folder / "CNAME").read_text() == "talks.example"
    assert "It was another pier." in (folder / "claims/met/index.html").read_text()
    assert Walk(folder, SITE).problems == []


def test_moved_page_leads_on(folder):
    make.move("met", make.claim("gathered"))

    bake(folder, SITE)

    page = (folder / "claims/met/index.html").read_text()
    assert '<meta http-equiv="refresh" content="0; url=/claims/gathered/">' in page
    assert '<link rel="canonical" href="https://talks.example/claims/gathered/">' in page


def test_failing_bake_leaves_the_folder_as_it_was(folder, monkeypatch):
    make.publish(make.actor("alone"))
    bake(folder, SITE)
    before = files_of(folder)
    make.publish(make.claim("met", statement="They met at noon."), note="The time was missing.")
    ask, asked = Site.ask, []

    def fail_late(site, address, etag=""):
        asked.append(address)
        if len(asked) > 20:
            raise BakeFailed("The disk is full.")
        return ask(site, address, etag)

    with monkeypatch.context() as patch:
        patch.setattr(Site, "ask", fail_late)
        with pytest.raises(BakeFailed):
            bake(folder, SITE)

    assert files_of(folder) == before
    assert list(folder.glob(".baking-*")) == []
    bake(folder, SITE)
    assert b"They met at noon." in (folder / "claims/met/index.html").read_bytes()


def test_bake_that_is_killed_while_placing_is_mended_by_the_next(folder, monkeypatch):
    bake(folder, SITE)
    make.retract("claim", "met")

    with monkeypatch.context() as patch:
        patch.setattr(baker.Tree, "_remove", broken)
        with pytest.raises(PowerCut):
            bake(folder, SITE)
    (folder / "claims/parted/index.html").write_text("half")
    bake(folder, SITE)

    assert [path for path, text in texts_of(folder) if SAID.encode() in text] == []
    assert Walk(folder, SITE).problems == []


def test_page_that_fails_is_named(folder, monkeypatch):
    monkeypatch.setattr("tracker.public.views.front.build", broken)

    with pytest.raises(BakeFailed, match="/ is answered with 500"):
        bake(folder, SITE)

    assert files_of(folder) == {}


def test_files_of_another_program_or_record_are_not_trusted(folder):
    bake(folder, SITE)
    page = folder / "claims/met/index.html"

    for other in ({"maker": "0"}, {"head": "0" * 64}):
        page.write_text("something else")
        manifest = Manifest.read(folder)
        known = replace(manifest.pages["/claims/met/"], sha256=sha256_of(page))
        pages = manifest.pages | {"/claims/met/": known}
        replace(manifest, pages=pages, **other).write(folder)
        bake(folder, SITE)
        assert SAID in page.read_text(), other


def sha256_of(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_folder_of_others_is_left_alone(folder):
    folder.mkdir()
    (folder / "thesis.txt").write_text("all of it")

    with pytest.raises(BakeFailed, match="holds other files"):
        bake(folder, SITE)

    assert [path.name for path in folder.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("url", ["talks.example", "ftp://talks.example", "https://e.org/talks"])
def test_command_refuses_what_is_no_site(folder, url):
    with pytest.raises(CommandError, match="no address of a whole site"):
        call_command("bake", folder, base_url=url)


def test_command_says_what_it_did(folder, capsys):
    call_command("bake", folder, base_url=SITE)

    assert capsys.readouterr().out.startswith("Files: ")
