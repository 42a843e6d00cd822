"""The questions that readers bring, asked of the first dossier by clicking from the front page.

No address is typed but the first, and each click is on what a reader sees: three are the most that
an answer may take.
"""

import re

import pytest
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.axe import violations
from tests.browser.conftest import browsing
from tests.dossier.conftest import DOSSIER
from tests.guard import unguarded

# Each test runs beside the dossier that all of them read: it stands outside of their transactions.
pytestmark = pytest.mark.django_db

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
ISTANBUL_2022 = "Talks in Istanbul in the spring of 2022"
ISTANBUL_2025 = "Direct talks in Istanbul, May 2025"
DRAFT = "What existed after the Istanbul talks of spring 2022 was a draft."
AGREEMENT = "The Istanbul Communiqué of 2022 was an agreement."
NO_DEAL = "no real deal was ever signed after the Istanbul talks of 2022."


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker):
    """The first dossier, published, and a server before it; the tables are empty again after."""
    with django_db_blocker.unblock():
        call_command("load_demo", str(DOSSIER))
        server = LiveServer("localhost")
        yield server
        server.stop()
        with unguarded(connection):
            call_command("flush", interactive=False, verbosity=0)


class Walk:
    """A reader's way from the front page, and the clicks it took."""

    def __init__(self, page):
        self.page = page
        self.clicks = 0
        page.goto("/")

    def click(self, target):
        """Click what can be seen, once."""
        expect(target.first).to_be_visible()
        target.first.click()
        self.clicks += 1

    def follow(self, name):
        """Click the first visible link whose name begins so."""
        link = self.page.get_by_role("link", name=re.compile(f"^{re.escape(name)}"))
        self.click(link.locator("visible=true"))

    def compare_with(self, title):
        self.page.get_by_label("Compare with another round").select_option(label=title)
        self.clicks += 1
        self.click(self.page.get_by_role("button", name="Compare"))

    def fact(self, label):
        """What the fact box says."""
        box = self.page.get_by_label("Facts", exact=True)
        return box.locator("div").filter(has=self.page.locator("dt", has_text=label)).locator("dd")

    def place(self, head, column):
        """A place of the table: its row by the words that head it, its column from 0."""
        header = self.page.get_by_role("rowheader", name=head, exact=True)
        return self.page.get_by_role("row").filter(has=header).get_by_role("cell").nth(column)


@pytest.fixture
def begin(chromium, house):
    """Begin a walk at the front page."""
    with browsing(chromium, house) as opened:
        yield lambda **options: Walk(opened(**options))


def test_what_each_side_demanded_in_istanbul_in_2022_and_in_2025(begin):
    walk = begin()
    russia, ukraine = 0, 1

    walk.follow(ISTANBUL_2022)

    expect(walk.place("Limits on forces", russia)).to_contain_text("Demands:")
    expect(walk.place("Limits on forces", russia)).to_contain_text("drastic cuts to its military")
    expect(walk.place("Limits on forces", ukraine)).to_contain_text("Rejects:")
    expect(walk.place("Neutrality and alliances", ukraine)).to_contain_text("Is open to it:")

    walk.compare_with(ISTANBUL_2025)

    assert walk.clicks == 3
    expect(walk.page.get_by_role("heading", name="Two rounds side by side")).to_be_in_viewport()
    in_2022, in_2025 = 0, 1
    asked = walk.place("Withdrawal of troops Russia", in_2025)
    expect(asked).to_contain_text("Demands: According to a Ukrainian source")
    expect(asked).to_contain_text("withdraw from parts of its own territory")
    wanted = walk.place("Ceasefire Ukraine", in_2025)
    expect(wanted).to_contain_text("a full, unconditional and honest ceasefire")
    expect(walk.place("Ceasefire Ukraine", in_2022)).to_contain_text("No statement found")
    assert violations(walk.page) == {}


