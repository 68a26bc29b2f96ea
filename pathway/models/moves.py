"""Moves of booked contacts: the contact stays one and the same, and each move of it is a row that nobody changes."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from .contacts import WHY_OF_HERS, WHY_OF_SERVICE, WHY_OPEN, Contact, Why, WithReason
from .sharing import AboutHer, Information


class AskedBy(models.TextChoices):
    """Who asked for another day or time."""

    SERVICE = "service", "The service"
    HER = "her", "She"


WHY_BY_WHOM: dict[str, list[Why]] = {AskedBy.SERVICE: WHY_OF_SERVICE, AskedBy.HER: WHY_OF_HERS}


class MoveQuerySet(AboutHer):
    """Questions about many moves."""

    def by_service(self) -> Self:
        """Those that the service asked for, of contacts that were not booked by mistake."""
        return self.filter(asked_by=AskedBy.SERVICE, contact__entered_in_error="")


class Move(WithReason):
    """A booked contact moved to another day or time: from when to when, who asked for it, and why."""

    information = Information.PATHWAY
    pregnancy_path = "contact__support__pregnancy"

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="moves")
    from_day = models.DateField()
    from_at = models.TimeField(null=True, blank=True)
    to_day = models.DateField()
    to_at = models.TimeField(null=True, blank=True)
    asked_by = models.CharField(max_length=10, choices=AskedBy)
    moved_on = models.DateField()
    moved_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey("User", models.PROTECT, null=True, related_name="+")

    objects = MoveQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_day__gte=F("moved_on"), from_day__gte=F("moved_on")),
                name="only_what_lies_ahead_is_moved_and_only_ahead",
            ),
            models.CheckConstraint(
                condition=Q(asked_by__in=AskedBy.values)
                & (
                    Q(reason="")
                    | Q(asked_by=AskedBy.SERVICE, reason__in=WHY_OF_SERVICE)
                    | Q(asked_by=AskedBy.HER, reason__in=WHY_OPEN)
                ),
                name="a_reason_fits_who_asked_for_the_move",
            ),
        ]
