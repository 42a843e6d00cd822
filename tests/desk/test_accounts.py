"""Groups, and the administrator who looks after accounts without being above them."""

import pytest
from django.contrib.auth.models import Group, Permission, User

from tests import factories as make
from tracker.desk.people import GROUPS, create_demo_accounts, setup_groups

KINDS = ("source", "actor", "process", "issue", "round", "claim")


def account_page(user):
    return f"/desk/auth/user/{user.pk}/change/"


def account(user, **fields):
    """An account's form as a browser sends it, with anything that somebody adds to it."""
    data = {
        "username": user.username,
        "first_name": "",
        "last_name": "",
        "email": "",
        "is_active": "on",
        "is_staff": "on",
        "groups": [str(group.pk) for group in user.groups.all()],
        "last_login_0": "",
        "last_login_1": "",
        "date_joined_0": "2025-01-01",
        "date_joined_1": "12:00:00",
    }
    return {**data, **fields}


@pytest.mark.parametrize("group", GROUPS)
def test_group_has_every_permission_listed_and_no_other(db, group):
    setup_groups()

    held = Group.objects.get(name=group).permissions.values_list("codename", flat=True)

    assert set(held) == GROUPS[group]


def test_setting_up_groups_again_takes_back_what_was_added(db):
    setup_groups()
    group = Group.objects.get(name="researcher")
    group.permissions.add(Permission.objects.get(codename="publish_claim"))

    setup_groups()

    assert not group.permissions.filter(codename="publish_claim").exists()


@pytest.mark.parametrize("kind", KINDS)
def test_groups_differ_in_what_they_may_do_with_a_kind(db, kind):
    may = {
        group: {verb for verb in ("change", "publish", "retract", "delete")
                if f"{verb}_{kind}" in codenames}
        for group, codenames in GROUPS.items()
    }  # fmt: skip

    assert may == {
        "researcher": {"change"},
        "editor": {"change", "publish", "retract"},
        "administrator": {"change", "publish", "retract", "delete"},
    }


def test_administrator_cannot_make_himself_a_superuser(administrator):
    me = administrator.user

    administrator.post(
        account_page(me),
        account(me, is_superuser="on", user_permissions=["1", "2"], first_name="New"),
    )

    me.refresh_from_db()
    assert me.first_name == "New"
    assert not me.is_superuser
    assert not me.user_permissions.exists()


def test_administrator_cannot_create_a_superuser(administrator):
    data = {
        "username": "another",
        "usable_password": "true",
        "password1": "a long enough one",
        "password2": "a long enough one",
        "is_superuser": "on",
    }

    administrator.post("/desk/auth/user/add/", data)

    user = User.objects.get(username="another")
    assert not user.is_superuser
    assert not user.is_staff


@pytest.mark.parametrize("page", ["change", "password", "delete"])
def test_administrator_cannot_edit_a_superuser(administrator, page):
    chief = make.a_user(is_superuser=True, password="unusable")
    address = f"/desk/auth/user/{chief.pk}/{page}/"
    passwords = {"password1": "a long enough one", "password2": "a long enough one"}

    response = administrator.post(
        address, {**account(chief, first_name="New"), **passwords, "usable_password": "true"}
    )

    chief.refresh_from_db()
    assert response.status_code == 403
    assert (chief.first_name, chief.password) == ("", "unusable")


def test_superuser_edits_everybody(sign_in):
    chief, other = sign_in(is_superuser=True), make.a_user(is_superuser=True)

    chief.post(account_page(other), account(other, first_name="New"))

    other.refresh_from_db()
    assert other.first_name == "New"
    assert not other.is_superuser  # the box was not ticked


def test_administrator_puts_an_account_into_a_group(administrator):
    user = make.a_user("researcher")
    editors = Group.objects.get(name="editor")

    administrator.post(account_page(user), account(user, groups=[str(editors.pk)]))

    assert set(user.groups.all()) == {editors}


def test_administrator_cannot_change_what_a_group_may_do(administrator):
    group = Group.objects.get(name="administrator")
    address = f"/desk/auth/group/{group.pk}/change/"

    response = administrator.post(address, {"name": "administrator", "permissions": []})

    assert response.status_code == 403
    assert group.permissions.exists()


def test_demo_accounts_get_passwords_that_are_shown_once(db):
    setup_groups()

    first, second = create_demo_accounts(), create_demo_accounts()

    assert set(first) == set(GROUPS)
    assert second == {}
    assert len(set(first.values())) == len(first)
    for name, password in first.items():
        user = User.objects.get(username=name)
        assert user.check_password(password)
        assert {group.name for group in user.groups.all()} == {name}
