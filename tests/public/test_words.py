"""Whatever the desk can choose has a word on the pages, in every language."""

import pytest
from django.conf import settings
from django.utils.translation import override

from tracker.models import actors, citations, claims, rounds, sources
from tracker.public import counting, words
from tracker.record.models import Action

#: What the desk chooses from → the words that pages have for it.
CHOICES = [
    (actors.ActorKind, words.ACTOR_KINDS),
    (actors.ActorKind, words.SUBKINDS),
    (actors.NameKind, words.NAME_KINDS),
    (citations.Drift, words.DRIFTS),
    (citations.Stance, words.STANCES),
    (claims.ClaimKind, words.CLAIM_KINDS),
    (claims.ClaimKind, words.SUBKINDS),
    (claims.ClaimKind, counting.COUNTS),
    (claims.ClaimRole, words.CLAIM_ROLES),
    (claims.Posture, words.POSTURES),
    (claims.RelationKind, words.RELATION_KINDS),
    (claims.Settled, words.SETTLED),
    (rounds.Format, words.SUBKINDS),
    (rounds.Outcome, words.OUTCOMES),
    (rounds.ParticipationRole, words.PARTICIPANTS),
    (sources.FurnitureReason, words.FURNITURE),
    (sources.Rights, words.RIGHTS),
    (sources.SourceKind, words.SOURCE_KINDS),
    (sources.SourceKind, words.SUBKINDS),
    (Action, words.ACTIONS),
]


@pytest.mark.parametrize(("choices", "known"), CHOICES)
def test_every_choice_has_a_word(choices, known):
    assert {value for value in choices.values if value} <= set(known)


def test_every_role_has_a_word():
    assert set.union(*words.ROLES.values()) == set(words.ROLE_WORDS)


@pytest.mark.parametrize(
    "table",
    [
        words.KINDS, words.PLURAL_WORDS, words.ALL, words.CITE, words.ONES, words.HIDDEN,
        counting.COUNTS,
    ],
)  # fmt: skip
def test_every_kind_of_page_has_a_word(table):
    assert set(words.PLURALS) <= set(table)


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_headings_under_which_pages_list_things_differ(language):
    with override(language):
        for table in (words.CLAIM_ROLES, words.PARTICIPANTS, words.GRADES, words.POSTURES):
            assert len({str(word) for word in table.values()}) == len(table)
