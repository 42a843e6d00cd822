"""Small builders: each makes one valid thing, and says only what a test is about."""

from itertools import count

from django.contrib.auth.models import Group, User

from tracker import models as desk
from tracker.desk.people import setup_groups
from tracker.press import publish

TEXT = (
    "The delegations met in the harbour town on Monday.\n"
    "A spokesman said that both sides “would go on talking” for as long as it took.\n"
    "No paper was signed, and 12 of the 30 points stayed open."
)
_number = count(1)


def a_user(group: str = "", **fields):
    user = User.objects.create(**{"username": f"user-{next(_number)}", "is_staff": True, **fields})
    if group:
        if not Group.objects.exists():
            setup_groups()
        user.groups.add(Group.objects.get(name=group))
    return user


def a_source(ref: str = "", *, text: str | None = TEXT, **fields):
    number = next(_number)
    source = desk.Source.objects.create(
        **{
            "ref": ref or f"source-{number}",
            "title": f"Source {number}",
            "kind": "news-report",
            "language": "en",
            **fields,
        }
    )
    if text is not None:
        desk.hold_text(source=source, content=text, by=None)
    return source


def an_actor(ref: str = "", **fields):
    number = next(_number)
    return desk.Actor.objects.create(
        **{"ref": ref or f"actor-{number}", "name": f"Actor {number}", "kind": "state", **fields}
    )


def an_issue(ref: str = "", **fields):
    number = next(_number)
    return desk.Issue.objects.create(
        **{"ref": ref or f"issue-{number}", "title": f"Issue {number}", **fields}
    )


def a_process(ref: str = "", **fields):
    number = next(_number)
    return desk.Process.objects.create(
        **{"ref": ref or f"process-{number}", "title": f"Process {number}", **fields}
    )


def a_round(ref: str = "", **fields):
    number = next(_number)
    defaults = {
        "ref": ref or f"round-{number}",
        "title": f"Round {number}",
        "format": "direct talks",
    }
    if "process" not in fields:
        fields["process"] = a_process()
    return desk.Round.objects.create(**{**defaults, **fields})


def a_claim(ref: str = "", *, source=None, quote: str = "The delegations met", **fields):
    """A claim with one verified citation; `source=False` leaves it without."""
    number = next(_number)
    many = {name: fields.pop(name) for name in ("issues", "rounds") if name in fields}
    actors = fields.pop("actors", ())
    claim = desk.Claim.objects.create(
        **{
            "ref": ref or f"claim-{number}",
            "statement": f"Statement number {number}.",
            "kind": "event",
            **fields,
        }
    )
    for name, rows in many.items():
        getattr(claim, name).set(rows)
    for role, actor in actors:
        claim.roles.create(actor=actor, role=role)
    if source is not False:
        a_citation(claim, source or a_source(), quote)
    return claim


def a_citation(claim, source, quote: str, **fields):
    citation = desk.Citation(claim=claim, source=source, quote=quote, **fields)
    text = source.texts.first()
    if text:
        citation.pin(text)
    citation.save()
    return citation


def contradict(one, other, **fields):
    return one.relations.create(
        **{
            "kind": "contradicts",
            "to_claim": other,
            "reason": "They cannot both be true.",
            **fields,
        }
    )


def everything():
    return [copy for model in desk.WORKING_COPIES.values() for copy in model.objects.all()]


def make_findable():
    """Let search at the desk know what was written past `history.keep`, as factories do."""
    desk.finding.refill(desk.WORKING_COPIES.values())


def publish_all(**options):
    """Publish whatever there is, as the operator."""
    make_findable()
    return publish(copies=everything(), by=None, **options)
