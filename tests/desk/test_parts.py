"""Lists are read in parts, searched through the index, and cost the same whatever they hold."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories as make
from tracker.desk.admin import lists
from tracker.models import WORKING_COPIES, Claim, finding, history

from .browsing import ONE_OF, list_page

pytestmark = pytest.mark.django_db


def shown(client, kind="claim", **query):
    response = client.get(list_page(kind), query)
    return [row.ref for row in response.context["cl"].result_list]


def listed(response):
    return response.context["cl"]


@pytest.fixture
def parts_of_two(monkeypatch):
    monkeypatch.setattr(lists, "PART", 2)
    monkeypatch.setattr(finding, "MOST_FOUND", 2)


@pytest.fixture
def five():
    """Claims in the order of their changes: the last changed is the first here."""
    claims = [make.a_claim(f"claim-{n}", statement=f"Envoys met {n}.") for n in range(5)]
    history.keep(claims, by=None)
    return [claim.ref for claim in reversed(claims)]


QUESTIONS = [
    {},
    {"q": "statement"},
    {"q": "nothing that anybody said"},
    {"review": "waiting"},
    {"review": "mine"},
    {"o": "1"},
    {"p": "1", "all": ""},
    {"before": "2030-01-01T00:00:00+00:00~00000000-0000-4000-8000-000000000000"},
]
OF_CLAIMS = [
    {"kind__exact": "event"},
    {"posture__exact": "demands"},
    {"citations": "exact"},
    {"q": "statement", "citations": "exact", "kind__exact": "event", "before": "9999"},
]


@pytest.mark.parametrize("kind", WORKING_COPIES)
@pytest.mark.parametrize("person", ["editor", "superuser"])
@pytest.mark.parametrize("rows", [1, 4])
def test_list_takes_six_queries_at_most(sign_in, kind, person, rows):
    for _ in range(rows):
        make.contradict(make.a_claim(actors=[("subject", make.an_actor())]), make.a_claim())
        make.a_claim(issues=[make.an_issue(parent=make.an_issue())], rounds=[make.a_round()])
    make.publish_all()
    is_superuser = person == "superuser"
    client = sign_in("" if is_superuser else person, is_superuser=is_superuser)

    costs = {}
    for query in [*QUESTIONS, *(OF_CLAIMS if kind == "claim" else ())]:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(list_page(kind), query).status_code == 200
        costs[str(query)] = len(captured)

    assert (
        max(costs.values()) == {"process": 5, "issue": 5, "actor": 5}.get(kind, 6) - is_superuser
    ), costs


@pytest.mark.parametrize("kind", WORKING_COPIES)
def test_search_says_what_it_does_and_finds_by_ref(editor, kind):
    copies = [ONE_OF[kind](f"{kind}-found"), ONE_OF[kind](f"{kind}-other")]
    history.keep(copies, by=None)

    response = editor.get(list_page(kind), {"q": f"{kind}-found"})

    assert [row.ref for row in listed(response).result_list] == [f"{kind}-found"]
    assert "Finds words and their beginnings" in response.content.decode()


def test_search_finds_notes_quotes_and_any_spelling(editor):
    claim = make.a_claim("one", note="Inferred from the calendar.", quote="No paper was signed")
    actor = make.an_actor("zelensky", name="Volodymyr Zelensky")
    actor.names.create(name="Зеленський", language="uk", kind="alias")
    history.keep([claim, actor, make.a_claim("other"), make.an_actor("other")], by=None)

    for typed in ("calendar", '"paper was signed"', "CALEN", "paper inferred"):
        assert shown(editor, q=typed) == ["one"], typed
    assert shown(editor, q='"signed paper"') == shown(editor, q="…") == []
    for typed in ("зелен", "Zelen", "zelensky volodymyr"):
        assert shown(editor, "actor", q=typed) == ["zelensky"], typed


def test_filters_narrow_down_what_is_searched(editor):
    issue = make.an_issue(title="Ceasefire")
    one = make.a_claim("one", issues=[issue], statement="Envoys met.")
    two = make.a_claim("two", issues=[issue], source=False, statement="Envoys parted.")
    three = make.a_claim("three", kind="forecast", statement="Envoys will meet.")
    history.keep([one, two, three], by=None)

    assert set(shown(editor, issues=str(issue.pk))) == {"one", "two"}
    assert set(shown(editor, citations="exact")) == {"one", "three"}
    assert shown(editor, citations="exact", issues=str(issue.pk)) == ["one"]
    assert shown(editor, q="envoys", kind__exact="forecast") == ["three"]
    assert shown(editor, q="parted", citations="exact") == []
    page = editor.get(list_page("claim"), {"issues": str(issue.pk)}).content.decode()
    assert "Ceasefire" in page


def test_issues_are_folded_up_until_one_is_chosen(editor):
    issue = make.an_issue(title="Ceasefire")
    folded = '<details data-filter-title="issue">'

    assert folded in editor.get(list_page("claim")).content.decode()
    chosen = editor.get(list_page("claim"), {"issues": str(issue.pk)}).content.decode()
    assert folded not in chosen
    assert '<details data-filter-title="issue" open>' in chosen


def test_parts_follow_each_other_without_gap_or_repetition(editor, five, parts_of_two):
    for question in ({}, {"q": "envoys"}, {"kind__exact": "event"}, {"citations": "exact"}):
        read, address = [], f"{list_page('claim')}?"
        while address:
            cl = listed(editor.get(address, {} if read else question))
            read.append([row.ref for row in cl.result_list])
            address = cl.earlier and list_page("claim") + cl.earlier

        assert read == [five[:2], five[2:4], five[4:]], question


def test_pages_and_order_stay_within_their_part(editor, five, monkeypatch, parts_of_two):
    monkeypatch.setattr("tracker.desk.admin.claims.ClaimAdmin.list_per_page", 1)
    second_part = listed(editor.get(list_page("claim"))).earlier

    page = editor.get(list_page("claim") + second_part)
    assert [row.ref for row in listed(page).result_list] == [five[2]]
    assert listed(page).result_count == 2

    other = listed(page).get_query_string({"p": 2})
    assert [row.ref for row in listed(editor.get(list_page("claim") + other)).result_list] == [
        five[3]
    ]
    sorted_ = listed(page).get_query_string({"o": "1"})  # by statement
    assert [row.ref for row in listed(editor.get(list_page("claim") + sorted_)).result_list] == [
        five[3]
    ]
    html = page.content.decode()
    assert ">changed earlier<" in html
    assert ">changed last<" in html


def test_filtering_and_searching_begin_with_the_first_part(editor, five, parts_of_two):
    page = editor.get(list_page("claim") + listed(editor.get(list_page("claim"))).earlier)

    assert "before" not in listed(page).get_query_string({"kind__exact": "event"})
    assert 'name="before"' not in page.content.decode()


def test_count_is_that_of_the_part_and_not_taken_for_that_of_all(editor, five, parts_of_two):
    html = editor.get(list_page("claim"), {"q": "envoys"}).content.decode()

    assert "There are more, changed before these" in html
    assert "2 results" not in html
    assert "1 result" in editor.get(list_page("claim"), {"q": '"met 3"'}).content.decode()


def test_all_of_a_part_are_what_an_action_gets(editor, five, parts_of_two):
    data = {"action": "publish_selected", "select_across": "1", "index": "0"}
    chosen = Claim.objects.get(ref=five[0])

    asked = editor.post(list_page("claim"), {**data, "_selected_action": str(chosen.pk)})

    assert {copy.ref for copy in asked.context["copies"]} == set(five[:2])


def test_part_of_which_a_filter_leaves_nothing_leads_on(editor, five, parts_of_two):
    Claim.objects.filter(ref=five[4]).update(kind="forecast")

    page = listed(editor.get(list_page("claim"), {"q": "envoys", "kind__exact": "forecast"}))

    assert list(page.result_list) == []
    assert page.earlier


@pytest.mark.parametrize("before", ["x", "2022~y", "1" * 30, "²", "-1", "2022-01-01"])
def test_what_is_no_place_in_a_list_is_refused(editor, before):
    plain = editor.get(list_page("claim"), {"before": before})
    searched = editor.get(list_page("claim"), {"before": before, "q": "envoys"})

    assert plain.status_code == searched.status_code == 302
    assert plain.url.endswith("?e=1")


def test_page_that_is_not_there_is_refused(editor, five):
    for page in ("2", "0", "-1"):
        assert editor.get(list_page("claim"), {"p": page}).status_code == 302


def offered(client, model, field, term):
    names = {"app_label": "tracker", "model_name": model, "field_name": field, "term": term}
    response = client.get(reverse("admin:autocomplete"), names)
    return [row["text"] for row in response.json()["results"]]


def test_fields_offer_what_begins_so_nearest_first(editor, django_assert_num_queries):
    actor = make.an_actor(name="Volodymyr Zelensky")
    actor.names.create(name="Зеленський", language="uk", kind="alias")
    office = make.an_actor(name="Office of President Zelensky")
    elsewhere = make.an_actor(name="Ukraine", description="Led by Zelensky.")
    history.keep([actor, office, elsewhere], by=None)

    with django_assert_num_queries(5):  # session, account, permissions, how many, which
        found = offered(editor, "citation", "quoted", "Zelen")

    assert found == ["Volodymyr Zelensky", "Office of President Zelensky"]
    assert offered(editor, "citation", "quoted", "зелен") == ["Volodymyr Zelensky"]
    assert offered(editor, "citation", "quoted", "") == ["Ukraine", *reversed(found)]
    assert offered(editor, "citation", "quoted", "?!") == []


def test_drafts_are_found_at_the_desk_only(client, editor):
    history.keep([make.a_claim("secret", statement="Unicorns attended.")], by=None)

    assert shown(editor, q="unicorns") == ["secret"]
    assert "Unicorns attended" not in client.get("/search/", {"q": "unicorns"}).content.decode()
