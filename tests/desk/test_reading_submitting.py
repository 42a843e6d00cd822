"""At the reading desk one submits at once what one has drafted from a source."""

import pytest

from tests import factories as make
from tracker.models import Claim

from .browsing import change, messages_of
from .citing import NEW, PASSAGE, desk_of, saved

SUBMIT = {"verb": "submit"}


def to_submit(client, source):
    return client.get(desk_of(source)).context["to_submit"]


def waiting():
    return {copy.ref for copy in Claim.objects.waiting_for_review()}


def test_own_drafts_are_submitted_and_nobody_elses(researcher, other):
    source = make.a_source()
    saved(researcher, source, PASSAGE, **NEW)
    saved(other, source, PASSAGE, **{**NEW, "statement": "The other's claim."})
    make.a_claim(source=make.a_source())

    assert to_submit(researcher, source) == 1
    response = researcher.post(desk_of(source), SUBMIT)

    assert waiting() == {"they-signed-nothing"}
    assert Claim.objects.get(ref="they-signed-nothing").submitted_by == researcher.user
    assert response["Location"] == desk_of(source)
    assert to_submit(researcher, source) == 0


def test_source_goes_with_them_where_it_is_theirs(researcher):
    source = make.a_source()
    change(researcher, source, publisher="A paper")
    saved(researcher, source, PASSAGE, **NEW)

    response = researcher.post(desk_of(source), SUBMIT)

    source.refresh_from_db()
    assert source.submitted_by == researcher.user
    assert messages_of(response)[-1] == "Submitted: somebody else can now review these 2."


def test_what_readers_see_already_is_left_out(researcher):
    source = make.a_source()
    saved(researcher, source, PASSAGE, **NEW)
    make.publish_all()

    response = researcher.post(desk_of(source), SUBMIT)

    assert waiting() == set()
    assert messages_of(response)[-1] == "Nothing of yours is left to submit here."


def test_one_who_may_only_read_submits_nothing(sign_in):
    from django.contrib.auth.models import Permission

    client, source = sign_in(), make.a_source()
    client.user.user_permissions.set(Permission.objects.filter(codename="view_source"))

    assert client.post(desk_of(source), SUBMIT).status_code == 403
    assert 'id="submit-all"' not in client.get(desk_of(source)).content.decode()


@pytest.mark.parametrize("count", [1, 7])
def test_counting_them_takes_as_many_queries_for_many(researcher, django_assert_num_queries, count):
    source = make.a_source()
    for _ in range(count):
        change(researcher, make.a_claim(source=source), note="Looked at.")

    with django_assert_num_queries(15):
        assert to_submit(researcher, source) == count
