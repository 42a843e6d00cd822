"""What a folder holds of the site: each address, with what it was made of."""

import gzip
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Self

#: Its name in the folder; it says nothing that the files do not.
NAME = ".baked.json.gz"
#: How the names begin of what a bake leaves in the folder only for as long as it runs.
WORKING = ".baking"


@dataclass(frozen=True, slots=True)
class Baked:
    """One file: the freshness of its content, its fingerprint, and the addresses it leads to."""

    etag: str = ""
    sha256: str = ""
    links: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Manifest:
    """All files by address. `maker` is the program with its settings, `head` the newest edition."""

    maker: str = ""
    head: str = ""
    pages: dict[str, Baked] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Self | None:
        """Read that of a folder; None where it has none."""
        try:
            made = json.loads(gzip.decompress((folder / NAME).read_bytes()))
        except FileNotFoundError:
            return None
        pages = {address: Baked(**one) for address, one in made.pop("pages").items()}
        return cls(**made, pages=pages)

    def write(self, folder: Path) -> None:
        content = json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))
        new = folder / f"{WORKING}.json.gz"
        new.write_bytes(gzip.compress(content.encode(), mtime=0))
        new.replace(folder / NAME)
