"""How much of each source is cited: computed with every publication that touches the source."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("record", "0003_search")]

    operations = [
        migrations.AddField(
            model_name="page",
            name="coverage",
            field=models.JSONField(help_text="Sources: the computed part (see Coverage); null: no text is held.", null=True),
        ),
    ]
