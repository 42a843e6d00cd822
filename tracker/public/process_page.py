"""The page of a process: its rounds in order."""

from dataclasses import dataclass

from django.utils.translation import gettext

from tracker.record.documents import ProcessDocument
from tracker.record.models import Page

from .detail import Detail, document_of
from .lines import Group, Incoming


@dataclass(frozen=True, kw_only=True)
class ProcessPage(Detail):
    rounds: Group


def build(page: Page) -> ProcessPage:
    """Build the page of a process in one query."""
    document = document_of(page)
    assert isinstance(document, ProcessDocument)
    return ProcessPage(
        record=page,
        document=document,
        description=document.summary
        or gettext("The rounds of %(process)s.") % {"process": document.title},
        rounds=Incoming(page).group(gettext("Rounds"), "round of", "round"),
    )
