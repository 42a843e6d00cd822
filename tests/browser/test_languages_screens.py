"""Ukrainian pages in a browser: accessible, within any width, and one click from English."""

import pytest

from tests.browser import axe
from tests.public import dossiers

PAGES = [
    "/uk/", "/uk/claims/met/", "/uk/rounds/first-round/", "/uk/positions/", "/uk/timeline/",
    "/uk/search/?q=title", "/uk/claims/", "/uk/method/", "/uk/claims/other/history/",
]  # fmt: skip
RUNS_OUT = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def dossier(transactional_db):
    dossiers.publish()


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_pages_are_as_accessible_as_in_english(open_browser, dossier, width, scheme):
    page = open_browser(viewport={"width": width, "height": 800}, color_scheme=scheme)

    for path in PAGES:
        page.goto(path.removeprefix("/uk"))
        english = axe.violations(page)
        page.goto(path)
        assert (path, axe.violations(page).keys() - english.keys()) == (path, set())
        assert not page.evaluate(RUNS_OUT), path


def test_reader_changes_the_language_and_stays_on_the_page(open_browser, dossier):
    page = open_browser()
    page.goto("/claims/?kind=event")

    page.get_by_role("link", name="Українська").click()

    assert page.url.endswith("/uk/claims/?kind=event")
    assert page.get_by_role("heading", level=1).inner_text() == "Твердження"
    page.get_by_role("link", name="Statement of met.").first.click()
    assert page.get_by_text("На чому це ґрунтується").first.is_visible()
    page.get_by_role("link", name="English", exact=True).click()
    assert page.get_by_text("What it rests on").first.is_visible()
