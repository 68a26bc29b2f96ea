import pathway.models.pregnancies
from django.db import migrations

from pathway.names import folded


def fold(apps, schema_editor):
    mothers = apps.get_model("pathway", "Mother").objects
    rows = list(mothers.only("name", "preferred_name"))
    for mother in rows:
        mother.sought = folded(mother.name, mother.preferred_name)
    mothers.bulk_update(rows, ["sought"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("pathway", "0003_why_and_where_contacts"),
    ]

    operations = [
        migrations.AddField(
            model_name="mother",
            name="sought",
            field=pathway.models.pregnancies.FoldedNames(default="", editable=False),
        ),
        migrations.RunPython(fold, migrations.RunPython.noop),
    ]
