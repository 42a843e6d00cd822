"""Pages that were made once and still hold, kept for all readers.

Each is kept under the edition that it is as new as, so nothing ever has to be purged: what is
published meanwhile is another key, and the old one falls out in a day.
"""

import hashlib
import logging
from collections.abc import Callable, Collection
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import get_language

_SECONDS = 86_400
#: Larger ones are rare, and would push many others out.
_MOST_BYTES = 300_000

_Held = tuple[bytes, dict[str, str]]

_log = logging.getLogger(__name__)


def kept(
    request: HttpRequest,
    newness: str,
    make: Callable[[], HttpResponseBase],
    *,
    finite: Collection[str] = (),
) -> HttpResponseBase:
    """Give the page that is kept, or else make it, and keep it where that is of use.

    `newness` names the edition and the program. `finite` names the parameters of the address that
    have so few values that nobody can fill the cache with them; with any other, nothing is kept.
    """
    if settings.DEBUG or not request.GET.keys() <= set(finite):
        return make()
    key = _key(request, newness)
    held = _from_cache(key)
    if held is not None:
        content, headers = held
        return HttpResponse(content, headers=headers)
    response = make()
    if isinstance(response, HttpResponse) and _is_for_everybody(response):
        _into_cache(key, (response.content, dict(response.headers)))
    return response


def _from_cache(key: str) -> _Held | None:
    try:
        held: _Held | None = cache.get(key)
    except Exception:  # noqa: BLE001  # each cache has errors of its own; pages do without it
        _log.warning("The cache cannot be read; pages are made anew.", exc_info=True)
        return None
    return held


def _into_cache(key: str, held: _Held) -> None:
    try:
        cache.set(key, held, _SECONDS)
    except Exception:  # noqa: BLE001  # as above
        _log.warning("The cache cannot be written; pages are made anew.", exc_info=True)


def _key(request: HttpRequest, newness: str) -> str:
    """Name all that a page is made of; of a parameter that is given twice, the last one counts."""
    query = urlencode(sorted(request.GET.dict().items()))
    whole = f"{request.build_absolute_uri(request.path)}?{query} {get_language()} {newness}"
    return f"page:{hashlib.sha256(whole.encode()).hexdigest()}"


def _is_for_everybody(response: HttpResponse) -> bool:
    return (
        response.status_code == 200
        and not response.cookies
        and len(response.content) <= _MOST_BYTES
    )
