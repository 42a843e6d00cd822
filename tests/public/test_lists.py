"""Lists: their order, their parts, their filters."""

import re

import pytest

from tests.public import building as make
from tracker.public import cursor, lists

pytestmark = pytest.mark.django_db


def refs_in(text, plural):
    """The pages of one kind that a list links to, in its order."""
    return list(dict.fromkeys(re.findall(rf'href="/{plural}/([^/"]+)/"', text)))


@pytest.mark.parametrize(
    ("plural", "documents", "order"),
    [
        (
            "claims",
            [
                make.claim("undated"),
                make.claim("late", happened=make.day("2025-06-02")),
                make.claim("b", happened=make.day("2022-03-01"), statement="Beta."),
                make.claim("a", happened=make.day("2022-03-01"), statement="Alpha."),
                make.claim("until", happened=make.time("/2023", None, "2023-12-31")),
            ],
            ["a", "b", "until", "late", "undated"],
        ),
        (
            "rounds",
            [make.round_("second", on="2025-06-02"), make.round_("none"), make.round_("first", on="2025-05-16")],
            ["first", "second", "none"],
        ),
        (
            "actors",
            [
                make.actor("person", actor_kind="person", name="Ada"),
                make.actor("group", actor_kind="group", name="Allies"),
                make.actor("body", actor_kind="organisation", name="A body"),
                make.actor("b", name="Borduria"),
                make.actor("a", name="Aland"),
            ],
            ["a", "b", "body", "group", "person"],
        ),
        (
            "sources",
            [
                make.source("wire", source_kind="reference", title="A wire"),
                make.source("piece", source_kind="analysis", title="A piece"),
                make.source("paper", title="Paper"),
            ],
            ["paper", "piece", "wire"],
        ),
        ("issues", [make.issue("b", title="B", parent="a"), make.issue("a", title="A")], ["a", "b"]),
        ("processes", [make.process("b", title="B"), make.process("a", title="A")], ["a", "b"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_order(read, plural, documents, order):
    make.publish(make.process(), make.source("paper"), *documents)

    wanted = set(order)
    assert [ref for ref in refs_in(read(f"/{plural}/"), plural) if ref in wanted] == order


def test_rounds_are_listed_under_their_years_with_their_process(read):
    make.publish(make.process(title="Talks"), make.round_(on="2025-05-16"), make.round_("undated"))

    text = read("/rounds/")

    assert re.findall(r"<h2>([^<]+)</h2>", text) == ["2025", "Undated"]
    assert '<a href="/processes/talks/"><bdi>Talks</bdi></a>' in text


@pytest.mark.parametrize("count", [0, 1, 5, 6, 12])
@pytest.mark.parametrize(
    "times", [[make.day("2022-03-01")], [None, make.day("2022-03-01"), make.day("2022-03-02")]]
)
def test_parts_follow_each_other_without_gap_or_repetition(read, monkeypatch, count, times):
    monkeypatch.setattr(lists, "PART", 5)
    documents = [
        make.claim(f"claim-{n}", statement="The same.", happened=times[n % len(times)])
        for n in range(count)
    ]
    make.publish(make.source(), *documents)

    found, url = [], "/claims/"
    while url:
        text = read(url)
        found += refs_in(text, "claims")
        go_on = re.search(r'href="(\?[^"]+)" rel="next"', text)
        url = f"/claims/{go_on[1]}" if go_on else ""

    assert len(found) == count
    assert set(found) == {document.ref for document in documents}


def test_parts_survive_a_retraction_between_them(read, monkeypatch):
    monkeypatch.setattr(lists, "PART", 2)
    make.publish(make.source(), *(make.claim(f"claim-{n}") for n in range(4)))
    go_on = re.search(r'href="(\?[^"]+)" rel="next"', read("/claims/"))[1]
    make.retract("claim", "claim-1")

    assert refs_in(read(f"/claims/{go_on}"), "claims") == ["claim-2", "claim-3"]


CURSORS = ["x", "%00", "!!!", "e30", "W10", "WyIxIiwiMiIsIjMiXQ", "é", "A" * 5000, "bnVsbA",
           cursor.encode(("2022-03-01", "\ud800".encode("utf-16", "surrogatepass").hex(), "a\x00")),
           cursor.encode(("0000-00-00", "a", "b"))]  # fmt: skip


@pytest.mark.parametrize("plural", ["claims", "actors", "issues"])
@pytest.mark.parametrize("after", CURSORS)
def test_bad_cursor_is_refused(client, plural, after):
    response = client.get(f"/{plural}/", {"after": after})

    assert response.status_code == 400
    assert "begin with its first part" in response.content.decode()


@pytest.fixture
def filtered():
    make.publish(
        make.source(),
        make.source("wire"),
        make.actor("alpha"),
        make.issue(),
        make.process(),
        make.round_(),
        make.position("wants"),
        make.claim("about", actors=[("subject", "alpha")], issues=("ceasefire",)),
        make.claim("there", rounds=("first-round",), citations=(make.citation(origin="wire"),)),
        make.claim("twice", citations=(make.citation(), make.citation("wire"))),
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("actor=alpha", {"wants", "about"}),
        ("actor=alpha&role=holder", {"wants"}),
        ("actor=alpha&role=subject", {"about"}),
        ("actor=alpha&kind=event", {"about"}),
        ("issue=ceasefire", {"wants", "about"}),
        ("issue=ceasefire&actor=alpha&role=subject", {"about"}),
        ("round=first-round", {"there"}),
        ("source=wire", {"there", "twice"}),
        ("source=wire&role=credits", {"there"}),
        ("kind=position", {"wants"}),
        ("grade=corroborated", {"twice"}),
        ("grade=disputed", set()),
        ("actor=&issue=&kind=&grade=", {"wants", "about", "there", "twice"}),
        ("role=holder", {"wants"}),
        ("role=credits", {"there"}),
    ],
)
def test_filters(read, filtered, query, found):
    text = read(f"/claims/?{query}").partition('id="list"')[2]

    assert set(refs_in(text, "claims")) == found


def test_filter_follows_a_moved_page(read, filtered):
    make.move("alpha", make.actor("omega"))

    assert set(refs_in(read("/claims/?actor=alpha"), "claims")) == {"wants", "about"}


def test_filtered_list_names_its_filters_and_how_to_take_them_off(read, filtered):
    text = read("/claims/?actor=alpha&role=holder&kind=position")

    assert '<a href="/claims/?actor=alpha&amp;role=holder" rel="nofollow"' in text.replace(
        'class="off" href', "href"
    )
    assert 'href="/claims/?kind=position"' in text  # the role goes with its actor
    assert ", as holder" in text
    assert "<b>1 claim</b>" in text
    assert '<meta name="robots" content="noindex, follow">' in text
    assert '<link rel="canonical" href="http://testserver/claims/">' in text


@pytest.mark.parametrize(
    "query",
    ["actor=nobody", "kind=nonsense", "grade=best", "role=king", "actor=%00",
     "source=alpha", "kind=%00", "kind=summit", "period=2022-13", "period=%00", "period=" + "2" * 99,
     "sort=best", "grade=%00", "round=" + "a" * 9000],
)  # fmt: skip
def test_impossible_filter_is_refused_with_a_message(client, filtered, query):
    response = client.get(f"/claims/?{query}")

    assert response.status_code == 400
    assert "Show the whole list" in response.content.decode()


def test_filters_of_every_kind_of_page_lead_to_lists(read, filtered):
    make.publish(make.round_("second", participants=[("alpha", "host")]))

    assert refs_in(read("/rounds/?actor=alpha&role=host"), "rounds") == ["second"]
    assert set(refs_in(read("/rounds/?process=talks"), "rounds")) == {"first-round", "second"}
