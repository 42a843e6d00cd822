"""A desk with something on every screen: published, changed, waiting, lost, merged and deleted."""

from types import SimpleNamespace

from django.test import Client
from django.utils import timezone

from tests import factories as make
from tests.desk.browsing import ONE_OF, change
from tracker.models import Claim, Issue, hold_text, merge_actors

ENDLESS = "in_one_word_without_any_end" + "_and_on" * 12


def a_full_desk(user):
    """Everything by name; `user` has changed some of it, and deleted a draft."""
    desk = SimpleNamespace(user=user, **_a_public_dossier())
    desk.merge = merge_actors(keep=make.an_actor(), drop=make.an_actor(), by=user)
    desk.new = make.a_claim("new", statement="Something new.", source=make.a_source("new-paper"))
    desk.drafts = {kind: make_one() for kind, make_one in ONE_OF.items()}
    client = Client()
    client.force_login(user)
    change(client, desk.claim, statement=f"They met at length, {ENDLESS}.", why="Looked it up.")
    change(client, desk.issue, title="Territory and borders")
    desk.gone = make.an_issue("too-soon", title="Too soon")
    client.post(f"/desk/tracker/issue/{desk.gone.pk}/delete/", {"post": "yes"})
    Claim.objects.filter(ref="rival").update(statement="They hardly met.", submitted_at=_now())
    Claim.objects.filter(ref="spoke").update(review_comment="Who says so?", submitted_at=_now())
    Issue.objects.bulk_create(Issue(ref=f"more-{n}", title=f"More {n}") for n in range(60))
    return desk


def _now():
    return timezone.now()


def _a_public_dossier():
    wire = make.a_source("wire", title="The wire", text=None, publisher="An agency")
    source = make.a_source("paper", title="The paper", publisher="A paper", language="en")
    source.derives_from.add(wire)
    source.furniture.create(start=0, end=20, reason="heading")
    actor = make.an_actor("fidan", name="Hakan Fidan", kind="person")
    actor.names.create(name="A spokesman", language="en", kind="alias")
    state = make.an_actor("state", name="A state")
    twin = make.an_actor("twin", name="Fidan, Hakan", kind="person")
    issue = make.an_issue("territory", title="Territory", parent=make.an_issue("order"))
    round_ = make.a_round("talks")
    claim = make.a_claim(
        "met", source=source, issues=[issue], rounds=[round_], actors=[("subject", actor)]
    )
    make.a_citation(claim, source, "No paper was signed", origin=wire)
    actor.affiliations.create(organisation=state, office="foreign minister", basis=claim)
    round_.participations.create(actor=actor, role="party", basis=claim)
    rival = make.a_claim("rival", statement="They never met.", source=source, quote="on Monday")
    make.contradict(rival, claim)
    make.a_claim("spoke", statement="He spoke.", source=source, actors=[("speaker", twin)])
    make.publish_all()
    hold_text(source=source, content=make.TEXT.replace("paper was", "treaty was"), by=None)
    copies = {"source": source, "actor": actor, "process": round_.process, "issue": issue}
    copies |= {"round": round_, "claim": claim}
    for quote, state in (("12 of the 30", "unheld"), ("would go on", "ambiguous")):
        make.a_claim(source=source, quote=quote).citations.update(state=state)
    return {**copies, "copies": copies, "twin": twin}
