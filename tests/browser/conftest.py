"""A real browser before a real server: Debian's Chromium, or the one that CHROMIUM names."""

import os
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import factories as make
from tests.browser.watching import watch

#: How long a page may take to become as expected: a busy machine is slow, and not wrong.
SECONDS = 30
PASSWORD = "walking about the desk"
# The browser speaks to nobody but the test's own server.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Playwright keeps an event loop in this thread, in which Django would refuse to ask the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=SECONDS * 1000)
    path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    if not Path(path).exists():
        pytest.fail(f"There is no Chromium at {path}: install Debian's, or name one in CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@contextmanager
def browsing(chromium, server):
    """Give a function that opens a browser of one's own before a server and gives its page.

    In the end no page may have had an error in its console, broken the Content-Security-Policy,
    been answered with an error, or asked another host for anything.
    """
    contexts, complaints = [], []

    def opened(user=None, **options):
        options.setdefault("viewport", {"width": 1280, "height": 900})
        context = chromium.new_context(base_url=server.url, **options)
        context.set_default_timeout(SECONDS * 1000)
        contexts.append(context)
        watch(context, server.url, complaints)
        page = context.new_page()
        if user is not None:
            sign_in(page, user)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def open_browser(chromium, live_server, transactional_db):
    """Open a browser of one's own, signed in or as a reader, before an empty house."""
    with browsing(chromium, live_server) as opened:
        yield opened


def sign_in(page, user):
    """Sign in at the desk as a person does."""
    page.goto("/desk/")
    page.get_by_label("Username").fill(user.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("heading", name="Dossier").wait_for()


@pytest.fixture
def a_member(transactional_db):
    """Make an account that can sign in, in one of the groups."""

    def made(group):
        user = make.a_user(group)
        user.set_password(PASSWORD)
        user.save()
        return user

    return made
