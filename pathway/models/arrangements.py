"""What is arranged for the birth: one answer a question, and a day by which she hears of what is not decided yet."""

from django.db import models
from django.db.models import Q

from .pregnancies import Pregnancy
from .sharing import Edited, Information


class BirthQuestion(models.TextChoices):
    """What a mother wants to know of the day her baby comes, in the order in which she would ask."""

    WHO_WITH_HER = "who_with_her", "Who will be with her"
    WHO_IS_TOLD = "who_is_told", "Who is told when the baby is born"
    WHERE_BABY = "where_baby", "Where the baby will be"
    HOW_LONG_WATCHED = "how_long_watched", "How long the baby is looked after on the ward"
    WHO_VISITS = "who_visits", "Who visits in the first days"
    WHO_DECIDES = "who_decides", "Who decides if something changes"


class BirthArrangement(Edited):
    """One answer about the birth, or the day by which she will be told it.

    It is what services undertake to do, as a promise is: so it belongs to the pathway, which everybody who helps her
    sees. What a conference decided, and why, stands with its meeting and not here.
    """

    information = Information.PATHWAY

    pregnancy = models.ForeignKey(Pregnancy, models.PROTECT, related_name="birth_arrangements")
    question = models.CharField(max_length=20, choices=BirthQuestion)
    arranged = models.CharField(max_length=300, blank=True, help_text="In words she would use; empty: not decided.")
    tell_by = models.DateField(null=True, blank=True, help_text="The day by which she hears, while it is not decided.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pregnancy", "question"], name="a_question_about_the_birth_has_one_answer"),
            models.CheckConstraint(
                condition=~Q(arranged="") | Q(tell_by__isnull=False),
                name="a_blank_about_the_birth_has_a_day_to_tell_her",
            ),
        ]
