"""Which ref stands for which row: those of the desk and those of the upload together."""

import uuid
from collections.abc import Iterable
from functools import cached_property

from tracker.models import WorkingCopy

from .cells import did_you_mean, shortened

#: Looking for the nearest of 100,000 refs takes half a second; nobody reads more hints than this.
MOST_HINTS = 20


class Refs:
    """The refs of one kind of working copy: one query, however many are asked for."""

    def __init__(self, model: type[WorkingCopy]) -> None:
        self.model = model
        #: Part of the upload could not be read, so a ref that is not here may stand there.
        self.incomplete = False
        self._hints: dict[str, str] = {}
        self._new: dict[str, uuid.UUID] = {}

    @cached_property
    def _held(self) -> dict[str, uuid.UUID]:
        return dict(self.model._default_manager.values_list("ref", "pk"))

    @cached_property
    def _ref_of(self) -> dict[uuid.UUID, str]:
        return {pk: ref for refs in (self._held, self._new) for ref, pk in refs.items()}

    def add(self, refs: Iterable[str]) -> None:
        """Give keys to those refs that the desk does not have yet; before the first look-up."""
        for ref in refs:
            if ref not in self._held:
                self._new.setdefault(ref, uuid.uuid4())

    def key(self, ref: str) -> uuid.UUID:
        """Give the key for a ref; raises ValueError, with the nearest ref, for an unknown one."""
        found = self._held.get(ref) or self._new.get(ref)
        if found is None and self.incomplete:
            found = self._new[ref] = uuid.uuid4()  # nothing will be written anyway
            self._ref_of[found] = ref
        if found is None:
            raise ValueError(self._unknown(ref))
        return found

    def ref(self, key: uuid.UUID | None) -> str:
        return "" if key is None else self._ref_of[key]

    def holds(self, ref: str) -> bool:
        """Say whether the desk has it already."""
        return ref in self._held

    def _unknown(self, ref: str) -> str:
        kind = self.model.kind_of_page
        if ref not in self._hints and len(self._hints) < MOST_HINTS:
            self._hints[ref] = did_you_mean(ref, [*self._held, *self._new])
        hint = self._hints.get(ref, "")
        return f"There is no {kind} “{shortened(ref)}” on the desk or in this upload.{hint}"


class Directory:
    """The refs of all kinds, each read when first asked for."""

    def __init__(self) -> None:
        self._refs: dict[type[WorkingCopy], Refs] = {}

    def __getitem__(self, model: type[WorkingCopy]) -> Refs:
        if model not in self._refs:
            self._refs[model] = Refs(model)
        return self._refs[model]
