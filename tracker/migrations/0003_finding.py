"""Search over working copies: a stored vector with GIN on PostgreSQL, FTS5 on SQLite.

Both follow the table of entries by themselves, which `manage.py reindex` fills. A later migration
that alters this table must make the triggers on SQLite anew, because Django makes such a table anew
there. The names stand in the vector with weight A, so that they can be asked for alone.
"""

from django.db import migrations, models

SQLITE = [
    """
    CREATE VIRTUAL TABLE tracker_deskindex USING fts5(
      tags, names, texts, content='tracker_deskentry', content_rowid='id',
      columnsize=0, prefix='3', tokenize='unicode61 remove_diacritics 0')
    """,
    """
    CREATE TRIGGER tracker_deskentry_added AFTER INSERT ON tracker_deskentry BEGIN
      INSERT INTO tracker_deskindex(rowid, tags, names, texts)
      VALUES (NEW.id, NEW.tags, NEW.names, NEW.texts); END
    """,
    """
    CREATE TRIGGER tracker_deskentry_removed AFTER DELETE ON tracker_deskentry BEGIN
      INSERT INTO tracker_deskindex(tracker_deskindex, rowid, tags, names, texts)
      VALUES ('delete', OLD.id, OLD.tags, OLD.names, OLD.texts); END
    """,
    """
    CREATE TRIGGER tracker_deskentry_changed AFTER UPDATE ON tracker_deskentry BEGIN
      INSERT INTO tracker_deskindex(tracker_deskindex, rowid, tags, names, texts)
      VALUES ('delete', OLD.id, OLD.tags, OLD.names, OLD.texts);
      INSERT INTO tracker_deskindex(rowid, tags, names, texts)
      VALUES (NEW.id, NEW.tags, NEW.names, NEW.texts); END
    """,
]
SQLITE_REVERSE = [
    "DROP TRIGGER IF EXISTS tracker_deskentry_added",
    "DROP TRIGGER IF EXISTS tracker_deskentry_removed",
    "DROP TRIGGER IF EXISTS tracker_deskentry_changed",
    "DROP TABLE IF EXISTS tracker_deskindex",
]

POSTGRESQL = [
    """
    ALTER TABLE tracker_deskentry ADD COLUMN vector tsvector GENERATED ALWAYS AS
      (setweight(to_tsvector('simple', names), 'A') || to_tsvector('simple', tags || ' ' || texts))
      STORED
    """,
    "CREATE INDEX desk_entry_by_word ON tracker_deskentry USING gin (vector)",
]
POSTGRESQL_REVERSE = ["ALTER TABLE tracker_deskentry DROP COLUMN IF EXISTS vector"]


def make(apps, schema_editor):
    _run(schema_editor.connection, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def unmake(apps, schema_editor):
    _run(schema_editor.connection, {"sqlite": SQLITE_REVERSE, "postgresql": POSTGRESQL_REVERSE})


def _run(connection, statements):
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("tracker", "0002_merging")]

    operations = [
        migrations.CreateModel(
            name="DeskEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(editable=False, help_text="The working copy's key.", unique=True)),
                ("kind", models.CharField(editable=False, max_length=20)),
                ("tags", models.TextField(editable=False, help_text="What lists are narrowed down by, as words.")),
                ("names", models.TextField(editable=False, help_text="What it is called, between marks.")),
                ("texts", models.TextField(editable=False, help_text="What else it says, likewise.")),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["kind", "id"], name="desk_entry_by_kind")],
            },
        ),
        migrations.RunPython(make, unmake),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["kind", "-changed_at", "-id"], name="claim_by_kind"),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["posture", "-changed_at", "-id"], name="claim_by_posture"),
        ),
        migrations.AddIndex(
            model_name="actor",
            index=models.Index(fields=["-changed_at", "-id"], condition=~models.Q(review_comment=""), name="actor_sent_back"),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["-changed_at", "-id"], condition=~models.Q(review_comment=""), name="claim_sent_back"),
        ),
        migrations.AddIndex(
            model_name="issue",
            index=models.Index(fields=["-changed_at", "-id"], condition=~models.Q(review_comment=""), name="issue_sent_back"),
        ),
        migrations.AddIndex(
            model_name="process",
            index=models.Index(fields=["-changed_at", "-id"], condition=~models.Q(review_comment=""), name="process_sent_back"),
        ),
        migrations.AddIndex(
            model_name="round",
            index=models.Index(fields=["-changed_at", "-id"], condition=~models.Q(review_comment=""), name="round_sent_back"),
        ),
        migrations.AddIndex(
            model_name="source",
            index=models.Index(fields=["-changed_at", "-id"], condition=~models.Q(review_comment=""), name="source_sent_back"),
        ),
    ]
