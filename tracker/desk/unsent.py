"""What was typed into a form whose session had ended, or whose token had changed, goes on.

The fields travel signed through the login page, in the browser that sent them, and come back in a
page of their own with a fresh token, which fills the form again (see `filling`). The server keeps
nothing; passwords, tokens and files never go along.
"""

from collections.abc import Iterable

from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.csrf import csrf_failure

from .filling import MARK, REFILL

Field = tuple[str, str]

FIELD = "unsent"
_SALT = "tracker.desk.unsent"
_A_DAY = 24 * 60 * 60
#: The buttons that do something, and the token, which is of another session.
_LEFT_OUT = {
    *("csrfmiddlewaretoken", "verb", "confirmed", FIELD),
    *("_save", "_continue", "_addanother", "_saveasnew", "_submit"),
}


def ask_to_sign_in(request: HttpRequest, status: int = 200) -> HttpResponse:
    """The login page, with what was sent in it."""
    address = request.get_full_path()
    context = {
        **admin.site.each_context(request),
        "title": "Log in",
        "form": AdminAuthenticationForm(request),
        "app_path": reverse("admin:login"),
        "next": address,
        FIELD: signing.dumps([address, _fields(request)], salt=_SALT, compress=True),
    }
    return TemplateResponse(request, "admin/login.html", context, status=status)


def go_on(request: HttpRequest) -> HttpResponse | None:
    """The way back into the form, for one who has signed in; None where nothing came along."""
    try:
        address, fields = signing.loads(request.POST[FIELD], salt=_SALT, max_age=_A_DAY)
    except (KeyError, signing.BadSignature):
        return None
    return _way_back(request, address, fields)


def _way_back(
    request: HttpRequest, address: str, fields: Iterable[Field], status: int = 200
) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": "What you typed is still here",
        "address": address,
        "fields": [*fields, (REFILL, "1")],
    }
    return TemplateResponse(request, "admin/tracker/unsent.html", context, status=status)


def is_kept(request: HttpRequest) -> bool:
    """Whether a page with a form was sent that can be filled again; scripts see to themselves."""
    is_page = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    return request.method == "POST" and MARK in request.POST and is_page


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Where the token does not fit: most often one has signed in again in another tab.

    Only a form of our own pages is given back; another site's would be a forgery.
    """
    origin = f"{request.scheme}://{request.get_host()}"
    if not is_kept(request) or request.META.get("HTTP_ORIGIN") != origin:
        return csrf_failure(request, reason)
    if admin.site.has_permission(request):
        return _way_back(request, request.get_full_path(), _fields(request), 403)
    return ask_to_sign_in(request, 403)


def _fields(request: HttpRequest) -> list[Field]:
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in _LEFT_OUT and "password" not in name
    ]
