"""What the public side reads of pages: queries named for the page that needs them.

They stand apart from their model only because together they would make one long file.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.db import models
from django.db.models import Case, Count, F, Max, OuterRef, Q, Subquery, Value, When, Window
from django.db.models.fields.json import KT, KeyTextTransform, KeyTransform
from django.db.models.functions import Coalesce, Greatest, NullIf, RowNumber

from .listing import Values
from .talks import TalksReads

if TYPE_CHECKING:
    from .models import Page, Reference


#: What of a document links need, by the name it goes by there.
_OF_LINKS = {
    "language": "language",
    "address": "url",
    "title_given": "title_given",
    "publisher": "publisher",
}
_TEXT: models.TextField = models.TextField()


def _links() -> "models.Manager[Reference]":
    from .models import Reference  # it needs this module

    return Reference.objects


class PageReads(TalksReads):
    """Reads of the pages; all but `to_read` and `referring` give public ones only."""

    def to_read(self, kind: str, ref: str) -> Self:
        """The page under an address with its edition; `newest` is as of when it is, `newest_at` when.

        A page also shows pages that its neighbours refer to (the issue of an actor's position, the
        next round of a process), so it is as new as the newest of what is next to it.
        """
        from .models import Edition  # it needs this module

        near = [
            _links()
            .filter(**{here: OuterRef("pk")})
            .values(here)
            .values(n=Max(f"{there}__affected"))
            for here, there in (("from_page", "to_page"), ("to_page", "from_page"))
        ]
        newest = Greatest("affected", *(Coalesce(Subquery(links), 0) for links in near))
        at = Edition.objects.filter(number=OuterRef("newest")).values("at")
        return (
            self.filter(kind=kind, ref=ref)
            .select_related("moved_to", "edition")
            .annotate(newest=newest)
            .annotate(newest_at=Subquery(at))
            .defer("edition__document", "moved_to__document")
        )

    def signposts(self, refs: Iterable[str]) -> Values:
        """What links need to know of the public pages under these refs, present or former.

        `former` is the ref that was asked for, where the page has another now.
        """
        rows: Values = (
            self.filter(ref__in=list(refs))
            .filter(Q(state="public") | Q(state="moved", moved_to__state="public"))
            .annotate(
                now=Coalesce("moved_to", "pk"),
                now_ref=Coalesce("moved_to__ref", "ref"),
                now_title=Coalesce("moved_to__title", "title"),
                now_subkind=Coalesce("moved_to__subkind", "subkind"),
                former=Case(When(state="moved", then="ref"), default=None),
                **{
                    name: Coalesce(
                        KeyTextTransform(key, "moved_to__document"),
                        KeyTextTransform(key, "document"),
                    )
                    for name, key in _OF_LINKS.items()
                },
            )
            .values("now", "kind", "now_ref", "now_title", "former", "now_subkind", *_OF_LINKS)
        )
        return rows

    def lines(self, *further: str) -> Values:
        """What a line in a list says of each page; never its whole document.

        `summary` (of a source: its publisher) is there to be asked for, as it may be long.
        """
        rows: Values = self.annotate(
            edtf=Coalesce(
                KT("document__happened__edtf"),
                KT("document__date__value"),
                KT("document__published__edtf"),
            ),
            posture=KT("document__posture"),
            outcome=KT("document__outcome__value"),
            # SQLite gives the JSON null as the text "null".
            parent=Coalesce(
                KT("document__process"),
                NullIf(KT("document__parent"), Value("null"), output_field=_TEXT),
            ),
            title_given=KT("document__title_given"),
            summary=Coalesce(
                KT("document__description"),
                KT("document__summary"),
                KT("document__publisher"),
            ),
        ).values("pk", "kind", "ref", "title", "title_given", "subkind", "grade", "earliest",
                 "latest", "edtf", "posture", "outcome", "parent", *further)  # fmt: skip
        return rows

    def sortable(self, ranks: dict[str, int]) -> Self:
        """With the rank of its subkind, which some lists sort by; see `sorting` for the other keys."""
        whens = [When(subkind=subkind, then=Value(rank)) for subkind, rank in ranks.items()]
        return self.annotate(
            rank=Case(*whens, default=Value(9)),
        )

    def speaking_of(self, page: "Page", most: int) -> Self:
        """Public pages that refer to this one, at most so many in each group.

        A group is one role and one kind and subkind; `of` says how many there are in all.
        """
        group = [F("outgoing__role"), F("kind"), F("subkind")]
        return (
            self.filter(state="public")
            .filter(outgoing__to_page=page)
            .sortable({})
            .annotate(
                role=F("outgoing__role"),
                place=Window(
                    RowNumber(), partition_by=group, order_by=[F("day"), F("heading"), F("ref")]
                ),
                of=Window(Count("*"), partition_by=group),
            )
            .filter(place__lte=most)
            .order_by("role", "kind", "subkind", "place")
        )

    def now(self, keys: Iterable[UUID]) -> Self:
        """The pages with these identities, without their content; and their signposts.

        A page that was merged into another is only a signpost: see its `moved_to`.
        """
        fields = ["kind", "ref", "state", "title"]
        return (
            self.filter(key__in=list(keys))
            .select_related("moved_to")
            .only("key", *fields, *(f"moved_to__{field}" for field in fields))
        )

    def spoken_of_by(self, page: "Page") -> Self:
        """Public pages that this one refers to, with the role."""
        return (
            self.filter(state="public")
            .filter(incoming__from_page=page)
            .annotate(role=F("incoming__role"))
            .order_by("role", "kind", "ref")
        )

    def related_to(self, page: "Page", most: int) -> Self:
        """Claims that this claim relates to and that relate to it, with their documents."""
        roles = ["contradicts", "narrows", "repeats", "supersedes"]
        links = _links().filter(role__in=roles)
        return (
            self.filter(state="public", kind="claim")
            .filter(
                Q(pk__in=links.filter(from_page=page).values("to_page"))
                | Q(pk__in=links.filter(to_page=page).values("from_page"))
            )
            .order_by("-affected", "ref")[:most]
        )

    def citing(self, page: "Page", most: int) -> Values:
        """The citations of the claims that cite a source, without the rest of the claims."""
        links = _links().filter(to_page=page, role="cites")
        rows: Values = (
            self.filter(state="public", kind="claim")
            .filter(pk__in=links.values("from_page"))
            .annotate(citations=KeyTransform("citations", "document"))
            .order_by("ref")
            .values("ref", "title", "subkind", "grade", "citations")[:most]
        )
        return rows

    def referring(self, kind: str, ref: str, role: str = "") -> Self:
        """Pages that refer to the page under an address, in one role or in any."""
        links = _links().filter(to_page__kind=kind, to_page__ref=ref)
        links = links.filter(role=role) if role else links
        return self.filter(pk__in=links.values("from_page"))

    def referring_to(self, page: int, role: str = "") -> Self:
        """The same of a page by its key, of which the database knows how much refers to it."""
        links = _links().filter(to_page=page)
        links = links.filter(role=role) if role else links
        return self.filter(pk__in=links.values("from_page"))

    def alike(self, kind: str, ref: str, most: int) -> Self:
        """Public pages whose ref shares its beginning or a word with this one; a bounded set."""
        words = [word for word in ref.split("-") if len(word) > 3][:6]
        alike = Q(ref__startswith=ref[:3])
        for word in words:
            alike |= Q(ref__contains=word)
        return self.filter(state="public", kind=kind).filter(alike).order_by("ref")[:most]
