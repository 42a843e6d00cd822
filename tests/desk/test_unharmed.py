"""A save that fails and a process that is killed leave everything as it was."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from reversion.models import Version

from tests import factories as make
from tracker.factsheets import import_sheets
from tracker.models import WORKING_COPIES, Claim, Text, history, hold_text
from tracker.models.snapshots import snapshot

from .browsing import change_page, filled_in, press_save, with_row

SHEET = b"ref,statement,kind\na-claim,Imported.,\nnew-claim,New.,event\n"

#: Another process, which dies at the very end of what it does: all is written, nothing is kept yet.
KILLED = """
import json, os, signal, sys
import django
from django.conf import settings
django.setup()
settings.ALLOWED_HOSTS = ["testserver"]
from django.test import Client
from tracker.factsheets import import_sheets
from tracker.models import history

def die(*args, **options):
    os.kill(os.getpid(), signal.SIGKILL)

history.keep = die
told = json.load(sys.stdin)
if "sheet" in told:
    import_sheets({"claims.csv": told["sheet"].encode()}, by=None)
client = Client()
client.cookies["sessionid"] = told["session"]
client.post(told["address"], told["data"])
"""


def everything():
    """All that the desk holds, and whose work it is."""
    copies = [copy for model in WORKING_COPIES.values() for copy in model.objects.order_by("pk")]
    return [(snapshot(copy), set(copy.contributors.values_list("pk"))) for copy in copies], set(
        Version.objects.values_list("pk")
    )


@pytest.fixture
def claim(db):
    claim = make.a_claim("a-claim", statement="As it was.", source=make.a_source())
    history.keep([claim], by=None)
    return claim


def changed(client, claim):
    """The form of a claim, with a change in a field, in a row, in a link, and one row more."""
    actor, issue = make.an_actor(), make.an_issue()
    data = filled_in(client.get(change_page(claim)))
    data = with_row(data, "roles", actor=actor.pk, role="subject")
    return {**data, "statement": "Changed.", "issues": [str(issue.pk)], "citations-0-note": "Mine."}


def test_save_that_fails_changes_nothing(researcher, claim, monkeypatch):
    data = changed(researcher, claim)
    before = everything()
    monkeypatch.setattr(history, "keep", fail)
    researcher.raise_request_exception = False

    response = press_save(researcher, change_page(claim), data)

    assert response.status_code == 500
    assert everything() == before


def fail(*args, **options):
    raise OSError("The disk is full.")


@pytest.mark.parametrize(
    "write",
    [
        lambda _: import_sheets({"claims.csv": SHEET}, by=None),
        lambda claim: hold_text(
            source=claim.citations.get().source, content=f"Preface.\n{make.TEXT}", by=None
        ),
    ],
    ids=["import", "text"],
)
def test_write_that_fails_changes_nothing(claim, monkeypatch, write):
    before = everything()
    monkeypatch.setattr(history, "keep", fail)

    with pytest.raises(OSError, match="disk is full"):
        write(claim)

    assert everything() == before
    assert Text.objects.count() == 1


def killed(**told):
    """Let another process do something, and die at its end; gives how it ended."""
    name, at = connection.settings_dict["NAME"], connection.settings_dict
    address = f"sqlite:///{name}"
    if connection.vendor == "postgresql":
        password = f":{at['PASSWORD']}" if at["PASSWORD"] else ""
        address = f"postgres://{at['USER']}{password}@{at['HOST']}:{at['PORT']}/{name}"
    return subprocess.run(  # noqa: S603  our own interpreter and words
        [sys.executable, "-c", KILLED],
        input=json.dumps(told),
        text=True,
        capture_output=True,
        check=False,
        cwd=Path(settings.BASE_DIR),
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "peacetalks.settings",
            "DATABASE_URL": address,
            "SECRET_KEY": settings.SECRET_KEY,
        },
    ).returncode


@pytest.mark.django_db(transaction=True)
def test_process_killed_while_saving_a_form_changes_nothing(transactional_db, sign_in, claim):
    client = sign_in("researcher")
    data = changed(client, claim)
    before = everything()

    ended = killed(
        address=change_page(claim),
        data={**data, "_save": "1"},
        session=client.cookies["sessionid"].value,
    )

    assert ended == -signal.SIGKILL
    assert everything() == before
    assert press_save(client, change_page(claim), data).status_code == 302
    assert Claim.objects.get().statement == "Changed."


@pytest.mark.django_db(transaction=True)
def test_process_killed_while_importing_changes_nothing(transactional_db, claim):
    before = everything()

    ended = killed(sheet=SHEET.decode())

    assert ended == -signal.SIGKILL
    assert everything() == before
    assert import_sheets({"claims.csv": SHEET}, by=None).errors == []
