"""Citing, mending and marking at the reading desk, by the plain forms that need no script."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError

from tests import factories as make
from tracker.desk.reading_saving import cite, mark_furniture, unmark_furniture
from tracker.models import Citation, Claim, Furniture, StaleCopy, Text, hold_text

from .browsing import messages_of
from .citing import NEW, PASSAGE, desk_of, errors_in, opened, saved

EMOJI = "🕊️🕊️ Президент Зеленський сказав: «Ні». 👩‍👩‍👧 They met. They met."


def test_new_claim_is_cited_from_the_words_selected(researcher):
    source = make.a_source()
    actor, issue, round_ = make.an_actor(), make.an_issue(title="Form"), make.a_round()

    response = saved(
        researcher,
        source,
        PASSAGE,
        **NEW,
        **{f"actor-{actor.pk}": "on", f"role-{actor.pk}": "speaker"},
        **{"issue-named-1": "form ", "round-named-1": round_.ref, "speaker": actor.name},
        note="Said aloud.",
        claim_note="Inferred.",
    )

    claim = Claim.objects.get()
    citation = claim.citations.get()
    assert (claim.ref, claim.version) == ("they-signed-nothing", 2)
    assert (claim.note, citation.note) == ("Inferred.", "Said aloud.")
    assert {(row.actor, row.role) for row in claim.roles.all()} == {(actor, "speaker")}
    assert (set(claim.issues.all()), set(claim.rounds.all())) == ({issue}, {round_})
    assert set(claim.contributors.all()) == {researcher.user}
    assert (citation.quote, citation.state, citation.quoted) == (PASSAGE, "exact", actor)
    assert source.texts.get().content[citation.start : citation.end] == PASSAGE
    assert response["Location"] == f"{desk_of(source)}?at={citation.start}#at"
    assert "Cited, exact: “They signed nothing.”" in messages_of(response)
    assert set(LogEntry.objects.values_list("object_id", "action_flag")) == {(str(claim.pk), 1)}


def test_known_claim_gets_one_more_citation(researcher, editor):
    source, claim = make.a_source(), make.a_claim()
    Claim.touch(pk=claim.pk, version=1, by=editor.user)

    saved(researcher, source, PASSAGE, claim=str(claim.pk), stance="disputes")

    claim.refresh_from_db()
    assert {(row.quote, row.stance) for row in claim.citations.all()} == {
        ("The delegations met", "supports"),
        (PASSAGE, "disputes"),
    }
    assert claim.version == 3
    assert set(claim.contributors.all()) == {researcher.user, editor.user}


@pytest.mark.parametrize(
    ("words", "state"), [("Зеленський сказав: «Ні»", "exact"), ("👩‍👩‍👧 They met", "exact")]
)
def test_places_are_counted_in_code_points(researcher, words, state):
    source = make.a_source(text=EMOJI)

    saved(researcher, source, words, **NEW)

    citation = Citation.objects.get()
    assert (citation.start, citation.end) == (EMOJI.index(words), EMOJI.index(words) + len(words))
    assert citation.state == state


def test_words_that_stand_there_twice_are_the_ones_selected(researcher):
    source = make.a_source(text=EMOJI)
    second = EMOJI.rindex("They met")
    data = opened(researcher, source, "They met") | {"start": second, "end": second + 8}

    researcher.post(desk_of(source), {**data, **NEW})

    assert Citation.objects.get().start == second


def test_text_stored_meanwhile_is_looked_into(researcher):
    source = make.a_source()
    data = opened(researcher, source, PASSAGE)
    hold_text(source=source, content=f"Corrected. {PASSAGE}. And more.", by=None)

    told = researcher.post(desk_of(source), {**data, **NEW})
    again = {**data, **NEW, "text": source.texts.first().sha256}
    again |= {"start": told.context["panel"].start, "end": told.context["panel"].end}
    researcher.post(desk_of(source), again)

    assert "check the place" in errors_in(told)["panel"][0]
    assert told.context["panel"].claim_form["statement"].value() == NEW["statement"]
    assert Citation.objects.get().start == len("Corrected. ")


def test_text_stored_between_look_and_save_is_refused(researcher):
    source, claim = make.a_source(), make.a_claim(source=False)
    citation = Citation(source=source, quote=PASSAGE)
    citation.pin(source.texts.get())
    hold_text(source=source, content="Another.", by=None)

    with pytest.raises(ValidationError, match="newer text"):
        cite(citation=citation, claim=claim, by=researcher.user)

    assert not Citation.objects.exists()
    claim.refresh_from_db()
    assert claim.version == 1


def test_nothing_of_a_claim_is_kept_when_its_citation_fails(researcher, monkeypatch):
    source = make.a_source()
    citation = Citation(source=source, quote=PASSAGE)
    citation.pin(source.texts.get())
    monkeypatch.setattr(Claim, "touch", lambda **_: (_ for _ in ()).throw(StaleCopy))

    with pytest.raises(StaleCopy):
        cite(citation=citation, claim=Claim(ref="new", statement="S.", kind="event"), by=None)

    assert not Claim.objects.exists()


def test_citation_that_lost_its_place_is_mended(researcher):
    source, actor = make.a_source(text="They met on Monday. They parted."), make.an_actor()
    claim = make.a_claim(source=False)
    make.a_citation(claim, source, "They met on Monday", quoted=actor, note="Kept.")
    hold_text(source=source, content="They met on Tuesday. They parted.", by=None)
    lost = claim.citations.get()

    data = opened(researcher, source, "They met on Tuesday", mend=lost.pk)
    response = researcher.post(desk_of(source), {**data, "note": "Kept."})

    mended = claim.citations.get()
    claim.refresh_from_db()
    assert (lost.drift, mended.drift, mended.state) == ("changed", "", "exact")
    assert (mended.quote, mended.quoted, mended.note) == ("They met on Tuesday", actor, "Kept.")
    assert claim.version == 2
    assert "Mended, exact" in messages_of(response)[0]


def test_furniture_is_marked_and_unmarked(researcher):
    source = make.a_source()
    data = opened(researcher, source, "The delegations met in the harbour town on Monday.")

    researcher.post(desk_of(source), {**data, "verb": "mark", "reason": "caption"})
    marked = source.furniture.get()
    source.refresh_from_db()
    version = source.version
    response = researcher.post(desk_of(source), {**data, "verb": "unmark"})

    source.refresh_from_db()
    assert (marked.start, marked.end, marked.reason) == (0, 50, "caption")
    assert (version, source.version) == (2, 3)
    assert set(source.contributors.all()) == {researcher.user}
    assert "Furniture no more" in messages_of(response)[-1]
    assert not source.furniture.exists()


def test_furniture_needs_a_reason(researcher):
    source = make.a_source()

    data = opened(researcher, source, PASSAGE) | {"verb": "mark", "reason": "because"}

    assert researcher.post(desk_of(source), data).status_code == 200
    assert not Furniture.objects.exists()


def test_furniture_marked_again_gets_the_new_reason_and_of_another_source_stays(researcher):
    one, other = make.a_source(), make.a_source()
    kept = mark_furniture(source=other, start=0, end=5, reason="link", by=researcher.user)

    for reason in ("link", "heading"):
        row = mark_furniture(source=one, start=0, end=5, reason=reason, by=researcher.user)
    gone = unmark_furniture(source=one, stretches=[row.pk, kept.pk], by=researcher.user)

    assert gone == 1
    assert set(Furniture.objects.all()) == {kept}


@pytest.mark.parametrize("claims", [1, 9])
def test_saving_takes_as_many_queries_among_many_claims(
    researcher, django_assert_num_queries, claims
):
    source = make.a_source()
    for number in range(claims):
        make.a_claim(statement=f"No paper was signed {number}.", source=source, quote="Monday")
    data = {**opened(researcher, source, PASSAGE), **NEW}

    with django_assert_num_queries(59):
        researcher.post(desk_of(source), data)

    assert Text.objects.count() == 1


@pytest.mark.parametrize(
    ("permissions", "status"),
    [
        (("change_citation", "change_claim"), 302),
        (("add_citation", "change_claim"), 403),
        (("change_citation", "add_citation"), 403),
    ],
)
def test_mending_takes_the_permission_to_change_a_citation(sign_in, permissions, status):
    source = make.a_source(text="They met on Monday. They parted.")
    lost = make.a_citation(make.a_claim(source=False), source, "They met on Monday")
    mender = sign_in(is_staff=True)
    mender.user.user_permissions.set(
        Permission.objects.filter(codename__in=["view_source", *permissions])
    )

    data = opened(mender, source, "They parted", mend=lost.pk)
    response = mender.post(desk_of(source), data)

    assert response.status_code == status
    lost.refresh_from_db()
    assert lost.quote == ("They parted" if status == 302 else "They met on Monday")
