"""Citations of claims.csv: found in the text, or taken with the anchor that the sheet brings."""

import pytest
from django.db.models import F

from tracker.evidence.hashing import sha256
from tracker.factsheets import export_sheets, import_sheets
from tracker.models import Citation, Claim, Drift, Source, hold_text

pytestmark = pytest.mark.django_db

HEADER = "ref,statement,kind,source_ref,quote,paragraph,stance,start,end,passage_sha256,text_sha256"
CLAIM = "a-claim,It is so.,event,lake-report"


def place(citation):
    return (citation.state, citation.start, citation.end, citation.paragraph)


def test_quote_found_in_the_text(lake, csv_of, text):
    quote = "Neither of them signed a paper"
    sheet = csv_of(HEADER, f"{CLAIM},{quote},,supports,,,,")
    assert not import_sheets({"claims.csv": sheet}, by=None).errors
    citation = Citation.objects.get()
    at = text.index(quote)
    assert place(citation) == ("exact", at, at + len(quote), 3)
    assert citation.passage_sha256 == sha256(quote)
    assert citation.text_sha256 == sha256(text)


def test_quote_found_but_for_typography(lake, csv_of):
    sheet = csv_of(HEADER, f'{CLAIM},"that ""the harbour stays open""",,supports,,,,')
    assert not import_sheets({"claims.csv": sheet}, by=None).errors
    assert Citation.objects.get().state == "folded"


def test_quote_with_one_word_wrong(lake, errors_of, csv_of):
    sheet = csv_of(HEADER, f"{CLAIM},Neither of us signed a paper,,supports,,,,")
    ((file, line, column, message),) = errors_of(claims=sheet)
    assert (file, line, column) == ("claims.csv", 2, "quote")
    assert message.startswith("These words do not stand in the source. Nearest passage: “")
    assert "Neither of them signed a paper" in message
    assert not Claim.objects.exists()


def test_quote_that_stands_there_twice(lake, errors_of, csv_of):
    sheet = csv_of(HEADER, f"{CLAIM},Both sides spoke of a truce,,supports,,,,")
    ((_, line, column, message),) = errors_of(claims=sheet)
    assert (line, column) == (2, "quote")
    assert "more than once (paragraphs 3, 4)" in message


def test_quote_that_stands_there_twice_with_paragraph(lake, csv_of):
    sheet = csv_of(HEADER, f"{CLAIM},Both sides spoke of a truce,4,supports,,,,")
    assert not import_sheets({"claims.csv": sheet}, by=None).errors
    assert Citation.objects.get().paragraph == 4


def test_quote_that_stands_there_twice_with_anchor(lake, csv_of, text):
    quote = "Both sides spoke of a truce"
    at = text.rindex(quote)
    sheet = csv_of(HEADER, f"{CLAIM},{quote},,supports,{at},{at + len(quote)},,")
    assert not import_sheets({"claims.csv": sheet}, by=None).errors
    assert place(Citation.objects.get()) == ("exact", at, at + len(quote), 4)


def test_quote_in_another_paragraph(lake, errors_of, csv_of):
    sheet = csv_of(HEADER, f"{CLAIM},Neither of them signed a paper,4,supports,,,,")
    ((_, _, column, message),) = errors_of(claims=sheet)
    assert column == "quote"
    assert "in paragraph 4" in message


@pytest.mark.parametrize(
    ("column", "anchor"),
    [
        ("start", "1,150,,"),
        ("passage_sha256", f",,{'0' * 64},"),
    ],
)
def test_anchor_that_does_not_match(lake, errors_of, csv_of, column, anchor):
    sheet = csv_of(HEADER, f"{CLAIM},Neither of them signed a paper,,supports,{anchor}")
    errors = errors_of(claims=sheet)
    assert {line for _, line, *_ in errors} == {2}
    assert errors[0][2] == column
    assert f"{column} does not match: the quote stands at " in errors[0][3]


def test_anchor_of_another_text_passed_over(lake, csv_of):
    anchor = f"1,2,{'0' * 64},{'1' * 64}"
    sheet = csv_of(HEADER, f"{CLAIM},Neither of them signed a paper,,supports,{anchor}")
    assert not import_sheets({"claims.csv": sheet}, by=None).errors
    assert Citation.objects.get().state == "exact"


def test_text_not_held_without_anchor(errors_of, csv_of, dossier):
    sheet = csv_of(HEADER, f"{CLAIM},Neither of them signed a paper,,supports,5,9,,")
    errors = errors_of(sources=dossier["sources.csv"], claims=sheet)
    ((file, line, column, message),) = errors
    assert (file, line, column) == ("claims.csv", 2, "passage_sha256")
    assert message.startswith("The text of “lake-report” is not held here")
    assert "Load the text first (manage.py load_texts), or give start, end" in message


def test_text_not_held_then_held(imported, text):
    sheets = export_sheets()
    exact = {place(citation) for citation in Citation.objects.all()}
    Citation.objects.all().delete()
    Source.objects.get(ref="lake-report").texts.all().delete()

    report = import_sheets(sheets, by=None)
    assert report.errors == []
    unheld = set(Citation.objects.values_list("pk", flat=True))
    assert {citation.state for citation in Citation.objects.all()} == {"unheld"}
    assert export_sheets() == sheets
    assert {row.kind for row in import_sheets(sheets, by=None).rows} == {"skip"}

    # The text appears without the citations being anchored anew.
    Source.objects.get(ref="lake-report").texts.create(
        content=text, sha256=sha256(text), length=len(text)
    )
    report = import_sheets(sheets, by=None)
    assert report.errors == []
    assert {row.cells["state"] for row in report.rows if row.kind == "update"} == {
        ("unheld", "exact"),
        ("unheld", "folded"),
    }
    assert {place(citation) for citation in Citation.objects.all()} == exact
    assert set(Citation.objects.values_list("pk", flat=True)) == unheld
    assert export_sheets() == sheets


