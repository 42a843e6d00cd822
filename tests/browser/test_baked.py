"""The baked site from a plain file server: all of it works there, under its own strict policy."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.db import transaction
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.conftest import SECONDS
from tests.browser.watching import watch
from tests.public import building as make
from tracker.public.baking import bake
from tracker.record.documents import NamePart

pytestmark = pytest.mark.django_db  # without it, there would be no test database for `site`

NAMES = [("Volodymyr Zelenskyy", "en"), ("Zelensky", "en"), ("Володимир Зеленський", "uk")]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, tmp_path_factory):
    """The address of a plain file server that gives out the site, baked once for all tests here."""
    folder = tmp_path_factory.mktemp("baked") / "site"
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
        url = f"http://127.0.0.1:{server.server_port}"
        with django_db_blocker.unblock(), transaction.atomic():
            publish()
            bake(folder, url)
            transaction.set_rollback(True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield url
        server.shutdown()
        thread.join()


def publish():
    names = tuple(NamePart(name=name, language=of, kind="alias") for name, of in NAMES)
    make.publish(
        make.source(),
        make.actor("zelensky", name="Volodymyr Zelensky", names=names),
        make.actor("beta", name="Beta"),
        make.issue(title="Ceasefire"),
        make.process(),
        make.round_(title="Talks by the sea", on="2025-06-02", participants=[("beta", "host")]),
        make.claim(
            "offered",
            statement="Zelensky offered to meet on <b>Monday</b> & on Tuesday.",
            actors=[("subject", "zelensky")],
            rounds=("first-round",),
            citations=(make.citation(quote="would meet whoever came by sea"),),
        ),
        make.position("silence", holder="beta", happened=make.day("2025-06-02")),
        *(make.claim(f"further-{n}", statement=f"Sentence {n} about tea.") for n in range(22)),
    )


@pytest.fixture
def page(chromium, site):
    """A page of a browser that may do nothing it should not; see `watch`."""
    complaints = []
    context = chromium.new_context(base_url=site, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(SECONDS * 1000)
    watch(context, site, complaints)
    yield context.new_page()
    context.close()
    assert complaints == []


@pytest.mark.parametrize("asked", ["Zelensky", "zelenskyy", "Зеленський", "Зеленсь"])
def test_any_spelling_of_a_name_finds_its_bearer(page, asked):
    page.goto("/")
    page.get_by_role("searchbox", name="Search").fill(asked)
    page.get_by_role("button", name="Search").click()

    found = page.locator("#results")
    expect(found.get_by_role("listitem").first).to_contain_text("Volodymyr Zelensky")
    found.get_by_role("link", name="Volodymyr Zelensky").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Volodymyr Zelensky")
    page.get_by_role("link", name="Zelensky offered").first.click()
    expect(page.locator("blockquote")).to_have_text("would meet whoever came by sea")


def test_search_shows_words_as_text_and_goes_on(page):
    page.goto("/search/?q=monday")

    link = page.locator("#results").get_by_role("link")
    expect(link).to_have_text("Zelensky offered to meet on <b>Monday</b> & on Tuesday.")
    expect(page.locator("#results mark").first).to_have_text("<b>Monday</b>")

    page.goto("/search/?q=tea")
    expect(page.get_by_role("status")).to_have_text("Found: 22.")
    expect(page.locator("#results li")).to_have_count(20)
    page.get_by_role("button", name="Go on").click()
    expect(page.locator("#results li")).to_have_count(22)


def test_nothing_found_is_told_and_names_stay(page):
    page.goto("/search/?q=xyzzy")

    expect(page.get_by_role("status")).to_contain_text("Nothing in the public record")
    expect(page.locator("#names")).to_contain_text("Володимир Зеленський")
    assert violations(page) == {}


def test_reader_walks_about_by_links_alone(page):
    page.goto("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Claims").click()
    page.get_by_role("link", name="last changed").click()
    page.get_by_role("link", name="Positions").first.click()
    page.get_by_text("As of the end of a round").click()
    page.get_by_role("link", name="2 June 2025").first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Positions on 2 June 2025")
    assert page.locator("form").count() == 1


def test_list_without_choices_keeps_its_width(page):
    page.goto("/claims/kind=position/")

    assert page.locator("#list").bounding_box()["width"] > 900
    assert violations(page) == {}


def test_without_script_there_are_the_names(chromium, site):
    context = chromium.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()

    page.goto("/search/?q=Zelensky")

    page.get_by_role("link", name="Volodymyr Zelensky").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Volodymyr Zelensky")
    context.close()
