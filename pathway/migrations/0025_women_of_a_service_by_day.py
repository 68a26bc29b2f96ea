from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pathway", "0024_no_reason_of_safety_in_the_pathway"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="involvement",
            index=models.Index(fields=["service", "pregnancy", "start", "until"], name="women_of_a_service_by_day"),
        ),
    ]
