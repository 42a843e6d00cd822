"""The main job, as the people do it: cite, be refused, mend, submit; review, publish; read."""

from playwright.sync_api import expect

from tests import factories as make
from tracker.models import Claim
from tracker.record.models import Edition

ARTICLE = (
    "The delegations met in the harbour town on Monday.\n"
    "“We will go on talking,” a spokesman said after four hours.\n"
    "No paper was signed, and 12 of the 30 points stayed open."
)
BEFORE = "The delegations met on Monday."
AFTER = "The delegations met on Monday and signed nothing."


def a_public_dossier():
    source = make.a_source("harbour-report", title="Talks in the harbour town", text=ARTICLE)
    actor = make.an_actor("delegations", name="The delegations")
    claim = make.a_claim(
        "met-on-monday", statement=BEFORE, source=source, actors=[("subject", actor)]
    )
    make.publish_all()
    return claim


def choose(row, field, words):
    """Choose in an autocomplete field, typing as an editor would."""
    page = row.page
    row.locator(f".field-{field}").get_by_role("combobox").click()
    page.locator(".select2-search__field").last.fill(words)
    page.locator(".select2-results__option", has_text=words).click()


def cite_and_be_refused(page):
    """From the article to its claim, and a citation that is wrong by one word."""
    page.get_by_role("link", name="Sources", exact=True).first.click()
    page.get_by_role("link", name="Talks in the harbour town").click()
    page.get_by_role("link", name=BEFORE).click()
    page.get_by_label("Statement").fill(AFTER)
    page.get_by_role("button", name="Add another Citation").click()
    choose(page.locator("#citations-1"), "source", "Talks in the harbour town")
    page.locator("#id_citations-1-quote").fill("No treaty was signed")
    page.get_by_role("button", name="Save and submit for review").first.click()

    refusal = page.locator(".field-quote .errorlist")
    expect(refusal).to_contain_text("Nearest passage: “No paper was signed")
    expect(refusal.locator("del")).to_have_text("treaty")
    expect(refusal.locator("ins")).to_have_text("paper")
    expect(page.locator("#id_citations-1-quote")).to_have_value("No treaty was signed")
    expect(page.get_by_label("Statement")).to_have_value(AFTER)


def mend_and_submit(page):
    page.locator("#id_citations-1-quote").fill("No paper was signed")
    page.get_by_role("button", name="Save and submit for review").first.click()
    expect(page.locator(".messagelist")).to_contain_text("Submitted: somebody else can now")


def review_and_publish(page):
    page.get_by_role("link", name="Claims", exact=True).first.click()
    page.get_by_role("link", name="waiting for review").click()
    page.get_by_role("link", name=AFTER).click()
    page.get_by_role("link", name="Review", exact=True).click()

    statement = page.locator("tr.changed", has=page.get_by_role("rowheader", name="statement"))
    expect(statement.get_by_role("cell").first).to_have_text(BEFORE)
    expect(statement.locator("ins")).to_have_text("Monday and signed nothing.")
    marks = page.locator(".passage mark")
    assert set(marks.all_inner_texts()) == {"The delegations met", "No paper was signed"}
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("Public now: edition")


def read(page):
    """From the actor to the claim, and from there to its passage in the source."""
    page.goto("/actors/delegations/")
    page.get_by_role("link", name=AFTER).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(AFTER)
    expect(page.locator("main")).to_contain_text("No paper was signed")
    start = ARTICLE.index("No paper was signed")
    page.locator(f'a[href="/sources/harbour-report/#passage-{start}"]').first.click()
    passage = page.locator(f"#passage-{start}")
    expect(passage).to_be_in_viewport()
    expect(passage).to_contain_text("No paper was signed")
    expect(passage.get_by_role("link", name=AFTER)).to_be_visible()


def test_a_fact_goes_all_the_way(open_browser, a_member):
    a_public_dossier()
    researcher = open_browser(a_member("researcher"))
    cite_and_be_refused(researcher)
    assert Claim.objects.get().citations.count() == 1
    mend_and_submit(researcher)

    read_before = Edition.objects.count()
    review_and_publish(open_browser(a_member("editor")))
    assert Edition.objects.count() == read_before + 1

    read(open_browser())
