"""Versions and contributors: nobody overwrites what they have not seen."""

import pytest

from tests import factories as make
from tracker import models as desk

pytestmark = pytest.mark.django_db


def test_touch_counts_the_version_and_its_contributor():
    actor, user = make.an_actor(), make.a_user()

    version = desk.Actor.touch(pk=actor.pk, version=1, by=user)

    actor.refresh_from_db()
    assert (version, actor.version) == (2, 2)
    assert set(actor.contributors.all()) == {user}


def test_touch_twice_by_one_user_counts_them_once():
    actor, user = make.an_actor(), make.a_user()
    desk.Actor.touch(pk=actor.pk, version=1, by=user)

    desk.Actor.touch(pk=actor.pk, version=2, by=user)

    assert actor.contributors.count() == 1


def test_touch_of_a_stale_version_refused():
    actor, user = make.an_actor(), make.a_user()
    desk.Actor.touch(pk=actor.pk, version=1, by=user)

    with pytest.raises(desk.StaleCopy):
        desk.Actor.touch(pk=actor.pk, version=1, by=make.a_user())

    assert set(actor.contributors.all()) == {user}


def test_touch_takes_the_copy_back_from_review():
    actor, user = make.an_actor(submitted_at="2025-06-02T10:00Z"), make.a_user()

    desk.Actor.touch(pk=actor.pk, version=1, by=user)

    assert not desk.Actor.objects.waiting_for_review().exists()


def test_waiting_for_review_oldest_first():
    late = make.an_actor(submitted_at="2025-06-03T10:00Z")
    early = make.an_actor(submitted_at="2025-06-02T10:00Z")
    make.an_actor()

    assert list(desk.Actor.objects.waiting_for_review()) == [early, late]
