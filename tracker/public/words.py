"""The words that readers are given for what the record codes."""

from typing import Final

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

#: Kind of claim, actor, source → heading of its group, in the order of the groups.
CLAIM_KINDS: Final = {
    "position": "Positions",
    "event": "Events",
    "statement": "Statements",
    "assessment": "Assessments",
    "forecast": "Forecasts",
}
ACTOR_KINDS: Final = {
    "state": "States",
    "organisation": "Organisations",
    "group": "Groups",
    "person": "People",
}
SOURCE_KINDS: Final = {
    "news-report": "News reports",
    "analysis": "Analyses",
    "commentary": "Commentaries",
    "official": "Official documents",
    "reference": "Known only from other sources",
}
#: The formats of rounds, which are their subkinds.
FORMATS: Final = (
    "direct talks", "mediated talks", "summit", "call", "visit", "agreement", "initiative", "appeal",
)  # fmt: skip
SUBKINDS: Final = {
    "news-report": "news report",
    "official": "official document",
    "reference": "known only from other sources",
}

GRADES: Final = {
    "corroborated": "Corroborated",
    "single origin": "Single origin",
    "disputed": "Disputed",
    "superseded": "Superseded",
}
#: Grade → the class of its colours; the word always stands beside it.
GRADE_CLASSES: Final = {
    "corroborated": "agree",
    "single origin": "single",
    "disputed": "dispute",
    "superseded": "past",
}

STATES: Final = {
    "exact": "Found word for word",
    "folded": "Found, but for typography",
    "unheld": "Anchored in a text that this machine does not hold",
}
STANCES: Final = {
    "supports": "supports it",
    "disputes": "disputes it",
    "context": "gives context",
}
DRIFTS: Final = {
    "changed": "The source has changed since: a later version words this passage differently.",
    "gone": "The source has changed since: a later version no longer has this passage.",
}
#: Why a stretch of a source need not be cited → what there is of it.
FURNITURE: Final = {
    "heading": "headings",
    "caption": "captions",
    "byline": "bylines",
    "link": "links",
    "reference list": "lists of references",
}
RIGHTS: Final = {
    "quote-only": "Quote only: readers are given the cited words, no more",
    "open": "Open",
}

POSTURES: Final = {
    "demands": "Demands",
    "offers": "Offers",
    "accepts": "Accepts",
    "open-to": "Is open to it",
    "conditions": "Sets conditions",
    "rejects": "Rejects",
}

OUTCOMES: Final = {
    "agreement": "Agreement reached",
    "draft": "A draft",
    "statement": "A statement",
    "partial": "Partial results",
    "none": "No result",
    "unknown": "Outcome unknown",
}
PARTICIPANTS: Final = {
    "party": "Parties",
    "delegate": "Delegates",
    "mediator": "Mediators",
    "host": "Hosts",
    "observer": "Observers",
    "absent": "Absent",
}
CLAIM_ROLES: Final = {
    "holder": "Position of",
    "speaker": "Said or judged by",
    "subject": "About",
    "addressee": "Addressed to",
}

#: Relation → heading for claims that this one relates to, and for claims that relate to it.
RELATIONS: Final = {
    "narrows": ("Narrows down", "Is narrowed down by"),
    "repeats": ("Repeats", "Is repeated by"),
    "supersedes": ("Supersedes", "Is superseded by"),
}

#: How the desk has settled a contradiction, as the claim that states it sees it.
SETTLED: Final = {
    "open": "open",
    "from": "settled: this claim stands",
    "to": "settled: the other claim stands",
    "both-stand": "settled: both can stand",
}

NAME_KINDS: Final = {
    "canonical": "",
    "alias": "also",
    "transliteration": "transliterated",
    "misspelling": "misspelt",
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

_NUMBERS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"]


def number(count: int) -> str:
    """Say a number as a sentence begins with it."""
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def plural(count: int, singular: str, several: str = "") -> str:
    """Say how many: `1 claim`, `1,200 claims`."""
    return f"{count:,} {singular if count == 1 else several or singular + 's'}"


def a(kind: str) -> str:
    """Give a kind of page with its article: a claim, an actor."""
    return f"{'an' if kind[0] in 'ai' else 'a'} {kind}"


def subkind(value: str) -> str:
    """Say what sort of claim, actor, round or source it is."""
    return SUBKINDS.get(value, value)
