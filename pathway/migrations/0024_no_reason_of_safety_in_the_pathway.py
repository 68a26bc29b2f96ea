from django.db import migrations, models

import pathway.rules.words


class Migration(migrations.Migration):
    dependencies = [("pathway", "0023_not_safe_stands_apart")]

    operations = [
        migrations.RemoveConstraint(
            model_name='outcomerecord',
            name='a_reason_fits_who_could_not_come',
        ),
        migrations.AddConstraint(
            model_name='outcomerecord',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), models.Q(('outcome', pathway.rules.words.Outcome['CANCELLED_BY_SERVICE']), ('reason__in', ['staff_ill', 'no_cover', 'emergency', 'no_car', 'service_other'])), models.Q(('outcome__in', [pathway.rules.words.Outcome['CANCELLED_BY_HER'], pathway.rules.words.Outcome['MISSED']]), ('reason__in', ['unwell', 'childcare', 'transport', 'another_appointment', 'her_other', 'rather_not_say', 'not_asked'])), _connector='OR'), name='a_reason_fits_who_could_not_come'),
        ),
    ]
