"""What the clock counts overnight, so that a team's page need not: numbers of many women, and of none in particular."""

from django.db import models
from django.db.models import F, Q

from .services import Service, Team


class Tally(models.Model):
    """Contacts that a service promised a team's women in windows that ended in a month, and how many of those came."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="tallies")
    service = models.ForeignKey(Service, models.CASCADE, related_name="tallies")
    month = models.DateField(help_text="Its first day.")
    after_birth = models.BooleanField()
    women = models.PositiveIntegerField()
    promised = models.PositiveIntegerField()
    kept = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "tallies"
        ordering = ["month", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "service", "month", "after_birth"], name="a_months_promises_are_counted_once"
            ),
            models.CheckConstraint(condition=Q(kept__lte=F("promised")), name="no_more_is_kept_than_was_promised"),
        ]


class Counted(models.Model):
    """The day up to which a team's promises have been counted; the windows that ended before it are in."""

    team = models.OneToOneField(Team, models.CASCADE, primary_key=True, related_name="counted")
    on = models.DateField()
