"""The page of an issue: its place among the others, who wants what, and what else is claimed."""

from dataclasses import dataclass

from django.utils.translation import gettext

from tracker.record.documents import IssueDocument
from tracker.record.models import Page, Reference

from .detail import Detail, document_of
from .lines import Group, Incoming, Line
from .targets import Directory, Target


@dataclass(frozen=True, kw_only=True)
class IssuePage(Detail):
    parent: Target | None
    parts: Group
    positions: Group
    by_holder: list[tuple[Target, list[Line]]]
    claims: list[Group]


def build(page: Page) -> IssuePage:
    """Build the page of an issue in three queries."""
    document = document_of(page)
    assert isinstance(document, IssueDocument)
    directory = Directory([document.parent])
    incoming = Incoming(page)
    positions = incoming.group(gettext("Positions"), "is about", "claim", "position")
    return IssuePage(
        record=page,
        document=document,
        description=document.summary
        or gettext("Who wants what on %(issue)s.") % {"issue": document.title},
        parent=directory.get("issue", document.parent) if document.parent else None,
        parts=incoming.group(gettext("Parts"), "part of", "issue"),
        positions=positions,
        by_holder=_by_holder(positions.lines),
        claims=incoming.claims("is about", but="position"),
    )


def _by_holder(lines: list[Line]) -> list[tuple[Target, list[Line]]]:
    """Group positions by who holds them: one query. The newest stands first."""
    by_pk = {line.pk: line for line in reversed(lines)}
    order = list(by_pk)
    groups: dict[Target, list[Line]] = {}
    for row in Reference.objects.towards(by_pk, "holder"):
        groups.setdefault(Target.of(row, "to_page__"), []).append(by_pk[row["from_page_id"]])
    return [
        (holder, sorted(found, key=lambda line: order.index(line.pk)))
        for holder, found in groups.items()
    ]
