"""A new text of a source anchors every citation anew: same, moved, changed or gone."""

import pytest
from django.core.exceptions import ValidationError

from tests import factories as make
from tracker import models as desk
from tracker.evidence.hashing import sha256

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    return make.a_source()


def citing(source, quote):
    return make.a_claim(source=source, quote=quote).citations.get()


def test_text_that_only_grows_at_the_end_leaves_citations_the_same(source):
    citation = citing(source, "The delegations met")

    outcome = desk.hold_text(source=source, content=make.TEXT + "\nMore.", by=None)

    citation.refresh_from_db()
    assert outcome == {"same": 1}
    assert citation.text_sha256 == sha256(make.TEXT + "\nMore.")
    assert (citation.start, citation.state, citation.drift) == (0, "exact", "")


def test_text_with_a_new_beginning_moves_citations(source):
    citation = citing(source, "No paper was signed")
    before = citation.start

    outcome = desk.hold_text(source=source, content="Updated.\n" + make.TEXT, by=None)

    citation.refresh_from_db()
    assert outcome == {"moved": 1}
    assert (citation.start, citation.paragraph) == (before + 9, 4)


def test_reworded_passage_is_changed_and_keeps_its_old_anchor(source):
    citation = citing(source, "12 of the 30 points stayed open")
    old = (citation.start, citation.text_sha256)

    outcome = desk.hold_text(source=source, content=make.TEXT.replace("12", "13"), by=None)

    citation.refresh_from_db()
    assert outcome == {"changed": 1}
    assert (citation.drift, citation.state) == ("changed", "exact")
    assert (citation.start, citation.text_sha256) == old


def test_dropped_passage_is_gone(source):
    citation = citing(source, "No paper was signed")

    outcome = desk.hold_text(source=source, content="Withdrawn by the publisher.", by=None)

    citation.refresh_from_db()
    assert outcome == {"gone": 1}
    assert citation.drift == "gone"


def test_same_text_again_changes_nothing(source):
    citing(source, "The delegations met")

    assert desk.hold_text(source=source, content=make.TEXT, by=None) == {}
    assert source.texts.count() == 1


def test_unheld_citation_is_verified_once_its_text_comes():
    source = make.a_source(text=None, text_sha256=sha256(make.TEXT), text_length=len(make.TEXT))
    claim = make.a_claim(source=False)
    citation = claim.citations.create(
        source=source,
        quote="The delegations met",
        start=0,
        end=19,
        paragraph=1,
        passage_sha256=sha256("The delegations met"),
        text_sha256=sha256(make.TEXT),
        state="unheld",
    )

    outcome = desk.hold_text(source=source, content=make.TEXT, by=None)

    citation.refresh_from_db()
    assert outcome == {"same": 1}
    assert citation.state == "exact"


def test_unheld_citation_of_words_that_stand_twice_keeps_its_place():
    text = "He came, and he came again."
    source = make.a_source(text=None, text_sha256=sha256(text))
    citation = make.a_claim(source=False).citations.create(
        source=source,
        quote="came",
        start=16,
        end=20,
        paragraph=1,
        passage_sha256=sha256("came"),
        text_sha256=sha256(text),
        state="unheld",
    )

    assert desk.hold_text(source=source, content=text, by=None) == {"same": 1}
    citation.refresh_from_db()
    assert (citation.start, citation.end, citation.state) == (16, 20, "exact")


def test_unheld_citation_that_its_text_does_not_bear_out_is_gone():
    source = make.a_source(text=None, text_sha256=sha256(make.TEXT))
    citation = make.a_claim(source=False).citations.create(
        source=source,
        quote="Words that nobody wrote",
        start=0,
        end=5,
        passage_sha256="a" * 64,
        text_sha256=sha256(make.TEXT),
        state="unheld",
    )

    assert desk.hold_text(source=source, content=make.TEXT, by=None) == {"gone": 1}
    citation.refresh_from_db()
    assert citation.state == "missing"


@pytest.mark.parametrize("content", ["", " \n ", "a\x00b"])
def test_text_that_is_none_refused(source, content):
    with pytest.raises(ValidationError):
        desk.hold_text(source=source, content=content, by=None)

    assert source.texts.count() == 1


def test_text_counts_as_a_change_of_its_source(source):
    user = make.a_user()
    source.refresh_from_db()

    desk.hold_text(source=source, content="Another text altogether.", by=user)

    source.refresh_from_db()
    assert set(source.contributors.all()) == {user}
    assert source.text_length == len("Another text altogether.")


def test_text_makes_its_bringer_a_contributor_of_the_claims_that_rest_on_it(source):
    claim, other, user = make.a_claim(source=source), make.a_claim(), make.a_user()

    desk.hold_text(source=source, content=make.TEXT + "\nMore.", by=user)

    assert set(claim.contributors.all()) == {user}
    assert not other.contributors.exists()


def test_current_texts_are_the_newest(source, django_assert_num_queries):
    other = make.a_source()
    desk.hold_text(source=source, content="Second capture.", by=None)

    with django_assert_num_queries(1):
        found = desk.current_texts([source, other])

    assert {key: text.content for key, text in found.items()} == {
        source.pk: "Second capture.",
        other.pk: make.TEXT,
    }


def test_furniture_follows_its_words_and_ends_with_them(source):
    before = make.TEXT
    first, last = before.index("No paper"), len(before) - 5
    for start, end in ((0, 15), (first, first + 8), (last, len(before))):
        source.furniture.create(start=start, end=end, reason="heading")

    # The first stretch comes to stand elsewhere, the second where it did, the third is gone.
    after = before[first : first + 8] + "\n" + before[:15] + "\n"
    desk.hold_text(source=source, content=before, by=None)
    desk.hold_text(source=source, content=after, by=None)

    stretches = source.furniture.values_list("start", "end")
    assert [after[start:end] for start, end in stretches] == [
        before[first : first + 8],
        before[:15],
    ]