def test_verified_citation_stays_so_where_its_text_is_gone(imported):
    sheets = export_sheets()
    Source.objects.get(ref="lake-report").texts.all().delete()
    report = import_sheets(sheets, by=None)
    assert {row.kind for row in report.rows} == {"skip"}
    assert set(Citation.objects.values_list("state", flat=True)) == {"exact", "folded"}


def test_export_after_the_source_has_changed_changes_nothing(imported, text):
    source = Source.objects.get(ref="lake-report")
    new = "Preface.\n" + text.replace("Neither of them signed a paper.", "A paper was signed.")
    hold_text(source=source, content=new, by=None)
    assert Citation.objects.exclude(drift=Drift.NONE).exists()
    sheets = export_sheets()
    report = import_sheets(sheets, by=None)
    assert report.errors == []
    assert {row.kind for row in report.rows} == {"skip"}


def test_sheet_without_anchors_after_the_text_has_moved(imported, text):
    source = Source.objects.get(ref="lake-report")
    hold_text(source=source, content=f"Preface.\n{text}", by=None)
    claims = imported["claims.csv"].replace(b",3,", b",4,")
    report = import_sheets({"claims.csv": claims}, by=None)
    assert report.errors == []
    assert {row.kind for row in report.rows} == {"skip"}


def test_anchor_of_a_newer_text_moves_the_citation(imported):
    sheets = export_sheets(sheets=["claims"])
    Source.objects.get(ref="lake-report").texts.all().delete()
    Citation.objects.update(text_sha256="1" * 64, state="unheld", start=F("start") + 1)
    before = set(Citation.objects.values_list("pk", flat=True))
    report = import_sheets(sheets, by=None)
    assert report.errors == []
    assert report.counts["citations"] == {"update": 5}
    assert set(Citation.objects.values_list("pk", flat=True)) == before
    assert export_sheets(sheets=["claims"]) == sheets


def test_quote_of_a_citation_that_was_missing(imported, csv_of):
    Citation.objects.filter(claim__ref="lake-unsigned").update(
        state="missing", start=None, end=None, passage_sha256="", text_sha256=""
    )
    sheets = export_sheets(sheets=["claims"])
    report = import_sheets(sheets, by=None)
    assert report.counts["citations"] == {"update": 1, "skip": 4}
    assert Citation.objects.get(claim__ref="lake-unsigned").state == "exact"


def test_quote_shortened_at_the_same_passage(lake, csv_of):
    quotes = ("Neither of them signed a paper", "Neither of […] signed a paper")
    for quote in quotes:
        sheet = csv_of(HEADER, f"{CLAIM},{quote},,supports,,,,")
        assert not import_sheets({"claims.csv": sheet}, by=None).errors
    assert Citation.objects.get().quote == quotes[1]


def test_same_passage_twice_in_a_sheet(lake, errors_of, csv_of):
    sheet = csv_of(
        HEADER,
        f"{CLAIM},Neither of them signed a paper,,supports,,,,",
        "a-claim,,,lake-report,Neither of […] signed a paper,,supports,,,,",
    )
    ((_, line, _, message),) = errors_of(claims=sheet)
    assert line == 3
    assert "claims.csv:2 already" in message


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("a-claim,It is.,event,,Neither of them,,supports,,,,", "source_ref"),
        ("a-claim,It is.,event,lake-report,,,supports,,,,", "quote"),
        ("a-claim,It is.,event,lake-report,Neither of them,,,,,,", "stance"),
        ("a-claim,It is.,event,nowhere,Neither of them,,supports,,,,", "source_ref"),
        ("a-claim,It is.,event,lake-report,Neither of them,three,supports,,,,", "paragraph"),
    ],
)
def test_citation_not_complete(lake, errors_of, csv_of, row, column):
    ((_, line, at, _),) = errors_of(claims=csv_of(HEADER, row))
    assert (line, at) == (2, column)


def test_citation_added_to_a_claim_of_the_desk(imported, csv_of):
    sheet = csv_of(
        "ref,source_ref,quote,stance", "lake-unsigned,lake-report,A meeting by the lake,context"
    )
    report = import_sheets({"claims.csv": sheet}, by=None)
    assert [(row.sheet, row.kind) for row in report.rows] == [("citations", "new")]
    assert Claim.objects.get(ref="lake-unsigned").citations.count() == 2


def test_citation_cells_cleared(imported, csv_of):
    sheet = csv_of(
        "ref,source_ref,quote,quoted_ref,origin_ref",
        "lake-meeting,lake-report,The envoys of Nordland […] met in Lakeside,,!clear",
        "harbour-open,lake-report,said that “the harbour stays open”,!clear,",
    )
    assert not import_sheets({"claims.csv": sheet}, by=None).errors
    assert not Citation.objects.exclude(origin=None, quoted=None).exists()
