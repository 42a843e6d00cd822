"""A new text of a known source: what becomes of each citation, before it is stored and after."""

import pytest
from django.urls import reverse

from tests import factories as make
from tracker.models import hold_text

from .browsing import messages_of

OLD = "They met on Monday.\nNothing at all was signed by them.\nA ship lay there.\nThey will meet."
NEWER = "They met on Monday.\nThey will meet.\nNothing at all was sealed by them."
QUOTES = {
    "same": "They met on Monday",
    "moved": "They will meet",
    "changed": "Nothing at all was signed by them",
    "gone": "A ship lay there",
}


def texts_of(source):
    return reverse("admin:new-text", args=[source.pk])


@pytest.fixture
def source(db):
    source = make.a_source(text=OLD)
    for kind, quote in QUOTES.items():
        make.a_claim(kind, source=source, quote=quote)
    return source


def fates_in(response):
    return {fate.citation.claim.ref: fate for fate in response.context["fates"]}


def test_fate_of_each_citation_is_shown_before_the_text_is_stored(researcher, source):
    response = researcher.post(texts_of(source), {"text": NEWER, "verb": "look"})

    fates = fates_in(response)
    assert {ref: fate.kind for ref, fate in fates.items()} == dict(zip(QUOTES, QUOTES, strict=True))
    assert {ref: fate.old for ref, fate in fates.items()} == QUOTES
    assert fates["changed"].new == "Nothing at all was sealed by them"
    assert fates["gone"].new == ""
    assert "<del>signed</del> <ins>sealed</ins>" in response.content.decode()
    assert source.texts.count() == 1


def test_what_was_foreseen_is_what_befalls(researcher, source):
    foreseen = fates_in(researcher.post(texts_of(source), {"text": NEWER, "verb": "look"}))

    stored = researcher.post(texts_of(source), {"text": NEWER, "verb": "save"})
    befallen = fates_in(researcher.get(texts_of(source)))

    assert stored["Location"] == f"{texts_of(source)}#fates"
    assert "The text is stored" in messages_of(stored)[0]
    for ref, fate in foreseen.items():
        assert (fate.kind, fate.old, fate.new) == (
            befallen[ref].kind,
            befallen[ref].old,
            befallen[ref].new,
        )
    source.refresh_from_db()
    assert source.texts.first().content == NEWER
    assert researcher.user in source.contributors.all()


def test_what_is_foreseen_is_what_hold_text_counts(source):
    from tracker.desk.taking_in_fates import foreseen

    unheld = make.a_claim("unheld", source=False)
    make.a_citation(unheld, source, QUOTES["same"])
    unheld.citations.update(text_sha256="b" * 64, state="unheld")
    kinds = sorted(
        fate.kind
        for fate in foreseen(source.citations.select_related("claim"), source.texts.all(), NEWER)
    )

    counted = hold_text(source=source, content=NEWER, by=None)

    assert kinds == sorted(counted.elements())


def test_changed_citation_leads_to_the_nearest_words_with_itself_chosen(researcher, source):
    hold_text(source=source, content=NEWER, by=None)

    fates = fates_in(researcher.get(texts_of(source)))
    panel = researcher.get(fates["changed"].mend_address.partition("#")[0]).context["panel"]
    gone = researcher.get(fates["gone"].mend_address.partition("#")[0]).context["panel"]

    assert panel.passage == "Nothing at all was sealed by them"
    assert panel.mending.claim.ref == "changed"
    assert gone.mending.claim.ref == "gone"


def test_citation_made_since_is_not_among_those_that_befell(researcher, source):
    hold_text(source=source, content=NEWER, by=None)
    make.a_claim("since", source=source, quote="sealed by them")

    assert "since" not in fates_in(researcher.get(texts_of(source)))


def test_same_text_again_is_refused(researcher, source):
    response = researcher.post(texts_of(source), {"text": OLD, "verb": "save"})

    assert "Exactly this text is held already" in response.context["form"].errors["text"][0]
    assert source.texts.count() == 1


def test_first_text_of_a_source_is_taken(researcher):
    source = make.a_source(text=None)

    researcher.post(texts_of(source), {"text": OLD, "verb": "save"})

    assert source.texts.get().content == OLD


def test_one_who_may_only_look_stores_nothing(sign_in, source):
    from django.contrib.auth.models import Permission

    client = sign_in()
    client.user.user_permissions.set(Permission.objects.filter(codename="view_source"))

    response = client.post(texts_of(source), {"text": NEWER, "verb": "save"})

    assert response.context["form"] is None
    assert source.texts.count() == 1


@pytest.mark.parametrize("count", [1, 9])
def test_fates_take_as_many_queries_for_many(researcher, django_assert_num_queries, source, count):
    for _ in range(count):
        make.a_claim(source=source, quote=QUOTES["gone"])

    with django_assert_num_queries(8):
        researcher.post(texts_of(source), {"text": NEWER})
    hold_text(source=source, content=NEWER, by=None)
    with django_assert_num_queries(6):
        researcher.get(texts_of(source))
