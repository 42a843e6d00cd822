"""An article is taken apart at the reading desk: by mouse, by keyboard alone, without a script."""

import re

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from tests import factories as make
from tests.browser.conftest import sign_in
from tracker.models import Citation, Claim, hold_text

# Characters of one, two and more UTF-16 units, composed ones, and right-to-left text before them.
ARTICLE = (
    "🕊️ Talks 👩‍👩‍👧 in town\n"
    "«Ні», сказав Зеленський 🇺🇦 у Стамбулі. 🤝 The delegations met on Monday.\n"
    "שלום said somebody. No paper was signed, and 12 of the 30 points stayed open.\r\n"
    "Also read: the harbour."
)


@pytest.fixture
def source(transactional_db):
    source = make.a_source("talks", title="Talks in town", text=ARTICLE)
    zelensky = make.an_actor("zelensky", name="Volodymyr Zelensky", kind="person")
    zelensky.names.create(name="Зеленський", language="uk", kind="canonical")
    make.a_claim("met", statement="The delegations met.", source=source)
    make.an_issue("form", title="Form of an agreement")
    make.make_findable()
    return source


@pytest.fixture
def desk(open_browser, a_member, source):
    """The reading desk as a researcher opens it."""
    page = open_browser(a_member("researcher"))
    page.goto(f"/desk/reading/{source.pk}/")
    return page


def drag(page, first, last):
    """Select with the mouse from the beginning of some words to the end of others."""
    places = page.evaluate(
        """([first, last]) => {
          const place = (words, isEnd) => {
            const pieces = [...document.querySelectorAll('#article [data-at]')];
            const piece = pieces.find(one => one.textContent.includes(words));
            const at = piece.textContent.indexOf(words) + (isEnd ? words.length : 0);
            const range = document.createRange();
            range.setStart(piece.firstChild, isEnd ? at - 1 : at);
            range.setEnd(piece.firstChild, isEnd ? at : at + 1);
            const box = range.getBoundingClientRect();
            return [isEnd ? box.right - 1 : box.left + 1, box.top + box.height / 2];
          };
          return [place(first, false), place(last, true)];
        }""",
        [first, last],
    )
    page.mouse.move(*places[0])
    page.mouse.down()
    page.mouse.move(*places[1], steps=5)
    page.mouse.up()


def quote_of(page):
    return page.locator("#id_quote")


def test_words_are_selected_with_the_mouse_and_cited_for_a_new_claim(desk, source):
    expect(desk.locator("#progress")).to_contain_text("1 of 6 sentences cited")
    drag(desk, "paper", "30 points")
    expect(quote_of(desk)).to_have_value("paper was signed, and 12 of the 30 points")

    desk.get_by_label("Statement").fill("No paper was signed in town.")
    expect(desk.get_by_label("Ref")).to_have_attribute("placeholder", "paper-signed-town")
    desk.get_by_label("Kind").select_option("event")
    desk.get_by_label("Another issue", exact=True).fill("Form of an agreement")
    desk.get_by_role("button", name="Save citation").click()

    expect(desk.locator("#said")).to_contain_text("Cited, exact")
    expect(desk.locator("#progress")).to_contain_text("2 of 6 sentences cited")
    expect(desk.locator("#panel form")).to_have_count(0)
    expect(desk.locator("#article .exact", has_text="paper was signed")).to_be_visible()
    citation = Citation.objects.get(claim__ref="paper-signed-town")
    assert ARTICLE[citation.start : citation.end] == "paper was signed, and 12 of the 30 points"
    assert {issue.ref for issue in citation.claim.issues.all()} == {"form"}


