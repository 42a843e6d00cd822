"""The keys by which lists are sorted, with an index for each order: a list reads one part of it."""

from datetime import date, timedelta

from django.db import migrations, models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Cast, Coalesce, Left, TruncMonth, TruncYear


def fill(apps, schema_editor):
    """As `record.sorting` does it: of an open beginning the day before the year or month it ends in."""
    last_of_year = Q(latest__month=12, latest__day=31)
    unit = Case(When(last_of_year, then=TruncYear("latest")), default=TruncMonth("latest"))
    day = Coalesce("earliest", Cast(unit - timedelta(days=1), models.DateField()))
    apps.get_model("record", "Page").objects.update(
        day=Coalesce(day, Value(date.max)),
        since=Coalesce(day, Value(date.min)),
        heading=Left("title", 60),
    )


def index(name, *fields):
    return migrations.AddIndex(
        model_name="page", index=models.Index(fields=["kind", "state", *fields], name=name)
    )


class Migration(migrations.Migration):
    dependencies = [("record", "0004_coverage")]

    operations = [
        migrations.AddField(
            model_name="page",
            name="day",
            field=models.DateField(default=date.max, help_text="Sorts by time; undated last."),
        ),
        migrations.AddField(
            model_name="page",
            name="since",
            field=models.DateField(default=date.min, help_text="The same, the newest first."),
        ),
        migrations.AddField(
            model_name="page",
            name="heading",
            field=models.CharField(blank=True, default="", help_text="The beginning of its title.", max_length=60),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        index("page_by_time", "day", "heading", "ref"),
        index("page_by_newest", "since", "heading", "ref"),
        index("page_by_heading", "heading", "ref"),
        index("page_by_change", "affected", "ref"),
        index("page_by_subkind", "subkind"),
        index("page_by_grade", "grade"),
        migrations.AddIndex(
            model_name="page", index=models.Index(fields=["ref"], name="page_by_ref")
        ),
        migrations.AddIndex(
            model_name="page", index=models.Index(fields=["key"], name="page_by_key")
        ),
    ]
