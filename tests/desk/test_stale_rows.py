"""Rows below a form that two editors have open: changed, added and removed, and merged all the same."""

import pytest

from tests import factories as make

from .browsing import change_page, errors_of, filled_in, opened_by_both, press_save, with_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(db):
    """A claim with two citations: “The delegations met” and “No paper was signed”."""
    source = make.a_source()
    claim = make.a_claim(source=source)
    make.a_citation(claim, source, "No paper was signed")
    return claim


@pytest.fixture
def opened(claim, researcher, other):
    """The form as each of the two has it open: theirs, mine."""
    return opened_by_both(other, researcher, claim)


@pytest.fixture
def saved_by_both(claim, researcher, other):
    """Save the form as the other changes it, then as the researcher does; gives what she is told."""

    def saved(theirs, mine):
        press_save(other, change_page(claim), theirs)
        return press_save(researcher, change_page(claim), mine)

    return saved


def rows(claim):
    return set(claim.citations.values_list("quote", "note"))


MET, UNSIGNED = "The delegations met", "No paper was signed"


def test_row_changed_by_each_in_another_field_is_merged(claim, opened, saved_by_both, researcher):
    theirs, mine = opened

    refused = saved_by_both(
        {**theirs, "citations-0-quote": "12 of the 30 points"},
        {**mine, "citations-0-note": "My remark."},
    )
    stored = rows(claim)
    accepted = press_save(researcher, change_page(claim), filled_in(refused))

    assert stored == {("12 of the 30 points", ""), (UNSIGNED, "")}
    assert "these show what is stored now: Quote" in errors_of(refused)["citations"][0]
    assert errors_of(accepted) == {}
    assert rows(claim) == {("12 of the 30 points", "My remark."), (UNSIGNED, "")}


def test_field_of_a_row_changed_by_both_is_chosen(claim, opened, saved_by_both, researcher):
    theirs, mine = opened

    refused = saved_by_both(
        {**theirs, "citations-0-note": "Theirs.", "citations-1-note": "Theirs too."},
        {**mine, "citations-0-note": "Mine.", "citations-1-note": "Mine too."},
    )
    told = errors_of(refused)
    chosen = {**filled_in(refused), "take": ["citations-0-note"]}
    press_save(researcher, change_page(claim), chosen)

    assert "Stored now: “Theirs.”." in told["citations-0-note"][0]
    assert "<del>Mine.</del> <ins>Theirs.</ins>" in told["citations-0-note"][0]
    assert rows(claim) == {(MET, "Theirs."), (UNSIGNED, "Mine too.")}


def test_row_added_by_the_other_comes_in_and_stays(claim, opened, saved_by_both, researcher):
    theirs, mine = opened
    row = {"source": claim.citations.first().source_id, "quote": "The delegations", "stance": "context"}  # fmt: skip

    refused = saved_by_both(with_row(theirs, "citations", **row), {**mine, "note": "Mine."})
    shown = filled_in(refused)
    press_save(researcher, change_page(claim), shown)

    assert "Somebody else added “The delegations”" in errors_of(refused)["citations"][0]
    assert shown["citations-2-quote"] == "The delegations"
    assert rows(claim) == {(MET, ""), (UNSIGNED, ""), ("The delegations", "")}


def test_row_added_by_each_is_kept_twice(claim, opened, saved_by_both, researcher):
    theirs, mine = opened
    actor = make.an_actor()

    refused = saved_by_both(
        with_row(theirs, "roles", actor=actor.pk, role="speaker"),
        with_row(mine, "roles", actor=actor.pk, role="subject"),
    )
    press_save(researcher, change_page(claim), filled_in(refused))

    assert set(claim.roles.values_list("actor", "role")) == {
        (actor.pk, "speaker"),
        (actor.pk, "subject"),
    }


def test_row_removed_by_the_other_goes(claim, opened, saved_by_both, researcher):
    theirs, mine = opened

    refused = saved_by_both({**theirs, "citations-0-DELETE": "on"}, {**mine, "note": "Mine."})
    press_save(researcher, change_page(claim), filled_in(refused))

    claim.refresh_from_db()
    assert claim.note == "Mine."
    assert rows(claim) == {(UNSIGNED, "")}


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("put back", {(MET, "Mine to keep."), (UNSIGNED, "")}),
        ("leave out", {(UNSIGNED, "")}),
    ],
)
def test_row_removed_by_the_other_and_changed_here_is_chosen(
    claim, saved_by_both, researcher, choice, expected
):
    mine = filled_in(researcher.get(change_page(claim)))

    refused = saved_by_both(
        {**mine, "citations-0-DELETE": "on"}, {**mine, "citations-0-note": "Mine to keep."}
    )
    chosen = {"citations-1-DELETE": "on"} if choice == "leave out" else {}
    accepted = press_save(researcher, change_page(claim), {**filled_in(refused), **chosen})

    assert "Somebody else removed this row" in errors_of(refused)["citations-1*"][0]
    assert errors_of(accepted) == {}
    assert rows(claim) == expected


def test_row_removed_by_both_stays_removed(claim, opened, saved_by_both, researcher):
    theirs, mine = opened

    refused = saved_by_both(
        {**theirs, "citations-0-DELETE": "on"},
        {**mine, "citations-0-DELETE": "on", "note": "Mine."},
    )
    press_save(researcher, change_page(claim), filled_in(refused))

    claim.refresh_from_db()
    assert claim.note == "Mine."
    assert rows(claim) == {(UNSIGNED, "")}


def test_row_changed_by_the_other_and_removed_here_says_so(
    claim, opened, saved_by_both, researcher
):
    theirs, mine = opened

    refused = saved_by_both(
        {**theirs, "citations-0-note": "Weighty."}, {**mine, "citations-0-DELETE": "on"}
    )
    press_save(researcher, change_page(claim), filled_in(refused))

    assert f"Somebody else changed “{MET}”" in errors_of(refused)["citations"][0]
    assert rows(claim) == {(UNSIGNED, "")}


def test_rows_of_both_with_hostile_words_are_shown_as_text(claim, opened, saved_by_both):
    theirs, mine = opened

    html = saved_by_both(
        {**theirs, "citations-0-note": "<script>alert(1)</script>"},
        {**mine, "citations-0-note": "Mine."},
    ).content.decode()

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html
