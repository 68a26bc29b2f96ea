"""Formal meetings about her or her baby: when known, when she was told, what was shared with her."""

from django.db import models
from django.db.models import F, Q

from ..rules.words import MeetingKind
from .pregnancies import Pregnancy
from .sharing import Edited, Information


class Meeting(Edited):
    """A conference, core group, discharge planning or other meeting."""

    information = Information.CHILD_PROTECTION

    pregnancy = models.ForeignKey(Pregnancy, models.PROTECT, related_name="meetings")
    reference = models.SlugField(max_length=60)
    kind = models.CharField(max_length=20, choices=[(k.value, k.value.capitalize()) for k in MeetingKind])
    day = models.DateField()
    known = models.DateField()
    at = models.TimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    needs_her = models.BooleanField(default=True)
    told_her = models.DateField(null=True, blank=True)
    report_shared = models.DateField(null=True, blank=True)
    minutes_shared = models.DateField(null=True, blank=True)
    cancelled = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["pregnancy", "reference"], name="a_meeting_has_its_own_reference"),
            models.CheckConstraint(condition=Q(known__lte=F("day")), name="a_meeting_is_known_by_its_day"),
        ]
