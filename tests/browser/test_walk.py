"""The day's work, counted: from pasting an article to ten published claims, by keyboard alone."""

from playwright.sync_api import expect

from tracker.models import Source
from tracker.record.models import Page

_ABOUT = ["prices", "ferries", "harbours", "schools", "railways"]
_ABOUT += ["orchards", "libraries", "markets", "bridges", "mills"]
#: Of the length of a short report; each sentence can be cited for a claim of its own.
ARTICLE = "\n".join(
    f"In its {number}th year the council of the river towns spoke at length about {about}, and it "
    f"put off once more what had been asked of it. Somebody in the hall said that the {about} of "
    "the valley could not wait for another spring, but nobody wrote that down."
    for number, about in enumerate(_ABOUT, 11)
)
#: Keys that steer, for the researcher and the editor together; words typed are not among them.
MOST_KEYS = 115


class Hands:
    """A keyboard whose keys are counted: those that steer, and the letters typed."""

    def __init__(self, page):
        self.page, self.steered, self.typed = page, 0, 0

    def press(self, key, times=1):
        for _ in range(times):
            self.page.keyboard.press(key)
            self.steered += 1

    def type(self, words):
        self.page.keyboard.type(words)
        self.typed += len(words)

    def tab_to(self, thing):
        for _ in range(80):
            if thing.evaluate("one => one === document.activeElement"):
                return
            self.press("Tab")
        raise AssertionError(f"Tab does not lead to {thing}")


def take_in(page, hands):
    page.goto("/desk/sources/new/")
    expect(page.get_by_label("Text", exact=True)).to_be_focused()
    page.keyboard.insert_text(ARTICLE)  # pasted
    hands.steered += 1
    hands.tab_to(page.get_by_role("button", name="Look at it"))
    hands.press("Enter")
    expect(page.get_by_label("Title", exact=True)).to_be_focused()
    hands.type("What the river towns put off")
    hands.tab_to(page.get_by_label("Kind"))
    hands.type("news")
    hands.tab_to(page.get_by_label("Language"))
    hands.type("en")
    hands.press("Enter")
    expect(page.locator("#progress")).to_contain_text("0 of 20 sentences cited")


def take_apart(page, hands):
    """Every second sentence is cited for a claim; then all of them are submitted at once."""
    expect(page.locator("#s1")).to_be_focused()
    for number, about in enumerate(_ABOUT):
        expect(page.locator(f"#s{2 * number + 1}")).to_be_focused()
        hands.press("Enter")
        hands.tab_to(page.get_by_label("Statement"))
        hands.type(f"The council spoke about {about}.")
        hands.tab_to(page.get_by_label("Kind"))
        hands.type("ev")
        hands.press("Control+Enter")
        expect(page.locator("#said")).to_contain_text(f"about {about}.")
        expect(page.locator(f"#s{2 * number + 2}")).to_be_focused()
        hands.press("u")
    hands.press("s")
    expect(page.locator("#submit-all")).to_be_focused()
    expect(page.locator("#submit-all")).to_have_text("Submit your 11 drafts from here for review")
    hands.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("Submitted")


def review(page, hands):
    """Each is opened and looked at; then they are published together."""
    page.goto("/desk/reviews/")
    hands.tab_to(page.get_by_role("link", name="Open the next one"))
    hands.press("Enter")
    for _ in range(11):
        page.wait_for_url("**/review/**")
        expect(page.get_by_role("heading", name="What follows")).to_be_visible()
        hands.tab_to(page.get_by_role("link", name="Open the next that waits"))
        before = page.url
        hands.press("Enter")
        page.wait_for_url(lambda url, before=before: url != before)
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(11)
    hands.tab_to(page.get_by_role("button", name="Publish those ticked", exact=True))
    hands.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("Public now: editions 1–11")


def test_from_a_pasted_article_to_ten_public_claims_by_keyboard(open_browser, a_member):
    page = open_browser(a_member("researcher"))
    researcher, reviewer = Hands(page), open_browser(a_member("editor"))
    editor = Hands(reviewer)

    take_in(page, researcher)
    take_apart(page, researcher)
    review(reviewer, editor)

    assert Page.objects.filter(kind="claim").count() == 10
    assert set(Page.objects.filter(kind="source").values_list("ref", flat=True)) == {
        Source.objects.get().ref
    }
    assert researcher.steered + editor.steered <= MOST_KEYS
