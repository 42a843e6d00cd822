"""The panel of the reading desk: the words selected, and what is to become of them."""

from collections import Counter
from functools import cached_property
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from tracker.evidence.picking import shorten
from tracker.models import Citation, Claim, Issue, Rights, Round, Stance

from .filling import REFILL
from .reading_claims import (
    MOST_COMPARED,
    Known,
    claims_to_choose_from,
    known,
    matching,
    most_similar,
)
from .reading_forms import (
    NEW,
    ClaimForm,
    ConcerningForm,
    EvidenceForm,
    FurnitureForm,
    a_citation_at,
)
from .reading_held import Held, Span
from .reading_saving import cite, mend

_MOST_NEAR = 5  # issues and rounds that are offered as ticks
_CLAIMS_BEFORE = 4

#: What saving takes: as in the admin, a citation is part of its claim.
TO_ADD = ["tracker.add_citation", "tracker.change_claim"]
TO_WRITE = ["tracker.add_citation", "tracker.add_claim", "tracker.add_claimactor"]
TO_MEND = ["tracker.change_citation", "tracker.change_claim"]
TO_MARK = ["tracker.add_furniture", "tracker.change_source"]
TO_UNMARK = ["tracker.delete_furniture", "tracker.change_source"]


def verb_of(request: HttpRequest) -> str:
    """What is asked for; a form that comes back after a login is shown again, as after a search."""
    return "search" if REFILL in request.POST else request.POST.get("verb", "")


