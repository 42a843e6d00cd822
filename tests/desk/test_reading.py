"""The reading desk: what it shows of an article, to whom, and in how many queries."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from tests import factories as make
from tracker.desk.reading_held import Held
from tracker.models import Citation

from .citing import desk_of

pytestmark = pytest.mark.django_db

ARTICLE = (
    "🕊️ Talks in town\n"
    "Президент Зеленський met Russia's delegation on Monday. No paper was signed.\n"
    "\n"
    "They “would go on”\nand did.\r\n"
    "Also read: the harbour."
)


def selecting(source, words):
    start = source.texts.first().content.index(words)
    return {"start": start, "end": start + len(words)}


def runs_of(article):
    return [run for line in article.lines for run in line.runs]


def test_pieces_put_together_are_the_text():
    source = make.a_source(text=ARTICLE)
    make.an_actor(name="Russia")
    make.a_claim(source=source, quote="Зеленський met Russia")
    make.a_claim(source=source, quote="met Russia's delegation on Monday. No paper")

    article = Held(source).article((0, 40))

    pieces = [piece for run in runs_of(article) for piece in run.pieces]
    assert all(ARTICLE[piece.at : piece.at + len(piece.text)] == piece.text for piece in pieces)
    assert "".join(piece.text for piece in pieces) == ARTICLE.replace("\n", "")


def test_cited_words_have_their_state_and_mark():
    source = make.a_source(text=ARTICLE)
    make.a_claim(source=source, quote="No paper was signed")
    make.a_claim(source=source, quote='They "would go on"')

    article = Held(source).article(None)

    pieces = [piece for run in runs_of(article) for piece in run.pieces]
    assert {(piece.text, piece.state) for piece in pieces if piece.state} == {
        ("No paper was signed", "exact"),
        ("They “would go on”", "folded"),
    }
    assert [(mark.number, mark.sign) for piece in pieces for mark in piece.marks] == [
        (1, "✓"),
        (2, "≈"),
    ]


def test_sentences_are_cited_uncited_or_furniture():
    source = make.a_source(text=ARTICLE)
    make.a_claim(source=source, quote="No paper was signed")
    end = len(ARTICLE)
    source.furniture.create(start=end - 23, end=end, reason="link")

    article = Held(source).article(None)

    standings = {run.number: (run.standing, run.reason) for run in runs_of(article) if run.number}
    assert standings == {
        1: ("uncited", ""),
        2: ("uncited", ""),
        3: ("cited", ""),
        4: ("uncited", ""),
        5: ("furniture", "link"),
    }
    assert (article.coverage.cited, article.total, article.first_uncited) == (1, 4, 1)


def test_worst_state_is_shown_where_citations_overlap():
    source = make.a_source(text="They met in the town on Monday.")
    make.a_claim(source=source, quote="They met in the town")
    worse = make.a_claim(source=source, quote="in the town on Monday")
    worse.citations.update(state="unheld")

    article = Held(source).article(None)

    pieces = [(piece.text, piece.state) for run in runs_of(article) for piece in run.pieces]
    assert pieces == [
        ("They met ", "exact"),
        ("in the town", "unheld"),
        (" on Monday", "unheld"),
        (".", ""),
    ]


def test_actors_are_recognised_by_any_of_their_names(researcher):
    source = make.a_source(text=ARTICLE)
    make.an_actor(name="Russia")
    make.an_actor(name="Volodymyr Zelensky").names.create(
        name="Зеленський", language="uk", kind="canonical"
    )

    html = researcher.get(desk_of(source)).content.decode()

    assert 'title="Volodymyr Zelensky">Зеленський</span>' in html
    assert 'title="Russia">Russia</span>' in html


def test_page_says_how_far_the_work_has_come(researcher):
    source = make.a_source()
    make.a_claim(source=source, quote="No paper was signed")

    html = researcher.get(desk_of(source)).content.decode()

    assert "1 of 3 sentences cited" in html
    assert 'href="#s1">first uncited' in html


def test_carriage_returns_survive_for_the_count(researcher):
    source = make.a_source(text=ARTICLE)

    html = researcher.get(desk_of(source)).content.decode()

    assert "and did.</span>" in html
    assert "&#13;" in html


def test_source_without_a_text_says_what_to_do(researcher):
    source = make.a_source(text=None)

    html = researcher.get(desk_of(source), {"start": 0, "end": 5}).content.decode()

    assert "Add its text" in html
    assert reverse("admin:new-text", args=[source.pk]) in html


def test_citations_without_a_place_are_listed(researcher):
    source = make.a_source(text="They met on Monday. They parted.")
    lost = make.a_claim(source=source, quote="They met on Monday", statement="It was Monday.")
    make.desk.hold_text(source=source, content="Nothing at all happened here.", by=None)

    html = researcher.get(desk_of(source)).content.decode()

    assert lost.citations.get().drift
    assert "1 citation without a place in this text" in html


@pytest.mark.parametrize(
    ("start", "end"), [("x", "y"), ("", ""), ("-5", "3"), ("5", "5"), ("0", "99999"), ("6", "2")]
)
def test_place_that_is_none_opens_no_panel(researcher, start, end):
    response = researcher.get(desk_of(make.a_source()), {"start": start, "end": end})

    assert response.status_code == 200
    assert response.context["panel"] is None
    assert "There is no word between" in response.content.decode()


def test_every_sentence_has_a_link_that_opens_the_panel_with_it(researcher):
    source = make.a_source(text=ARTICLE)
    html = researcher.get(desk_of(source)).content.decode()

    for start, end in re.findall(
        r'class="pick"[^>]*href="\?start=(\d+)&amp;end=(\d+)#panel"', html
    ):
        panel = researcher.get(desk_of(source), {"start": start, "end": end}).context["panel"]
        assert panel.passage == ARTICLE[int(start) : int(end)]
    assert len(re.findall('class="pick"', html)) == 5


def test_one_who_may_only_look_gets_no_form_and_saves_nothing(sign_in):
    client, source = sign_in(), make.a_source()
    client.user.user_permissions.set(Permission.objects.filter(codename="view_source"))
    chosen = selecting(source, "No paper was signed")

    looked = client.get(desk_of(source), chosen)
    answers = {
        verb: client.post(
            desk_of(source), {**chosen, "verb": verb, "claim": "new", "reason": "link"}
        ).status_code
        for verb in ("save", "mark", "unmark")
    }

    assert "You may read here, and not cite." in looked.content.decode()
    assert 'id="citing"' not in looked.content.decode()
    assert answers == {"save": 403, "mark": 403, "unmark": 403}
    assert not Citation.objects.exists()
    assert not source.furniture.exists()


@pytest.mark.parametrize("lacking", ["add_claim", "add_citation", "add_claimactor"])
def test_new_claim_needs_all_its_permissions(sign_in, lacking):
    client, source = sign_in("researcher"), make.a_source()
    client.user.groups.get().permissions.remove(Permission.objects.get(codename=lacking))
    data = {**selecting(source, "No paper was signed"), "verb": "save", "claim": "new"}

    assert client.post(desk_of(source), data).status_code == 403


@pytest.mark.parametrize("verb", ["", "publish", "delete"])
def test_unknown_request_is_not_found(researcher, verb):
    source = make.a_source()

    data = {**selecting(source, "No paper"), "verb": verb}

    assert researcher.post(desk_of(source), data).status_code == 404


def much(source, count):
    """Claims that cite the source, actors it names, issues and rounds near the passage."""
    for number in range(count):
        actor = make.an_actor(name=f"Town{number}")
        actor.names.create(name=f"Other town {number}", language="en", kind="alias")
        make.a_claim(
            source=source,
            quote="The delegations met",
            statement=f"No paper was signed, number {number}.",
            issues=[make.an_issue()],
            rounds=[make.a_round()],
            actors=[("subject", actor)],
        )
        source.furniture.create(start=number, end=number + 3, reason="link")


@pytest.mark.parametrize("count", [1, 9])
def test_page_takes_as_many_queries_for_much(researcher, django_assert_num_queries, count):
    source = make.a_source()
    much(source, count)

    with django_assert_num_queries(14):
        researcher.get(desk_of(source))


@pytest.mark.parametrize("count", [1, 9])
def test_panel_takes_as_many_queries_for_much(researcher, django_assert_num_queries, count):
    source = make.a_source()
    much(source, count)
    chosen = selecting(source, "No paper was signed")

    with django_assert_num_queries(17):
        researcher.get(desk_of(source), chosen)
