"""The index of search: a stored vector with GIN on PostgreSQL, FTS5 on SQLite.

Both follow the table of entries by themselves. A later migration that alters this table must make
the triggers on SQLite anew, because Django makes such a table anew there.
"""

import django.db.models.deletion
from django.db import NotSupportedError, migrations, models

SQLITE = [
    """
    CREATE VIRTUAL TABLE record_searchindex USING fts5(
      tags, names, texts, content='record_searchentry', content_rowid='edition',
      columnsize=0, prefix='3', tokenize='unicode61 remove_diacritics 0')
    """,
    """
    CREATE TRIGGER record_searchentry_added AFTER INSERT ON record_searchentry BEGIN
      INSERT INTO record_searchindex(rowid, tags, names, texts)
      VALUES (NEW.edition, NEW.tags, NEW.names, NEW.texts); END
    """,
    """
    CREATE TRIGGER record_searchentry_removed AFTER DELETE ON record_searchentry BEGIN
      INSERT INTO record_searchindex(record_searchindex, rowid, tags, names, texts)
      VALUES ('delete', OLD.edition, OLD.tags, OLD.names, OLD.texts); END
    """,
    """
    CREATE TRIGGER record_searchentry_changed AFTER UPDATE ON record_searchentry BEGIN
      INSERT INTO record_searchindex(record_searchindex, rowid, tags, names, texts)
      VALUES ('delete', OLD.edition, OLD.tags, OLD.names, OLD.texts);
      INSERT INTO record_searchindex(rowid, tags, names, texts)
      VALUES (NEW.edition, NEW.tags, NEW.names, NEW.texts); END
    """,
]
SQLITE_REVERSE = [
    "DROP TRIGGER IF EXISTS record_searchentry_added",
    "DROP TRIGGER IF EXISTS record_searchentry_removed",
    "DROP TRIGGER IF EXISTS record_searchentry_changed",
    "DROP TABLE IF EXISTS record_searchindex",
]

POSTGRESQL = [
    """
    ALTER TABLE record_searchentry ADD COLUMN vector tsvector GENERATED ALWAYS AS
      (to_tsvector('simple', tags || ' ' || names || ' ' || texts)) STORED
    """,
    "CREATE INDEX search_by_word ON record_searchentry USING gin (vector)",
]
POSTGRESQL_REVERSE = ["ALTER TABLE record_searchentry DROP COLUMN IF EXISTS vector"]


def make(apps, schema_editor):
    _run(schema_editor.connection, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def unmake(apps, schema_editor):
    _run(schema_editor.connection, {"sqlite": SQLITE_REVERSE, "postgresql": POSTGRESQL_REVERSE})


def _run(connection, statements):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            _need_fts5(cursor)
        for statement in statements[connection.vendor]:
            cursor.execute(statement)


def _need_fts5(cursor):
    cursor.execute("SELECT count(*) FROM pragma_module_list WHERE name = 'fts5'")
    if not cursor.fetchone()[0]:
        raise NotSupportedError(
            "The SQLite that this Python uses was built without FTS5, which search needs. Use a "
            "Python whose sqlite3 has it (python.org's, Debian's and conda's do), or PostgreSQL."
        )


class Migration(migrations.Migration):
    dependencies = [("record", "0002_append_only")]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("edition", models.PositiveBigIntegerField(help_text="Number of the page's newest edition: the newest is found first.", primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20)),
                ("grade", models.CharField(blank=True, max_length=20)),
                ("tags", models.TextField(help_text="Its kind and grade, and the pages it refers to, as words.")),
                ("names", models.TextField(help_text="What it is called, folded, each name between marks.")),
                ("texts", models.TextField(help_text="What else it says, folded, likewise.")),
                ("page", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="found_by", to="record.page")),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["kind", "grade", "edition"], name="search_by_shelf")],
            },
        ),
        migrations.RunPython(make, unmake),
    ]