class Panel:
    """The selected passage with its forms; bound where they were sent."""

    def __init__(
        self, request: HttpRequest, held: Held, span: Span, mending: Citation | None = None
    ) -> None:
        assert held.text is not None  # without a text there are no words to select
        self.user, self.source, self.text = request.user, held.source, held.text
        self.directory, self.citations, self.mending = held.directory, held.placed, mending
        self.start, self.end = span
        self.passage = self.text.content[self.start : self.end]
        verb = verb_of(request)
        self.data = request.POST if verb in ("save", "search") else None
        self.is_search = verb == "search"
        self.problems: list[str] = []
        self.furniture_form = FurnitureForm()
        overlapping = (row for row in held.furniture if row.start < self.end)
        self.marked = [row for row in overlapping if self.start < row.end]

    # What may be done

    @property
    def may_add(self) -> bool:
        return self.user.has_perms(TO_ADD)

    @property
    def may_write(self) -> bool:
        return self.user.has_perms(TO_WRITE)

    @property
    def may_save(self) -> bool:
        """Whether what is chosen may be saved."""
        if self.mending:
            return self.user.has_perms(TO_MEND)
        return self.may_write if self.is_new else self.may_add

    @property
    def may_choose(self) -> bool:
        """Whether there is anything to choose that may be saved."""
        return self.may_save if self.mending else self.may_add or self.may_write

    @property
    def may_mark(self) -> bool:
        return self.user.has_perms(TO_MARK)

    @property
    def may_unmark(self) -> bool:
        return self.user.has_perms(TO_UNMARK)

    # The claims to choose from

    @cached_property
    def _claims(self) -> list[Known]:
        return claims_to_choose_from()

    @property
    def is_cut(self) -> bool:
        return not self.typed and len(self._claims) == MOST_COMPARED

    @property
    def most_compared(self) -> int:
        return MOST_COMPARED

    @property
    def typed(self) -> str:
        return self.data.get("q", "").strip() if self.data else ""

    @cached_property
    def suggestions(self) -> list[Known]:
        """The claims offered, with the one that was chosen before."""
        if not self.may_add:
            return []
        typed = self.typed
        offered = matching(typed) if typed else most_similar(self._claims, self.passage)
        return list(dict.fromkeys([*known(self.chosen), *offered]))

    @cached_property
    def chosen(self) -> str:
        default = NEW if self.may_write else ""
        return self.data.get("claim", default) if self.data else default

    @property
    def is_new(self) -> bool:
        """Whether a claim is to be written, too."""
        return self.chosen == NEW and self.mending is None

    @property
    def hides_new(self) -> bool:
        """Whether what is wrong with the new claim is of no interest: none is being saved."""
        return self.is_search or not self.is_new

    @cached_property
    def citing_already(self) -> set[UUID]:
        """The claims that cite just this passage."""
        return {
            row.claim_id for row in self.citations if (row.start, row.end) == (self.start, self.end)
        }

    # The forms

    @cached_property
    def quote(self) -> str:
        """The quote that is offered: short enough where rights ask for it."""
        if self.source.rights == Rights.OPEN:
            return self.passage
        return shorten(self.text.content, self.start, self.end)

    @property
    def is_shortened(self) -> bool:
        return self.quote != self.passage

    @cached_property
    def evidence(self) -> EvidenceForm:
        initial: dict[str, Any] = {"stance": Stance.SUPPORTS}
        if self.mending:
            quoted, origin = self.mending.quoted, self.mending.origin
            initial = {"speaker": quoted and quoted.name, "credited": origin and origin.ref}
        place = (self.start, self.end)
        return EvidenceForm(
            self.data,
            instance=a_citation_at(self.text, self.source, *place, self.mending),
            initial={**initial, "quote": self.quote},
            text=self.text,
            source=self.source,
            directory=self.directory,
        )

    @cached_property
    def claim_form(self) -> ClaimForm:
        return ClaimForm(self.data)

    @cached_property
    def concerning(self) -> ConcerningForm:
        mentioned = self.directory.mentions(self.passage)
        near = [claim.pk for claim in self.suggestions if claim.pk not in self.citing_already]
        near = [*near[:2], *self._claims_before()]
        return ConcerningForm(
            self.data,
            directory=self.directory,
            actors=[pk for mention in mentioned for pk in mention.bearers],
            issues=_most_common(Issue, "issue_id", near),
            rounds=_most_common(Round, "round_id", near),
        )

    def _claims_before(self) -> list[UUID]:
        """The claims cited last before the passage: what follows is often about the same."""
        before = [row.claim_id for row in self.citations if row.end and row.end <= self.end]
        return before[-_CLAIMS_BEFORE:]

    # What becomes of it

    def save(self) -> Citation | None:
        """Save what was sent; None where it was refused, and the forms or `problems` say why."""
        try:
            if self.mending:
                return self._mend()
            return self._cite_new() if self.is_new else self._cite_known()
        except ValidationError as error:
            self.problems += error.messages
            return None

    def _mend(self) -> Citation | None:
        if not self.evidence.is_valid():
            return None
        return mend(citation=self.evidence.instance, by=self.user)

    def _cite_new(self) -> Citation | None:
        # All of them are asked, so that each says what is wrong with it.
        valid = {form.is_valid() for form in (self.evidence, self.claim_form, self.concerning)}
        if valid != {True}:
            return None
        return cite(
            citation=self.evidence.instance,
            claim=self.claim_form.instance,
            concerning=self.concerning.concerning(),
            by=self.user,
        )

    def _cite_known(self) -> Citation | None:
        chosen = known(self.chosen)
        claim = Claim.objects.filter(pk=chosen[0].pk).first() if chosen else None
        if claim is None:
            raise ValidationError("Choose the claim that this passage bears on, or a new one.")
        if not self.evidence.is_valid():
            return None
        return cite(citation=self.evidence.instance, claim=claim, by=self.user)


def _most_common(model: type[Issue] | type[Round], column: str, claims: list[UUID]) -> list[UUID]:
    """The rows that most of these claims are about: one query."""
    through = model.claims.through.objects.filter(claim__in=claims)
    counts = Counter(through.order_by("pk").values_list(column, flat=True))
    return [pk for pk, _ in counts.most_common(_MOST_NEAR)]
