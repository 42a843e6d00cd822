"""Two editors have the same form open: the second merges with the first, and loses nothing."""

import threading

import pytest
from django.db import connection
from django.test import Client
from reversion.models import Revision

from tests import factories as make
from tracker.models import Claim

from .browsing import add_page, change_page, errors_of, filled_in, opened_by_both, press_save


def stored_beside(response, field):
    """What is said to be stored, beside a field that both changed."""
    (said,) = errors_of(response)[field]
    return said.partition("<span")[0].partition(" <label")[0]


def test_second_save_is_refused_with_both_values_shown(researcher, other):
    claim = make.a_claim(statement="As it was.")
    first, second = opened_by_both(other, researcher, claim)
    press_save(other, change_page(claim), {**first, "statement": "Theirs."})

    response = press_save(researcher, change_page(claim), {**second, "statement": "Mine."})

    claim.refresh_from_db()
    assert claim.statement == "Theirs."
    assert f"{other.user} saved this at" in errors_of(response)["*"][0]
    assert stored_beside(response, "statement") == "Stored now: “Theirs.”."
    assert "<del>Mine.</del> <ins>Theirs.</ins>" in errors_of(response)["statement"][0]
    assert filled_in(response)["statement"] == "Mine."


def test_taking_what_is_stored_field_by_field(researcher, other):
    claim = make.a_claim(statement="As it was.", note="")
    first, second = opened_by_both(other, researcher, claim)
    theirs = {**first, "statement": "Theirs.", "note": "Their note."}
    press_save(other, change_page(claim), theirs)
    mine = {**second, "statement": "Mine.", "note": "My note."}
    refused = press_save(researcher, change_page(claim), mine)

    press_save(researcher, change_page(claim), {**filled_in(refused), "take": ["note"]})

    claim.refresh_from_db()
    assert (claim.statement, claim.note) == ("Mine.", "Their note.")


def test_what_only_one_of_them_changed_is_merged_without_a_question(researcher, other):
    issue = make.an_issue(title="Ceasefire")
    claim = make.a_claim(statement="As it was.", kind="event", note="")
    first, second = opened_by_both(other, researcher, claim)
    theirs = {**first, "kind": "forecast", "issues": [str(issue.pk)]}
    theirs.pop("happened_stated")
    press_save(other, change_page(claim), theirs)

    refused = press_save(researcher, change_page(claim), {**second, "statement": "Mine."})
    press_save(researcher, change_page(claim), filled_in(refused))

    claim.refresh_from_db()
    (said,) = errors_of(refused)["*"]
    assert set(errors_of(refused)) == {"*"}
    assert "these show what is stored now: Kind, Happened stated, Issues." in said
    assert (claim.statement, claim.kind, claim.happened_stated) == ("Mine.", "forecast", False)
    assert set(claim.issues.all()) == {issue}


def test_taking_something_that_changed_again_asks_again(researcher, other):
    claim = make.a_claim(statement="As it was.")
    first, second = opened_by_both(other, researcher, claim)
    press_save(other, change_page(claim), {**first, "statement": "Theirs."})
    refused = press_save(researcher, change_page(claim), {**second, "statement": "Mine."})
    first = filled_in(other.get(change_page(claim)))
    press_save(other, change_page(claim), {**first, "statement": "Theirs again."})

    again = press_save(
        researcher, change_page(claim), {**filled_in(refused), "take": ["statement"]}
    )

    assert stored_beside(again, "statement") == "Stored now: “Theirs again.”."
    assert filled_in(again)["statement"] == "Mine."


def test_without_a_kept_beginning_every_difference_is_a_choice(researcher, other):
    claim = make.a_claim(statement="As it was.", note="")
    first, second = opened_by_both(other, researcher, claim)
    press_save(other, change_page(claim), {**first, "note": "Their note."})
    Revision.objects.all().delete()

    response = press_save(researcher, change_page(claim), {**second, "statement": "Mine."})

    assert stored_beside(response, "statement") == "Stored now: “As it was.”."
    assert stored_beside(response, "note") == "Stored now: “Their note.”."


