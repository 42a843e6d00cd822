"""The history as an editor uses it: reading what changed, and bringing something back."""

import pytest
from playwright.sync_api import expect

from tests import factories as make
from tests.browser.axe import violations
from tracker.models import Claim


@pytest.fixture
def claim(transactional_db):
    return make.a_claim(statement="The talks began on Monday.", source=make.a_source())


def change(page, claim, statement, why=""):
    page.goto(f"/desk/tracker/claim/{claim.pk}/change/")
    page.get_by_label("Statement").fill(statement)
    page.get_by_label("Why").fill(why)
    page.get_by_role("button", name="Save and continue editing").first.click()
    expect(page.locator(".messagelist")).to_contain_text("changed successfully")


def test_change_is_read_and_restored(open_browser, a_member, claim):
    researcher = a_member("researcher")
    page = open_browser(researcher)
    page.goto(f"/desk/tracker/claim/{claim.pk}/change/")
    stock = violations(page)
    change(page, claim, "The talks ended on Monday.", "The second report says so.")

    page.get_by_role("link", name="History").click()
    newest = page.locator("section.event").first
    expect(newest.get_by_role("heading")).to_contain_text(researcher.username)
    expect(newest).to_contain_text("The second report says so.")
    expect(newest.locator("del")).to_have_text("began")
    expect(newest.locator("ins")).to_have_text("ended")
    page.get_by_role("button", name="Restore this version").click()

    expect(page.locator(".messagelist")).to_contain_text("Nothing of this is stored yet")
    expect(page.get_by_label("Statement")).to_have_value("The talks began on Monday.")
    assert violations(page).keys() == stock.keys()
    assert Claim.objects.get().statement == "The talks ended on Monday."
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".messagelist")).to_contain_text("changed successfully")
    assert Claim.objects.get().statement == "The talks began on Monday."


def test_deleted_draft_is_brought_back(open_browser, a_member, transactional_db):
    gone = make.an_issue("too-soon", title="Too soon")
    page = open_browser(a_member("administrator"))
    page.goto(f"/desk/tracker/issue/{gone.pk}/delete/")
    page.get_by_role("button", name="Yes, I’m sure").click()

    page.goto("/desk/deleted/")
    page.get_by_role("link", name="Too soon").click()
    page.get_by_role("button", name="Restore this version").first.click()
    expect(page.get_by_label("Title")).to_have_value("Too soon")
    page.get_by_role("button", name="Save", exact=True).first.click()

    expect(page.locator(".messagelist")).to_contain_text("was added successfully")
