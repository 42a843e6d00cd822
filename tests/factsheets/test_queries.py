"""The number of queries does not grow with the rows."""

from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tracker.evidence.hashing import sha256
from tracker.factsheets import export_sheets, import_sheets
from tracker.models import Source, hold_text

pytestmark = pytest.mark.django_db


#: The header of each sheet, and its row by number; row 0 begins each chain of rows.
SHEETS = {
    "sources": (
        "ref,title,kind,language,rights,derives_from_refs",
        lambda n: f"source-{n},T,analysis,en,open,{f'source-{n - 1}' if n else ''}",
    ),
    "actors": ("ref,name,kind", lambda n: f"actor-{n},A,state"),
    "names": ("actor_ref,name,language,kind", lambda n: f"actor-{n},B,en,alias"),
    "affiliations": (
        "actor_ref,organisation_ref,office,start,basis_ref",
        lambda n: f"actor-{n},actor-{n + 1 if n < 4 else n - 1},Minister,2020,claim-{n}",
    ),
    "processes": ("ref,title", lambda n: f"process-{n},P"),
    "rounds": (
        "ref,process_ref,title,format,date,date_basis_ref",
        lambda n: f"round-{n},process-{n},R,summit,2021,claim-{n}",
    ),
    "participations": ("round_ref,actor_ref,role", lambda n: f"round-{n},actor-{n},party"),
    "issues": ("ref,title,parent_ref", lambda n: f"issue-{n},I,{'issue-0' if n else ''}"),
    "claims": (
        "ref,statement,kind,actors,round_refs,issue_refs,source_ref,quote,stance",
        lambda n: (
            f"claim-{n},C,event,subject:actor-{n},round-{n},issue-{n},"
            f"source-0,Sentence {n} states,supports"
        ),
    ),
    "relations": (
        "from_ref,kind,to_ref",
        lambda n: f"claim-{n},repeats,claim-{n - 1 if n else 1}",
    ),
    "furniture": ("source_ref,start,end,reason", lambda n: f"source-{n},1,5,link"),
}


@pytest.fixture
def sheets_of(db, csv_of):
    """Every sheet, each with this many rows; the text that is cited is held."""
    content = "".join(f"Sentence {n} states the fact number {n}.\n" for n in range(500))
    source = Source.objects.create(
        ref="source-0", title="T", kind="analysis", language="en", text_sha256=sha256(content)
    )
    hold_text(source=source, content=content, by=None)

    def sheets(count):
        return {
            f"{name}.csv": csv_of(header, *map(row, range(count)))
            for name, (header, row) in SHEETS.items()
        }

    return sheets


def queries(act):
    """Count by verb and table; the parts of one bulk statement count once."""
    with CaptureQueriesContext(connection) as captured:
        act()
    counts = Counter(query["sql"].split("(")[0][:60] for query in captured)
    return {
        start: 1 if start.startswith("INSERT") else count
        for start, count in counts.items()
        if not start.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN"))
    }


def test_import_of_new_rows(sheets_of, researcher):
    few = queries(lambda: import_sheets(sheets_of(5), by=researcher, dry_run=True))
    many = queries(lambda: import_sheets(sheets_of(500), by=researcher, dry_run=True))
    assert many == few
    assert sum(many.values()) < 100


def test_import_of_unchanged_rows(sheets_of):
    import_sheets(sheets_of(5), by=None)
    few = queries(lambda: import_sheets(sheets_of(5), by=None))
    assert not import_sheets(sheets_of(500), by=None).errors
    many = queries(lambda: import_sheets(sheets_of(500), by=None))
    assert many == few
    assert not any(start.startswith(("INSERT", "UPDATE", "DELETE")) for start in many)


def test_import_of_changed_rows(sheets_of, csv_of, researcher):
    assert not import_sheets(sheets_of(500), by=None).errors

    def change(count):
        rows = range(count)
        files = {
            "actors.csv": csv_of("ref,name", *[f"actor-{n},New" for n in rows]),
            "rounds.csv": csv_of("ref,date", *[f"round-{n},2022" for n in rows]),
            "claims.csv": csv_of("ref,issue_refs", *[f"claim-{n},issue-0|issue-1" for n in rows]),
            "names.csv": csv_of(
                "actor_ref,name,language,kind", *[f"actor-{n},B,en,canonical" for n in rows]
            ),
            "furniture.csv": csv_of(
                "source_ref,start,end,reason", *[f"source-{n},1,5,byline" for n in rows]
            ),
        }
        report = import_sheets(files, by=researcher, dry_run=True)
        assert report.counts["furniture"]["update"] == count

    assert queries(lambda: change(500)) == queries(lambda: change(5))


def test_export(sheets_of):
    import_sheets(sheets_of(5), by=None)
    few = queries(export_sheets)
    import_sheets(sheets_of(500), by=None)
    many = queries(export_sheets)
    assert many == few
    assert sum(many.values()) <= 23
