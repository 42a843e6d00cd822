"""The folder of files: everything new is written aside first, and put in its place at the end."""

import gzip
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from django.core.files import locks

from .addresses import file_of
from .manifest import WORKING, Baked, Manifest
from .site import BakeFailed

_LOCK = f"{WORKING}.lock"
_ASIDE = f"{WORKING}-"
#: What compression makes smaller; hosts give it out as it lies beside its file.
_TEXTS = {".html", ".json", ".jsonld", ".csv", ".atom", ".xml", ".txt", ".bib", ".ris",
          ".css", ".js", ".svg"}  # fmt: skip
_LEAST = 500  # bytes; below, nothing is gained


class Tree:
    """The files of a folder as they are, and as they shall be."""

    def __init__(self, folder: Path, aside: Path, manifest: Manifest) -> None:
        self.manifest = manifest
        self._folder = folder
        self._aside = aside
        self._new: set[str] = set()

    @classmethod
    @contextmanager
    def open(cls, folder: Path) -> Iterator[Self]:
        """Open a folder that is empty or was baked before; nobody else can, meanwhile."""
        folder.mkdir(parents=True, exist_ok=True)
        manifest = Manifest.read(folder)
        if manifest is None and any(not path.name.startswith(WORKING) for path in folder.iterdir()):
            raise BakeFailed(f"{folder} holds other files: name a folder that is new or empty.")
        with (folder / _LOCK).open("w") as lock:
            if not locks.lock(lock, locks.LOCK_EX | locks.LOCK_NB):
                raise BakeFailed(f"{folder} is being baked already.")
            for left in folder.glob(f"{_ASIDE}*"):  # by a bake that was killed
                shutil.rmtree(left)
            with tempfile.TemporaryDirectory(prefix=_ASIDE, dir=folder) as aside:
                yield cls(folder, Path(aside), manifest or Manifest())

    def has(self, address: str) -> bool:
        return (self._folder / file_of(address)).is_file()

    def write(self, address: str, content: bytes) -> None:
        """Write a file aside, and its compressed form."""
        name = file_of(address)
        path = self._aside / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self._new.add(name)
        if path.suffix in _TEXTS and len(content) >= _LEAST:
            (self._aside / f"{name}.gz").write_bytes(gzip.compress(content, mtime=0))

    def finish(self, manifest: Manifest) -> tuple[int, int]:
        """Put the new files in their places and remove what is gone; how many of each.

        Should this be interrupted, the next bake finds a manifest that names every file and
        trusts none.
        """
        old, new = self.manifest.pages, manifest.pages
        Manifest(pages=dict.fromkeys([*old, *new], Baked())).write(self._folder)
        for name in sorted(self._new):
            self._place(name)
        gone = {file_of(address) for address in old} - {file_of(address) for address in new}
        for name in gone:
            self._remove(name)
        manifest.write(self._folder)
        return len(self._new), len(gone)

    def _place(self, name: str) -> None:
        (self._folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self._aside / name).replace(self._folder / name)
        compressed = self._aside / f"{name}.gz"
        if compressed.exists():
            compressed.replace(self._folder / f"{name}.gz")
        else:
            (self._folder / f"{name}.gz").unlink(missing_ok=True)

    def _remove(self, name: str) -> None:
        path = self._folder / name
        path.unlink(missing_ok=True)
        path.with_name(f"{path.name}.gz").unlink(missing_ok=True)
        for parent in path.parents:
            if parent == self._folder or not parent.is_dir() or any(parent.iterdir()):
                break
            parent.rmdir()
