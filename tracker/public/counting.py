"""Numbers and counts in words: plurals are those of the language of the page."""

from typing import Final

from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy as _n

#: What is counted → how many there are of it, in words.
COUNTS: Final = {
    "round": _n("%(count)s round", "%(count)s rounds", "n"),
    "process": _n("%(count)s process", "%(count)s processes", "n"),
    "actor": _n("%(count)s actor", "%(count)s actors", "n"),
    "claim": _n("%(count)s claim", "%(count)s claims", "n"),
    "issue": _n("%(count)s issue", "%(count)s issues", "n"),
    "source": _n("%(count)s source", "%(count)s sources", "n"),
    "position": _n("%(count)s position", "%(count)s positions", "n"),
    "event": _n("%(count)s event", "%(count)s events", "n"),
    "statement": _n("%(count)s statement", "%(count)s statements", "n"),
    "assessment": _n("%(count)s assessment", "%(count)s assessments", "n"),
    "forecast": _n("%(count)s forecast", "%(count)s forecasts", "n"),
    "article": _n("%(count)s article", "%(count)s articles", "n"),
    "passage": _n("%(count)s passage", "%(count)s passages", "n"),
    "independent origin": _n("%(count)s independent origin", "%(count)s independent origins", "n"),
    "disagreement": _n("%(count)s disagreement", "%(count)s disagreements", "n"),
    "pair": _n("%(count)s pair", "%(count)s pairs", "n"),
    "further pair, settled": _n(
        "%(count)s further pair, settled", "%(count)s further pairs, settled", "n"
    ),
    "further passage": _n("%(count)s further passage", "%(count)s further passages", "n"),
    "further position": _n("%(count)s further position", "%(count)s further positions", "n"),
    "character": _n("%(count)s character", "%(count)s characters", "n"),
    "stretch": _n("%(count)s stretch", "%(count)s stretches", "n"),
}

_NUMBERS: Final = (
    _("No"), _("One"), _("Two"), _("Three"), _("Four"), _("Five"), _("Six"), _("Seven"), _("Eight"),
    _("Nine"), _("Ten"),
)  # fmt: skip


def number(count: int) -> str:
    """Say a number as a sentence begins with it."""
    return str(_NUMBERS[count]) if count < len(_NUMBERS) else grouped(count)


def grouped(count: int) -> str:
    """Write a number with its thousands apart, as the language does: 1,200."""
    return number_format(count, force_grouping=True)


def counted(count: int, noun: str) -> str:
    """Say how many: `1 claim`, `1,200 claims`."""
    return COUNTS[noun] % {"n": count, "count": grouped(count)}


def counted_to(most: int, count: int, noun: str) -> str:
    """Say how many, where no more than one above `most` were counted: `more than 1,000 claims`."""
    if count <= most:
        return counted(count, noun)
    return gettext("more than %(counted)s") % {"counted": counted(most, noun)}


def all_of(count: int, noun: str) -> str:
    """Say what the list of all of them is called: `All 1,200 claims`."""
    return gettext("All %(counted)s") % {"counted": counted(count, noun)}
