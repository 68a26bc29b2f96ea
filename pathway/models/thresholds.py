"""A trust's own values of the rules' thresholds, and the reassessments that follow a change."""

from django.db import models
from django.db.models import Q

from .services import Trust, User


class Threshold(models.Model):
    """A trust decided on its own value of a threshold, or (no value) to go back to its pack's; the latest row counts."""

    trust = models.ForeignKey(Trust, models.PROTECT, related_name="thresholds")
    rule = models.CharField(max_length=40)
    name = models.CharField(max_length=40)
    value = models.PositiveIntegerField(null=True, blank=True)
    because = models.CharField(max_length=300)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    day = models.DateField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(because=""), name="a_threshold_is_changed_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.rule}.{self.name}"


class ReassessmentQuerySet(models.QuerySet["Reassessment"]):
    """Questions about reassessments."""

    def running(self) -> "ReassessmentQuerySet":
        """Those neither finished nor stopped."""
        return self.filter(finished_at__isnull=True, stopped_at__isnull=True)


class Reassessment(models.Model):
    """All open pregnancies of a trust are judged anew by its present pack.

    The work itself is found by a query (whoever was last judged by another pack), so that nothing is lost with a worker;
    this row says who asked, how many there were, and whether it was stopped.
    """

    trust = models.ForeignKey(Trust, models.PROTECT, related_name="reassessments")
    pack = models.CharField(max_length=80)
    total = models.PositiveIntegerField()
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    stopped_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    stopped_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ReassessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["trust"],
                condition=Q(finished_at__isnull=True, stopped_at__isnull=True),
                name="a_trust_is_reassessed_once_at_a_time",
            )
        ]
