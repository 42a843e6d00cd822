"""Who sits at the desk."""

import pytest
from django.test import Client

from tests import factories as make


@pytest.fixture
def sign_in(db):
    """Give a client signed in as a new member of that group; `client.user` is who it is."""

    def signed_in(group="", **fields):
        client = Client()
        client.user = make.a_user(group, **fields)
        client.force_login(client.user)
        return client

    return signed_in


@pytest.fixture
def researcher(sign_in):
    return sign_in("researcher")


@pytest.fixture
def editor(sign_in):
    return sign_in("editor")


@pytest.fixture
def other(sign_in):
    """Somebody else, who has the same form open."""
    return sign_in("editor")


@pytest.fixture
def administrator(sign_in):
    return sign_in("administrator")


@pytest.fixture
def public_claim(db):
    claim = make.a_claim("a-claim", statement="They met on Monday.", source=make.a_source())
    make.publish_all()
    return claim
