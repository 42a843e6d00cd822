"""Nothing typed is lost: leaving asks, a session may end, the tab keeps a copy, two editors merge."""

import json

import pytest
from playwright.sync_api import expect

from tests import factories as make
from tests.browser.axe import violations
from tests.browser.conftest import PASSWORD, sign_in
from tracker.models import Claim

TYPED = "Typed for an hour."


def change_page(copy):
    return f"/desk/tracker/{copy._meta.model_name}/{copy.pk}/change/"


def save(page):
    page.get_by_role("button", name="Save and continue editing").first.click()


def end_session(page):
    page.context.clear_cookies(name="sessionid")


def log_in_again(page, user):
    page.get_by_label("Username").fill(user.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def kept_in(page):
    """What the tab keeps of forms, without the theme of the admin and the like."""
    return page.evaluate(
        "Object.entries(sessionStorage).filter(([key]) => key.startsWith('peacetalks:'))"
    )


def wait_for_copy(page, words=TYPED):
    page.wait_for_function("words => JSON.stringify(sessionStorage).includes(words)", arg=words)


@pytest.fixture
def claim(transactional_db):
    return make.a_claim(statement="As it was.", source=make.a_source(title="The report"))


@pytest.fixture
def researcher(a_member):
    return a_member("researcher")


@pytest.fixture
def page(open_browser, researcher, claim):
    """The form of the claim, open in a browser."""
    page = open_browser(researcher)
    page.goto(change_page(claim))
    return page


@pytest.fixture
def stock(page):
    """What is wrong with the form as it is opened; what we add to it must add nothing."""
    return violations(page)


def leave(page, answer):
    """Follow a link out of the form; gives the kinds of questions that were asked."""
    asked = []

    def on_dialog(dialog):
        asked.append(dialog.type)
        getattr(dialog, answer)()

    page.once("dialog", on_dialog)
    page.locator(".breadcrumbs").get_by_role("link", name="Claims").click()
    if answer == "accept" or not asked:
        page.get_by_role("heading", name="Select claim to change").wait_for()
    page.remove_listener("dialog", on_dialog) if not asked else None
    return asked


def test_leaving_a_changed_form_asks(page):
    page.get_by_label("Statement").fill(TYPED)

    asked = leave(page, "dismiss")

    assert asked == ["beforeunload"]
    expect(page.get_by_label("Statement")).to_have_value(TYPED)
    assert leave(page, "accept") == ["beforeunload"]


def test_leaving_an_unchanged_form_or_saving_asks_nothing(page):
    page.get_by_label("Statement").fill(TYPED)
    page.get_by_label("Statement").fill("As it was.")
    assert leave(page, "dismiss") == []

    page.go_back()
    page.get_by_label("Statement").fill(TYPED)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    save(page)
    expect(page.locator(".messagelist")).to_contain_text("changed successfully")

    assert asked == []


def cite_another(page):
    """Add a row below, with a choice in an autocomplete field."""
    page.get_by_role("button", name="Add another Citation").click()
    page.locator("#citations-1 .field-source").get_by_role("combobox").click()
    page.locator(".select2-search__field").last.fill("The report")
    page.locator(".select2-results__option", has_text="The report").click()
    page.locator("#id_citations-1-quote").fill("No paper was signed")


def expect_all_back(page):
    expect(page.get_by_label("Statement")).to_have_value(TYPED)
    expect(page.locator("#id_citations-1-quote")).to_have_value("No paper was signed")
    expect(page.locator("#citations-1 .field-source")).to_contain_text("The report")


def test_session_that_ended_gives_back_everything(page, researcher, claim):
    page.get_by_label("Statement").fill(TYPED)
    cite_another(page)
    end_session(page)
    save(page)

    expect(page.get_by_role("status")).to_contain_text("Nothing you typed is lost")
    assert violations(page) == {}
    log_in_again(page, researcher)

    expect(page.locator(".messagelist")).to_contain_text("Nothing of this is stored yet")
    expect_all_back(page)
    assert Claim.objects.get().statement == "As it was."
    save(page)
    expect(page.locator(".messagelist")).to_contain_text("changed successfully")
    assert set(claim.citations.values_list("quote", flat=True)) == {
        "The delegations met",
        "No paper was signed",
    }


def test_session_that_ended_gives_back_everything_without_script(open_browser, researcher, claim):
    page = open_browser(researcher, java_script_enabled=False)
    page.goto(change_page(claim))
    page.get_by_label("Statement").fill(TYPED)
    end_session(page)
    save(page)
    log_in_again(page, researcher)

    page.get_by_role("button", name="Go on with it").click()

    expect(page.get_by_label("Statement")).to_have_value(TYPED)
    save(page)
    expect(page.locator(".messagelist")).to_contain_text("changed successfully")
    assert Claim.objects.get().statement == TYPED


def test_tab_keeps_a_copy_and_puts_it_back(page, claim, stock):
    page.get_by_label("Statement").fill(TYPED)
    cite_another(page)
    wait_for_copy(page, "No paper was signed")
    leave(page, "accept")

    page.goto(change_page(claim))
    expect(page.get_by_role("status")).to_contain_text("was not saved")
    expect(page.get_by_label("Statement")).to_have_value("As it was.")
    assert violations(page).keys() == stock.keys()
    page.get_by_role("button", name="Put it back").click()

    expect_all_back(page)
    assert Claim.objects.get().statement == "As it was."


def test_copy_can_be_thrown_away_and_goes_when_it_is_saved(page, claim):
    page.get_by_label("Statement").fill(TYPED)
    wait_for_copy(page)
    leave(page, "accept")
    page.goto(change_page(claim))

    page.get_by_role("button", name="Throw it away").click()
    expect(page.get_by_role("status")).to_have_count(0)
    assert kept_in(page) == []
    page.get_by_label("Statement").fill(TYPED)
    wait_for_copy(page)
    save(page)
    expect(page.locator(".messagelist")).to_contain_text("changed successfully")

    assert kept_in(page) == []


def test_copy_holds_no_secret_and_is_for_its_owner_only(page, claim, a_member):
    page.get_by_label("Statement").fill(TYPED)
    wait_for_copy(page)
    ((_, copy),) = kept_in(page)
    names = {name for name, _ in json.loads(copy)["fields"]}
    leave(page, "accept")
    end_session(page)
    sign_in(page, a_member("researcher"))
    page.goto(change_page(claim))

    assert names & {"csrfmiddlewaretoken", "password"} == set()
    expect(page.get_by_role("status")).to_have_count(0)
    page.get_by_role("button", name="Log out").click()
    page.get_by_text("Thanks for spending").wait_for()
    assert kept_in(page) == []


def test_two_editors_merge_field_by_field_by_keyboard(page, open_browser, a_member, claim, stock):
    other = open_browser(a_member("editor"))
    other.goto(change_page(claim))
    other.get_by_label("Statement").fill("Theirs.")
    other.locator("#id_citations-0-note").fill("Their remark.")
    other.get_by_role("button", name="Save and continue editing").first.click()
    expect(other.locator(".messagelist")).to_contain_text("changed successfully")
    page.get_by_label("Statement").fill("Mine.")
    page.locator("#id_citations-0-note").fill("My remark.")
    page.locator("#id_note").fill("Mine alone.")
    save(page)

    said = page.locator(".field-statement .errorlist")
    expect(said).to_contain_text("Stored now: “Theirs.”")
    expect(said.locator("ins")).to_have_text("Theirs.")
    assert violations(page).keys() == stock.keys()
    page.locator("#citations-0").get_by_label("Take what is stored").focus()
    page.keyboard.press("Space")
    page.get_by_label("Statement").focus()
    page.keyboard.press("Enter")  # in a text area, a new line: nothing is sent by accident
    page.keyboard.press("Backspace")
    page.locator("#id_why").focus()
    page.keyboard.press("Enter")

    expect(page.locator(".messagelist")).to_contain_text("changed successfully")
    claim.refresh_from_db()
    assert (claim.statement, claim.note) == ("Mine.", "Mine alone.")
    assert claim.citations.get().note == "Their remark."
