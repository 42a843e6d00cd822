"""A session that ended, a token that changed: what was typed comes back, and nothing secret goes along."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.core import signing
from django.test import Client
from django.urls import reverse

from tests import factories as make
from tracker.desk.filling import MARK, REFILL
from tracker.models import Claim, Issue

from .browsing import add_page, change_page, filled_in, press_save

PASSWORD = "walking about the desk"
LOGIN = reverse("admin:login")


@pytest.fixture
def member(db):
    user = make.a_user("researcher")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def opened(member):
    """A form that is open in a browser: the client, the address, and the form changed."""
    claim = make.a_claim(statement="As it was.")
    client = Client()
    client.force_login(member)
    address = change_page(claim)
    data = filled_in(client.get(address))
    return client, address, {**data, MARK: "1", "statement": "Typed for an hour."}


def hidden_in(response):
    """All that a page sends when its one button is pressed."""
    html = response.content.decode()
    found = re.findall(r'<input type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', html)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def log_in(client, page, user, password=PASSWORD):
    return client.post(LOGIN, {**hidden_in(page), "username": user.username, "password": password})


def test_form_sent_without_a_session_comes_back_after_logging_in(opened, member):
    client, address, data = opened
    Session.objects.all().delete()

    asked = press_save(client, address, data)
    way_back = log_in(client, asked, member)
    form = client.post(way_back.context["address"], hidden_in(way_back))
    saved = press_save(client, address, filled_in(form))

    assert "Your session has ended" in asked.content.decode()
    assert way_back.context["address"] == address
    assert "Nothing of this is stored yet" in form.content.decode()
    assert filled_in(form)["statement"] == "Typed for an hour."
    assert saved.status_code == 302
    assert Claim.objects.get().statement == "Typed for an hour."


def test_nothing_is_stored_on_the_way(opened, member):
    client, address, data = opened
    Session.objects.all().delete()

    way_back = log_in(client, press_save(client, address, data), member)
    client.post(way_back.context["address"], hidden_in(way_back))

    claim = Claim.objects.get()
    assert (claim.statement, claim.version) == ("As it was.", 1)


def test_wrong_password_keeps_it(opened, member):
    client, address, data = opened
    Session.objects.all().delete()

    refused = log_in(client, press_save(client, address, data), member, "wrong")
    way_back = log_in(client, refused, member)

    assert hidden_in(way_back)["statement"] == "Typed for an hour."


def test_new_draft_comes_back_too(member):
    client = Client()
    client.force_login(member)
    data = {**filled_in(client.get(add_page("issue"))), MARK: "1", "title": "Ceasefire"}
    Session.objects.all().delete()

    way_back = log_in(client, press_save(client, add_page("issue"), data), member)
    form = client.post(add_page("issue"), hidden_in(way_back))

    assert filled_in(form)["title"] == "Ceasefire"
    assert not Issue.objects.exists()


def test_what_was_typed_is_merged_when_somebody_saved_meanwhile(opened, member, other):
    client, address, data = opened
    Session.objects.exclude(session_key=other.session.session_key).delete()
    press_save(other, address, {**filled_in(other.get(address)), "statement": "Theirs."})

    way_back = log_in(client, press_save(client, address, data), member)
    html = client.post(address, hidden_in(way_back)).content.decode()

    assert "Stored now: “Theirs.”." in html
    assert "Typed for an hour." in html


def test_no_secret_goes_along(opened):
    client, address, data = opened
    Session.objects.all().delete()
    secrets = {"csrfmiddlewaretoken": "s3cret", "password": "s3cret", "old_password1": "s3cret"}

    asked = press_save(client, address, {**data, **secrets})

    (_, fields) = signing.loads(hidden_in(asked)["unsent"], salt="tracker.desk.unsent")
    assert "s3cret" not in str(fields)
    assert "_continue" not in dict(fields)
    assert dict(fields)["statement"] == "Typed for an hour."


def test_forged_or_damaged_copy_is_not_taken(member):
    forged = signing.dumps(["https://elsewhere.invalid/", [["a", "b"]]], salt="another")
    account = {"username": member.username, "password": PASSWORD, "next": "/desk/"}

    answers = [Client().post(LOGIN, {**account, "unsent": it}) for it in (forged, "nonsense")]

    assert [answer["Location"] for answer in answers] == ["/desk/", "/desk/"]


def test_form_that_cannot_be_filled_again_goes_the_usual_way(member):
    response = Client().post("/desk/auth/user/add/", {"username": "x", "password1": "s3cret"})

    assert response.status_code == 302
    assert response["Location"].startswith(LOGIN)


def test_token_of_another_login_gives_the_form_back(opened):
    client, address, data = opened
    strict = Client(enforce_csrf_checks=True, headers={"origin": "http://testserver"})
    strict.cookies = client.cookies

    refused = strict.post(address, {**data, "csrfmiddlewaretoken": "of another login"})

    assert refused.status_code == 403
    assert refused.context["address"] == address
    assert hidden_in(refused)[REFILL] == "1"
    assert hidden_in(refused)["statement"] == "Typed for an hour."
    assert Claim.objects.get().statement == "As it was."


def test_token_and_session_of_another_time_ask_to_log_in(opened):
    _, address, data = opened
    strict = Client(enforce_csrf_checks=True, headers={"origin": "http://testserver"})

    refused = strict.post(address, data)

    assert refused.status_code == 403
    assert "Your session has ended" in refused.content.decode()


@pytest.mark.parametrize("origin", ["https://elsewhere.invalid", "null", ""])
def test_other_sites_form_is_not_given_back(opened, origin):
    client, address, data = opened
    strict = Client(enforce_csrf_checks=True, headers={"origin": origin} if origin else {})
    strict.cookies = client.cookies

    refused = strict.post(address, data)

    assert refused.status_code == 403
    assert "Typed for an hour." not in refused.content.decode()


def test_hostile_words_stay_words(opened, member):
    client, address, data = opened
    Session.objects.all().delete()
    hostile = '"><script>alert(1)</script>'

    asked = press_save(client, address, {**data, "statement": hostile})
    way_back = log_in(client, asked, member)

    for page in (asked, way_back):
        assert "<script>alert" not in page.content.decode()
