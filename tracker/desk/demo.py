"""Loading the first dossier: accounts, fact sheets, texts, publication."""

from pathlib import Path

from django.contrib.auth.models import User
from django.db import transaction

from tracker.factsheets import hold_texts, import_sheets
from tracker.models import WORKING_COPIES, Source
from tracker.press import publish

from .people import create_demo_accounts, setup_groups


class SheetsRefused(Exception):
    """The fact sheets have errors; nothing was loaded. The message lists them all."""


@transaction.atomic
def load_demo(sheets: Path, texts: Path | None) -> list[str]:
    """Load a dossier into an empty database; what was done, in words.

    A database that holds any source already is left alone, but for groups, missing accounts and
    texts: a second run destroys nothing.
    """
    setup_groups()
    done = [f"{name}: {password}" for name, password in create_demo_accounts().items()]
    if done:
        done = ["Accounts of the demo (these passwords are shown only now):", *done]
    is_new = not Source.objects.exists()
    if is_new:
        researcher = User.objects.get(username="researcher")
        files = {path.name: path.read_bytes() for path in sorted(sheets.glob("*.csv"))}
        report = import_sheets(files, by=researcher)
        if report.errors:
            raise SheetsRefused("\n".join(str(error) for error in report.errors))
        done.append(f"Imported {len(files)} fact sheets from {sheets}.")
    if texts:
        done += hold_texts(texts, by=None)
    if is_new:
        copies = [copy for model in WORKING_COPIES.values() for copy in model.objects.all()]
        editions = publish(copies=copies, by=User.objects.get(username="editor"))
        done.append(f"Published {len(editions)} pages.")
    return done
