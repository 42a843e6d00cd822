"""Several waiting changes decided at once, each of which somebody has opened."""

import pytest
from django.urls import reverse

from tests import factories as make
from tracker.models import Claim, Opened
from tracker.record.models import Edition, Page

from .browsing import messages_of, review_page, submitted

REVIEWS = "/desk/reviews/"
NEXT = "/desk/reviews/next/"


def states(client):
    context = client.get(REVIEWS).context
    return {row.copy.ref: str(row.seen) for row in [*context["waiting"], *context["needed"]]}


def chosen(*copies):
    return [f"{copy.kind_of_page}:{copy.pk}" for copy in copies]


def publish(client, *copies, verb="publish", **fields):
    return client.post(REVIEWS, {"verb": verb, "copy": chosen(*copies), **fields})


@pytest.fixture
def waiting(researcher, db):
    claims = [make.a_claim(f"claim-{number}") for number in range(3)]
    make.publish_all()
    for number, claim in enumerate(claims):
        submitted(researcher, claim, statement=f"Reworded {number}.")
    return claims


def test_what_waits_is_listed_with_the_longest_waiting_first(editor, waiting):
    rows = editor.get(REVIEWS).context["waiting"]

    assert [row.copy for row in rows] == waiting
    assert set(states(editor).values()) == {"not opened yet"}


def test_opening_a_review_makes_it_ready(editor, waiting):
    editor.get(review_page(waiting[0]))

    assert states(editor) == {
        "claim-0": "opened",
        "claim-1": "not opened yet",
        "claim-2": "not opened yet",
    }


def test_opened_by_one_is_not_opened_by_another(sign_in, editor, waiting):
    sign_in("editor").get(review_page(waiting[0]))

    assert states(editor)["claim-0"] == "not opened yet"


def test_change_after_opening_must_be_opened_again(researcher, editor, waiting):
    editor.get(review_page(waiting[0]))
    submitted(researcher, waiting[0], statement="Reworded again.")

    assert states(editor)["claim-0"] == "changed since you opened it"
    response = publish(editor, waiting[0])

    assert "look again" in " ".join(messages_of(response))
    assert Page.objects.get(ref="claim-0").title != "Reworded again."


def test_own_work_is_somebody_elses_to_publish(sign_in, waiting):
    author = sign_in("editor")
    submitted(author, waiting[0], statement="My words.")
    author.get(review_page(waiting[0]))

    assert states(author)["claim-0"] == "somebody else must publish it"
    publish(author, waiting[0])
    assert Page.objects.get(ref="claim-0").title != "My words."


def test_those_opened_are_published_together(editor, waiting):
    for claim in waiting[:2]:
        editor.get(review_page(claim))

    publish(editor, *waiting[:2])

    assert set(Page.objects.filter(title__startswith="Reworded").values_list("ref", flat=True)) == {
        "claim-0",
        "claim-1",
    }
    assert states(editor) == {"claim-2": "not opened yet"}
    assert not Opened.objects.exists()


def test_one_unopened_keeps_all_of_them_back(editor, waiting):
    editor.get(review_page(waiting[0]))
    before = Edition.objects.count()

    response = publish(editor, *waiting[:2])

    assert "claim claim-1: open its review first." in messages_of(response)
    assert Edition.objects.count() == before


def test_one_refused_keeps_all_of_them_back(researcher, editor, waiting):
    for claim in waiting[:2]:
        editor.get(review_page(claim))
    Claim.objects.get(ref="claim-1").citations.all().delete()
    before = Edition.objects.count()

    response = publish(editor, *waiting[:2])

    assert "No evidence" in " ".join(messages_of(response))
    assert Edition.objects.count() == before


def test_one_that_is_gone_keeps_the_others_back(editor, waiting):
    editor.get(review_page(waiting[0]))
    names = [*chosen(waiting[0]), "claim:00000000-0000-0000-0000-000000000000"]

    response = editor.post(REVIEWS, {"verb": "publish", "copy": names})

    assert "One of them is no longer there: look again." in messages_of(response)


def test_corrections_carry_the_note(editor, waiting):
    for claim in waiting[:2]:
        editor.get(review_page(claim))

    publish(editor, *waiting[:2], verb="correct", note="We had the words wrong.")

    assert set(Edition.objects.filter(action="corrected").values_list("ref", "note")) == {
        ("claim-0", "We had the words wrong."),
        ("claim-1", "We had the words wrong."),
    }


def test_corrections_without_a_note_are_refused(editor, waiting):
    editor.get(review_page(waiting[0]))

    response = publish(editor, waiting[0], verb="correct", note=" ")

    assert "Readers must be told what was wrong." in " ".join(messages_of(response))


def test_what_is_needed_is_listed_opened_and_published_with_it(researcher, editor):
    source, actor = make.a_source("paper"), make.an_actor("alpha")
    claim = make.a_claim("new", source=source, actors=[("subject", actor)])
    submitted(researcher, claim)

    assert set(states(editor)) == {"new", "paper", "alpha"}
    for copy in (claim, source, actor):
        editor.get(review_page(copy))
    assert set(states(editor).values()) == {"opened"}
    publish(editor, claim, source, actor)

    assert set(Page.objects.values_list("ref", flat=True)) == {"new", "paper", "alpha"}


def test_claim_without_what_it_needs_is_refused(researcher, editor):
    claim = make.a_claim("new", source=make.a_source("paper"))
    submitted(researcher, claim)
    editor.get(review_page(claim))

    response = publish(editor, claim)

    assert "refers to source paper, which is not public" in " ".join(messages_of(response))


def test_nothing_chosen_or_no_decision(editor, waiting):
    assert "Choose at least one" in messages_of(editor.post(REVIEWS, {"verb": "publish"}))[0]
    assert editor.post(REVIEWS, {"verb": "burn"}).status_code == 404
    garbage = editor.post(REVIEWS, {"verb": "publish", "copy": ["claim:x", "rumour:1", ""]})
    assert "Choose at least one" in messages_of(garbage)[0]


def test_nothing_waits(editor):
    assert "Nothing waits for review." in editor.get(REVIEWS).content.decode()


def test_sent_back_disappears(editor, waiting):
    from .browsing import decide

    decide(editor, waiting[0], "send-back", note="Which Tuesday?")

    assert set(states(editor)) == {"claim-1", "claim-2"}


@pytest.mark.parametrize("how_many", [1, 6])
def test_takes_as_many_queries_for_many(researcher, editor, django_assert_num_queries, how_many):
    source = make.a_source()
    for _ in range(how_many):
        submitted(researcher, make.a_claim(source=source))

    with django_assert_num_queries(23):
        editor.get(REVIEWS)


def test_review_by_a_researcher_opens_nothing(researcher, waiting):
    researcher.get(review_page(waiting[0]))

    assert not Opened.objects.exists()
    assert researcher.get(reverse("admin:reviews")).status_code == 403


def test_next_review_leads_through_what_was_not_opened(editor, waiting):
    seen = []
    for _ in waiting:
        address = editor.get(NEXT)["Location"]
        editor.get(address)
        seen.append(address.partition("#")[0])

    assert set(seen) == {review_page(copy) for copy in waiting}
    assert editor.get(NEXT)["Location"] == f"{REVIEWS}#decision"


def test_next_review_is_never_of_ones_own_change(editor):
    claim = make.a_claim()
    make.publish_all()
    submitted(editor, claim, statement="Mine.")

    assert editor.get(NEXT)["Location"] == f"{REVIEWS}#decision"
