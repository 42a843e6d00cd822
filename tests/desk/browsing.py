"""What a browser does with a form of the admin, and what a reader sees in an answer."""

from django.contrib import admin
from django.contrib.messages import get_messages
from django.urls import URLResolver, reverse

from tests import factories as make

#: What makes one of each kind of working copy.
ONE_OF = {
    "source": make.a_source,
    "actor": make.an_actor,
    "process": make.a_process,
    "issue": make.an_issue,
    "round": make.a_round,
    "claim": make.a_claim,
}


def _routes(patterns, prefix=""):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, prefix + str(pattern.pattern))
        else:
            yield prefix + str(pattern.pattern)


#: Every route of the desk, below /desk/.
ROUTES = list(_routes(admin.site.get_urls()))


def change_page(copy):
    return reverse(f"admin:tracker_{copy._meta.model_name}_change", args=[copy.pk])


def add_page(kind):
    return reverse(f"admin:tracker_{kind}_add")


def list_page(kind):
    return reverse(f"admin:tracker_{kind}_changelist")


def review_page(copy):
    return reverse("admin:review", args=[copy.kind_of_page, copy.pk])


def history_page(copy):
    return reverse(f"admin:tracker_{copy._meta.model_name}_history", args=[copy.pk])


def filled_in(response):
    """All that a browser would send if somebody pressed Save on this page as it is."""
    forms = [response.context["adminform"].form]
    for rows in response.context["inline_admin_formsets"]:
        forms += [rows.formset.management_form, *rows.formset.forms]
    data = {}
    for form in forms:
        for bound in form:
            value = bound.value()
            if value is False or value is None:
                continue
            if isinstance(value, list | tuple):
                data[bound.html_name] = [str(getattr(item, "pk", item)) for item in value]
            else:
                data[bound.html_name] = "on" if value is True else str(value)
    return data


def opened_by_both(one, other, copy):
    return filled_in(one.get(change_page(copy))), filled_in(other.get(change_page(copy)))


def with_row(data, prefix, **fields):
    """The same form with one more row below."""
    number = int(data[f"{prefix}-TOTAL_FORMS"])
    row = {f"{prefix}-{number}-{name}": str(value) for name, value in fields.items()}
    return {**data, f"{prefix}-TOTAL_FORMS": str(number + 1), **row}


def press_save(client, address, data, button="_continue", **options):
    return client.post(address, {**data, button: "1"}, **options)


def change(client, copy, **fields):
    """Change a copy as a browser does; its form is opened first."""
    return press_save(
        client, change_page(copy), {**filled_in(client.get(change_page(copy))), **fields}
    )


def errors_of(response):
    """All errors of a page's form and of the rows below it, by field, as text."""
    if "adminform" not in (response.context or {}):
        return {}
    found = {}
    forms = [response.context["adminform"].form]
    for rows in response.context["inline_admin_formsets"]:
        forms += rows.formset.forms
        found[rows.formset.prefix] = [str(error) for error in rows.formset.non_form_errors()]
    for form in forms:
        for name, errors in form.errors.items():
            key = form.add_prefix(name) if name != "__all__" else f"{form.prefix or ''}*"
            found[key] = [str(error) for error in errors]
    return {name: errors for name, errors in found.items() if errors}


def messages_of(response):
    """What the desk said, as text; follows no redirect."""
    return [str(message) for message in get_messages(response.wsgi_request)]


def decide(client, copy, verb, **fields):
    """Open the review as a browser does, and press one of its buttons."""
    context = client.get(review_page(copy)).context
    data = {name: str(context[name]) for name in ("seen", "edition")}
    data |= {"version": str(context["copy"].version), "verb": verb}
    return client.post(review_page(copy), {**data, **fields})


def submitted(client, copy, **fields):
    """Change a copy as a browser does, and submit it."""
    data = filled_in(client.get(change_page(copy)))
    press_save(client, change_page(copy), {**data, **fields}, "_submit")
    copy.refresh_from_db()
    return copy
