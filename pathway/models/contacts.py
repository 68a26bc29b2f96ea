"""Contacts: booked, then each ends in one recorded outcome or stays visibly unrecorded."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from ..rules.words import Outcome
from .plans import MODE_WORDS, Support
from .services import Worker
from .sharing import AboutHer, Edited, Fixed, Information

OUTCOME_WORDS = {
    Outcome.DELIVERED: "It happened",
    Outcome.CANCELLED_BY_SERVICE: "The service cancelled",
    Outcome.CANCELLED_BY_HER: "She cancelled",
    Outcome.MISSED: "She could not come",
}
OUTCOMES = [(outcome.value, words) for outcome, words in OUTCOME_WORDS.items()]


class ContactQuerySet(AboutHer):
    """Questions about many contacts."""

    def standing(self) -> Self:
        """All but those booked by mistake."""
        return self.filter(entered_in_error="")

    def unrecorded(self, today: date) -> Self:
        """Those whose day has come and whose outcome nobody has recorded."""
        return self.standing().filter(day__lte=today, outcome__isnull=True)


class Contact(Edited):
    """A booked contact of one support, with its present outcome; how that came about is in OutcomeRecord."""

    information = Information.PATHWAY
    pregnancy_path = "support__pregnancy"

    support = models.ForeignKey(Support, models.PROTECT, related_name="contacts")
    day = models.DateField()
    known = models.DateField(help_text="The day it was booked; the day itself if it was not booked ahead.")
    at = models.TimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    mode = models.CharField(max_length=10, choices=[(m.value, w) for m, w in MODE_WORDS.items()], default="home")
    with_childcare = models.BooleanField(default=False)
    with_transport = models.BooleanField(default=False)
    with_interpreter = models.BooleanField(default=False)
    needs_her = models.BooleanField(default=True)
    worker = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="contacts")
    outcome = models.CharField(max_length=24, choices=OUTCOMES, null=True, blank=True)  # noqa: DJ001 – none yet is not ""
    entered_in_error = models.CharField(max_length=200, blank=True, help_text="Why it should not have been booked.")

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["day", "at", "pk"]
        indexes = [models.Index(fields=["support", "day"], name="contacts_of_a_support_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(known__lte=models.F("day")), name="a_contact_is_known_by_its_day_at_the_latest"
            ),
            models.CheckConstraint(
                condition=Q(outcome__isnull=True) | Q(outcome__in=[o.value for o in Outcome]),
                name="an_outcome_is_one_of_the_four",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.support.service} on {self.day:%-d %B %Y}"


class OutcomeRecord(Fixed):
    """An outcome as somebody recorded it; a correction is a new row that replaces this one."""

    information = Information.PATHWAY
    pregnancy_path = "contact__support__pregnancy"

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="records")
    outcome = models.CharField(max_length=24, choices=OUTCOMES)
    worker = models.ForeignKey(Worker, models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True, help_text="What did she say matters?")
    because = models.CharField(max_length=300, blank=True, help_text="Why it was corrected.")
    recorded_on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey("User", models.PROTECT, null=True, related_name="+")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contact"], condition=Q(replaces__isnull=True), name="a_contact_has_one_first_outcome"
            )
        ]
