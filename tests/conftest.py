"""What every test stands on."""

import os
import tempfile
from pathlib import Path

import pytest

from peacetalks import messages


def pytest_configure(config):
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        # A file, as in production: threads of the live server get connections of their own.
        # One for each process: two runs in one checkout do not meet.
        folder = Path(tempfile.gettempdir())
        name = folder / f"peacetalks-test-{os.getpid()}.sqlite3"
        database.setdefault("TEST", {})["NAME"] = name

    if not hasattr(config, "workerinput"):  # once, before the workers start
        messages.compile_all()

    # Names of static files without hashes: the tests need no collectstatic.
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
    # Thousands of rounds of hashing per account prove nothing here.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session", autouse=True)
def unguarded_flush():
    """Let transactional tests empty the tables, which the triggers of the record refuse.

    The guard is lifted for the emptying only, and stands again before the next test.
    """
    from django.db import connection
    from django.test import TransactionTestCase

    from tests.guard import unguarded

    empty_tables = TransactionTestCase._fixture_teardown

    def without_guard(case):
        with unguarded(connection):
            empty_tables(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", without_guard)
        yield