def test_keyboard_alone_takes_a_sentence_apart(desk, source):
    """From the first sentence to a saved claim, and to a marked stretch, without a mouse."""
    keys = desk.keyboard
    desk.locator("#s1").focus()
    keys.press("ArrowDown")
    expect(desk.locator("#s2")).to_be_focused()
    for _ in range(4):
        keys.press("Shift+ArrowRight")
    keys.press("ArrowRight")
    keys.press("Shift+ArrowLeft")
    assert desk.evaluate("getSelection().toString()") == "сказав Зеленський"
    keys.press("Enter")

    expect(quote_of(desk)).to_have_value("сказав Зеленський")
    expect(desk.get_by_label("Statement")).to_be_focused()  # no claim is like it
    keys.type("Zelensky said no.")
    keys.press("Tab")
    keys.type("st")
    actor = desk.get_by_label("Volodymyr Zelensky", exact=True)
    while not actor.evaluate("one => one === document.activeElement"):
        keys.press("Tab")
    keys.press("Space")
    keys.press("Tab")
    keys.type("sp")
    keys.press("Control+Enter")

    expect(desk.locator("#said")).to_contain_text("Zelensky said no.")
    expect(desk.locator("#s4")).to_be_focused()  # the next that nothing cites
    claim = Claim.objects.get(kind="statement")
    assert [(row.actor.ref, row.role) for row in claim.roles.all()] == [("zelensky", "speaker")]
    assert claim.citations.get().quote == "сказав Зеленський"

    keys.press("ArrowUp")
    keys.press("u")
    expect(desk.locator("#s4")).to_be_focused()
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    keys.press("f")
    expect(desk.locator("#furnish")).to_be_focused()
    keys.type("li")
    keys.press("Tab")
    keys.press("Enter")
    expect(desk.locator("#progress")).to_contain_text("1 furniture")
    assert ARTICLE[slice(*source.furniture.values_list("start", "end").get())] == (
        "Also read: the harbour."
    )


def test_shortcuts_are_listed_behind_the_question_mark(desk):
    desk.locator("#s1").focus()
    desk.keyboard.press("?")

    expect(desk.get_by_text("select one word more, one less, at the end")).to_be_visible()
    desk.keyboard.press("?")
    expect(desk.get_by_text("select one word more, one less, at the end")).to_be_hidden()


def test_known_claim_is_found_while_typing_and_keeps_what_was_typed(desk):
    make.a_claim("prices", statement="Prices rose in the spring.")
    make.make_findable()
    drag(desk, "paper", "signed")
    desk.get_by_label("Statement").fill("Half a sentence")
    desk.get_by_label("Note, public").fill("A note.")

    desk.get_by_label("Search claims").press_sequentially("pric spr")
    desk.get_by_label("Prices rose in the spring.").check()
    expect(desk.get_by_label("Statement")).to_be_hidden()
    expect(desk.get_by_label("Note, public")).to_have_value("A note.")
    desk.get_by_label("Stance").select_option("disputes")
    desk.get_by_role("button", name="Save citation").click()

    expect(desk.locator("#said")).to_contain_text("Prices rose")
    rows = Claim.objects.get(ref="prices").citations.values_list("quote", "stance", "note")
    assert ("paper was signed", "disputes", "A note.") in rows


def test_refusal_stands_beside_the_field_and_nothing_is_lost(desk):
    drag(desk, "paper", "signed")
    desk.get_by_label("Statement").fill("Kept.")
    quote_of(desk).fill("treaty was signed")
    desk.keyboard.press("Control+Enter")

    expect(desk.locator(".errorlist del")).to_have_text("treaty")
    expect(desk.get_by_label("Statement")).to_have_value("Kept.")
    expect(desk.locator("#panel .wrong").first).to_be_visible()
    expect(desk.locator(".wrong :focus")).to_have_count(1)


def test_escape_goes_back_to_the_sentence(desk):
    desk.locator("#s3").focus()
    desk.keyboard.press("Enter")
    expect(desk.locator("#id_new")).to_be_focused()
    desk.keyboard.press("Escape")

    expect(desk.locator("#s3")).to_be_focused()
    expect(desk.locator("#panel form")).to_have_count(0)


