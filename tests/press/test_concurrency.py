"""Publishers at the same moment: they take turns, and the chain has no gap and no fork."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from tests import factories as make
from tracker import models as desk
from tracker.press import Refused, audit, publish
from tracker.record.models import Edition

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls):
    """Run the calls in threads that start together; what each returned or raised."""
    barrier, outcomes = Barrier(len(calls)), [None] * len(calls)

    def run(index, call):
        barrier.wait()
        try:
            outcomes[index] = call()
        except Exception as error:  # noqa: BLE001  handed to the test
            outcomes[index] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_publishers_of_different_pages_take_turns():
    actors = [make.an_actor() for _ in range(8)]

    outcomes = at_once(*[lambda a=actor: publish(copies=[a], by=None) for actor in actors])

    assert sorted(edition.number for (edition,) in outcomes) == list(range(1, 9))
    make.make_findable()
    assert audit().problems == []


def test_publishers_of_the_same_page_append_one_edition():
    actor = make.an_actor()

    outcomes = at_once(*[lambda: publish(copies=[actor], by=None)] * 6)

    assert sorted(len(editions) for editions in outcomes) == [0, 0, 0, 0, 0, 1]
    assert Edition.objects.count() == 1


def test_refused_publisher_leaves_no_gap_between_others():
    good = [make.an_actor() for _ in range(4)]
    bad = [make.a_claim(source=False) for _ in range(4)]

    outcomes = at_once(*[lambda c=copy: publish(copies=[c], by=None) for copy in good + bad])

    assert [type(outcome) for outcome in outcomes[4:]] == [Refused] * 4
    assert sorted(Edition.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
    make.make_findable()
    assert audit().problems == []


def test_change_while_publishing_waits_and_is_unpublished():
    actor = make.an_actor(name="Before")

    def edit():
        desk.Actor.objects.filter(pk=actor.pk).update(name="After")

    at_once(lambda: publish(copies=[actor], by=None), edit)

    assert Edition.objects.get().title in {"Before", "After"}
    make.make_findable()
    assert audit().problems == []
