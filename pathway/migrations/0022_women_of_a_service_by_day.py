from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pathway", "0021_writes_sent_once"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="involvement",
            index=models.Index(fields=["service", "pregnancy", "start", "until"], name="women_of_a_service_by_day"),
        ),
    ]
