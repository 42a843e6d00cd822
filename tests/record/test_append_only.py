"""The record only grows, whoever asks: the database refuses everything else."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from tracker.record.append import Entry, append
from tracker.record.chain import GENESIS, canonical, digest
from tracker.record.models import Action, Edition, Head

pytestmark = pytest.mark.django_db


def entry(ref="alpha", **fields):
    return Entry(
        **{
            "action": Action.PUBLISHED,
            "key": uuid4(),
            "kind": "process",
            "ref": ref,
            "document": {"kind": "process", "ref": ref, "title": "T", "summary": ""},
            **fields,
        }
    )


def refused(statement):
    with pytest.raises(DatabaseError) as error, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    return str(error.value)


def test_append_chains_each_edition_to_the_one_before():
    first, second = append([entry("alpha"), entry("beta")])
    (third,) = append([entry("gamma")])

    assert first.previous_sha256 == GENESIS
    assert second.previous_sha256 == first.sha256
    assert third.previous_sha256 == second.sha256
    assert Head.objects.get().sha256 == third.sha256


def test_append_nothing_changes_nothing():
    assert append([]) == []
    assert Head.objects.get().number == 0


def test_edition_cannot_be_changed():
    append([entry()])

    assert "only grows" in refused("UPDATE record_edition SET note = 'x'")


def test_edition_cannot_be_deleted():
    append([entry()])

    assert "only grows" in refused("DELETE FROM record_edition")


def test_editions_cannot_be_replaced_or_truncated():
    append([entry()])
    statements = {
        "postgresql": "TRUNCATE record_edition CASCADE",
        # REPLACE deletes without telling the triggers on deletion.
        "sqlite": "REPLACE INTO record_edition SELECT * FROM record_edition",
    }

    assert "the public record" in refused(statements[connection.vendor])


@pytest.mark.parametrize("number", [1, 3])
def test_edition_out_of_order_refused(number):
    (first,) = append([entry()])
    stray = Edition(
        number=number,
        at=datetime.now(UTC),
        action=Action.PUBLISHED,
        key=uuid4(),
        kind="process",
        ref="stray",
        previous_sha256=first.sha256,
        sha256="f" * 64,
    )

    with pytest.raises(DatabaseError, match="no gap and no fork"), transaction.atomic():
        stray.save(force_insert=True)


def test_edition_that_follows_another_hash_refused():
    append([entry()])
    fork = Edition(
        number=2,
        at=datetime.now(UTC),
        action=Action.PUBLISHED,
        key=uuid4(),
        kind="process",
        ref="fork",
        previous_sha256=GENESIS,
        sha256="f" * 64,
    )

    with pytest.raises(DatabaseError, match="no gap and no fork"), transaction.atomic():
        fork.save(force_insert=True)


def test_canonical_json_ignores_order_and_keeps_letters():
    assert canonical({"b": 1, "a": "Київ"}) == canonical({"a": "Київ", "b": 1})
    assert canonical({"a": "Київ"}) == '{"a":"Київ"}'.encode()
    assert digest({"a": 1}) != digest({"a": "1"})


def test_canonical_json_refuses_what_is_no_number():
    with pytest.raises(ValueError, match="Out of range"):
        canonical({"a": float("nan")})
