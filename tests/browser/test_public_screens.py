"""Every kind of public page, as everybody can use it: both themes, on a desk and on a phone.

The pages are those of `tests/public/test_every_address.py`, which fails for an address that it does
not know; what no page may do is watched by `open_browser`.
"""

import pytest

from tests.browser.axe import violations
from tests.public import building
from tests.public.test_every_address import PAGES

FURTHER = [
    "/claims/?kind=position&actor=hub",
    "/claims/?period=1999",
    "/positions/?on=2022-04-01",
    "/positions/?on=2022-04-01&and=2025-06-02",
    "/positions/?on=1990-01-01",
    "/timeline/?from=2022&to=2022",
    "/rounds/hub/?with=round-1",
    "/search/?q=statement",
    "/search/?q=xyzzy",
]
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 800}
LOOKS = [(DESK, "light"), (DESK, "dark"), (PHONE, "light"), (PHONE, "dark")]


@pytest.fixture
def hubs(transactional_db):
    building.publish_hubs(3)


def test_axe_finds_nothing_on_any_page(open_browser, hubs):
    page = open_browser()

    found = {}
    for address in [*PAGES.values(), *FURTHER]:
        page.goto(address)
        for size, scheme in LOOKS:
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            if complaints := violations(page):
                found[address, size["width"], scheme] = complaints

    assert found == {}


def test_no_page_runs_out_of_the_narrowest_screen(open_browser, hubs):
    page = open_browser(viewport={"width": 320, "height": 700})

    too_wide = []
    for address in [*PAGES.values(), *FURTHER]:
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            too_wide.append(address)

    assert too_wide == []
