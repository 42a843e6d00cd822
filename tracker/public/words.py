"""The words that readers are given for what the record codes, in the language of the page.

They are translated when they are shown, so these tables hold for every language.
"""

from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

#: What the whole is called.
SITE: Final = "peacetalks"

#: Kind of page → its plural, which is also its place in addresses.
PLURALS: Final = {
    "round": "rounds",
    "process": "processes",
    "actor": "actors",
    "claim": "claims",
    "issue": "issues",
    "source": "sources",
}

#: The kinds of page that have a feed of their own.
WITH_FEED: Final = ("actor", "round", "issue")

#: Kind of page → what one is called, what all are, what any is, and what one that is gone is.
KINDS: Final = {
    "round": _("round"),
    "process": _("process"),
    "actor": _("actor"),
    "claim": _("claim"),
    "issue": _("issue"),
    "source": _("source"),
}
PLURAL_WORDS: Final = {
    "round": _("Rounds"),
    "process": _("Processes"),
    "actor": _("Actors"),
    "claim": _("Claims"),
    "issue": _("Issues"),
    "source": _("Sources"),
}
ALL: Final = {
    "round": _("All rounds"),
    "process": _("All processes"),
    "actor": _("All actors"),
    "claim": _("All claims"),
    "issue": _("All issues"),
    "source": _("All sources"),
}
CITE: Final = {
    "round": _("Cite this round"),
    "process": _("Cite this process"),
    "actor": _("Cite this actor"),
    "claim": _("Cite this claim"),
    "issue": _("Cite this issue"),
    "source": _("Cite this source"),
}
ONES: Final = {
    "round": _("A round"),
    "process": _("A process"),
    "actor": _("An actor"),
    "claim": _("A claim"),
    "issue": _("An issue"),
    "source": _("A source"),
}
HIDDEN: Final = {
    "round": _("a round that is no longer public"),
    "process": _("a process that is no longer public"),
    "actor": _("an actor that is no longer public"),
    "claim": _("a claim that is no longer public"),
    "issue": _("an issue that is no longer public"),
    "source": _("a source that is no longer public"),
}

#: Kind of claim, actor, source → heading of its group, in the order of the groups.
CLAIM_KINDS: Final = {
    "position": _("Positions"),
    "event": _("Events"),
    "statement": _("Statements"),
    "assessment": _("Assessments"),
    "forecast": _("Forecasts"),
}
ACTOR_KINDS: Final = {
    "state": _("States"),
    "organisation": _("Organisations"),
    "group": _("Groups"),
    "person": _("People"),
}
SOURCE_KINDS: Final = {
    "news-report": _("News reports"),
    "analysis": _("Analyses"),
    "commentary": _("Commentaries"),
    "official": _("Official documents"),
    "reference": _("Known only from other sources"),
}
#: The formats of rounds, which are their subkinds.
FORMATS: Final = (
    "direct talks", "mediated talks", "summit", "call", "visit", "agreement", "initiative", "appeal",
)  # fmt: skip
SUBKINDS: Final = {
    "position": pgettext_lazy("sort", "position"),
    "event": pgettext_lazy("sort", "event"),
    "statement": pgettext_lazy("sort", "statement"),
    "assessment": pgettext_lazy("sort", "assessment"),
    "forecast": pgettext_lazy("sort", "forecast"),
    "state": pgettext_lazy("sort", "state"),
    "organisation": pgettext_lazy("sort", "organisation"),
    "group": pgettext_lazy("sort", "group"),
    "person": pgettext_lazy("sort", "person"),
    "news-report": pgettext_lazy("sort", "news report"),
    "analysis": pgettext_lazy("sort", "analysis"),
    "commentary": pgettext_lazy("sort", "commentary"),
    "official": pgettext_lazy("sort", "official document"),
    "reference": pgettext_lazy("sort", "known only from other sources"),
    "direct talks": pgettext_lazy("sort", "direct talks"),
    "mediated talks": pgettext_lazy("sort", "mediated talks"),
    "summit": pgettext_lazy("sort", "summit"),
    "call": pgettext_lazy("sort", "call"),
    "visit": pgettext_lazy("sort", "visit"),
    "agreement": pgettext_lazy("sort", "agreement"),
    "initiative": pgettext_lazy("sort", "initiative"),
    "appeal": pgettext_lazy("sort", "appeal"),
}

GRADES: Final = {
    "corroborated": _("Corroborated"),
    "single origin": _("Single origin"),
    "disputed": _("Disputed"),
    "superseded": _("Superseded"),
}
#: Grade → the class of its colours; the word always stands beside it.
GRADE_CLASSES: Final = {
    "corroborated": "agree",
    "single origin": "single",
    "disputed": "dispute",
    "superseded": "past",
}

