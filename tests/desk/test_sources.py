"""Sources: their texts, the derivations between them, and what has been cited from them."""

import pytest

from tests import factories as make
from tracker.models import Source

from .browsing import add_page, change_page, errors_of, filled_in, messages_of, press_save


def saved_with(client, source, **fields):
    data = filled_in(client.get(change_page(source)))
    return press_save(client, change_page(source), {**data, **fields})


def test_text_is_pasted_and_held_unchanged(researcher):
    source = make.a_source(text=None)
    typed = "  One paragraph.\r\n\r\nAnother, with “quotes”.\r\n"

    response = saved_with(researcher, source, new_text=typed)

    text = source.texts.get()
    source.refresh_from_db()
    assert text.content == "  One paragraph.\n\nAnother, with “quotes”.\n"
    assert (source.text_sha256, source.text_length) == (text.sha256, len(text.content))
    assert set(source.contributors.all()) == {researcher.user}
    assert source.version == 2
    assert "The text is stored. Citations: none yet." in messages_of(response)


def test_new_source_takes_its_text_at_once(researcher):
    data = filled_in(researcher.get(add_page("source")))
    fields = {"ref": "new-source", "title": "New", "kind": "analysis", "language": "en"}

    press_save(researcher, add_page("source"), {**data, **fields, "new_text": "It says so."})

    assert Source.objects.get(ref="new-source").texts.get().content == "It says so."


def test_new_text_says_what_became_of_each_citation(researcher):
    source = make.a_source(text="They met on Monday.\nNothing was signed.\nThey will meet again.")
    same = make.a_claim(source=source, quote="They met on Monday")
    moved = make.a_claim(source=source, quote="They will meet again")
    gone = make.a_claim(source=source, quote="Nothing was signed")

    response = saved_with(researcher, source, new_text="They met on Monday.\nThey will meet again.")

    said = " ".join(messages_of(response))
    assert "1 gone, 1 moved, 1 same." in said
    assert "readers are told" in said
    drifts = {claim: claim.citations.get().drift for claim in (same, moved, gone)}
    assert drifts == {same: "", moved: "", gone: "gone"}


def test_same_text_again_changes_nothing(researcher):
    source = make.a_source(text="They met.")

    response = saved_with(researcher, source, new_text="They met.")

    assert "Exactly this text is held already." in messages_of(response)
    assert source.texts.count() == 1


@pytest.mark.parametrize(
    ("typed", "words"), [(" \n\t ", "The text is empty"), ("a\x00b", "NUL character")]
)
def test_text_that_is_none_is_refused(researcher, typed, words):
    source = make.a_source(text=None)

    response = saved_with(researcher, source, new_text=typed, note="Kept.")

    assert words in errors_of(response)["new_text"][0]
    assert filled_in(response)["note"] == "Kept."
    assert not source.texts.exists()


def test_text_and_submission_in_one_go(researcher):
    source = make.a_source(text=None)
    data = filled_in(researcher.get(change_page(source)))

    press_save(researcher, change_page(source), {**data, "new_text": "They met."}, "_submit")

    source.refresh_from_db()
    assert source.submitted_by == researcher.user
    assert source.texts.exists()


def test_loop_of_derivations_is_refused(researcher):
    first, second, third = (make.a_source(ref) for ref in ("first", "second", "third"))
    first.derives_from.add(second)
    second.derives_from.add(third)

    response = saved_with(researcher, third, derives_from=[str(first.pk)])

    (error,) = errors_of(response)["derives_from"]
    assert "That would make a loop: first → second → third → first." in error
    assert not third.derives_from.exists()


def test_source_that_retells_itself_is_refused(researcher):
    source = make.a_source("alone")

    response = saved_with(researcher, source, derives_from=[str(source.pk)])

    assert "loop: alone → alone" in errors_of(response)["derives_from"][0]


def test_loop_is_found_although_the_ref_changes_too(researcher):
    first, second = make.a_source("first"), make.a_source("second")
    first.derives_from.add(second)

    response = saved_with(researcher, second, derives_from=[str(first.pk)], ref="renamed")

    assert "derives_from" in errors_of(response)


def test_derivation_that_is_no_loop_is_stored(researcher):
    first, second = make.a_source("first"), make.a_source("second")

    response = saved_with(researcher, first, derives_from=[str(second.pk)])

    assert errors_of(response) == {}
    assert set(first.derives_from.all()) == {second}


def test_everything_cited_from_it_is_listed_in_reading_order(researcher):
    source = make.a_source()
    make.a_claim(statement="Last.", source=source, quote="No paper was signed")
    make.a_claim(statement="First.", source=source, quote="The delegations met")

    html = researcher.get(change_page(source)).content.decode()

    assert html.index("First.") < html.index("Last.")
    assert f"?source={source.pk}" in html


@pytest.mark.parametrize("claims", [1, 9])
def test_page_takes_as_many_queries_for_many_claims(researcher, django_assert_num_queries, claims):
    source = make.a_source()
    for _ in range(claims):
        make.a_claim(source=source)

    with django_assert_num_queries(9):
        researcher.get(change_page(source))


def test_address_without_a_scheme_gets_https(researcher):
    source = make.a_source()

    saved_with(researcher, source, url="example.org/article")

    source.refresh_from_db()
    assert source.url == "https://example.org/article"


def test_source_with_much_furniture_is_saved(researcher):
    source = make.a_source(text="Also read. " * 400)
    source.furniture.bulk_create(
        source.furniture.model(source=source, start=11 * n, end=11 * n + 10, reason="link")
        for n in range(300)
    )

    response = saved_with(researcher, source, note="Kept.")

    source.refresh_from_db()
    assert response.status_code == 302
    assert source.note == "Kept."
