"""Flags: what a rule found, who has it in hand, and every step taken."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from ..rules.words import Level
from .pregnancies import Pregnancy
from .services import Service, User, Worker
from .sharing import ByOwnClass, Fixed, Information, Record

LEVEL_WORDS = {Level.NOW: "Today", Level.SOON: "This week", Level.WATCH: "Next review"}


class FlagQuerySet(ByOwnClass):
    """Questions about many flags."""

    def open(self) -> Self:
        """Those whose finding still stands."""
        return self.filter(closed__isnull=True)

    def that_stood(self) -> Self:
        """Closed ones that stood a day at least, or that somebody acknowledged; not those of an hour of typing."""
        stood = Q(closed__gt=F("opened")) | Q(acknowledged_on__isnull=False)
        return self.filter(stood, closed__isnull=False)

    def to_show(self, today: date) -> Self:
        """Open, and not set aside until a later day."""
        return self.open().filter(Q(set_aside_until__isnull=True) | Q(set_aside_until__lte=today))

    def unacknowledged_past(self, today: date) -> Self:
        """Shown, not acknowledged in time, and not yet escalated."""
        return self.to_show(today).filter(
            acknowledged_on__isnull=True, escalated_on__isnull=True, acknowledge_by__lt=today
        )

    def for_service(self, service: Service) -> Self:
        """Those whose next step this service owns."""
        return self.filter(service=service)

    def most_urgent_first(self) -> Self:
        """By level, then by the day each began."""
        return self.order_by("level", "began", "pk")


class Flag(Record):
    """One finding from the day it opened to the day it closed by itself. Nobody can delete one."""

    information = models.CharField(max_length=20, choices=Information, default=Information.PATHWAY)
    pregnancy = models.ForeignKey(Pregnancy, models.PROTECT, related_name="flags")
    rule = models.CharField(max_length=40)
    about = models.CharField(max_length=120, blank=True)
    level = models.PositiveSmallIntegerField(choices=[(level.value, LEVEL_WORDS[level]) for level in Level])
    began = models.DateField(help_text="The day the support fell away.")
    opened = models.DateField(help_text="The day it was found.")
    closed = models.DateField(null=True, blank=True)
    closed_with = models.CharField(max_length=300, blank=True, help_text="The record that closed it.")
    sentence = models.TextField()
    evidence = models.JSONField(default=list)
    service = models.ForeignKey(Service, models.PROTECT, null=True, blank=True, related_name="flags")
    next_step = models.TextField(blank=True)
    closes_when = models.TextField(blank=True)
    pack = models.CharField(max_length=80, blank=True)
    last = models.ForeignKey("self", models.PROTECT, null=True, related_name="again", help_text="The same, last time.")
    # Where it stands now; how it came to stand there is in its steps.
    acknowledge_by = models.DateField(null=True, blank=True, help_text="Empty: at the next review is soon enough.")
    acknowledged_on = models.DateField(null=True, blank=True)
    set_aside_until = models.DateField(null=True, blank=True)
    escalated_on = models.DateField(null=True, blank=True)
    escalated_to = models.CharField(max_length=200, blank=True, help_text="Who led her liaison team that day.")
    with_worker = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="flags")

    objects = FlagQuerySet.as_manager()

    class Meta:
        ordering = ["level", "began", "pk"]
        indexes = [
            models.Index(fields=["pregnancy"], condition=Q(closed__isnull=True), name="open_flags_of_a_pregnancy")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["pregnancy", "rule", "about"],
                condition=Q(closed__isnull=True),
                name="a_finding_has_one_open_flag",
            ),
            models.CheckConstraint(
                condition=Q(closed__isnull=True) | Q(closed__gte=models.F("opened")),
                name="a_flag_does_not_close_before_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.about}" if self.about else self.rule


class StepKind(models.TextChoices):
    """What can happen to a flag."""

    OPENED = "opened", "Opened"
    ACKNOWLEDGED = "acknowledged", "Acknowledged"
    ACTED = "acted", "Acted"
    SET_ASIDE = "set_aside", "Set aside"
    RETURNED = "returned", "Returned"
    HANDED_ON = "handed_on", "Handed on"
    ESCALATED = "escalated", "Escalated to the team lead"
    CLOSED = "closed", "Closed by itself"


class FlagStep(Fixed):
    """One step in a flag's history; `by` is empty where the clock took it."""

    information = Information.PATHWAY
    pregnancy_path = "flag__pregnancy"

    flag = models.ForeignKey(Flag, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=StepKind)
    day = models.DateField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)
    until = models.DateField(null=True, blank=True)
    to_worker = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