def test_how_what_the_sides_want_has_changed_since(begin):
    """The same question without regard to a table at which it was said."""
    walk = begin()
    russia, ukraine = 0, 1

    walk.follow(ISTANBUL_2022)
    walk.follow("What has changed by 2 June 2025")

    assert walk.clicks == 2
    expect(walk.page.get_by_role("heading", level=1)).to_have_text(
        "Positions on 31 March 2022 and on 2 June 2025"
    )
    neutrality = walk.place("Neutrality and alliances", ukraine)
    expect(neutrality).to_contain_text("Changed")
    expect(neutrality).to_contain_text("Is open to it:")
    expect(neutrality).to_contain_text("Rejects:")
    expect(walk.place("Neutrality and alliances", russia)).to_contain_text("Unchanged")
    denazification = walk.place("Political order of Ukraine", russia)
    expect(denazification).to_contain_text("No newer statement found")
    assert violations(walk.page) == {}


def test_who_was_at_the_table_on_a_phone(begin):
    walk = begin(**PHONE)

    walk.follow(ISTANBUL_2025)

    for label, names in {
        "Parties": "Russia4, Ukraine4",
        "Hosts": "Hakan Fidan5, Turkey6",
        "Absent": "Vladimir Putin7, Volodymyr Zelensky8",
    }.items():
        expect(walk.fact(label)).to_have_text(names)
        expect(walk.fact(label)).to_be_in_viewport()
    expect(
        walk.page.get_by_text("mid-level officials, whom the report does not name")
    ).to_be_visible()
    assert walk.page.evaluate("document.documentElement.scrollWidth") == 390
    assert violations(walk.page) == {}

    walk.click(walk.fact("Absent").get_by_role("link", name="What this rests on: note 7"))

    assert walk.clicks == 2
    why = walk.page.locator("#note-7")
    expect(why).to_be_in_viewport()
    expect(why).to_contain_text("Instead of attending in person, Putin sent a team")


def test_whether_something_was_signed_without_scripts(begin):
    walk = begin(java_script_enabled=False)

    pair = walk.page.get_by_role("listitem").filter(has_text=DRAFT).filter(has_text=AGREEMENT)
    expect(pair).to_be_visible()  # without any click

    walk.follow(ISTANBUL_2022)
    expect(walk.fact("What came of it")).to_have_text("A draft3 Disputed")
    walk.click(walk.fact("What came of it").get_by_role("link", name="Disputed"))

    assert walk.clicks == 2
    rivals = walk.page.locator("article.pair").first
    expect(rivals).to_be_in_viewport()
    for words in ("Open: the desk has not settled it.", DRAFT, AGREEMENT, "neither tells."):
        expect(rivals.get_by_text(words)).to_be_visible()
    expect(walk.page.get_by_role("link", name=NO_DEAL).first).to_be_visible()


def test_who_says_so_and_who_says_otherwise_by_keyboard(begin):
    walk = begin()

    tab_to(walk.page, DRAFT)
    walk.page.keyboard.press("Enter")

    expect(walk.page.get_by_role("heading", level=1)).to_have_text(DRAFT)
    evidence = walk.page.get_by_role("figure").filter(has_text="What existed was a draft").first
    expect(evidence).to_contain_text("Retelling of material of the Neue Zürcher Zeitung")
    expect(evidence).to_be_in_viewport()
    expect(walk.page.get_by_text("Disputed by:")).to_be_in_viewport()
    against = walk.page.locator("section").filter(
        has=walk.page.get_by_role("heading", name="What speaks against it")
    )
    expect(against).to_contain_text("to the 2022 Istanbul Communiqué")
    expect(against).to_contain_text("The Illusion of Diplomacy")
    expect(against).to_contain_text("Whether the communiqué is the draft or another paper")

    tab_to(walk.page, AGREEMENT)
    walk.page.keyboard.press("Enter")

    expect(walk.page.get_by_role("heading", level=1)).to_have_text(AGREEMENT)


def tab_to(page, name, most=150):
    """Press Tab until the link of this name has the focus, which must be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() and focused.text_content().strip() == name:
            assert focused.evaluate("one => one.matches(':focus-visible')")
            expect(focused).to_be_in_viewport()
            return
    pytest.fail(f"{most} times Tab do not lead to: {name}")
