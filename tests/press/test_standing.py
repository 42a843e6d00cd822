"""How working copies stand to what is public."""

import pytest

from tests import factories as make
from tracker import models as desk
from tracker.press import needed_by, publish, standings

pytestmark = pytest.mark.django_db


def test_standings_tell_draft_public_and_changed():
    draft, public, changed = make.a_claim(source=False), make.a_claim(), make.a_claim()
    publish(copies=[public, changed, *needed_by([public, changed])], by=None)
    desk.Claim.objects.filter(pk=changed.pk).update(statement="Reworded.")

    found = standings(desk.Claim.objects.all())

    assert found == {draft.pk: "draft", public.pk: "public", changed.pk: "unpublished changes"}
