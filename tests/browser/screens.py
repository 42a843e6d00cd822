"""Every screen of the desk, by its route: where it is, and what one does there to see all of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.test import Client
from playwright.sync_api import expect

from tests import factories as make
from tests.browser.conftest import PASSWORD
from tests.desk.browsing import change
from tracker.models import WORKING_COPIES
from tracker.press.worklists import WORKLISTS

#: Routes that show no page: files, data, and old forms of addresses that lead on.
NO_SCREENS = {
    "export/",
    "jsi18n/",
    "reviews/next/",  # leads to a review
    "autocomplete/",
    "logout/",  # takes a POST only; what follows it is listed as "logged out"
    "r/<path:content_type_id>/<path:object_id>/",
    "auth/user/<path:object_id>/",
    "auth/group/<path:object_id>/",
    "auth/user/<path:object_id>/delete/",  # nobody may
    "auth/group/<path:object_id>/delete/",
    "auth/group/add/",
    "(?P<url>.*)$",
} | {f"tracker/{kind}/<path:object_id>/" for kind in WORKING_COPIES}
_ROWS = "<path:object_id>"


def _look(page):
    """Nothing is done on most screens."""


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen; `act` does on it what brings up the rest of it."""

    route: str
    path: str
    act: Callable[[Any], None] = _look
    name: str = ""

    def __str__(self) -> str:
        return f"{self.path} {self.name}".strip()


def press(button):
    return lambda page: page.get_by_role("button", name=button, exact=True).first.click()


def unfold(page):
    """Open everything that can be, from the outside in."""
    page.evaluate(
        "for (const one of document.querySelectorAll('#content details')) one.open = true"
    )


def working_copies(desk):
    for kind, copy in desk.copies.items():
        base = f"tracker/{kind}"
        own, draft = f"{base}/{copy.pk}", f"{base}/{desk.drafts[kind].pk}"
        yield Screen(f"{base}/", f"{base}/", _choose_all)
        yield Screen(f"{base}/", f"{base}/?q=no-such-word-anywhere")
        yield Screen(f"{base}/add/", f"{base}/add/")
        yield Screen(f"{base}/add/", f"{base}/add/", _save_nothing, "refused")
        yield Screen(f"{base}/{_ROWS}/change/", f"{own}/change/", _add_rows)
        yield Screen(f"{base}/{_ROWS}/history/", f"{own}/history/", unfold)
        yield Screen(f"{base}/{_ROWS}/delete/", f"{draft}/delete/")
        yield Screen("review/<kind>/<uuid:key>/", f"review/{kind}/{copy.pk}/", unfold)


def _choose_all(page):
    page.locator("#action-toggle").check()


def _save_nothing(page):
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".errornote")).to_be_visible()


def _add_rows(page):
    unfold(page)
    for button in page.locator("#content .add-row a:visible").all():
        button.click()


def lists(desk):
    """The lists with what they are asked for, and what is asked before something is decided."""
    for verb in ("Publish the selected …", "Retract the selected …"):
        yield Screen("tracker/claim/", "tracker/claim/", _decide(verb), verb)
    yield Screen("tracker/claim/", "tracker/claim/?review=waiting&q=They")
    for slug in WORKLISTS:
        yield Screen("worklists/<slug>/", f"worklists/{slug}/")
    yield Screen("deleted/", "deleted/")
    yield Screen(
        f"tracker/issue/{_ROWS}/history/", f"tracker/issue/{desk.gone.pk}/history/", unfold
    )
    merge = "merge/<kind>/"
    yield Screen(merge, "merge/actor/")
    yield Screen(merge, f"merge/actor/?drop={desk.twin.pk}&q=Fidan")
    yield Screen(merge, f"merge/actor/?keep={desk.actor.pk}&drop={desk.twin.pk}")
    yield Screen("merges/", "merges/")
    yield Screen("merges/<int:pk>/", f"merges/{desk.merge.pk}/")
    yield Screen("^(?P<app_label>tracker|auth)/$", "tracker/")


def _decide(verb):
    def act(page):
        _choose_all(page)
        page.get_by_label("Action:").select_option(label=verb)
        page.get_by_role("button", name="Go").click()
        page.get_by_role("link", name="Cancel").wait_for()

    return act


