"""The database itself keeps the record: editions are appended in order, and never touched."""

from django.db import migrations

SQLITE = [
    """
    CREATE TRIGGER record_edition_no_update BEFORE UPDATE ON record_edition
    BEGIN SELECT RAISE(ABORT, 'the public record only grows: editions are never changed'); END
    """,
    """
    CREATE TRIGGER record_edition_no_delete BEFORE DELETE ON record_edition
    BEGIN SELECT RAISE(ABORT, 'the public record only grows: editions are never deleted'); END
    """,
    """
    CREATE TRIGGER record_edition_in_order BEFORE INSERT ON record_edition
    WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM record_edition)
      OR NEW.previous_sha256 IS NOT coalesce(
        (SELECT sha256 FROM record_edition ORDER BY number DESC LIMIT 1),
        '0000000000000000000000000000000000000000000000000000000000000000')
    BEGIN SELECT RAISE(ABORT, 'the public record has no gap and no fork'); END
    """,
]
SQLITE_REVERSE = [
    "DROP TRIGGER IF EXISTS record_edition_no_update",
    "DROP TRIGGER IF EXISTS record_edition_no_delete",
    "DROP TRIGGER IF EXISTS record_edition_in_order",
]

POSTGRESQL = [
    """
    CREATE FUNCTION record_edition_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'the public record only grows: editions are never changed or deleted'
        USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE FUNCTION record_edition_check_order() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE newest record_edition%ROWTYPE;
    BEGIN
      SELECT * INTO newest FROM record_edition ORDER BY number DESC LIMIT 1;
      IF NEW.number IS DISTINCT FROM coalesce(newest.number, 0) + 1
        OR NEW.previous_sha256 IS DISTINCT FROM coalesce(newest.sha256, repeat('0', 64)) THEN
        RAISE EXCEPTION 'the public record has no gap and no fork'
          USING ERRCODE = 'integrity_constraint_violation';
      END IF;
      RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER record_edition_no_change BEFORE UPDATE OR DELETE ON record_edition
    FOR EACH ROW EXECUTE FUNCTION record_edition_refuse()
    """,
    """
    CREATE TRIGGER record_edition_no_truncate BEFORE TRUNCATE ON record_edition
    FOR EACH STATEMENT EXECUTE FUNCTION record_edition_refuse()
    """,
    """
    CREATE TRIGGER record_edition_in_order BEFORE INSERT ON record_edition
    FOR EACH ROW EXECUTE FUNCTION record_edition_check_order()
    """,
]
POSTGRESQL_REVERSE = [
    "DROP TRIGGER IF EXISTS record_edition_no_change ON record_edition",
    "DROP TRIGGER IF EXISTS record_edition_no_truncate ON record_edition",
    "DROP TRIGGER IF EXISTS record_edition_in_order ON record_edition",
    "DROP FUNCTION IF EXISTS record_edition_refuse()",
    "DROP FUNCTION IF EXISTS record_edition_check_order()",
]


def guard(apps, schema_editor):
    _run(schema_editor.connection, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def unguard(apps, schema_editor):
    _run(
        schema_editor.connection, {"sqlite": SQLITE_REVERSE, "postgresql": POSTGRESQL_REVERSE}
    )


def _run(connection, statements):
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]

    operations = [migrations.RunPython(guard, unguard)]
