"""A text is taken in, by mouse and by keyboard; then a new one, and what it does is seen."""

import pytest
from playwright.sync_api import expect

from tests import factories as make
from tracker.models import Source

ARTICLE = (
    "The delegations met in the harbour town on Monday and talked for four long hours.\n"
    "No paper was signed, and 12 of the 30 points stayed open at the end of the day.\n"
    "A spokesman said that both sides “would go on talking” 🤝 for as long as it took.\n"
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Talks in town</title>
<meta property="og:site_name" content="The Paper"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Talks in town</h1>{"".join(f"<p>{line}</p>" for line in ARTICLE.splitlines())}
</article><script>alert(1)</script></body></html>"""


def upload(page, name, content):
    page.get_by_label("File").set_input_files(
        [{"name": name, "mimeType": "text/html", "buffer": content.encode()}]
    )


def test_page_is_uploaded_looked_at_mended_and_saved(open_browser, a_member):
    page = open_browser(a_member("researcher"))
    page.goto("/desk/")
    page.get_by_role("link", name="New source from a text").click()
    upload(page, "talks.html", PAGE)
    page.get_by_role("button", name="Look at it").click()

    box = page.get_by_label("Text", exact=True)
    expect(box).to_have_value(f"Talks in town\n{ARTICLE.strip()}")
    expect(page.get_by_label("Publisher")).to_have_value("The Paper")
    expect(page.get_by_label("Language")).to_have_value("en")
    box.fill(ARTICLE)
    page.get_by_label("Kind").select_option("news-report")
    page.get_by_role("button", name="Save source and text").click()

    expect(page.get_by_role("heading", name="Talks in town")).to_be_visible()
    expect(page.locator("#progress")).to_contain_text("0 of 3 sentences cited")
    assert Source.objects.get().texts.get().content == ARTICLE


def test_text_is_pasted_by_keyboard_alone_and_its_twin_is_pointed_out(open_browser, a_member):
    make.a_source("harbour", title="Held already", text=ARTICLE)
    page = open_browser(a_member("researcher"))
    page.goto("/desk/sources/new/")
    keys = page.keyboard
    page.get_by_label("Text", exact=True).focus()
    keys.insert_text(ARTICLE.replace("Monday", "Tuesday"))
    keys.press("Tab")
    keys.press("Tab")
    keys.press("Enter")

    twin = page.locator("summary", has_text="Held already")
    twin.focus()
    keys.press("Enter")
    expect(page.locator("del", has_text="Monday")).to_be_visible()
    expect(page.locator("ins", has_text="Tuesday")).to_be_visible()
    page.get_by_label("Title", exact=True).focus()
    keys.type("The twin")
    page.get_by_label("Kind").focus()
    keys.type("ana")
    page.get_by_label("Language").focus()
    keys.type("en")
    keys.press("Enter")

    expect(page.get_by_role("heading", name="The twin")).to_be_visible()
    assert Source.objects.get(ref="twin").texts.get().content.count("Tuesday") == 1


@pytest.fixture
def source(transactional_db):
    source = make.a_source("harbour", title="The harbour report", text=ARTICLE)
    for quote in ("The delegations met", "No paper was signed", "both sides"):
        make.a_claim(source=source, quote=quote, statement=f"It says: {quote}.")
    return source


def test_new_text_shows_what_becomes_of_each_citation(open_browser, a_member, source):
    page = open_browser(a_member("researcher"))
    page.goto(f"/desk/tracker/source/{source.pk}/change/")
    page.get_by_role("link", name="See what a new text would change").click()
    newer = ARTICLE.replace("No paper was signed", "No treaty was signed")
    page.get_by_label("Text", exact=True).fill(f"Corrected. {newer}")
    page.get_by_role("button", name="Look at it").click()

    fates = page.locator("#fates")
    expect(fates.get_by_role("heading", level=2)).to_have_text("What would become of each citation")
    expect(fates).to_contain_text("1 changed, 2 moved.")
    expect(fates.locator(".changed del")).to_have_text("paper")
    assert source.texts.count() == 1
    page.get_by_role("button", name="Store this text").click()

    expect(fates.get_by_role("heading", level=2)).to_contain_text("What became of each citation")
    expect(fates).to_contain_text("1 changed, 2 moved.")
    expect(fates.get_by_role("link", name="Mend it with these words")).to_be_visible()