def test_saving_once_more_is_a_choice(researcher, other):
    claim = make.a_claim(statement="As it was.")
    first, second = opened_by_both(other, researcher, claim)
    press_save(other, change_page(claim), {**first, "statement": "Theirs."})
    refused = press_save(researcher, change_page(claim), {**second, "statement": "Mine."})

    response = press_save(researcher, change_page(claim), filled_in(refused))

    claim.refresh_from_db()
    assert errors_of(response) == {}
    assert (claim.statement, claim.version) == ("Mine.", 3)
    assert set(claim.contributors.all()) == {researcher.user, other.user}


def test_third_save_makes_the_second_choice_stale_again(researcher, other):
    claim = make.a_claim(statement="As it was.")
    first, second = opened_by_both(other, researcher, claim)
    press_save(other, change_page(claim), {**first, "statement": "Theirs."})
    refused = press_save(researcher, change_page(claim), {**second, "statement": "Mine."})
    first = filled_in(other.get(change_page(claim)))
    press_save(other, change_page(claim), {**first, "statement": "Theirs again."})

    response = press_save(researcher, change_page(claim), filled_in(refused))

    assert stored_beside(response, "statement") == "Stored now: “Theirs again.”."


def test_stored_values_are_shown_in_words(researcher, other):
    claim = make.a_claim(kind="event", happened_stated=True)
    theirs, mine = make.an_issue(title="Ceasefire"), make.an_issue()
    first, second = opened_by_both(other, researcher, claim)
    press_save(other, change_page(claim), {**first, "kind": "forecast", "issues": [str(theirs.pk)]})

    response = press_save(
        researcher, change_page(claim), {**second, "kind": "position", "issues": [str(mine.pk)]}
    )

    assert stored_beside(response, "kind") == "Stored now: “forecast: what may come”."
    assert stored_beside(response, "issues") == "Stored now: “Ceasefire”."


def test_hostile_stored_value_is_shown_as_text(researcher, other):
    claim = make.a_claim()
    first, second = opened_by_both(other, researcher, claim)
    press_save(other, change_page(claim), {**first, "statement": "<script>alert(1)</script>"})

    html = press_save(
        researcher, change_page(claim), {**second, "statement": "Mine."}
    ).content.decode()

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


def test_form_without_its_version_is_stale(researcher):
    claim = make.a_claim()
    data = filled_in(researcher.get(change_page(claim)))
    del data["opened_version"]

    response = press_save(researcher, change_page(claim), {**data, "statement": "Mine."})

    assert "saved this at" in errors_of(response)["*"][0]


@pytest.mark.parametrize("make_one", [make.a_source, make.an_actor, make.a_process,
                                      make.a_round, make.an_issue, make.a_claim])  # fmt: skip
def test_every_kind_notices_a_stale_form(researcher, other, make_one):
    copy = make_one()
    first, second = opened_by_both(other, researcher, copy)
    press_save(other, change_page(copy), {**first, "ref": "their-ref"})

    response = press_save(researcher, change_page(copy), {**second, "ref": "my-ref"})

    copy.refresh_from_db()
    assert copy.ref == "their-ref"
    assert stored_beside(response, "ref") == "Stored now: “their-ref”."


def test_new_form_is_never_stale(researcher):
    data = filled_in(researcher.get(add_page("issue")))

    press_save(researcher, add_page("issue"), {**data, "ref": "an-issue", "title": "Issue"})

    assert researcher.get(add_page("issue")).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_two_saves_at_the_same_moment_and_one_is_refused(transactional_db):
    claim = make.a_claim(statement="As it was.")
    clients = []
    for _ in range(2):
        client = Client()
        client.force_login(make.a_user("researcher"))
        clients.append((client, filled_in(client.get(change_page(claim)))))
    together, answers = threading.Barrier(2), {}

    def save(name, client, data):
        together.wait()
        answers[name] = press_save(client, change_page(claim), {**data, "statement": name})
        connection.close()

    threads = [
        threading.Thread(target=save, args=[name, *pair])
        for name, pair in zip(["One.", "Two."], clients, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    stored = Claim.objects.get()
    (lost,) = {"One.", "Two."} - {stored.statement}
    assert errors_of(answers[stored.statement]) == {}
    assert stored_beside(answers[lost], "statement") == f"Stored now: “{stored.statement}”."
    assert stored.version == 2
