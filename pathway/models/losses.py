"""The loss of a pregnancy or of a baby: who is there for her, and the days she asked us to remember."""

from django.db import models
from django.db.models import Q

from .pregnancies import Baby, Pregnancy
from .services import Worker
from .sharing import Edited, Fixed, Information


class Loss(Edited):
    """A loss, of the pregnancy itself or of one baby: a named person for her own sake, and their first contact."""

    information = Information.PATHWAY

    pregnancy = models.ForeignKey(Pregnancy, models.PROTECT, related_name="losses")
    baby = models.ForeignKey(Baby, models.PROTECT, null=True, blank=True, related_name="losses")
    day = models.DateField()
    named_person = models.ForeignKey(Worker, models.PROTECT, related_name="losses")
    first_contact_by = models.DateField()
    entered_in_error = models.CharField(max_length=200, blank=True, help_text="Why it should not stand here.")

    class Meta:
        verbose_name_plural = "losses"
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pregnancy"],
                condition=Q(baby__isnull=True, entered_in_error=""),
                name="a_pregnancy_is_lost_once",
            ),
            models.UniqueConstraint(
                fields=["baby"], condition=Q(entered_in_error=""), name="the_death_of_a_baby_is_recorded_once"
            ),
        ]


class LossKind(models.TextChoices):
    """What happened; a matter of health, which not every role sees."""

    MISCARRIAGE = "miscarriage", "A miscarriage"
    TERMINATION = "termination", "The pregnancy was ended"
    OTHER = "other", "Another loss, such as an ectopic pregnancy"
    STILLBIRTH = "stillbirth", "A stillbirth"
    DEATH = "death", "The baby died after the birth"


class LossDetail(Fixed):
    """What kind of loss it was."""

    information = Information.HEALTH
    pregnancy_path = "loss__pregnancy"

    loss = models.OneToOneField(Loss, models.PROTECT, related_name="detail")
    kind = models.CharField(max_length=20, choices=LossKind)
    recorded_on = models.DateField()


class DayToRemember(Edited):
    """A day of the year near which she wants somebody to be in touch; with her consent only, and never printed."""

    information = Information.NEEDS

    pregnancy = models.ForeignKey(Pregnancy, models.PROTECT, related_name="days_to_remember")
    day = models.DateField(help_text="The day itself; its month and day come round each year.")
    words = models.CharField(max_length=120, help_text="What she calls it.")
    she_agreed_on = models.DateField()
    stopped_on = models.DateField(null=True, blank=True, help_text="The day from which she no longer wants it.")

    class Meta:
        verbose_name_plural = "days to remember"
        ordering = ["day", "pk"]
