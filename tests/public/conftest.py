"""What the tests of the public side share."""

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction

from tests.public import building
from tracker.public import rendering


@pytest.fixture(autouse=True)
def no_missing_variables(monkeypatch):
    """Let a template that names what does not exist show it, for `read` to see."""
    monkeypatch.setattr(rendering.engine.engine, "string_if_invalid", "‽%s‽")


@pytest.fixture
def read(client):
    """Get a page and give its text; the status must be 200."""

    def get(url, **headers):
        response = client.get(url, headers=headers)
        assert response.status_code == 200, url
        text = response.content.decode()
        assert "‽" not in text
        return text

    return get


@pytest.fixture
def hubs(db):
    """A page of each kind called hub, to which three pages of each sort refer."""
    building.publish_hubs(3)


@pytest.fixture
def reader_login(db):
    """Act as a PostgreSQL login that may read the tables of the record and nothing else."""
    role = connection.ops.quote_name(f"reader_of_{connection.settings_dict['NAME']}")
    tables = ", ".join(
        connection.ops.quote_name(model._meta.db_table)
        for model in apps.get_app_config("record").get_models()
    )
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {role} NOLOGIN")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
        cursor.execute(f"GRANT SELECT ON {tables} TO {role}")
        cursor.execute(f"SET LOCAL ROLE {role}")
        yield
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            cursor.execute("SELECT 1 FROM tracker_claim")
        cursor.execute("RESET ROLE")
        # The role itself goes with the transaction of the test.