def test_what_was_typed_is_not_left_unasked(desk):
    drag(desk, "paper", "signed")
    desk.get_by_label("Statement").fill("Half a sentence")

    desk.once("dialog", lambda question: question.dismiss())
    with desk.expect_event("dialog") as first:
        drag(desk, "delegations", "Monday")
    expect(desk.get_by_label("Statement")).to_have_value("Half a sentence")
    desk.once("dialog", lambda question: question.accept())
    with desk.expect_event("dialog") as second:
        drag(desk, "delegations", "Monday")
    expect(quote_of(desk)).to_have_value("delegations met on Monday")

    for question in (first, second):
        assert question.value.message == "Leave what you typed in the panel unsaved?"


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("Зеленський", "Стамбулі"),
        ("Talks", "in town"),
        ("delegations", "Monday"),
        ("said somebody", "12 of"),
        ("30 points", "harbour"),
    ],
)
def test_places_in_the_page_and_in_the_text_are_the_same(desk, first, last):
    drag(desk, first, last)
    expect(desk.locator("#citing")).to_be_visible()

    start = int(desk.locator("#citing input[name=start]").input_value())
    end = int(desk.locator("#citing input[name=end]").input_value())
    expected = ARTICLE[ARTICLE.index(first) : ARTICLE.index(last) + len(last)]
    assert ARTICLE[start:end] == expected


def test_session_that_has_ended_keeps_what_was_typed(desk):
    drag(desk, "paper", "signed")
    desk.get_by_label("Statement").fill("Kept.")
    desk.get_by_label("Kind").select_option("event")
    desk.context.clear_cookies(name="sessionid")
    desk.get_by_role("button", name="Save citation").click()
    expect(desk.locator("#said")).to_contain_text("what you typed is still here")
    expect(desk.get_by_label("Statement")).to_have_value("Kept.")

    sign_in(desk.context.new_page(), User.objects.get())
    desk.get_by_role("button", name="Save citation").click()

    expect(desk.locator("#said")).to_contain_text("Cited, exact: “Kept.”")


def test_everything_works_without_a_script(open_browser, a_member, source):
    page = open_browser(a_member("researcher"), java_script_enabled=False)
    page.goto(f"/desk/reading/{source.pk}/")
    page.get_by_role("link", name=re.compile("^Sentence 5, uncited")).click()
    page.get_by_text("Other words").click()
    page.get_by_label("Start").fill(str(ARTICLE.index("No paper")))
    page.get_by_label("End").fill(str(ARTICLE.index(" signed") + 5))
    page.get_by_role("button", name="Choose these").click()
    expect(quote_of(page)).to_have_value("No paper was signed")

    page.get_by_label("Statement").fill("Nothing was signed.")
    page.get_by_label("Search claims").fill("delegations")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.get_by_label("The delegations met.")).to_be_visible()
    expect(page.get_by_label("Statement")).to_have_value("Nothing was signed.")
    page.get_by_label("Kind").select_option("event")
    page.get_by_role("button", name="Save citation").click()
    expect(page.locator(".messagelist")).to_contain_text("Cited, exact")

    page.get_by_role("link", name=re.compile("^Sentence 6, uncited")).click()
    page.get_by_label("It states nothing:").select_option("link")
    page.get_by_role("button", name="Mark as furniture").click()
    page.get_by_role("link", name=re.compile("^Sentence 6, furniture")).click()
    page.get_by_role("button", name="Unmark").click()

    expect(page.locator("#progress")).to_contain_text("2 of 6 sentences cited")
    assert not source.furniture.exists()


def test_lost_citation_is_mended_in_place(desk, source):
    hold_text(source=source, content=ARTICLE.replace("met on", "were on"), by=None)
    desk.goto(f"/desk/sources/{source.pk}/text/")
    desk.get_by_role("link", name="Mend it with these words").click()
    expect(desk.get_by_role("heading", name="Mend a citation")).to_be_visible()

    drag(desk, "delegations", "Monday")
    expect(quote_of(desk)).to_have_value("delegations were on Monday")
    desk.get_by_role("button", name="Mend citation").click()

    expect(desk.locator("#said")).to_contain_text("Mended, exact")
    assert Claim.objects.get(ref="met").citations.get().quote == "delegations were on Monday"
