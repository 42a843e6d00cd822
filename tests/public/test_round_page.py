"""The page of a round: what each side brought, rival accounts, comparison with another round."""

import re

import html5lib
import pytest

from tests.public import building as make
from tests.public.test_other_pages import headed

pytestmark = pytest.mark.django_db


def brought(ref, *place, rounds=("spring",), **fields):
    """A position taken in some rounds; `place` is its holder and its issue."""
    return make.position(ref, *place, rounds=rounds, **fields)


@pytest.fixture
def published():
    parties = [("alpha", "party"), ("beta", "party")]
    make.publish(
        make.source(),
        make.actor("alpha"),
        make.actor("beta"),
        make.issue(),
        make.issue("silence"),
        make.process(),
        make.round_(
            "spring",
            on="2022-04-01",
            participants=[*parties, ("gamma", "absent")],
            outcome=make.docs.Fact(value="draft", basis="met"),
            venue=make.docs.Fact(value="Town", basis="met"),
        ),
        make.actor("gamma"),
        make.round_("later", on="2025-06-02", participants=parties),
        make.claim("met", rounds=("spring",)),
        brought("asks"),
        brought("elsewhere", "beta", "silence", rounds=("later",)),
    )


def cells(html):
    """What each side brought, by issue: refs of claims, in the order of the sides."""
    part = html.partition('id="brought"')[2].partition("<h2")[0]
    rows = re.findall(r'<th scope="row">.*?/issues/([^/]+)/.*?</th>(.*?)</tr>', part, re.DOTALL)
    return {
        issue: [
            re.findall(r'href="/claims/([^/"?]+)/"', cell)
            for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)
        ]
        for issue, row in rows
    }


