"""The list of editions: what happened, when and why."""

import re

import pytest

from tests.public import building as make
from tracker.public import editions

pytestmark = pytest.mark.django_db


def entries(text):
    """Number and action of each edition, in the order of the page."""
    return re.findall(r'id="edition-(\d+)".*?class="action (\w+)"', text)


def test_everything_that_happened_stands_there_newest_first(read):
    make.publish(make.source(), make.claim("met"))
    make.publish(make.claim("met", statement="They met twice."), note="It was twice.")
    make.move("met", make.claim("met-twice", statement="They met twice."))
    make.publish(make.claim("wrong"))
    make.retract("claim", "wrong", "Nobody said so.")

    text = read("/editions/")

    assert entries(text) == [
        ("7", "retracted"), ("6", "published"), ("5", "published"), ("4", "moved"),
        ("3", "corrected"), ("2", "published"), ("1", "published"),
    ]  # fmt: skip
    assert "It was twice." in text
    assert "Nobody said so." in text
    assert "Statement of wrong" not in text
    assert "retracted since" in text


@pytest.mark.parametrize("action", ["published", "corrected", "retracted", "moved"])
def test_only_one_sort_of_edition(read, action):
    make.publish(make.source(), make.claim("met"))
    make.publish(make.claim("met", statement="They met twice."), note="It was twice.")
    make.move("met", make.claim("met-twice"))
    make.retract("source", "paper")

    assert {found for _, found in entries(read(f"/editions/?action={action}"))} == {action}


def test_parts_follow_each_other(read, monkeypatch):
    monkeypatch.setattr(editions, "PART", 2)
    make.publish(make.source(), *(make.issue(f"issue-{n}") for n in range(4)))

    found, url = [], "/editions/"
    while url:
        text = read(url)
        found += [number for number, _ in entries(text)]
        go_on = re.search(r'href="(\?[^"]+)" rel="next"', text)
        url = f"/editions/{go_on[1]}" if go_on else ""

    assert found == ["5", "4", "3", "2", "1"]


def test_link_to_an_edition_leads_to_it(read):
    make.publish(make.source(), *(make.issue(f"issue-{n}") for n in range(4)))
    url, _, anchor = re.search(r'href="(/editions/[^"]+)"', read("/issues/issue-1/"))[1].partition(
        "#"
    )

    assert f'id="{anchor}"' in read(url)


@pytest.mark.parametrize(
    "query", ["after=x", "after=-1", "after=%00", "after=" + "9" * 30, "action=x"]
)
def test_impossible_part_is_refused(client, query):
    assert client.get(f"/editions/?{query}").status_code == 400
