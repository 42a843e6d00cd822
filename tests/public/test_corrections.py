"""The corrections: what was put right or taken back, and nothing else."""

import re

import pytest

from tests.public import building as make
from tracker.public import corrections

pytestmark = pytest.mark.django_db


def entries(text):
    return re.findall(r'id="edition-(\d+)".*?class="action (\w+)"', text)


def test_corrected_and_retracted_with_notes_newest_first(read):
    make.publish(
        make.source(), make.claim("met"), make.claim("wrong", statement="A secret meeting.")
    )
    make.publish(make.claim("met", statement="They met twice."), note="It was twice.")
    make.publish(make.claim("met", statement="They met twice!"))
    make.retract("claim", "wrong", "Nobody said so.")

    text = read("/corrections/")

    assert entries(text) == [("6", "retracted"), ("4", "corrected")]
    assert "It was twice." in text
    assert "Nobody said so." in text
    assert "secret" not in text


def test_parts_follow_each_other(read, monkeypatch):
    monkeypatch.setattr(corrections, "PART", 2)
    make.publish(make.source(), make.claim("met"))
    for n in range(5):
        make.publish(make.claim("met", statement=f"They met {n} times."), note=f"It was {n}.")

    found, url = [], "/corrections/"
    while url:
        text = read(url)
        found += [number for number, _ in entries(text)]
        go_on = re.search(r'href="(\?[^"]+)" rel="next"', text)
        url = f"/corrections/{go_on[1]}" if go_on else ""

    assert found == ["7", "6", "5", "4", "3"]


@pytest.mark.parametrize("after", ["x", "-1", "%00", "9" * 30])
def test_impossible_part_is_refused(client, after):
    assert client.get(f"/corrections/?after={after}").status_code == 400


def test_every_page_leads_there(read):
    assert 'href="/corrections/"' in read("/").partition("<footer")[2]
