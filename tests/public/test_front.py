"""The front page: the dossier in a paragraph, and the way to everything else."""

import re

import pytest

from tests.public import building as make
from tests.public.test_claim_page import text_of
from tests.public.test_other_pages import headed
from tracker.public.templatetags import reading
from tracker.record import listing

pytestmark = pytest.mark.django_db


@pytest.fixture
def published():
    make.publish(
        make.source(),
        *(make.actor(ref) for ref in ("alpha", "beta", "gamma")),
        *(make.issue(f"issue-{n}") for n in range(7)),
        make.process(),
        make.round_(on="2022-04-01"),
        make.round_("undated"),
        *(make.position(f"a-{n}", "alpha", f"issue-{n}") for n in range(7)),
        *(make.position(f"b-{n}", "beta", f"issue-{n}") for n in range(2, 7)),
        make.position("c", "gamma", "issue-0"),
    )


def test_paragraph_says_how_much_there_is(read, published):
    text = text_of(read("/"))

    assert "This dossier holds 13 claims about 2 rounds of negotiations (2022) in 1 process" in text


def test_paragraph_counts_no_further_than_lists_do(read, published, monkeypatch):
    monkeypatch.setattr(listing, "MOST_COUNTED", 4)
    monkeypatch.setattr(reading, "MOST_COUNTED", 4)

    text = text_of(read("/"))

    assert "holds more than 3 claims about 2 rounds" in text
    assert "what is said of 3 actors" in text
    assert "понад 3 твердження" in text_of(read("/uk/"))


def test_timeline_stands_on_the_front_with_the_way_to_the_undated(read, published):
    html = read("/")

    assert re.search(r'<a class="day" href="/rounds/first-round/">', html)
    assert '<a href="/timeline/#undated">1 round without a date</a>' in html
    assert 'id="undated"' in read("/timeline/")


def test_glance_has_the_two_main_holders_on_the_issues_with_most_positions(read, published):
    found = read("/").partition('<table class="matrix')[2].partition("</table>")[0]

    assert re.findall(r'<th scope="col"><a href="/actors/(\w+)/">', found) == ["alpha", "beta"]
    assert set(re.findall(r'<th scope="row"><a href="/issues/([\w-]+)/">', found)) == {
        f"issue-{n}" for n in range(2, 7)
    }


def test_sharpest_disagreements_come_first_each_claim_once(read, published):
    against = [make.relation("contradicts", "core")]
    make.publish(
        make.claim("core"),
        make.claim("x", relations=(*against, make.relation("contradicts", "y"))),
        make.claim("y", relations=tuple(against)),
        make.claim("lone", relations=(make.relation("contradicts", "a-0"),)),
        make.claim("settled", relations=(make.relation("contradicts", "b-3", "from"),)),
    )

    html = read("/").partition('<ul class="rivals">')[2].partition("</ul>")[0]

    pairs = [set(re.findall(r'href="/claims/([\w-]+)/"', one)) for one in html.split("</li>")[:-1]]
    assert pairs == [{"core", "x"}, {"a-0", "lone"}, {"b-3", "settled"}]
    assert "settled against" in html
    assert "5 pairs of claims contradict each other; 4 of these contradictions are open." in (
        text_of(read("/"))
    )


def test_disagreements_about_facts_of_rounds_come_before_others_of_their_kind(read, published):
    def against(ref, other):
        return make.claim(ref, relations=(make.relation("contradicts", other),))

    make.publish(*(against(f"d-{n}", f"a-{n}") for n in range(4)), against("signed", "b-6"))
    make.publish(make.round_("undated", outcome=make.docs.Fact(value="draft", basis="signed")))

    html = read("/").partition('<ul class="rivals">')[2]

    assert re.findall(r'href="/claims/([\w-]+)/"', html)[:2] == ["b-6", "signed"]


def test_what_changed_last_is_named(read, published):
    make.publish(make.issue("issue-0", title="Truce"), note="It has another name.")

    newest = headed(read("/"))["What changed last"].partition("Published")[0]
    assert "Corrected issue Truce" in newest
    assert "It has another name." in newest


def test_record_without_dates_or_positions_has_a_front(read):
    make.publish(make.process(), make.round_("undated"))

    text = text_of(read("/"))

    assert "No dated round is public yet." in text
    assert "Positions at a glance" not in text
