"""What a page shows of pages that are not next to it must not grow stale in a cache either."""

import pytest

from tests.public import building as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def published():
    make.publish(
        make.source(derives_from=("wire",)),
        make.source("wire"),
        make.actor("alpha"),
        make.actor("witness"),
        make.issue(),
        make.process(),
        make.round_("first", on="2025-05-16"),
        make.position("wants", citations=(make.citation(quoted="witness"),)),
        make.claim("rival", relations=(make.relation("contradicts", "wants"),)),
    )


@pytest.mark.parametrize(
    ("url", "change", "shown"),
    [
        ("/actors/alpha/", make.issue(title="Truce"), "Truce"),
        ("/issues/ceasefire/", make.actor("alpha", name="Aland"), "Aland"),
        ("/sources/paper/", make.actor("witness", name="Wilma"), "Wilma"),
        ("/claims/wants/", make.source("wire", title="Agency"), "Agency"),
        ("/claims/rival/", make.actor("witness", name="Wilma"), "Wilma"),
        ("/rounds/first/", make.round_("next", on="2025-06-02"), "Title of next"),
    ],
)
def test_page_that_shows_a_page_from_afar_follows_it(client, url, change, shown):
    first = client.get(url)
    make.publish(change)

    again = client.get(
        url, headers={"if-none-match": first["ETag"], "if-modified-since": first["Last-Modified"]}
    )

    assert shown not in first.content.decode()
    assert again.status_code == 200
    assert shown in again.content.decode()
