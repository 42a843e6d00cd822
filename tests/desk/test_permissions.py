"""Who may do what at the desk: every address, every action, every group.

The addresses come from the URL map, so a new view fails here until somebody decides about it.
"""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from tests import factories as make
from tracker.models import WORKING_COPIES, merge_actors
from tracker.record.models import Edition

from .browsing import ROUTES, list_page

PEOPLE = ("anonymous", "staff", "researcher", "editor", "administrator")
LOGIN = "login"
DRAFTING = (LOGIN, 403, 200, 200, 200)
EDITING = (LOGIN, 403, 403, 200, 200)
NOBODY = (LOGIN, 403, 403, 403, 403)
ADMINISTRATORS = (LOGIN, 403, 403, 403, 200)
EVERYBODY_HERE = (LOGIN, 200, 200, 200, 200)
NOT_THERE = (LOGIN, 404, 404, 404, 404)
ELSEWHERE = (LOGIN, 302, 302, 302, 302)  # an old form of an address; what it leads to is listed

#: What GET answers to each of PEOPLE, by the route below /desk/.
ANSWERS = {
    "": EVERYBODY_HERE,
    "login/": (200, 302, 302, 302, 302),
    "logout/": (302, 405, 405, 405, 405),
    "password_change/": EVERYBODY_HERE,
    "password_change/done/": EVERYBODY_HERE,
    "jsi18n/": EVERYBODY_HERE,
    "autocomplete/": DRAFTING,
    "r/<path:content_type_id>/<path:object_id>/": NOT_THERE,
    "^(?P<app_label>tracker|auth)/$": (LOGIN, 404, 200, 200, 200),
    "(?P<url>.*)$": NOT_THERE,
    "reading/<uuid:key>/": DRAFTING,
    "sources/new/": DRAFTING,
    "sources/<uuid:key>/text/": DRAFTING,
    "review/<kind>/<uuid:key>/": DRAFTING,
    "reviews/": EDITING,
    "reviews/next/": (LOGIN, 403, 403, 302, 302),
    "worklists/<slug>/": DRAFTING,
    "merge/<kind>/": DRAFTING,
    "merges/": DRAFTING,
    "merges/<int:pk>/": DRAFTING,
    "import/": DRAFTING,
    "import/<int:pk>/": (LOGIN, 403, 302, 302, 302),
    "export/": DRAFTING,
    "deleted/": DRAFTING,
    "auth/user/": ADMINISTRATORS,
    "auth/user/add/": ADMINISTRATORS,
    "auth/user/<id>/password/": ADMINISTRATORS,
    "auth/user/<path:object_id>/history/": ADMINISTRATORS,
    "auth/user/<path:object_id>/delete/": NOBODY,
    "auth/user/<path:object_id>/change/": ADMINISTRATORS,
    "auth/user/<path:object_id>/": ELSEWHERE,
    "auth/group/": ADMINISTRATORS,
    "auth/group/add/": NOBODY,
    "auth/group/<path:object_id>/history/": ADMINISTRATORS,
    "auth/group/<path:object_id>/delete/": NOBODY,
    "auth/group/<path:object_id>/change/": ADMINISTRATORS,  # to look at; see test_accounts
    "auth/group/<path:object_id>/": ELSEWHERE,
}
for _kind in WORKING_COPIES:
    ANSWERS |= {
        f"tracker/{_kind}/": DRAFTING,
        f"tracker/{_kind}/add/": DRAFTING,
        f"tracker/{_kind}/<path:object_id>/history/": DRAFTING,
        f"tracker/{_kind}/<path:object_id>/delete/": ADMINISTRATORS,
        f"tracker/{_kind}/<path:object_id>/change/": DRAFTING,
        f"tracker/{_kind}/<path:object_id>/": ELSEWHERE,
    }

#: Actions of the lists of working copies, by group.
ACTIONS = {
    "researcher": {"submit_selected"},
    "editor": {"submit_selected", "publish_selected", "correct_selected", "retract_selected"},
    "administrator": {
        "submit_selected",
        "publish_selected",
        "correct_selected",
        "retract_selected",
    },
}


