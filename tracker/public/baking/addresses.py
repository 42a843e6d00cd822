"""Which addresses are baked, and where each stands among the files.

A static host sees no query, so an address with one gets a path of its own:
/positions/?on=2022-04-01 is /positions/on=2022-04-01/, and /claims.csv?actor=x is
/claims/actor=x.csv. Filters can be combined without end; what is baked is each alone, and the
combinations of the few that belong together.
"""

import hashlib
import re
from functools import cache
from pathlib import PurePosixPath
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language_from_path, override

from tracker.public.editions import PART

#: Wishes that make one question together. A role, too, goes with the page it is a role of.
_TOGETHER = ({"from", "to"}, {"on", "and"})
#: What hosts and file systems take as it is; some of them know no capitals.
_PLAIN = re.compile(r"[a-z0-9-]{1,60}")


def baked(address: str) -> str | None:
    """Give the address under which this one is baked, or None where it is not.

    `address` is a path with its query. Several that show the same are baked as one.
    """
    parts = urlsplit(address)
    asked = dict(parse_qsl(parts.query))
    language = language_of(address)
    api = place("data:api-home")
    if parts.path.startswith(api) and parts.path != api:
        return None  # its operations are questions
    if parts.path == place("public:search", language):
        return parts.path  # a script reads the question
    wishes = asked.keys() - {"after"}
    if len(wishes) > 1 and "role" not in wishes and wishes not in _TOGETHER:
        return None
    if wishes == {"on", "and"}:
        asked["on"], asked["and"] = sorted([asked["on"], asked["and"]])
    if parts.path == place("public:editions", language) and asked.keys() == {"after"}:
        asked["after"] = _end_of_part(asked["after"])
    query = urlencode(sorted(asked.items()))
    return f"{parts.path}?{query}" if query else parts.path


def language_of(address: str) -> str:
    """Give the language in which an address is answered: it may be named by its beginning."""
    return get_language_from_path(address) or settings.LANGUAGE_CODE


@cache
def place(name: str, language: str = settings.LANGUAGE_CODE) -> str:
    """Give the path of one of the fixed addresses; it is asked for with each link."""
    with override(language):
        return reverse(name)


def is_narrowed(address: str) -> bool:
    """Tell whether an address asks for anything but the next part."""
    return bool(dict(parse_qsl(urlsplit(address).query)).keys() - {"after"})


def _end_of_part(after: str) -> str:
    """Let all editions of one part of their list be found in one place, that new ones leave alone."""
    number = int(after) - 1 if after.isdecimal() else 0
    return str(-(-number // PART) * PART + 1)


def path_of(address: str) -> str:
    """Give the path of a baked address on the static host."""
    parts = urlsplit(address)
    asked = "/".join(f"{name}={_plain(value)}" for name, value in parse_qsl(parts.query))
    if not asked:
        return parts.path
    if parts.path.endswith("/"):
        return f"{parts.path}{asked}/"
    path = PurePosixPath(parts.path)
    return f"{path.with_suffix('')}/{asked}{path.suffix}"


def file_of(address: str) -> str:
    """Give the file of a baked address, from the root of the site."""
    path = unquote(path_of(address)).lstrip("/")
    return f"{path}index.html" if path.endswith("/") or not path else path


def _plain(value: str) -> str:
    if _PLAIN.fullmatch(value):
        return value
    digest = hashlib.sha256(value.encode()).hexdigest()[:12]
    return f"{slugify(value)[:40]}-{digest}".lstrip("-")
