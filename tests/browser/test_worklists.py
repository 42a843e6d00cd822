"""Worklists, reviews together, and merges, as editors do them."""

from django.utils import timezone
from playwright.sync_api import expect

from tests import factories as make
from tracker.models import Actor, Claim, Merge
from tracker.record.models import Edition, Page


def a_busy_desk():
    """Something for most lists, a change that waits, and two actors that are one."""
    source = make.a_source("paper", title="The paper")
    claim = make.a_claim("met", statement="They met.", source=source)
    make.a_citation(claim, source, "No paper was signed")
    rival = make.a_claim("rival", statement="They never met.", source=source, quote="on Monday")
    make.contradict(rival, claim)
    keep = make.an_actor("kept", name="Hakan Fidan", kind="person")
    drop = make.an_actor("dropped", name="Fidan, Hakan", kind="person")
    make.a_claim("spoke", statement="He spoke.", source=source, actors=[("speaker", drop)])
    make.publish_all()
    claim.citations.filter(quote="No paper was signed").update(state="ambiguous", drift="gone")
    for ref, words in (("rival", "They hardly met."), ("spoke", "He spoke at length.")):
        Claim.objects.filter(ref=ref).update(statement=words, submitted_at=timezone.now())
    return keep, drop


def test_from_the_front_page_to_the_very_quote(open_browser, a_member):
    a_busy_desk()
    page = open_browser(a_member("researcher"))

    page.get_by_role("row", name="Ambiguous and missing quotes 1").get_by_role("link").click()
    expect(page.locator(".findings")).to_contain_text("The words stand more than once in paper")
    page.locator(".findings").get_by_role("link", name="They met.").click()

    expect(page.locator("#citations-1")).to_be_in_viewport()
    expect(page.locator("#id_citations-1-quote")).to_have_value("No paper was signed")


def test_several_are_opened_and_published_together(open_browser, a_member):
    a_busy_desk()
    page = open_browser(a_member("editor"))
    before = Edition.objects.count()

    page.get_by_role("row", name="Waiting for review 2").get_by_role("link").click()
    expect(page.get_by_role("checkbox")).to_have_count(0)
    for words in ("They hardly met.", "He spoke at length."):
        page.get_by_role("link", name=words).click()
        expect(page.get_by_role("heading", name="What follows")).to_be_visible()
        page.go_back()
    page.reload()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(2)
    page.get_by_role("button", name="Publish those ticked", exact=True).click()

    expect(page.locator(".messagelist")).to_contain_text(f"editions {before + 1}–{before + 2}")
    expect(page.locator("#content")).to_contain_text("Nothing waits for review.")


def test_draft_is_published_with_what_was_ticked(open_browser, a_member):
    source = make.a_source("new-paper", title="The new paper")
    claim = make.a_claim("new", statement="Something new.", source=source)
    page = open_browser(a_member("editor"))

    page.goto(f"/desk/review/claim/{claim.pk}/")
    offer = page.get_by_role("group", name="Publish with it")
    offer.get_by_text("What readers would see of it").click()
    expect(offer.get_by_role("link", name="Its own review")).to_be_visible()
    offer.get_by_role("checkbox", name="The new paper").uncheck()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("publish that too")
    page.get_by_role("checkbox", name="The new paper").check()
    page.get_by_role("button", name="Publish", exact=True).click()

    expect(page.locator(".messagelist")).to_contain_text("Public now: editions 1–2")
    assert set(Page.objects.values_list("ref", flat=True)) == {"new", "new-paper"}


def test_two_actors_are_merged_published_and_parted_again(open_browser, a_member):
    a_busy_desk()
    page = open_browser(a_member("researcher"))

    page.get_by_role("link", name="Likely duplicate actors").click()
    page.locator(".findings").get_by_role("link").click()
    expect(page.locator("#content")).to_contain_text("Roles in claims")
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("is part of")

    publish_merge(open_browser(a_member("editor")))

    page.get_by_role("link", name="Merges").click()
    page.locator("#content").get_by_role("row").nth(1).get_by_role("link").click()
    page.get_by_role("button", name="Undo the merge").click()
    expect(page.locator(".messagelist")).to_contain_text("is back")
    assert {"kept", "dropped"} <= set(Actor.objects.values_list("ref", flat=True))


def publish_merge(page):
    """As somebody else: the merge is in the list of unpublished changes; readers are led on."""
    page.get_by_role("link", name="Unpublished changes").click()
    kept = Merge.objects.get()
    page.goto(f"/desk/review/actor/{kept.keep}/")
    expect(page.get_by_role("heading", name="Addresses that would lead here")).to_be_visible()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("Public now")
    page.goto(f"/actors/{kept.drop_ref}/")
    assert page.url.endswith(f"/actors/{kept.keep_ref}/")
    expect(page.locator("main")).to_contain_text("He spoke.")


def test_two_are_chosen_by_searching(open_browser, a_member):
    keep, drop = a_busy_desk()
    page = open_browser(a_member("researcher"))
    page.goto("/desk/merge/actor/")

    for question, copy in (("Which one goes?", drop), ("Which one takes it in?", keep)):
        page.get_by_label(question).fill("Fidan")
        page.keyboard.press("Enter")
        page.get_by_role("link", name=copy.name).click()

    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Merge “Fidan, Hakan” into “Hakan Fidan”"
    )
