"""The first dossier as plain rows, and the texts of its articles where they are at hand.

Nothing here uses tracker.evidence: what it found is proven by other means.
"""

import csv
import hashlib
import os
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
DOSSIER = ROOT / "fixtures" / "russia-ukraine"


def rows_of(sheet):
    with (DOSSIER / f"{sheet}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def claims():
    """The first row of each claim, by ref."""
    return {row["ref"]: row for row in rows_of("claims") if row["statement"]}


@pytest.fixture(scope="session")
def citations():
    """All rows with a citation, by ref of their claim."""
    found = defaultdict(list)
    for row in rows_of("claims"):
        if row["source_ref"]:
            found[row["ref"]].append(row)
    return found


@pytest.fixture(scope="session")
def texts():
    """The texts by their sha256, from TEXTS or the folder where they lie during development."""
    folder = Path(os.environ.get("TEXTS", ROOT.parent / "shared" / "seeds"))
    if not folder.is_dir():
        pytest.skip(f"The texts of the articles are not at hand: no folder {folder}.")
    files = [path.read_bytes() for path in folder.glob("*.txt")]
    return {hashlib.sha256(content).hexdigest(): content.decode("utf-8") for content in files}
