"""What happened: one row for every write, with old and new values; and how the clock itself is doing."""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

from .pregnancies import Pregnancy
from .services import User
from .sharing import ByOwnClass, Fixed, Information

CLOCK_MAY_REST = timedelta(hours=2, minutes=30)
"""The clock comes by every hour; two missed hours and a half mean that it has stopped."""


class Event(Fixed):
    """A write: who (empty: the clock), what, about which woman, and what it changed."""

    information = models.CharField(max_length=20, choices=Information, default=Information.PATHWAY)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=60, help_text="Module and function, such as “contacts.record”.")
    pregnancy = models.ForeignKey(Pregnancy, models.PROTECT, null=True, related_name="events")
    record = models.CharField(max_length=60, blank=True, help_text="Table and key, such as “contact 12”.")
    changes = models.JSONField(default=dict, help_text="Field: [old, new].")

    objects = ByOwnClass.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["-id"], condition=models.Q(verb="exports.note"), name="lists_taken_out")]


class Heartbeat(models.Model):
    """The last time that a part of the clock came by; one row a part."""

    part = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    @classmethod
    def last(cls) -> datetime | None:
        """When the reassessing clock last came by; None: never."""
        return cls.objects.filter(part="reassess").values_list("at", flat=True).first()

    @staticmethod
    def has_stopped(last: datetime | None) -> bool:
        """The clock, which last came by then, has not done so for too long."""
        return last is None or timezone.now() - last > CLOCK_MAY_REST


class Stumble(models.Model):
    """A pregnancy that could not be judged: shown to administrators, tried again later, holding up nobody else."""

    pregnancy = models.OneToOneField(Pregnancy, models.CASCADE, related_name="stumble")
    error = models.CharField(max_length=300)
    first_at = models.DateTimeField(auto_now_add=True)
    tries = models.PositiveIntegerField(default=1)
    try_again_at = models.DateTimeField()
