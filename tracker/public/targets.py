"""Where links lead: the public pages that documents name, under their present addresses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from django.urls import reverse

from tracker.record.models import Page


@dataclass(frozen=True, slots=True)
class Target:
    """A page that another one names. One that is no longer public has neither title nor url."""

    kind: str
    ref: str
    title: str = ""
    subkind: str = ""
    language: str = ""
    address: str = ""
    titled: bool = True
    publisher: str = ""
    public: bool = True
    page: int = field(default=0, compare=False)  # its key, where it was looked up

    @property
    def url(self) -> str:
        return reverse(f"public:{self.kind}", args=[self.ref]) if self.public else ""

    @property
    def imprint(self) -> str:
        """Who published a source under its own title; a description of ours says so itself."""
        return self.publisher if self.kind == "source" and self.titled else ""

    @classmethod
    def of(cls, row: Mapping[str, Any], prefix: str = "") -> Self:
        """Make one from a row of values; the page's own columns begin with `prefix`."""
        return cls(
            kind=row[f"{prefix}kind"],
            ref=row[f"{prefix}ref"],
            title=row[f"{prefix}title"],
            titled=row.get("title_given") != "false",
            publisher=row.get("publisher") or "",
        )


class Directory:
    """The pages named by some documents, found in one query whatever their number."""

    def __init__(self, refs: Iterable[str | None]) -> None:
        self._targets: dict[tuple[str, str], Target] = {}
        for row in Page.objects.signposts({ref for ref in refs if ref}):
            target = Target(
                kind=row["kind"],
                ref=row["now_ref"],
                title=row["now_title"],
                subkind=row["now_subkind"],
                language=row["language"] or "",
                address=row["address"] or "",
                titled=row["title_given"] != "false",
                publisher=row["publisher"] or "",
                page=row["now"],
            )
            self._targets[target.kind, target.ref] = target
            if row["former"]:
                self._targets[target.kind, row["former"]] = target

    def get(self, kind: str, ref: str) -> Target:
        """Give the page under an address; one that readers cannot see says nothing of itself."""
        return self._targets.get((kind, ref)) or Target(kind, ref, public=False)

    def all(self, kind: str, refs: Iterable[str]) -> list[Target]:
        return [self.get(kind, ref) for ref in refs]
