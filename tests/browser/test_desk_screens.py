"""The theme, the widgets and the actions of the desk under the strict policy.

What a page may not do (console errors, policy violations, other hosts) is watched by
`open_browser`; these tests see to it that there is something to watch.
"""

import time

import pytest
from playwright.sync_api import expect

from tests import factories as make
from tests.browser.conftest import SECONDS
from tests.browser.watching import watch


def a_dossier():
    """One of each kind, wired to each other, and one of them changed since it was published."""
    source, actor = make.a_source(), make.an_actor()
    issue, round_ = make.an_issue(), make.a_round()
    claim = make.a_claim(source=source, issues=[issue], actors=[("subject", actor)])
    claim.rounds.add(round_)
    round_.participations.create(actor=actor, role="party", basis=claim)
    make.publish_all()
    type(claim).objects.filter(pk=claim.pk).update(statement="It was otherwise.")
    return [round_.process, source, actor, issue, round_, claim]


def test_watch_notices_what_no_page_may_do(chromium, live_server, transactional_db):
    complaints = []
    context = chromium.new_context()
    watch(context, live_server.url, complaints)
    page = context.new_page()

    page.goto(f"{live_server.url}/desk/login/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")
    page.evaluate("fetch('https://elsewhere.invalid/').catch(() => null)")
    page.evaluate("fetch('/no-such-page/')")
    page.evaluate("setTimeout(() => { throw Error('broken') })")
    expected = ["policy: style-src", "policy: connect-src", "404: ", "broken"]
    until = time.monotonic() + SECONDS
    while unsaid := [one for one in expected if one not in " ".join(complaints)]:
        assert time.monotonic() < until, unsaid
        page.wait_for_timeout(50)  # lets the browser tell
    context.close()


@pytest.mark.parametrize(
    ("scheme", "paper"), [("light", "rgb(252, 251, 248)"), ("dark", "rgb(22, 21, 19)")]
)
def test_theme_follows_the_system_and_the_toggle(open_browser, a_member, scheme, paper):
    page = open_browser(a_member("editor"), color_scheme=scheme)
    body = page.locator("body")

    expect(body).to_have_css("background-color", paper)
    page.locator(".theme-toggle").click()
    other = {"rgb(252, 251, 248)": "rgb(22, 21, 19)", "rgb(22, 21, 19)": "rgb(252, 251, 248)"}
    expect(body).to_have_css("background-color", other[paper])


def test_widgets_work_under_the_policy(open_browser, a_member):
    copies = {copy.kind_of_page: copy for copy in a_dossier()}
    page = open_browser(a_member("administrator"))
    page.goto(f"/desk/tracker/claim/{copies['claim'].pk}/change/")

    for rows in ("Citation", "Actor of a claim", "Relation"):
        page.get_by_role("button", name=f"Add another {rows}").click()
    page.locator(".field-rounds").get_by_role("combobox").click()
    expect(page.locator(".select2-results__option").first).to_contain_text("Round")
    page.keyboard.press("Escape")
    with page.expect_popup() as opened:
        page.locator("#citations-0 .add-related").first.click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Add source")
    opened.value.close()


def test_dates_and_groups_of_an_account_work_under_the_policy(open_browser, a_member):
    someone = a_member("researcher")
    page = open_browser(make_superuser(a_member("editor")))
    page.goto(f"/desk/auth/user/{someone.pk}/change/")

    page.get_by_role("link", name="Today").first.click()
    page.get_by_role("link", name="Now").first.click()
    page.locator("#calendarlink0").click()
    expect(page.locator("#calendarbox0")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("checkbox", name="editor").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("changed successfully")
    assert set(someone.groups.values_list("name", flat=True)) == {"editor", "researcher"}


def make_superuser(user):
    user.is_superuser = True
    user.save()
    return user


def test_import_is_previewed_confirmed_and_refused(open_browser, a_member):
    page = open_browser(a_member("researcher"))

    def upload(content):
        page.goto("/desk/import/")
        sheet = {"name": "issues.csv", "mimeType": "text/csv", "buffer": content}
        page.get_by_label("Fact sheets").set_input_files([sheet])
        page.get_by_role("button", name="Preview").click()

    upload(b"ref,titel\nceasefire,Ceasefire\n")
    expect(page.get_by_role("alert")).to_contain_text("Nothing was imported")
    upload("ref,title\nceasefire,<b>Ceasefire</b> \u202eEnd\n".encode())
    expect(page.get_by_role("region", name="Row by row")).to_contain_text("<b>Ceasefire</b>")
    page.get_by_role("button", name="Import").click()
    expect(page.locator(".messagelist")).to_contain_text("1 new and 0 changed in issues")


def test_selected_claims_are_published_together(open_browser, a_member):
    claims = [make.a_claim(statement=f"Claim {number}.") for number in range(2)]
    page = open_browser(a_member("editor"))

    page.goto("/desk/tracker/claim/")
    page.locator("#action-toggle").check()
    page.get_by_label("Action:").select_option(label="Publish the selected …")
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_role("heading", name="Published with them")).to_be_visible()
    page.get_by_role("button", name="Publish").click()

    expect(page.locator(".messagelist")).to_contain_text(f"editions 1–{2 * len(claims)}")
