"""The worklists on the desk and its front page: counts, reasons, and the way to the very place."""

import re
from dataclasses import replace

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories as make
from tracker.models import Claim, Relation
from tracker.press.worklists import WORKLISTS

from .browsing import change_page, filled_in, press_save, review_page, submitted


def worklist(slug):
    return reverse("admin:worklist", args=[slug])


def links(html):
    return set(re.findall(r'<li><a href="([^"]+)"', html.replace("&amp;", "&")))


@pytest.fixture
def work(db):
    """Something for every list."""
    source = make.a_source("paper")
    claim = make.a_claim("claim", source=source)
    make.a_citation(claim, source, "No paper was signed").save()
    claim.citations.filter(quote__startswith="No").update(state="ambiguous", drift="gone")
    other = make.a_claim("other", statement="Another thing happened.")
    make.contradict(claim, other, reason="")
    return {"source": source, "claim": claim, "other": other}


def test_link_leads_to_the_row_that_is_wrong(researcher, work):
    html = researcher.get(worklist("unplaced")).content.decode()

    assert f"{change_page(work['claim'])}#citations-1" in links(html)
    assert 'id="citations-1"' in researcher.get(change_page(work["claim"])).content.decode()


def test_relation_without_reason_is_found_at_its_row(researcher, work):
    html = researcher.get(worklist("unreasoned")).content.decode()

    assert f"{change_page(work['claim'])}#relations-0" in links(html)
    assert 'id="relations-0"' in researcher.get(change_page(work["claim"])).content.decode()


@pytest.mark.parametrize(
    ("slug", "address"),
    [
        ("unpublished", lambda work: review_page(work["claim"])),
        ("uncited", lambda work: reverse("admin:reading", args=[work["source"].pk])),
        ("drifted", lambda work: f"{change_page(work['claim'])}#citations-1"),
    ],
)
def test_link_leads_to_where_it_is_mended(researcher, work, slug, address):
    html = researcher.get(worklist(slug)).content.decode()

    assert address(work) in links(html)
    assert researcher.get(address(work)).status_code == 200


def test_inferred_date_is_found_at_its_field(researcher):
    round_ = make.a_round(date="2022", date_inference="It must have been.")

    html = researcher.get(worklist("inferred")).content.decode()

    assert f"{change_page(round_)}#id_date_inference" in links(html)
    assert 'id="id_date_inference"' in researcher.get(change_page(round_)).content.decode()


def test_likely_duplicates_lead_to_their_merge(researcher):
    older, newer = (make.an_actor(name="Hakan Fidan") for _ in range(2))

    html = researcher.get(worklist("duplicate-actors")).content.decode()
    address = f"{reverse('admin:merge', args=['actor'])}?keep={older.pk}&drop={newer.pk}"

    assert address in links(html)
    assert researcher.get(address).context["plan"].drop == newer


def test_what_is_mended_is_gone_from_the_list(researcher, work):
    Relation.objects.update(reason="They cannot both be true.")

    html = researcher.get(worklist("unreasoned")).content.decode()

    assert "Nothing to do here." in html


def test_further_pages_are_reached_by_their_link(researcher, monkeypatch):
    for number in range(5):
        make.a_claim(f"claim-{number}", source=False)
    monkeypatch.setattr(
        "tracker.desk.worklists.WORKLISTS",
        {"without-evidence": replace(WORKLISTS["without-evidence"], step=2)},
    )
    address, seen = worklist("without-evidence"), []

    while address:
        html = researcher.get(address).content.decode()
        seen += [link for link in links(html) if "/claim/" in link]
        found = re.search(r'href="(\?after=[^"]+)"', html)
        address = found and worklist("without-evidence") + found[1]

    assert len(seen) == len(set(seen)) == 5


@pytest.mark.parametrize("address", ["no-such-list/", "unplaced/?after=x"])
def test_unknown_list_or_damaged_page_is_not_found(researcher, address):
    assert researcher.get(f"/desk/worklists/{address}").status_code == 404


def test_list_is_only_for_those_who_may_see_what_it_speaks_of(sign_in):
    from django.contrib.auth.models import Permission

    client = sign_in()
    client.user.user_permissions.set(Permission.objects.filter(codename="view_actor"))

    assert client.get(worklist("duplicate-actors")).status_code == 200
    assert client.get(worklist("unplaced")).status_code == 403
    front = client.get("/desk/")
    assert [row.worklist.slug for row in front.context["worklists"]] == ["duplicate-actors"]


@pytest.mark.parametrize("how_many", [1, 7])
def test_list_takes_as_many_queries_for_many(researcher, django_assert_num_queries, how_many):
    for _ in range(how_many):
        make.a_claim().citations.update(state="missing")

    with django_assert_num_queries(6):
        researcher.get(worklist("unplaced"))


def test_front_page_counts_what_there_is_to_do(editor, work):
    rows = {row.worklist.slug: row for row in editor.get("/desk/").context["worklists"]}

    assert set(rows) == set(WORKLISTS)
    assert (rows["unplaced"].count, rows["unplaced"].is_empty) == ("1", False)
    assert (rows["waiting"].count, rows["waiting"].is_empty) == ("0", True)
    assert rows["waiting"].address == reverse("admin:reviews")


def test_front_page_of_a_researcher_leads_to_what_waits(researcher, work):
    rows = {row.worklist.slug: row for row in researcher.get("/desk/").context["worklists"]}

    assert rows["waiting"].address == worklist("waiting")


def test_front_page_shows_what_one_worked_on_last(researcher, editor, public_claim):
    other = make.an_issue("ceasefire")
    for copy in (public_claim, other, public_claim):
        press_save(researcher, change_page(copy), filled_in(researcher.get(change_page(copy))))

    mine = researcher.get("/desk/").context["worked_on"]
    theirs = editor.get("/desk/").context["worked_on"]

    assert [row["copy"] for row in mine] == [public_claim, other]
    assert theirs == []


def test_front_page_passes_over_what_is_gone(researcher):
    issue = make.an_issue()
    press_save(researcher, change_page(issue), filled_in(researcher.get(change_page(issue))))
    issue.delete()

    assert researcher.get("/desk/").context["worked_on"] == []


def test_front_page_shows_what_was_just_published(editor, public_claim):
    context = editor.get("/desk/").context

    assert context["published"][0].ref == "a-claim"


def test_front_page_of_one_without_a_group_is_empty(sign_in, public_claim):
    context = sign_in().get("/desk/").context

    assert (context["worklists"], context["worked_on"], context["published"]) == ([], [], [])


def test_front_page_costs_the_same_for_few_and_many(editor, public_claim):
    def cost(how_many):
        for _ in range(how_many):
            source = make.a_source()
            claim = make.a_claim(source=source, actors=[("subject", make.an_actor())])
            make.contradict(claim, public_claim)
            make.a_round(date="2022", date_basis=claim)
            make.an_issue()
            submitted(editor, claim)
        make.publish_all()
        Claim.objects.filter(contributors=None).update(statement="Changed.")
        with CaptureQueriesContext(connection) as queries:
            editor.get("/desk/")
        return len(queries)

    assert cost(1) == cost(5)


def test_command_counts_all_lists(work, capsys):
    call_command("worklists")

    said = capsys.readouterr().out
    assert all(chosen.title in said for chosen in WORKLISTS.values())
    assert re.search(r"^ +1  Contradictions without a reason$", said, re.MULTILINE)


def test_command_lists_what_one_holds(work, capsys):
    call_command("worklists", "unplaced", format="json")

    said = capsys.readouterr().out
    assert '"unplaced": 1' in said
    assert "The words stand more than once in paper" in said