STATES: Final = {
    "exact": _("Found word for word"),
    "folded": _("Found, but for typography"),
    "unheld": _("Anchored in a text that this machine does not hold"),
}
STANCES: Final = {
    "supports": _("supports it"),
    "disputes": _("disputes it"),
    "context": _("gives context"),
}
DRIFTS: Final = {
    "changed": _("The source has changed since: a later version words this passage differently."),
    "gone": _("The source has changed since: a later version no longer has this passage."),
}
#: Why a stretch of a source need not be cited → what there is of it.
FURNITURE: Final = {
    "heading": _("headings"),
    "caption": _("captions"),
    "byline": _("bylines"),
    "link": _("links"),
    "reference list": _("lists of references"),
    "boilerplate": _("boilerplate"),
}
RIGHTS: Final = {
    "quote-only": _("Quote only: readers are given the cited words, no more"),
    "open": _("Open"),
}

POSTURES: Final = {
    "demands": _("Demands"),
    "offers": _("Offers"),
    "accepts": _("Accepts"),
    "open-to": _("Is open to it"),
    "conditions": _("Sets conditions"),
    "rejects": _("Rejects"),
}

OUTCOMES: Final = {
    "agreement": _("Agreement reached"),
    "draft": _("A draft"),
    "statement": _("A statement"),
    "partial": _("Partial results"),
    "none": _("No result"),
    "unknown": _("Outcome unknown"),
}
PARTICIPANTS: Final = {
    "party": _("Parties"),
    "delegate": _("Delegates"),
    "mediator": _("Mediators"),
    "host": _("Hosts"),
    "observer": _("Observers"),
    "absent": _("Absent"),
}
CLAIM_ROLES: Final = {
    "holder": _("Position of"),
    "speaker": _("Said or judged by"),
    "subject": _("About"),
    "addressee": _("Addressed to"),
}

#: Relation → heading for claims that this one relates to, and for claims that relate to it.
RELATIONS: Final = {
    "narrows": (_("Narrows down"), _("Is narrowed down by")),
    "repeats": (_("Repeats"), _("Is repeated by")),
    "supersedes": (_("Supersedes"), _("Is superseded by")),
}
#: Relation → the same in the words of an edition.
RELATION_KINDS: Final = {
    "contradicts": pgettext_lazy("relation", "contradicts"),
    "narrows": pgettext_lazy("relation", "narrows"),
    "repeats": pgettext_lazy("relation", "repeats"),
    "supersedes": pgettext_lazy("relation", "supersedes"),
}

#: How the desk has settled a contradiction, as the claim that states it sees it.
SETTLED: Final = {
    "open": _("open"),
    "from": _("settled: this claim stands"),
    "to": _("settled: the other claim stands"),
    "both-stand": _("settled: both can stand"),
}

NAME_KINDS: Final = {
    "canonical": pgettext_lazy("sort of name", "canonical"),
    "alias": pgettext_lazy("sort of name", "alias"),
    "transliteration": pgettext_lazy("sort of name", "transliteration"),
    "misspelling": pgettext_lazy("sort of name", "misspelling"),
}

#: What an edition does.
ACTIONS: Final = {
    "published": _("Published"),
    "corrected": _("Corrected"),
    "retracted": _("Retracted"),
    "moved": _("Moved"),
}

#: Roles in which another page may refer to one, by the kind of page referred to.
ROLES: Final = {
    "actor": {"holder", "speaker", "subject", "addressee", "quotes", "office", *PARTICIPANTS},
    "round": {"speaks of"},
    "process": {"round of"},
    "issue": {"is about", "part of"},
    "source": {"cites", "credits", "derives from"},
    "claim": {"basis", "contradicts", *RELATIONS},
}
#: Role → what it is called where a list is narrowed down to it.
ROLE_WORDS: Final = {
    "holder": pgettext_lazy("role", "holder"),
    "speaker": pgettext_lazy("role", "speaker"),
    "subject": pgettext_lazy("role", "subject"),
    "addressee": pgettext_lazy("role", "addressee"),
    "quotes": pgettext_lazy("role", "quotes"),
    "office": pgettext_lazy("role", "office"),
    "party": pgettext_lazy("role", "party"),
    "delegate": pgettext_lazy("role", "delegate"),
    "mediator": pgettext_lazy("role", "mediator"),
    "host": pgettext_lazy("role", "host"),
    "observer": pgettext_lazy("role", "observer"),
    "absent": pgettext_lazy("role", "absent"),
    "speaks of": pgettext_lazy("role", "speaks of"),
    "round of": pgettext_lazy("role", "round of"),
    "is about": pgettext_lazy("role", "is about"),
    "part of": pgettext_lazy("role", "part of"),
    "cites": pgettext_lazy("role", "cites"),
    "credits": pgettext_lazy("role", "credits"),
    "derives from": pgettext_lazy("role", "derives from"),
    "basis": pgettext_lazy("role", "basis"),
    "contradicts": pgettext_lazy("role", "contradicts"),
    "narrows": pgettext_lazy("role", "narrows"),
    "repeats": pgettext_lazy("role", "repeats"),
    "supersedes": pgettext_lazy("role", "supersedes"),
}


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def a(kind: str) -> str:
    """Give a kind of page with its article, in English, as the API describes itself."""
    return f"{'an' if kind[0] in 'ai' else 'a'} {kind}"


def subkind(value: str) -> str:
    """Say what sort of claim, actor, round or source it is."""
    return str(SUBKINDS.get(value, value))
