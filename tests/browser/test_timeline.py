"""The timeline in a browser: readable at every width, by keyboard, without script, on paper."""

import pytest

from tests.public import building as make
from tests.public.test_timeline import dated

#: Pairs of labels or marks that meet, and labels that leave the drawing, as the browser sets them.
MEETING = """() => {
  const boxes = [...document.querySelectorAll("svg.lanes a text, svg.lanes .span")].map((one) => {
    const {x, y, width, height} = one.getBBox();
    const inset = one.tagName === "text" ? 3 : 0;  // no letter fills the whole height of its line
    return {name: one.textContent, x, y: y + inset, right: x + width, foot: y + height - inset};
  });
  const room = document.querySelector("svg.lanes").viewBox.baseVal;
  const meet = (a, b) => a.x < b.right && b.x < a.right && a.y < b.foot && b.y < a.foot;
  return boxes.flatMap((a, at) => [
    ...boxes.slice(at + 1).filter((b) => meet(a, b)).map((b) => [a.name, b.name]),
    ...(a.x < -1 || a.right > room.width + 1 ? [[a.name, "edge"]] : []),
  ]);
}"""
TITLES = ["Talks", "WWWW MMMM Переговори між делегаціями", "A very long name of " * 6]


@pytest.fixture
def rounds(transactional_db):
    make.publish(
        make.process(title="A process with a name of some length"),
        *(
            dated(f"r-{n}-{at}", edtf, earliest, latest, title=f"{title} {n}")
            for n, title in enumerate(TITLES)
            for at, (edtf, earliest, latest) in enumerate(
                [
                    ("2025-06-02", "2025-06-02", "2025-06-02"),
                    ("2013-12", "2013-12-01", "2013-12-31"),
                    ("/2025-05~", None, "2025-05-31"),
                    ("2014/2025", "2014-01-01", "2025-12-31"),
                ]
            )
        ),
        make.round_("undated"),
    )


@pytest.mark.parametrize("width", [970, 1280, 1900])
@pytest.mark.parametrize("query", ["", "?from=2025&to=2025"])
def test_labels_never_meet_and_stay_within_the_drawing(open_browser, rounds, width, query):
    page = open_browser(viewport={"width": width, "height": 900})

    page.goto(f"/timeline/{query}")

    assert page.evaluate(MEETING) == []


@pytest.mark.parametrize("path", ["/timeline/", "/"])
def test_phone_has_a_vertical_form_that_does_not_run_out(open_browser, rounds, path):
    page = open_browser(viewport={"width": 320, "height": 700}, java_script_enabled=True)

    page.goto(path)

    assert not page.locator("svg.lanes").is_visible()
    assert page.locator(".upright li").count() == 12
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_keyboard_reaches_every_round_and_opens_it(open_browser, rounds):
    page = open_browser()
    page.goto("/timeline/")
    names = page.locator("svg.lanes a title").all_text_contents()

    page.locator("svg.lanes a").first.focus()
    walked = []
    for _ in names:
        walked.append(page.evaluate("document.activeElement.querySelector('title')?.textContent"))
        page.keyboard.press("Tab")

    assert walked == names
    page.locator("svg.lanes a").nth(1).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/rounds/**")


def test_screen_reader_hears_round_date_and_process(open_browser, rounds):
    page = open_browser(java_script_enabled=False)

    page.goto("/timeline/")

    figure = page.get_by_role("group", name="Rounds by process")
    assert figure.get_by_role("link", name="Talks 0, 2 June 2025").count() == 1
    assert page.get_by_role("group", name="A process with a name of some length").count() == 1


def test_paper_shows_the_drawing(open_browser, rounds):
    page = open_browser(viewport={"width": 718, "height": 1000})
    page.emulate_media(media="print")

    page.goto("/timeline/")

    assert page.locator("svg.lanes").is_visible()
    assert not page.locator(".upright").is_visible()
