"""How heavy the pages of the first dossier are, before they are compressed."""

import os
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.dossier.conftest import DOSSIER, ROOT
from tracker.public.targets import Target
from tracker.record.models import Page

pytestmark = pytest.mark.django_db

FIXED = ["", "timeline/", "rounds/", "positions/", "claims/", "actors/", "issues/", "sources/",
         "processes/", "disagreements/", "corrections/", "editions/", "method/"]  # fmt: skip
#: How many claims are weighed: those with most citations. The others are lighter.
CLAIMS = 10
TYPICAL, SOURCE = 60_000, 80_000  # a source shows all of its passages


def addresses():
    """All fixed pages, all pages but claims, and the claims that are heaviest."""
    pages = Page.objects.public().order_by("kind", "ref")
    chosen = [*pages.exclude(kind="claim"), *_with_most_citations(pages.filter(kind="claim"))]
    return [*FIXED, *(Target(one.kind, one.ref, one.title).url.removeprefix("/") for one in chosen)]


def _with_most_citations(claims):
    return sorted(claims, key=lambda one: -len(one.document["citations"]))[:CLAIMS]


def test_no_page_of_the_dossier_is_heavy(client, texts, capsys):
    folder = Path(os.environ.get("TEXTS", ROOT.parent / "shared" / "seeds"))
    call_command("load_demo", str(DOSSIER), texts=folder)

    heavy = {}
    for address in addresses():
        for language in ("", "uk/"):
            response = client.get(f"/{language}{address}")
            assert response.status_code == 200, address
            limit = SOURCE if address.startswith("sources/") else TYPICAL
            if len(response.content) >= limit:
                heavy[language + address] = len(response.content)

    assert heavy == {}
