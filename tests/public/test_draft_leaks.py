"""No draft gets out: not by any public address, for drafts of any kind, new or changed."""

import gzip
import io
import zipfile

import pytest
from django.apps import apps
from django.db import models
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories
from tests.public.addresses import NAMES, address_of, body_of, kind_of
from tracker.models import WORKING_COPIES
from tracker.press import publish
from tracker.public.baking import bake

pytestmark = pytest.mark.django_db

#: What every text of a draft holds here; no published text does.
SECRET = "zxqv-undercover"
#: What a reader may add to an address, to get more out of it.
FURTHER = {
    "claims": ["?kind=event", "?sort=changed", "?actor=hub&period=2022"],
    "claims-csv": ["?sort=changed"],
    "claims-json": ["?source=hub"],
    "rounds": ["?process=hub"],
    "editions": ["?action=published"],
    "editions-json": ["?action=published"],
    "api-claims": ["?limit=100&sort=newest"],
    "api-editions": ["?after=1"],
    "positions": ["?on=2022-04-01"],
}


def texts_of(model):
    """The fields of a model into which an editor can type what they like."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and not field.name.endswith("sha256")
        and field.name not in ("ref", "language", "wikidata", "url", "title_given")
        and type(field).__name__ != "EdtfField"
    ]


def typed(model, letters):
    return {
        field.name: f"{SECRET} {letters}"[: field.max_length or 200] for field in texts_of(model)
    }


@pytest.fixture
def dossier():
    """Public pages of every kind, called hub."""
    source = factories.a_source("hub")
    actor = factories.an_actor("hub")
    process = factories.a_process("hub")
    round_ = factories.a_round("hub", process=process)
    issue = factories.an_issue("hub")
    factories.a_claim(
        "hub", source=source, actors=[("subject", actor)], rounds=[round_], issues=[issue]
    )
    factories.publish_all()


def draft_new(letters):
    """Draft pages of every kind, wired to each other and to what is public."""
    copies = {kind: model.objects.get(ref="hub") for kind, model in WORKING_COPIES.items()}
    source = factories.a_source("draft", text=None, **typed(type(copies["source"]), letters))
    factories.desk.hold_text(source=source, content=f"{SECRET} {letters} was there.", by=None)
    source.derives_from.add(copies["source"])
    actor = factories.an_actor("draft", **typed(type(copies["actor"]), letters))
    process = factories.a_process("draft", **typed(type(copies["process"]), letters))
    issue = factories.an_issue("draft", **typed(type(copies["issue"]), letters))
    round_ = factories.a_round("draft", process=process, **typed(type(copies["round"]), letters))
    claim = factories.a_claim(
        "draft",
        source=source,
        quote=SECRET,
        rounds=[round_, copies["round"]],
        issues=[issue],
        actors=[("subject", copies["actor"])],
        **typed(type(copies["claim"]), letters),
    )
    factories.contradict(claim, copies["claim"], reason=f"{SECRET} {letters}")
    factories.contradict(copies["claim"], claim, reason=f"{SECRET} {letters}")
    factories.a_citation(copies["claim"], source, SECRET, note=f"{SECRET} {letters}")
    copies["actor"].names.create(name=SECRET, language="en", kind="alias")
    copies["actor"].affiliations.create(organisation=actor, office=SECRET, inference=SECRET)
    copies["round"].participations.create(actor=actor, role="host", inference=SECRET)


def draft_changes(letters):
    """Change every text of every public page, without publishing any."""
    for model in WORKING_COPIES.values():
        model.objects.filter(ref="hub").update(**typed(model, letters))
    for model in apps.get_app_config("tracker").get_models():
        if model not in WORKING_COPIES.values() and model.__name__ != "Text":
            fields = dict.fromkeys(typed(model, letters), SECRET)
            rows = model.objects.all()
            if fields and rows.count() == 1:
                rows.update(**fields)


def responses(client):
    """Everything that can be had from the public side, by address."""
    for name in NAMES:
        urls = [address_of(name) + query for query in ("", *FURTHER.get(name, ()))]
        if kind_of(name):
            urls.append(address_of(name, "draft"))
        for url in dict.fromkeys(urls):
            response = client.get(url)
            yield url, response, body_of(response)


def all_text(url, response, body):
    """The text of a response, or of a file; that of a download is in its files."""
    if body[:2] == b"PK":
        archive = zipfile.ZipFile(io.BytesIO(body))
        body = b"".join(archive.read(file) for file in archive.namelist())
    return body.decode(errors="replace") + (str(response.headers) if response else url)


@pytest.mark.parametrize("draft", [draft_new, draft_changes])
def test_no_draft_in_any_public_response(client, dossier, draft):
    draft("for nobody's eyes")

    statuses = {}
    for url, response, body in responses(client):
        statuses.setdefault(response.status_code, set()).add(url)
        assert SECRET not in all_text(url, response, body), url

    # What it looked at was there: each address gave its page.
    assert {address_of(name) for name in NAMES} <= statuses[200]
    assert all("/draft" in url for url in statuses.get(404, ()) if "?" not in url)


@pytest.mark.parametrize("draft", [draft_new, draft_changes])
def test_no_draft_in_any_baked_file(dossier, tmp_path, draft):
    draft("for nobody's eyes")

    assert found_in_baked(tmp_path / "site") == set()


def found_in_baked(folder):
    """Bake, and give the files that have the secret in them or in their names."""
    bake(folder, "https://talks.example")
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) > 200
    return {
        path.relative_to(folder).as_posix()
        for path in files
        if SECRET in all_text(path.name, None, unpacked(path.read_bytes()))
    }


def unpacked(content):
    return gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content


def test_what_is_published_is_found_by_the_same_means(client, dossier, tmp_path):
    draft_changes("for everybody")
    publish(copies=factories.everything(), by=None)

    found = {url for url, response, body in responses(client)
             if SECRET in all_text(url, response, body)}  # fmt: skip

    named = {"/", "/claims/", "/claims.csv", "/claims.json", "/claims/hub/", "/claims/hub.json",
             "/claims/hub.csv", "/feed.atom", "/editions.csv", "/dossier.zip", "/api/v1/claims",
             "/api/v1/claims/hub", "/api/v1/editions", "/rounds/hub/", "/actors/hub.atom"}  # fmt: skip
    assert named <= found
    baked = found_in_baked(tmp_path / "site")
    assert {"claims/hub/index.html", "claims/hub.json.gz", "dossier.zip"} <= baked
    assert any(name.startswith("pagefind/") for name in baked)


@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
@given(letters=st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40),
       kind=st.sampled_from(sorted(WORKING_COPIES)))  # fmt: skip
def test_no_draft_whatever_it_says(client, dossier, letters, kind):
    model = WORKING_COPIES[kind]
    model.objects.filter(ref="hub").update(**typed(model, letters))

    assert [url for url, response, body in responses(client)
            if SECRET in all_text(url, response, body)] == []  # fmt: skip
