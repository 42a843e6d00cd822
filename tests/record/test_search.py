"""Search finds what is public, by any spelling, the nearest first; and takes anything for words."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.public import building as make
from tracker.record import documents as docs
from tracker.record.models import Head
from tracker.record.search import Rank, search, similar

pytestmark = pytest.mark.django_db

SPELLINGS = {"Zelensky": "en", "Zelenskyy": "en", "Zelenskiy": "en", "Зеленський": "uk"}


def name(text, language):
    return docs.NamePart(name=text, language=language, kind="alias")


def zelensky():
    spelt = [name("Volodymyr Zelensky", "en"), *(name(*row) for row in SPELLINGS.items())]
    return make.actor(
        "zelensky", name="Volodymyr Zelensky", actor_kind="person", names=tuple(spelt)
    )


@pytest.fixture
def dossier():
    make.publish(
        make.source("paper", title="How the talks failed", publisher="The Gazette"),
        make.source("wire", title="[A wire report]", title_given=False),
        zelensky(),
        make.actor("novorossia", name="State of Novo", description="Proclaimed in 2014."),
        make.issue("neutrality", title="Neutrality and alliances"),
        make.process("istanbul", title="Talks in Istanbul"),
        make.round_("first", process="istanbul", title="First talks", summary="In the palace."),
        make.claim(
            "offer",
            statement="Ukraine offered neutrality for guarantees.",
            issues=("neutrality",),
            rounds=("first",),
            actors=[("subject", "zelensky")],
            citations=(
                make.citation(quote="would give up any NATO bid"),
                make.citation("wire", quote="The offer of Zelenskyy stood"),
            ),
        ),
        make.claim("refusal", statement="Zelensky refused to cede land.", rounds=("first",)),
        make.claim(
            "denial",
            statement="Nobody refused anything.",
            relations=(make.relation("contradicts", "refusal"),),
            citations=(make.citation(quote="refused nothing. Kyiv"), make.citation(quote="agreed")),
        ),
    )


def found(query, **options):
    return [hit.ref for hit in search(query, **options).hits]


@pytest.mark.usefixtures("dossier")
@pytest.mark.parametrize(
    "query",
    [*SPELLINGS, *(s.upper() for s in SPELLINGS), "zelens", "зеленс", "Volodymyr Zelenskyy"],
)
def test_any_spelling_finds_the_actor_first(query):
    assert found(query)[0] == "zelensky"


@pytest.mark.usefixtures("dossier")
@pytest.mark.parametrize(
    ("query", "refs"),
    [
        ("neutral", ["neutrality", "offer"]),
        ("neutral ", []),
        ("guarantee", ["offer"]),
        ("guarantees neutrality", ["offer"]),
        ("nato neutrality", ["offer"]),  # one in a passage, the other in the statement
        ('"give up"', ["offer"]),
        ('"up give"', []),
        ('"kyiv agreed"', []),  # the end of one passage and the beginning of the next
        ('"guarantees would"', []),
        ("gazette", ["paper"]),
        ("palace", ["first"]),
        ("2014", ["novorossia"]),
        ("refused", ["denial", "refusal"]),  # the newest first
        ("absent-word refused", []),
        ("", []),
        (" \t\n", []),
    ],
)
def test_search_finds_all_that_is_asked_for(query, refs):
    assert found(query) == refs


@pytest.mark.usefixtures("dossier")
@pytest.mark.parametrize(
    "query",
    [
        '"', '""', "*", "neutral*", "NEAR(neutrality offer)", "neutrality NOT offer", "-offer",
        "names : offer", "names:offer", "^offer", "a | b", "!offer", "offer:*", "offer:A", "(((",
        "a <-> b", "'; DROP TABLE record_page; --", "\\", "%", "%s", "\x00", "\ud800",
        "the", "the of and", "ß", "ßclaim", "ßname", "½", "☃", "x" * 10_000, "y " * 5_000,
    ],
)  # fmt: skip
def test_operators_are_plain_words_and_never_an_error(query):
    for text in (query, f"offered {query}", f'"{query}"'):
        search(text)
        similar(text)
    assert set(found(f"offered {query}")) <= {"offer"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(alphabet=st.sampled_from("ab \"'*:()|&!<->\\ß²½\u0300\x00жİ")) | st.text())
def test_no_text_is_an_error(dossier, query):
    search(query)
    similar(query)


@pytest.mark.usefixtures("dossier")
def test_marks_of_an_index_cannot_be_asked_for():
    assert found("ßclaim") == found("ßname") == found("ßclaimdisputed") == []


@pytest.mark.usefixtures("dossier")
def test_hit_shows_what_answers():
    hits = {hit.ref: hit for hit in search("zelenskyy").hits}

    assert hits["zelensky"].title == [("Volodymyr Zelensky", False)]
    assert hits["zelensky"].excerpt.pieces == [("Zelenskyy", True)]
    assert hits["zelensky"].excerpt.language == "en"
    assert hits["offer"].excerpt.pieces == [
        ("The offer of ", False), ("Zelenskyy", True), (" stood", False),
    ]  # fmt: skip
    assert hits["offer"].excerpt.source == "wire"


@pytest.mark.usefixtures("dossier")
@pytest.mark.parametrize(
    ("options", "refs", "kinds", "grades"),
    [
        ({}, {"zelensky", "offer", "refusal"}, {"actor": 1, "claim": 2},
         {"single origin": 0, "corroborated": 1, "disputed": 1}),
        ({"kind": "actor"}, {"zelensky"}, {"actor": 1, "claim": 2}, {}),
        ({"grade": "disputed"}, {"refusal"}, {"claim": 1}, {"corroborated": 1, "disputed": 1}),
        ({"kind": "actor", "grade": "disputed"}, set(), {"claim": 1}, {}),
        ({"kind": "nonsense"}, set(), {"actor": 1, "claim": 2}, {}),
        ({"about": {"actor": "zelensky"}}, {"offer"}, {"claim": 1}, {"corroborated": 1}),
        ({"about": {"round": "first"}}, {"offer", "refusal"}, {"claim": 2},
         {"corroborated": 1, "disputed": 1}),
        ({"about": {"round": "first", "issue": "neutrality"}}, {"offer"}, {"claim": 1},
         {"corroborated": 1}),
        ({"about": {"source": "wire"}}, {"offer"}, {"claim": 1}, {"corroborated": 1}),
        ({"about": {"source": "nowhere"}}, set(), {}, {}),
    ],
)  # fmt: skip
def test_narrowed_down_and_counted(options, refs, kinds, grades):
    results = search("zelens", **options)

    assert {hit.ref for hit in results.hits} == refs
    assert results.total == len(refs)
    assert results.kinds == kinds
    assert results.grades == {grade: n for grade, n in grades.items() if n}


def many(count):
    words = ("talks", "Talks on land", "The talks were long and led nowhere at all that day")
    make.publish(
        make.source("paper"),
        *(make.claim(f"claim-{n}", statement=f"{words[n % 3]} {n}.") for n in range(count)),
    )


def test_cursor_leads_through_all_in_order_once():
    many(23)
    seen, after = [], None

    while True:
        results = search("talks", after=after, limit=5)
        seen += [hit.ref for hit in results.hits]
        after = results.after
        if after is None:
            break
        assert Rank.read(str(after)) == after

    assert len(seen) == len(set(seen)) == 23
    assert seen == found("talks", limit=100)
    assert seen[:2] == ["claim-21", "claim-18"]  # half of it is what was asked for; the newest


def test_counts_and_ranking_are_capped(monkeypatch):
    monkeypatch.setattr("tracker.record.search.finding.MOST_COUNTED", 6)
    monkeypatch.setattr("tracker.record.search.ranking.MOST_RANKED", 8)
    many(20)
    make.publish(make.actor("talks", name="Talks"))
    many_more = [make.claim(f"later-{n}", statement=f"Other talks {n}.") for n in range(9)]
    make.publish(*many_more)

    results = search("talks", limit=100)

    assert results.total == results.kinds["claim"] == results.grades["single origin"] == 6
    assert results.hits[0].ref == "talks"
    assert {hit.ref for hit in results.hits[1:]} == {f"later-{n}" for n in range(3, 9)}


def test_query_counts_do_not_grow():
    def cost(call):
        with CaptureQueriesContext(connection) as queries:
            call()
        return len(queries)

    costs = []
    for count in (3, 40):
        many(count)
        costs.append(
            [
                cost(lambda: search("talks")),
                cost(lambda: search("talks", kind="claim", about={"source": "paper"})),
                cost(lambda: search("?")),
                cost(lambda: similar("Talks on land")),
            ]
        )

    assert costs == [[3, 4, 0, 2]] * 2


@pytest.mark.usefixtures("dossier")
@pytest.mark.parametrize(
    ("statement", "refs"),
    [
        ("Ukraine offered neutrality for guarantees.", ["offer"]),
        ("UKRAINE'S offers: guarantees for neutrality", ["offer"]),
        ("Zelensky refused to cede any land", ["refusal"]),
        ("Nothing in here is known.", []),
        ("How the talks failed", []),  # a source, no claim
        ("", []),
    ],
)
def test_similar_claims(statement, refs):
    assert [one.ref for one in similar(statement)] == refs


def test_similar_where_no_word_is_rare(monkeypatch):
    monkeypatch.setattr("tracker.record.search.likeness._RARE", 3)
    statements = [
        "One two.",
        "One three.",
        "One two four.",
        "Two three.",
        "Three four. One",
        "two",
        "Four.",
    ]
    make.publish(
        make.source("paper"),
        *(make.claim(f"claim-{n}", statement=text) for n, text in enumerate(statements)),
    )

    best = similar("One two four?", limit=2)

    assert [(one.ref, one.share) for one in best] == [("claim-2", 1), ("claim-0", 0.8)]


def test_search_of_an_empty_record_finds_nothing():
    assert search("anything").total == Head.objects.count() == 0


@pytest.mark.parametrize("text", ["", "-", "1", "1-", "-1", "a-1", "1-1-1", "²-1", "9" * 40 + "-1"])
def test_what_is_no_cursor_is_none(text):
    assert Rank.read(text) is None


def test_cursor_survives_an_address():
    assert Rank.read(str(Rank(21, -34))) == Rank(21, -34)
