"""Supplying the texts of sources, found by what they are and not by what they are called."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from tracker.models import Citation, Drift, Source, Text, hold_text

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(slots=True)
class Supply:
    """What became of the texts supplied: refs of sources by file name."""

    taken: dict[str, list[str]] = field(default_factory=dict)
    held_already: dict[str, list[str]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    #: Why a file that is the text of a source cannot be held, by its name.
    unusable: dict[str, str] = field(default_factory=dict)
    #: Sources whose fingerprint is known and whose text is not held.
    lacking: list[str] = field(default_factory=list)
    #: All citations by state; those whose words a later text no longer has count as gone.
    citations: Counter[str] = field(default_factory=Counter)

    def lines(self) -> Iterator[str]:
        """Say it in words, a line each."""
        for name, refs in self.taken.items():
            yield f"{name}: taken as the text of {', '.join(refs)}"
        for name, refs in self.held_already.items():
            yield f"{name}: held already as the text of {', '.join(refs)}"
        for name in self.unknown:
            yield f"{name}: no source has this text"
        for name, why in self.unusable.items():
            yield f"{name}: {why}"
        for ref in self.lacking:
            yield f"{ref}: its text is still missing"
        counts = ", ".join(f"{count} {state}" for state, count in sorted(self.citations.items()))
        yield f"Citations: {counts or 'none'}"


def hold_texts(folder: Path, *, by: "User | None") -> list[str]:
    """Store all texts of sources that a folder has; what was done, in words."""
    files = {
        file.name: file.read_bytes()
        for file in sorted(folder.iterdir())
        if file.is_file() and file.stat().st_size <= settings.UPLOAD_MAX_BYTES
    }
    return list(supply_texts(files, by=by).lines())


@transaction.atomic
def supply_texts(files: Mapping[str, bytes], *, by: "User | None") -> Supply:
    """Store each file that is the text of a source, by the sha256 of its bytes.

    A text is the bytes decoded as UTF-8 and not changed. Citations are anchored anew.
    """
    supply = Supply()
    digests = {name: sha256(data).hexdigest() for name, data in files.items()}
    sources: dict[str, list[Source]] = {}
    for source in Source.objects.filter(text_sha256__in=set(digests.values())).order_by("ref"):
        sources.setdefault(source.text_sha256, []).append(source)
    held = set(Text.objects.values_list("source", "sha256"))
    for name, data in files.items():
        for source in sources.get(digests[name], ()):
            if (source.pk, digests[name]) in held:
                supply.held_already.setdefault(name, []).append(source.ref)
                continue
            try:
                hold_text(source=source, content=data.decode(), by=by)
            except UnicodeDecodeError:
                supply.unusable[name] = f"the text of {source.ref}, but it is not UTF-8"
            except ValidationError as error:
                supply.unusable[name] = " ".join(error.messages)
            else:
                held.add((source.pk, digests[name]))
                supply.taken.setdefault(name, []).append(source.ref)
    supply.unknown = [name for name, digest in digests.items() if digest not in sources]
    lacking = Source.objects.exclude(text_sha256="").filter(texts=None)
    supply.lacking = sorted(lacking.values_list("ref", flat=True))
    supply.citations = _states()
    return supply


def _states() -> Counter[str]:
    rows = Citation.objects.values_list("state", "drift")
    return Counter("gone" if drift == Drift.GONE else state for state, drift in rows)
