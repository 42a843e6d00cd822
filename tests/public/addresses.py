"""Every public address, taken from the URL map: one that needs something new fails until it is known."""

from django.urls import NoReverseMatch, reverse

from tracker.public import data_urls, urls
from tracker.public.words import PLURALS
from tracker.record.models import Edition

#: What stands in addresses for what they hold; `hub` is the page that `building` makes of each kind.
ARGUMENTS = {"ref": "hub", "part": 0, "form": "bib"}

#: Name → the space that it is of, and its pattern.
_PATTERNS = {
    pattern.name: (part.app_name, pattern)
    for part in (urls, data_urls)
    for pattern in part.urlpatterns
}
NAMES = sorted(_PATTERNS)


def full(name):
    """The name of an address with its space, as `reverse` takes it."""
    return f"{_PATTERNS[name][0]}:{name}"


def address_of(name, ref="hub"):
    """The address of this name; where it has the number of an edition, the newest of that page."""
    _, pattern = _PATTERNS[name]
    wanted = set(pattern.pattern.converters)
    known = ARGUMENTS | {"ref": ref}
    if "number" in wanted:
        kind = pattern.default_args["kind"]
        newest = Edition.objects.filter(kind=kind, ref=ref).order_by("-number").first()
        known["number"] = newest.number if newest else 1
    try:
        return reverse(full(name), kwargs={key: known[key] for key in wanted})
    except (KeyError, NoReverseMatch) as error:
        raise AssertionError(f"Say in ARGUMENTS what the address {name} needs.") from error


def kind_of(name):
    """The kind of page that an address is about, or nothing."""
    _, pattern = _PATTERNS[name]
    kind = pattern.default_args.get("kind") if pattern.default_args else None
    return kind or next((kind for kind in PLURALS if name == f"api-{kind}"), None)


def body_of(response):
    return response.getvalue() if response.streaming else response.content
