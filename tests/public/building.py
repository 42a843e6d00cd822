"""Builders of public documents: each says only what a test is about; `publish` makes pages."""

from uuid import NAMESPACE_URL, uuid5

from tracker.press.pages import apply
from tracker.record import documents as docs
from tracker.record.append import Entry, append
from tracker.record.models import Action

SHA = "0" * 64


def key_of(kind, ref):
    return uuid5(NAMESPACE_URL, f"{kind}/{ref}")


def time(edtf, earliest=None, latest=None, *, stated=True):
    return docs.Time(edtf=edtf, earliest=earliest, latest=latest, stated=stated)


def day(iso, *, stated=True):
    return time(iso, iso, iso, stated=stated)


def source(ref="paper", **fields):
    defaults = {
        "title": f"Title of {ref}",
        "title_given": True,
        "source_kind": "news-report",
        "publisher": "",
        "author": "",
        "published": None,
        "language": "en",
        "rights": "quote-only",
        "url": "",
        "derives_from": (),
        "text_sha256": SHA,
        "text_length": 5000,
        "note": "",
    }
    return docs.SourceDocument(ref=ref, **{**defaults, **fields})


def actor(ref="alpha", **fields):
    defaults = {
        "name": f"Name of {ref}",
        "actor_kind": "state",
        "description": "",
        "wikidata": "",
        "names": (),
        "affiliations": (),
    }
    return docs.ActorDocument(ref=ref, **{**defaults, **fields})


def office(organisation, value="President", *, basis=None, inference="", start="", end=""):
    fact = docs.Fact(value=value, basis=basis, inference=inference)
    return docs.AffiliationPart(organisation=organisation, office=fact, start=start, end=end)


def process(ref="talks", **fields):
    return docs.ProcessDocument(ref=ref, **{"title": f"Title of {ref}", "summary": "", **fields})


def issue(ref="ceasefire", **fields):
    defaults = {"title": f"Title of {ref}", "summary": "", "parent": None}
    return docs.IssueDocument(ref=ref, **{**defaults, **fields})


def round_(ref="first-round", *, on="", participants=(), **fields):
    """A round; `on` is its day, `participants` are (actor, role) pairs inferred by the desk."""
    date = docs.TimeFact(value=on, inference="So it seems.", earliest=on, latest=on) if on else None
    defaults = {
        "title": f"Title of {ref}",
        "process": "talks",
        "format": "summit",
        "date": date,
        "venue": None,
        "outcome": None,
        "summary": "",
        "participants": tuple(
            docs.ParticipantPart(actor=who, role=docs.Fact(value=role, inference="So it seems."))
            for who, role in participants
        ),
    }
    return docs.RoundDocument(ref=ref, **{**defaults, **fields})


def citation(source="paper", quote="these very words", **fields):
    defaults = {
        "paragraph": 3,
        "start": 100,
        "end": 120,
        "passage_sha256": SHA,
        "text_sha256": SHA,
        "state": "exact",
        "drift": "",
        "stance": "supports",
        "quoted": None,
        "quoted_as": "",
        "origin": None,
        "note": "",
    }
    return docs.CitationPart(source=source, quote=quote, **{**defaults, **fields})


def relation(kind, claim, settled="open", reason="They cannot both be true."):
    return docs.RelationPart(kind=kind, claim=claim, settled=settled, reason=reason)


def claim(ref="met", *, actors=(), **fields):
    """A claim with one citation of `paper`; `actors` are (role, ref) pairs."""
    defaults = {
        "statement": f"Statement of {ref}.",
        "claim_kind": "event",
        "happened": None,
        "actors": tuple(docs.RolePart(actor=who, role=role) for role, who in actors),
        "rounds": (),
        "issues": (),
        "posture": "",
        "note": "",
        "citations": (citation(),),
        "relations": (),
    }
    return docs.ClaimDocument(ref=ref, **{**defaults, **fields})


def position(ref, holder="alpha", about="ceasefire", **fields):
    defaults = {"claim_kind": "position", "posture": "demands", "issues": (about,)}
    return claim(ref, actors=[("holder", holder)], **{**defaults, **fields})


def publish(*documents, note=""):
    """Publish documents, or publish them anew where they are public already."""
    keys = {key_of(document.kind, document.ref): document for document in documents}
    action = Action.CORRECTED if note else Action.PUBLISHED
    editions = append(
        Entry(
            action=action,
            key=key,
            kind=document.kind,
            ref=document.ref,
            title=document.heading,
            document=document.model_dump(mode="json"),
            note=note,
        )
        for key, document in keys.items()
    )
    apply(editions, keys)
    return editions


def retract(kind, ref, reason="It was wrong."):
    entry = Entry(action=Action.RETRACTED, key=key_of(kind, ref), kind=kind, ref=ref, note=reason)
    editions = append([entry])
    apply(editions, {})
    return editions


def move(old_ref, document):
    """Give a page another address: its document has the new one."""
    key = key_of(document.kind, old_ref)
    shared = {"key": key, "kind": document.kind}
    editions = append(
        [
            Entry(action=Action.MOVED, ref=old_ref, moved_to=document.ref, **shared),
            Entry(
                action=Action.PUBLISHED,
                ref=document.ref,
                title=document.heading,
                document=document.model_dump(mode="json"),
                **shared,
            ),
        ]
    )
    apply(editions, {key: document})
    return editions


def _claims_of_hubs(numbers):
    claims = []
    for n in numbers:
        shared = {
            "rounds": ("hub",),
            "issues": ("hub",),
            "happened": day(f"2022-03-{n % 28 + 1:02}"),
        }
        cites = (citation("hub", start=n * 10, quoted="hub", origin=f"source-{n}"),)
        claims += [
            position(f"position-{n}", "hub", "hub", **{**shared, "citations": cites}),
            claim(f"event-{n}", actors=[("subject", "hub")], citations=cites, **shared),
            claim(
                f"rival-{n}",
                claim_kind="statement",
                actors=[("speaker", f"person-{n}")],
                citations=(citation(f"source-{n}"), citation("hub", start=5000 + n)),
                relations=(relation("contradicts", "hub"),),
            ),
        ]
    return claims


#: The kinds of the pages called hub, in the order of their editions.
HUBS = ("source", "actor", "process", "round", "issue", "claim")


def publish_hubs(size):
    """Publish one page of each kind, called hub, that `size` pages of each sort refer to.

    Their editions are the first ones.
    """
    numbers = range(size)
    hub = claim(
        "hub",
        actors=[("subject", "hub")],
        rounds=("hub",),
        issues=("hub",),
        citations=tuple(citation(f"source-{n}") for n in numbers),
        relations=tuple(relation("narrows", f"event-{n}") for n in numbers),
    )
    publish(
        source("hub", derives_from=("origin",)),
        actor("hub", affiliations=(office("person-0", inference="So it seems."),)),
        process("hub"),
        round_("hub", process="hub", participants=[(f"person-{n}", "delegate") for n in numbers]),
        issue("hub", parent="whole"),
        hub,
        source("origin"),
        *(source(f"source-{n}", derives_from=("hub",)) for n in numbers),
        *(actor(f"person-{n}", affiliations=(office("hub", basis="hub"),)) for n in numbers),
        *(
            round_(f"round-{n}", process="hub", on="2022-04-01", participants=[("hub", "host")])
            for n in numbers
        ),
        issue("whole"),
        *(issue(f"issue-{n}", parent="hub") for n in numbers),
        *_claims_of_hubs(numbers),
    )
