"""Facets: what a list can be narrowed down to, and that each count is what its link shows."""

import re
from datetime import date
from html import unescape

import pytest
from django.core.cache import cache

from tests.public import building as make
from tracker.models import rounds as desk_rounds
from tracker.public import facets, lists, words
from tracker.public.facets import FACETS, periods
from tracker.public.words import PLURALS
from tracker.record import listing

pytestmark = pytest.mark.django_db

_CHOICE = re.compile(
    r'<li( class="chosen")?><a href="([^"]+)" rel="nofollow"[^>]*><bdi>.*?</bdi></a> '
    r'<span class="count">(\d+)</span>'
)


def choices(text):
    """Address and count of each choice of each facet, and whether it is in force."""
    return [(unescape(url), int(count), bool(now)) for now, url, count in _CHOICE.findall(text)]


def total(text):
    return int(re.search(r"<p>(?:<b>)?([\d,]+) \w+", text)[1].replace(",", ""))


@pytest.fixture
def mixed():
    make.publish(
        make.source(),
        make.source("wire", source_kind="reference", published=make.day("2022-03-01")),
        *(make.actor(ref) for ref in ("alpha", "beta")),
        make.actor("ada", actor_kind="person"),
        make.issue(),
        make.issue("land"),
        make.process(),
        make.round_(on="2022-03-01", participants=[("alpha", "host")]),
        make.round_("call", format="call", on="2025-05-16", participants=[("beta", "party")]),
        make.position("wants", happened=make.day("2022-03-01")),
        make.position("rejects", "beta", "land", happened=make.time("2022/2023", "2022-01-01", "2023-12-31")),
        make.claim("met", actors=[("subject", "alpha"), ("subject", "beta")], rounds=("call",),
                   happened=make.day("2025-05-16"),
                   citations=(make.citation(), make.citation("wire"))),
        make.claim("undated", citations=(make.citation("wire", stance="supports"),)),
        make.claim("until", happened=make.time("/2022-06", None, "2022-06-30")),
    )  # fmt: skip


@pytest.mark.parametrize(
    "start",
    ["/claims/", "/claims/?actor=alpha", "/claims/?actor=alpha&kind=position", "/claims/?period=2022",
     "/claims/?actor=beta&role=holder", "/claims/?grade=single+origin&source=paper",
     "/rounds/", "/rounds/?actor=alpha", "/actors/", "/sources/", "/sources/?kind=reference"],
)  # fmt: skip
def test_every_count_is_what_its_link_shows(read, mixed, start):
    text = read(start)

    assert choices(text)
    for url, count, chosen in choices(text):
        # The link of a choice in force takes it off: what it leaves is this list.
        assert total(text if chosen else read(url)) == count, url


@pytest.mark.parametrize(
    ("kind", "names"), [(kind, names) for kind, names in FACETS.items() if names]
)
def test_each_list_has_its_facets(read, mixed, kind, names):
    text = read(f"/{PLURALS[kind]}/")

    assert re.findall(r'<h2 id="facet-(\w+)"', text) == list(names)


@pytest.mark.parametrize(
    ("period", "found"),
    [
        ("2022", {"wants", "rejects", "until"}),
        ("2023", {"rejects"}),
        ("2022-03", {"wants", "rejects", "until"}),
        ("2024/", {"met"}),
        ("/2021", {"until"}),
        ("2025-05-16", {"met"}),
        ("2026", set()),
    ],
)
def test_period_has_what_may_have_been_within_it(read, mixed, period, found):
    text = read(f"/claims/?period={period}").partition('id="list"')[2]

    assert set(re.findall(r'href="/claims/([a-z]+)/"', text)) == found


def test_choice_in_force_is_marked_and_its_link_takes_it_off(read, mixed):
    text = read("/claims/?kind=position&actor=alpha")

    chosen = re.findall(r'<li class="chosen"><a href="([^"]+)"', text)
    assert {unescape(url) for url in chosen} == {"/claims/?actor=alpha", "/claims/?kind=position"}


def test_form_for_a_period_keeps_the_other_filters(read, mixed):
    text = read("/claims/?kind=position&period=2022&sort=newest")

    form = text.partition('id="facet-period"')[2].partition("</form>")[0]
    assert dict(re.findall(r'name="(\w+)" value="([^"]*)"', form)) == {
        "kind": "position",
        "sort": "newest",
    } | {"period": "2022"}


def test_rarer_choices_stand_behind_more(read, monkeypatch, mixed):
    monkeypatch.setattr(facets, "SHOWN", 1)

    facet = read("/claims/").partition('id="facet-actor"')[2].partition("</section>")[0]

    shown, _, further = facet.partition("<details>")
    assert re.findall("<bdi>(.*?)</bdi>", shown) == ["Name of alpha"]
    assert "<summary>1 more</summary>" in further
    assert re.findall("<bdi>(.*?)</bdi>", further) == ["Name of beta"]


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (date(2013, 12, 1), date(2015, 1, 1), ["2013", "2014", "2015"]),
        (date(1900, 1, 1), date(1945, 1, 1), ["1900/1909", "1910/1919", "1920/1929", "1930/1939", "1940/1949"]),
        (None, None, []),
    ],
)  # fmt: skip
def test_periods(first, last, found):
    assert list(periods(first, last)) == found


@pytest.mark.parametrize(("first", "last"), [(date.min, date.max), (date(900, 1, 1), date.max)])
def test_periods_are_few_however_long_the_time(first, last):
    assert 0 < len(periods(first, last)) <= 41


def test_formats_are_those_of_the_desk():
    assert tuple(desk_rounds.Format.values) == words.FORMATS


def test_long_list_is_counted_so_far_only(read, monkeypatch, mixed, django_assert_max_num_queries):
    by_index = re.compile(r'href="/claims/\?((?:kind|grade)=[^"&]+)"')
    offered = by_index.findall(read("/claims/"))
    for module in (listing, facets, lists):
        monkeypatch.setattr(module, "MOST_COUNTED", 3)
    cache.clear()  # the list is kept as it was counted before

    with django_assert_max_num_queries(18):
        text = read("/claims/")

    assert "More than 2 claims" in text
    counts = re.findall(r'<span class="count">([\d+]+)</span>', text)
    assert counts
    assert all(int(count.rstrip("+")) <= 3 for count in counts)
    by_actor = text.partition('id="facet-actor"')[2].partition("</section>")[0]
    assert re.findall(r'<span class="count">\d+\+</span>', by_actor)
    assert by_index.findall(text) == offered != []  # however rare
