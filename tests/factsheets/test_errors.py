"""Errors of whole sheets: all at once, each with its place."""

import pytest

from tracker.factsheets import import_sheets
from tracker.models import WORKING_COPIES, Actor

pytestmark = pytest.mark.django_db


def test_error_is_one_line_with_place_value_and_remedy(csv_of):
    sheet = csv_of("ref,name,kind", f'nordland,"Nord\nland {"x" * 300}",state')
    (error,) = import_sheets({"actors.csv": sheet}, by=None).errors
    assert error.value == f"Nord\nland {'x' * 300}"
    assert str(error) == (
        f"actors.csv:2, name, “Nord land {'x' * 69}…”: "
        "The text has 310 characters; 200 are allowed. Shorten it."
    )


def test_all_errors_of_all_sheets_at_once(csv_of):
    files = {
        "actors.csv": csv_of("ref,name,kind", "nordland,,realm", "good,Good,state", "x,X,state"),
        "names.csv": csv_of("actor_ref,name,language,kind", "god,Good,en,alias"),
        "claims.csv": csv_of("ref,statement,kind,actors", "a-claim,It is.,fact,holder:nobody"),
    }
    report = import_sheets(files, by=None)
    assert [(error.file, error.line, error.column) for error in report.errors] == [
        ("actors.csv", 2, "name"),
        ("actors.csv", 2, "kind"),
        ("actors.csv", 4, "ref"),
        ("names.csv", 2, "actor_ref"),
        ("claims.csv", 2, "kind"),
        ("claims.csv", 2, "actors"),
    ]
    assert {model for model in WORKING_COPIES.values() if model.objects.exists()} == set()


def test_same_ref_twice_names_both_lines(errors_of, csv_of):
    sheet = csv_of("ref,name,kind", "envoy,Edda,person", "other,O,state", "envoy,Edda E.,person")
    ((_, line, column, message),) = errors_of(actors=sheet)
    assert (line, column) == (4, "ref")
    assert message.startswith("The same row stands at actors.csv:2 already.")


@pytest.mark.parametrize(
    ("sheet", "rows"),
    [
        ("names", ("actor_ref,name,language,kind", "known,N,en,alias", "known,N,en,canonical")),
        (
            "affiliations",
            (
                "actor_ref,organisation_ref,office,start,end",
                "known,good,Minister,,2020",
                "known,good,Minister,,2021",
            ),
        ),
        (
            "relations",
            (
                "from_ref,kind,to_ref,reason",
                "known-claim,narrows,other-claim,a",
                "known-claim,narrows,other-claim,b",
            ),
        ),
        (
            "furniture",
            ("source_ref,start,end,reason", "known-source,1,2,link", "known-source,01,2,byline"),
        ),
    ],
)
def test_same_key_twice_names_both_lines(known, errors_of, csv_of, sheet, rows):
    actors = csv_of("ref,name,kind", "good,Good,state")
    ((file, line, _, message),) = errors_of(actors=actors, **{sheet: csv_of(*rows)})
    assert (file, line) == (f"{sheet}.csv", 3)
    assert f"{sheet}.csv:2 already" in message


def test_claim_told_twice(errors_of, csv_of):
    sheet = csv_of("ref,statement,kind", "a-claim,It is.,event", "a-claim,It was.,event")
    ((_, line, column, message),) = errors_of(claims=sheet)
    assert (line, column) == (3, "statement")
    assert message.startswith("The claim “a-claim” is told at claims.csv:2 already.")


def test_claim_cells_in_a_further_row(errors_of, csv_of):
    sheet = csv_of("ref,statement,kind,note", "a-claim,,,Later.", "a-claim,It is.,event,")
    ((_, line, column, message),) = errors_of(claims=sheet)
    assert (line, column) == (2, "note")
    assert "claims.csv:3 already" in message


def test_loops_of_derivation_all_named(errors_of, csv_of):
    sheet = csv_of(
        "ref,title,kind,language,rights,derives_from_refs",
        "one-a,A,analysis,en,open,one-b",
        "one-b,B,analysis,en,open,one-c",
        "one-c,C,analysis,en,open,one-a",
        "self,S,analysis,en,open,self",
        "fine,F,analysis,en,open,one-a",
    )
    errors = errors_of(sources=sheet)
    assert {(line, column) for _, line, column, _ in errors} == {
        (2, "derives_from_refs"),
        (5, "derives_from_refs"),
    }
    assert {message for *_, message in errors} == {
        "This runs in a loop: one-a → one-b → one-c → one-a. Take one of these out.",
        "This runs in a loop: self → self. Take one of these out.",
    }


def test_loop_closed_with_what_the_desk_has(errors_of, csv_of):
    header = "ref,title,kind,language,rights,derives_from_refs"
    first = csv_of(header, "one-a,A,analysis,en,open,one-b", "one-b,B,analysis,en,open,")
    assert errors_of(sources=first) == []
    ((_, line, column, message),) = errors_of(
        sources=csv_of("ref,derives_from_refs", "one-b,one-a")
    )
    assert (line, column) == (2, "derives_from_refs")
    assert "one-a → one-b → one-a" in message


def test_issue_part_of_itself(errors_of, csv_of):
    sheet = csv_of("ref,title,parent_ref", "truce,Truce,war", "war,War,truce")
    ((_, line, column, message),) = errors_of(issues=sheet)
    assert (line, column) == (2, "parent_ref")
    assert "truce → war → truce" in message


def test_upload_that_changes_a_position_into_an_event(errors_of, csv_of):
    sheet = csv_of("ref,statement,kind,posture", "a-claim,It wants.,position,demands")
    assert errors_of(claims=sheet) == []
    ((_, _, column, _),) = errors_of(claims=csv_of("ref,kind", "a-claim,event"))
    assert column == "posture"
    assert errors_of(claims=csv_of("ref,kind,posture", "a-claim,event,!clear")) == []


def test_hints_are_limited(errors_of, csv_of):
    rows = [f"envy-{n},Name,en,alias" for n in range(30)]
    actors = csv_of("ref,name,kind", "envoy,Edda,person")
    names = csv_of("actor_ref,name,language,kind", *rows)
    errors = errors_of(actors=actors, names=names)
    assert len(errors) == 30
    assert sum("Did you mean “envoy”?" in message for *_, message in errors) == 20
    assert not Actor.objects.exists()
