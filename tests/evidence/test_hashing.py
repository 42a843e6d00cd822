"""Fingerprints."""

import pytest

from tracker.evidence.hashing import sha256


@pytest.mark.parametrize(
    ("text", "digest"),
    [  # the first two are the examples of FIPS 180-4
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("é", "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"),
    ],
)
def test_sha256_of_utf8(text: str, digest: str) -> None:
    assert sha256(text) == digest


def test_sha256_tells_compositions_apart() -> None:
    assert sha256("é") != sha256("e\u0301")


def test_sha256_lone_surrogate_refused() -> None:
    with pytest.raises(ValueError, match="surrogates"):
        sha256("\ud800")
