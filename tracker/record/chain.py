"""Canonical JSON and its hash, of which the chain of editions is made."""

import hashlib
import json
from typing import Any

#: What the first edition names as the hash before it.
GENESIS = "0" * 64


def canonical(value: Any) -> bytes:
    """Canonical JSON: sorted keys, no white space, UTF-8.

    The same as RFC 8785 for what documents hold: keys are ASCII and there are no floats.
    """
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def digest(value: Any) -> str:
    """sha256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()
