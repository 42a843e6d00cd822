"""Hashing: the fingerprints of texts and passages."""

import hashlib


def sha256(text: str) -> str:
    """Give the SHA-256 (FIPS 180-4) of the UTF-8 bytes of a text, in lower-case hexadecimal.

    Raises UnicodeEncodeError, a ValueError, for a text with lone surrogates.
    """
    return hashlib.sha256(text.encode()).hexdigest()
