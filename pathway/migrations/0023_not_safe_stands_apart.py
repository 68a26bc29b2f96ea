"""That a contact did not feel safe leaves the class that every service sees, and goes to her safety compartment."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations

NOT_SAFE, RATHER_NOT_SAY, SAFETY = "not_safe", "rather_not_say", "safety"


def stand_apart(apps: Apps, _: Any) -> None:
    """The reason and its words move; what every service sees says that she would rather not say."""
    OutcomeRecord, NotSafe = (apps.get_model("pathway", name) for name in ("OutcomeRecord", "NotSafe"))
    rows = OutcomeRecord.objects.filter(reason=NOT_SAFE)
    NotSafe.objects.bulk_create(
        [NotSafe(contact_id=row.contact_id, record_id=row.pk, words=row.reason_words) for row in rows]
    )
    told = [f"outcomerecord {row.pk}" for row in rows]  # of words alone, too, that were added to the reason later
    rows.update(reason=RATHER_NOT_SAY, reason_words="")
    for start in range(0, len(told), 500):
        events = apps.get_model("pathway", "Event").objects.filter(record__in=told[start : start + 500])
        events.update(information=SAFETY)


class Migration(migrations.Migration):
    dependencies = [("pathway", "0022_contacts_are_moved")]

    operations = [migrations.RunPython(stand_apart, migrations.RunPython.noop)]