def reading(desk):
    """Texts coming in, the article and its panel."""
    yield Screen("sources/new/", "sources/new/")
    yield Screen("sources/new/", "sources/new/", press("Look at it"), "nothing given")
    yield Screen("sources/new/", "sources/new/", _paste(f"{make.TEXT} More."), "much like another")
    text = f"sources/{desk.source.pk}/text/"
    yield Screen("sources/<uuid:key>/text/", text, unfold)
    yield Screen("sources/<uuid:key>/text/", text, _paste("Nothing of all that."), "all is gone")
    other = make.TEXT.replace("delegations met", "envoys met")
    yield Screen("sources/<uuid:key>/text/", text, _see_differences(other), "other words")
    own, words = f"reading/{desk.source.pk}/", make.TEXT.index("No paper")
    yield Screen("reading/<uuid:key>/", own, unfold)
    yield Screen("reading/<uuid:key>/", f"{own}?start={words}&end={words + 20}", unfold, "panel")
    yield Screen(
        "reading/<uuid:key>/", f"{own}?start={words}&end={words + 20}", _cite_nothing, "refused"
    )
    yield Screen(
        "reading/<uuid:key>/", f"reading/{desk.drafts['source'].pk}/", name="nothing cited"
    )


def _paste(content):
    def act(page):
        page.get_by_label("Text", exact=True).fill(content)
        page.get_by_role("button", name="Look at it", exact=True).click()
        page.get_by_role("button", name="Look at it again").wait_for()
        unfold(page)

    return act


def _see_differences(content):
    def act(page):
        _paste(content)(page)
        expect(page.locator(".passage ins").first).to_be_visible()

    return act


def _cite_nothing(page):
    page.get_by_role("button", name="Save citation").click()
    expect(page.locator("#panel .wrong").first).to_be_visible()


def keeping(desk):
    """What becomes of a form that somebody else was faster with, or whose session has ended."""
    route, path = f"tracker/claim/{_ROWS}/change/", f"tracker/claim/{desk.claim.pk}/change/"
    yield Screen(route, path, _meet_another_change(desk), "stale")
    yield Screen(route, path, _come_back(desk.user), "back after the session ended")
    yield Screen("login/", path, _end_session, "session ended")


def _save(page):
    page.get_by_role("button", name="Save and continue editing").first.click()


def _meet_another_change(desk):
    def act(page):
        client = Client()
        client.force_login(desk.user)
        change(client, desk.claim, statement="They met for an hour.")
        page.get_by_label("Statement").fill("They met for a day.")
        _save(page)
        expect(page.locator(".field-statement .errorlist ins").first).to_be_visible()

    return act


def _end_session(page):
    page.get_by_label("Statement").fill("Typed for an hour.")
    page.context.clear_cookies(name="sessionid")
    _save(page)
    expect(page.get_by_role("status")).to_contain_text("Nothing you typed is lost")


def _come_back(user):
    def act(page):
        _end_session(page)
        page.get_by_label("Username").fill(user.username)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        expect(page.locator(".messagelist")).to_contain_text("Nothing of this is stored yet")

    return act


def deciding(desk):
    """The front page, reviews, fact sheets and accounts."""
    yield Screen("", "", unfold)
    yield Screen("review/<kind>/<uuid:key>/", f"review/claim/{desk.new.pk}/", unfold, "a draft")
    yield Screen("reviews/", "reviews/")
    yield Screen("import/", "import/")
    yield Screen("import/", "import/", _upload("ref,titel\nceasefire,Ceasefire\n"), "errors")
    sheet = "ref,title,summary\nceasefire,Ceasefire,No more fighting\nterritory,Land,\n"
    yield Screen("import/", "import/", _upload(sheet), "preview")
    yield Screen("import/<int:pk>/", "import/999/", name="leads to a fresh start")
    user, group = desk.user, desk.user.groups.get()
    yield Screen("auth/user/", "auth/user/")
    yield Screen("auth/user/add/", "auth/user/add/", _save_nothing)
    yield Screen("auth/user/<id>/password/", f"auth/user/{user.pk}/password/")
    yield Screen(f"auth/user/{_ROWS}/history/", f"auth/user/{user.pk}/history/")
    yield Screen(f"auth/user/{_ROWS}/change/", f"auth/user/{user.pk}/change/", unfold)
    yield Screen("auth/group/", "auth/group/")
    yield Screen(f"auth/group/{_ROWS}/history/", f"auth/group/{group.pk}/history/")
    yield Screen(f"auth/group/{_ROWS}/change/", f"auth/group/{group.pk}/change/")
    yield Screen("password_change/", "password_change/", press("Change my password"))
    yield Screen("password_change/done/", "password_change/done/")
    yield Screen("login/", "", press("Log out"), "logged out")
    yield Screen("login/", "login/")
    yield Screen("login/", "login/", press("Log in"), "refused")


def _upload(content):
    def act(page):
        sheet = {"name": "issues.csv", "mimeType": "text/csv", "buffer": content.encode()}
        page.get_by_label("Fact sheets").set_input_files([sheet])
        page.get_by_role("button", name="Preview").click()
        page.get_by_role("region").first.wait_for()

    return act


PARTS = {part.__name__: part for part in (working_copies, lists, reading, keeping, deciding)}
