"""Drafts may be deleted by administrators; what is or was public never."""

import pytest
from django.urls import reverse

from tests import factories as make
from tracker.models import Claim, Source
from tracker.press import retract


def delete_page(copy):
    return reverse(f"admin:tracker_{copy._meta.model_name}_delete", args=[copy.pk])


def test_draft_is_deleted_with_its_rows(administrator):
    claim = make.a_claim()

    response = administrator.post(delete_page(claim), {"post": "yes"})

    assert response.status_code == 302
    assert not Claim.objects.exists()


@pytest.mark.parametrize("was_retracted", [False, True])
def test_what_is_or_was_public_is_not_deleted(administrator, was_retracted):
    claim = make.a_claim()
    make.publish_all()
    if was_retracted:
        retract(copies=[claim], by=None, reason="Not so.")

    looked = administrator.get(delete_page(claim))
    deleted = administrator.post(delete_page(claim), {"post": "yes"})

    assert looked.status_code == deleted.status_code == 403
    assert Claim.objects.get() == claim


def test_superuser_cannot_delete_what_is_public_either(sign_in):
    claim = make.a_claim()
    make.publish_all()

    response = sign_in(is_superuser=True).post(delete_page(claim), {"post": "yes"})

    assert response.status_code == 403


@pytest.mark.parametrize("method", ["get", "post"])
def test_draft_that_others_rest_on_gives_a_readable_page(administrator, method):
    source = make.a_source(title="The article")
    make.a_claim(statement="It rests on the article.", source=source)

    response = getattr(administrator, method)(delete_page(source), {"post": "yes"})

    html = response.content.decode()
    assert response.status_code == 200
    assert "would require deleting the following protected related objects" in html
    assert "The delegations met" in html
    assert Source.objects.filter(pk=source.pk).exists()
