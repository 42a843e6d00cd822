"""Keyset cursors: the sort keys of the last line shown, so that paging costs the same anywhere."""

import base64
import binascii
import json
from datetime import date
from typing import Any

#: Sort keys that are whole numbers, with the largest that databases take, and those that are days.
_NUMBERS = {"rank": 9, "affected": 2**63 - 1}
_DAYS = {"day", "since"}


class BadCursor(ValueError):
    """What stands in the address is no cursor of this list."""


def encode(values: tuple[Any, ...]) -> str:
    """Pack sort keys (dates, whole numbers, texts) into an address."""
    packed = json.dumps([str(v) if isinstance(v, date) else v for v in values], ensure_ascii=False)
    return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def decode(cursor: str, keys: tuple[str, ...]) -> tuple[Any, ...]:
    """Unpack the values for these sort keys; raises BadCursor."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        values = json.loads(base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True))
    except (binascii.Error, UnicodeError, ValueError, RecursionError) as error:
        raise BadCursor from error
    if not isinstance(values, list) or len(values) != len(keys):
        raise BadCursor
    return tuple(_checked(key, value) for key, value in zip(keys, values, strict=True))


def _checked(key: str, value: Any) -> Any:
    if key in _NUMBERS:
        if type(value) is int and 0 <= value <= _NUMBERS[key]:
            return value
        raise BadCursor
    if not isinstance(value, str) or len(value) > 100 or "\x00" in value:
        raise BadCursor
    try:
        value.encode()  # a lone surrogate is no text, and databases refuse it
        return date.fromisoformat(value) if key in _DAYS else value
    except ValueError as error:
        raise BadCursor from error
