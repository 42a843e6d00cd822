"""A small dossier that makes pages show nearly all they can; its words may be put in Cyrillic."""

from tests.public import building as make
from tracker.record import documents as docs

#: Fields that the desk writes in its own words, or copies from a source.
_WRITTEN = {
    "title", "statement", "name", "summary", "description", "note", "quote", "quoted_as",
    "publisher", "author", "inference", "reason",
}  # fmt: skip
_LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "абцдефгхійклмнопярстувшжизАБЦДЕФГХІЙКЛМНОПЯРСТУВШЖИЗ",
)


def in_cyrillic(value, key=""):
    """Give a document, or a part of one, with what is written in it in Cyrillic letters."""
    if isinstance(value, docs.Part):
        content = {name: in_cyrillic(part, name) for name, part in value}
        if isinstance(value, docs.Fact) and not isinstance(value, docs.TimeFact):
            known = {"party", "delegate", "host", "absent", "draft"}
            content["value"] = value.value if value.value in known else letters(value.value)
        return value.model_copy(update=content)
    if isinstance(value, tuple):
        return tuple(in_cyrillic(part, key) for part in value)
    return letters(value) if key in _WRITTEN and isinstance(value, str) else value


def letters(text):
    return text.translate(_LETTERS)


def _people():
    names = (
        docs.NamePart(name="Alpha", language="en", kind="alias"),
        docs.NamePart(name="Альфа", language="uk", kind="canonical"),
        docs.NamePart(name="Alhpa", language="en", kind="misspelling"),
    )
    yield make.actor("alpha", names=names, description="A state.")
    held = make.office("alpha", inference="So it seems.", start="2019-05", end="2022")
    yield make.actor("speaker", actor_kind="person", affiliations=(held,))
    yield make.actor("bare", wikidata="Q42")


def _sources():
    furniture = tuple(
        docs.FurniturePart(start=at, end=at + 5, reason=reason)
        for at, reason in ((0, "heading"), (10, "link"))
    )
    yield make.source("paper", furniture=furniture, publisher="The Paper", author="A. Writer")
    yield make.source("retelling", title_given=False, derives_from=("paper",), note="Seen late.")
    yield make.source("further", derives_from=("retelling",), url="https://example.org/x")


def _rounds():
    outcome = docs.Fact(value="draft", basis="met")
    yield make.round_(
        "first-round",
        on="2022-03-29",
        participants=[("alpha", "party"), ("speaker", "delegate"), ("bare", "absent")],
        venue=docs.Fact(value="A palace", inference="So it seems."),
        outcome=outcome,
        summary="They spoke.",
    )
    yield make.round_("second-round", participants=[("alpha", "host")])
    about = docs.TimeFact(
        value="2022-04~", inference="Inferred.", earliest="2022-04-01", latest="2022-04-30"
    )
    yield make.round_("third-round", date=about)


def _claims():
    disputing = make.citation("further", start=300, stance="disputes", origin="paper", drift="gone")
    quoted = make.citation("retelling", quoted="speaker", quoted_as="an aide", note="In passing.")
    yield make.claim(
        "met",
        actors=[("subject", "alpha"), ("speaker", "speaker"), ("addressee", "bare")],
        rounds=("first-round",),
        issues=("ceasefire", "truce"),
        happened=make.time("2022-21", "2022-03-01", "2022-05-31", stated=False),
        note="By inference.",
        citations=(quoted, disputing, make.citation("paper", stance="context", state="folded")),
        relations=(
            make.relation("contradicts", "other"),
            make.relation("narrows", "third"),
            make.relation("contradicts", "third", "both-stand"),
        ),
    )
    yield make.claim("other", rounds=("first-round",), citations=(make.citation(state="unheld"),))
    yield make.claim("third", citations=(make.citation("retelling"), make.citation("further")))
    for ref, posture, on in (("once", "demands", "2022-03-01"), ("then", "offers", "2022-04-01")):
        yield make.position(ref, posture=posture, happened=make.day(on), rounds=("first-round",))


def publish(change=lambda document: document):
    """Publish it all, correct, move and retract some of it; `change` is made to every document."""
    issues = [make.issue("ceasefire"), make.issue("truce", parent="ceasefire", summary="A rest.")]
    first = [*_sources(), *_people(), make.process("talks"), *issues, *_rounds(), *_claims()]
    make.publish(*(change(document) for document in first))
    corrected = make.claim("other", statement="They met elsewhere.", note="Looked up again.")
    make.publish(change(corrected), note=change(corrected).note)
    make.publish(change(make.claim("gone")), change(make.claim("old")))
    make.retract("claim", "gone", change(corrected).note)
    make.move("old", change(make.claim("new")))