def headed_facts(html):
    """The fact box, as text."""
    part = html.partition('<dl class="facts">')[2].partition("</dl>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part))


def test_sides_stand_side_by_side_and_silence_is_said(read, published):
    html = read("/rounds/spring/")

    assert cells(html) == {"ceasefire": [["asks"], []]}
    assert "No statement found in the sources held" in headed(html)["What each side brought"]


def test_positions_stand_once_and_other_claims_apart(read, published):
    html = read("/rounds/spring/")

    assert html.count('href="/claims/asks/"') == 1
    assert "Statement of met." in headed(html)["What else is claimed of it"]


def test_outcome_names_the_claim_it_rests_on(read, published):
    found = headed(read("/rounds/spring/"))["What came of it"]

    assert found == "A draft. As claimed: Statement of met."
    assert headed(read("/rounds/later/"))["What came of it"].startswith("No statement found")


def test_rival_accounts_are_the_contradictions_of_this_round(read, published):
    make.publish(
        make.claim("failed", relations=(make.relation("contradicts", "met"),)),
        make.claim("far", rounds=("later",)),
        make.claim("away", relations=(make.relation("contradicts", "far"),)),
    )

    found = headed(read("/rounds/spring/"))["Rival accounts 1"]

    assert "1 pair, 1 open." in found
    assert "Statement of failed." in found
    assert "these very words" in found
    assert "Statement of far." not in found


def test_rival_accounts_open_and_nearest_first_and_the_rest_in_short(read, published):
    def against(ref, settled="open", **fields):
        return make.claim(ref, relations=(make.relation("contradicts", "met", settled),), **fields)

    make.publish(
        against("a-settled", "to", rounds=("spring",)),
        against("b-far"),
        *(against(f"near-{n}", rounds=("spring",)) for n in range(3)),
    )

    html = read("/rounds/spring/").partition('id="rivals"')[2]
    full, _, short = html.partition("Open as well")

    assert set(re.findall(r'<h4><a href="/claims/([\w-]+)/', full)) == {
        "met", "near-0", "near-1", "near-2",
    }  # fmt: skip
    still_open, _, settled = short.partition("</details>")[0].partition("<details")
    assert set(re.findall(r'href="/claims/([\w-]+)/"', still_open)) == {"met", "b-far"}
    assert set(re.findall(r'href="/claims/([\w-]+)/"', settled)) == {"met", "a-settled"}
    assert "1 further pair, settled" in settled


def test_what_disputes_the_outcome_is_said_beside_it_and_comes_first(read, published):
    def against(ref, other, settled="open"):
        return make.claim(
            ref, rounds=("spring",), relations=(make.relation("contradicts", other, settled),)
        )

    make.publish(make.claim("a-near", rounds=("spring",)), against("b-near", "a-near"))
    assert "Disputed" not in headed_facts(read("/rounds/spring/"))

    make.publish(make.claim("z-far", relations=(make.relation("contradicts", "met"),)))

    html = read("/rounds/spring/")
    assert "A draft 2 Disputed" in headed_facts(html)
    assert '<a href="#rivals"><span class="grade dispute">' in html
    first = html.partition('<article class="pair">')[2].partition("</article>")[0]
    assert re.findall(r'<h4><a href="/claims/([\w-]+)/', first) == ["met", "z-far"]


def test_settled_dispute_does_not_mark_the_outcome(read, published):
    settled = make.relation("contradicts", "met", "both-stand")
    make.publish(make.claim("other", rounds=("spring",), relations=(settled,)))

    assert "Disputed" not in headed_facts(read("/rounds/spring/"))


def test_positions_of_that_day_are_one_click_away(read, published):
    html = read("/rounds/spring/")
    assert 'href="/positions/?on=2022-04-01"' in html
    assert 'href="/positions/?on=2022-04-01&amp;and=2025-06-02">What has changed' in html
    assert "What has changed" not in read("/rounds/later/").partition('id="brought"')[2][:4000]
    assert 'href="/positions/?on=2022-04-01&amp;and=2025-06-02"' in (
        read("/rounds/later/?with=spring")
    )


def test_comparison_sets_facts_people_and_positions_side_by_side(read, published):
    make.publish(
        brought("asks-again", posture="offers", rounds=("later",)), brought("keeps", "beta"),
        brought("keeps-on", "beta", rounds=("later",)),
    )  # fmt: skip

    html = read("/rounds/later/?with=spring")

    html5lib.HTMLParser(strict=True).parse(html)
    part = html.partition('id="compared"')[2].partition("</section>")[0]
    part = re.sub(r'<span class="who".*?</span>', "", part)  # phones show these for column heads
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part))
    heads = re.findall(r'<th scope="col"><a href="/rounds/(\w+)/', html)
    assert heads == ["spring", "later"]
    assert "Date 1 April 2022 2 June 2025" in text
    assert "Venue Town No statement found" in text
    assert "Absent Name of gamma No statement found" in text
    assert re.search(r"Title of ceasefire\s*Name of alpha\s*↻ Changed", text)
    assert re.search(r"Title of ceasefire\s*Name of beta\s*= Unchanged", text)


def test_rounds_to_compare_with_are_all_but_this_one(read, published):
    form = read("/rounds/later/?with=spring").partition('id="compare"')[2].partition("</form>")[0]

    assert re.findall(r'<option value="(\w+)"( selected)?>', form) == [("spring", " selected")]


def test_round_that_moved_is_compared_under_its_former_address(read, published):
    make.move("spring", make.round_("talks-of-spring", on="2022-04-01"))

    assert "/rounds/talks-of-spring/" in read("/rounds/later/?with=spring")


@pytest.mark.parametrize("asked", ["nothing", "%00", "x" * 200, "gone"])
def test_impossible_comparison_is_refused_and_the_round_still_shown(client, published, asked):
    make.publish(make.round_("gone"))
    make.retract("round", "gone")

    response = client.get(f"/rounds/spring/?with={asked}")

    assert response.status_code == 400
    assert "No round is published under the address you gave." in response.content.decode()
    assert "A draft" in response.content.decode()


@pytest.mark.parametrize("size", [5, 30])
def test_queries_of_a_comparison_do_not_grow(client, published, django_assert_num_queries, size):
    make.publish(
        *(brought(f"p-{n}", rounds=("spring", "later")) for n in range(size)),
        *(
            make.claim(f"r-{n}", relations=(make.relation("contradicts", "met"),))
            for n in range(size)
        ),
        *(make.round_(f"round-{n}") for n in range(size)),
    )

    with django_assert_num_queries(17):
        client.get("/rounds/spring/?with=later")
