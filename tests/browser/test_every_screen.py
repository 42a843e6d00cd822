"""Everybody can use every screen of the desk: by axe, light and dark; zoomed; and in a narrow window.

The screens are listed by the routes of the URL map, so a new view fails here until it is listed.
"""

import pytest

from tests.browser.a_full_desk import a_full_desk
from tests.browser.axe import violations
from tests.browser.conftest import sign_in
from tests.browser.layout import lost
from tests.browser.screens import NO_SCREENS, PARTS, Screen
from tests.desk.browsing import ROUTES

WINDOWS = {"in full": (1280, 1024), "zoomed to 200 %": (640, 512), "narrow": (320, 640)}
#: The rules of axe that may find otherwise where only the colours are others, or the width.
COLOURS = ["color-contrast", "link-in-text-block"]
SIZES = ["target-size", "scrollable-region-focusable"]
#: The admin makes its widgets once the page is there; what was asked for last comes last.
_WIDGETS_ARE_MADE = """new Promise((made) =>
    window.django?.jQuery ? django.jQuery(() => setTimeout(made)) : made())"""
_COLOURS_HAVE_CHANGED = "Promise.all(document.getAnimations().map((one) => one.finished))"


def judge(context, screen):
    """Everything that is wrong with a screen, by how it is looked at: one visit."""
    page = context.new_page()  # a form that was refused asks before it is left
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 1024})
    page.goto(f"/desk/{screen.path}")
    page.evaluate(_WIDGETS_ARE_MADE)
    screen.act(page)
    found = {"light": violations(page)}
    page.emulate_media(color_scheme="dark")
    page.evaluate(_COLOURS_HAVE_CHANGED)
    found["dark"] = violations(page, rules=COLOURS)
    for name, size in WINDOWS.items():
        found[name] = lost(page, *size)
    found["narrow, by axe"] = violations(page, rules=SIZES)
    page.close()
    return {f"{screen}, {how}": what for how, what in found.items() if what}


def test_every_route_is_a_screen_or_none(a_member):
    desk = a_full_desk(a_member("administrator"))
    listed = {screen.route for part in PARTS.values() for screen in part(desk)}

    assert listed | NO_SCREENS == set(ROUTES)
    assert listed & NO_SCREENS == set()


@pytest.mark.parametrize("part", PARTS)
def test_everybody_can_use_these_screens(open_browser, a_member, part):
    desk = a_full_desk(a_member("administrator"))
    context = open_browser(desk.user).context
    wrong = {}
    for screen in PARTS[part](desk):
        wrong |= judge(context, screen)

    assert wrong == {}


def test_everybody_can_read_that_a_page_is_refused_or_not_there(chromium, live_server, a_member):
    context = chromium.new_context(base_url=live_server.url)
    sign_in(context.new_page(), a_member("researcher"))
    refused, absent = Screen("reviews/", "reviews/"), Screen("(?P<url>.*)$", "no-such-screen/")

    wrong = judge(context, refused) | judge(context, absent)
    context.close()

    assert wrong == {}