def address_of(route):
    """An address that the route matches, of a thing that is there."""
    claim = make.a_claim()
    things = {name: model.objects.first() for name, model in WORKING_COPIES.items()}
    things |= {
        "process": make.a_process(),
        "round": make.a_round(),
        "actor": make.an_actor(),
        "issue": make.an_issue(),
        "user": make.a_user("researcher"),
        "group": Group.objects.first(),
    }
    kind = route.split("/")[1] if route.startswith(("tracker/", "auth/")) else "claim"
    pk = str(things[kind].pk) if kind in things else ""
    special = {
        "^(?P<app_label>tracker|auth)/$": "tracker/",
        "(?P<url>.*)$": "no-such-screen/",
        "autocomplete/": "autocomplete/?app_label=tracker&model_name=claimactor&field_name=actor",
        "r/<path:content_type_id>/<path:object_id>/": "r/1/1/",
        "reading/<uuid:key>/": f"reading/{things['source'].pk}/",
        "sources/<uuid:key>/text/": f"sources/{things['source'].pk}/text/",
        "review/<kind>/<uuid:key>/": f"review/claim/{claim.pk}/",
        "worklists/<slug>/": "worklists/unpublished/",
        "merge/<kind>/": "merge/actor/",
        "merges/<int:pk>/": "merges/{}/",
        "import/<int:pk>/": "import/1/",
    }
    if route == "merges/<int:pk>/":
        merge = merge_actors(keep=make.an_actor(), drop=make.an_actor(), by=None)
        special[route] = special[route].format(merge.pk)
    path = special.get(route) or route.replace("<path:object_id>", pk).replace("<id>", pk)
    return f"/desk/{path}"


def client_of(person):
    client = Client()
    if person != "anonymous":
        client.force_login(make.a_user("" if person == "staff" else person))
    return client


def answer(response):
    goes_to_login = response.status_code == 302 and "/desk/login/" in response["Location"]
    return LOGIN if goes_to_login else response.status_code


def test_every_address_is_listed():
    assert set(ROUTES) == set(ANSWERS)


@pytest.mark.django_db
@pytest.mark.parametrize("route", ROUTES)
def test_address_answers_each_as_listed(route):
    make.a_user("researcher")  # so that the groups are there
    address = address_of(route)

    found = tuple(answer(client_of(person).get(address)) for person in PEOPLE)

    assert found == ANSWERS[route]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "route", [route for route in ROUTES if route not in {"login/", "logout/", "autocomplete/"}]
)
def test_who_may_not_look_may_not_send_either(route):
    make.a_user("researcher")
    address = address_of(route)
    expected = {
        person: status
        for person, status in zip(PEOPLE, ANSWERS[route], strict=True)
        if status in (LOGIN, 403)
    }

    found = {
        person: answer(client_of(person).post(address, {"post": "yes", "_save": "1"}))
        for person in expected
    }

    assert found == expected


@pytest.mark.parametrize("kind", WORKING_COPIES)
@pytest.mark.parametrize("group", ACTIONS)
def test_actions_offered(sign_in, kind, group):
    one_of = {
        "source": make.a_source,
        "actor": make.an_actor,
        "process": make.a_process,
        "issue": make.an_issue,
        "round": make.a_round,
        "claim": make.a_claim,
    }
    one_of[kind]()

    form = sign_in(group).get(list_page(kind)).context["action_form"]

    assert {name for name, _ in form.fields["action"].choices if name} == ACTIONS[group]


@pytest.mark.parametrize("model", ["user", "group"])
def test_no_actions_on_accounts(administrator, model):
    response = administrator.get(f"/desk/auth/{model}/")

    assert response.context["action_form"] is None


def test_action_that_is_not_offered_does_nothing(researcher):
    claim = make.a_claim()
    data = {
        "action": "publish_selected",
        "_selected_action": str(claim.pk),
        "confirmed": "yes",
        "seen": "{}",
    }

    response = researcher.post(list_page("claim"), data)

    assert response.status_code == 302
    assert not Edition.objects.exists()


def test_one_who_may_only_look_saves_nothing(sign_in):
    from django.contrib.auth.models import Permission

    client, claim = sign_in(), make.a_claim()
    client.user.user_permissions.set(Permission.objects.filter(codename="view_claim"))
    address = f"/desk/tracker/claim/{claim.pk}/change/"

    looked = client.get(address)
    saved = client.post(address, {"statement": "Mine.", "_save": "1"})

    assert looked.status_code == 200
    assert "_submit" not in looked.content.decode()
    assert saved.status_code == 403
