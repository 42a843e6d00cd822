"""Who works at the desk: the groups with their permissions, and the accounts of the demo."""

import secrets
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Group, Permission, User
from django.db import transaction
from django.db.models import Q

_KINDS = ("source", "actor", "process", "issue", "round", "claim")
_PARTS = (
    "text",
    "furniture",
    "name",
    "affiliation",
    "participation",
    "claimactor",
    "citation",
    "relation",
)

#: Codenames by group. A researcher drafts and imports, an editor publishes too, an administrator
#: also looks after accounts and may delete drafts.
_RESEARCHER = {
    *(f"{verb}_{model}" for model in (*_KINDS, *_PARTS) for verb in ("add", "change", "view")),
    *(f"delete_{part}" for part in _PARTS if part != "text"),
    "import_factsheets",
    "export_factsheets",
}
_EDITOR = _RESEARCHER | {f"{verb}_{kind}" for kind in _KINDS for verb in ("publish", "retract")}
_ADMINISTRATOR = (
    _EDITOR
    | {f"delete_{kind}" for kind in _KINDS}
    | {f"{verb}_user" for verb in ("add", "change", "view")}
    | {"view_group"}
)
GROUPS = {"researcher": _RESEARCHER, "editor": _EDITOR, "administrator": _ADMINISTRATOR}


class DeskBackend(ModelBackend):
    """Accounts and permissions as Django has them, but read in one query and not in two."""

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        if user_obj.is_superuser:
            return super().get_all_permissions(user_obj)
        if not hasattr(user_obj, "_perm_cache"):
            own, of_groups = (
                permissions.order_by().values_list("content_type__app_label", "codename")
                for permissions in (
                    user_obj.user_permissions.all(),
                    Permission.objects.filter(group__in=user_obj.groups.all()),
                )
            )
            user_obj._perm_cache = {".".join(found) for found in own.union(of_groups)}
        return user_obj._perm_cache


@transaction.atomic
def setup_groups() -> None:
    """Create the groups and give them exactly the permissions listed here."""
    for name, codenames in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        permissions = Permission.objects.filter(
            Q(content_type__app_label="tracker") | Q(content_type__app_label="auth"),
            codename__in=codenames,
        )
        group.permissions.set(permissions)


@transaction.atomic
def create_demo_accounts() -> dict[str, str]:
    """One account per group, where missing; the new passwords by user name, shown only now."""
    passwords = {}
    for name in GROUPS:
        user, created = User.objects.get_or_create(username=name, defaults={"is_staff": True})
        if created:
            passwords[name] = secrets.token_urlsafe(12)
            user.set_password(passwords[name])
            user.save()
            user.groups.add(Group.objects.get(name=name))
    return passwords


def user_named(username: str) -> User:
    """The active user of that name. Raises User.DoesNotExist."""
    return User.objects.get(username=username, is_active=True)
