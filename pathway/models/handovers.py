"""Handovers: a support is still the sender's until the receiving service has said yes."""

from django.db import models
from django.db.models import F, Q

from .plans import Support
from .services import Service
from .sharing import Edited, Information


class Handover(Edited):
    """A service asks another to go on with a support; the latest that was not declined counts."""

    information = Information.PATHWAY
    pregnancy_path = "support__pregnancy"

    support = models.ForeignKey(Support, models.PROTECT, related_name="handovers")
    to_service = models.ForeignKey(Service, models.PROTECT, related_name="handovers_received")
    offered = models.DateField()
    accepted = models.DateField(null=True, blank=True)
    declined = models.DateField(null=True, blank=True)
    because = models.CharField(max_length=300, blank=True, help_text="Why it was declined.")

    class Meta:
        ordering = ["offered", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["support"], condition=Q(declined__isnull=True), name="a_support_is_handed_to_one_service"
            ),
            models.CheckConstraint(
                condition=Q(accepted__isnull=True) | Q(declined__isnull=True),
                name="a_handover_is_accepted_or_declined_not_both",
            ),
            models.CheckConstraint(
                condition=Q(declined__isnull=True) | ~Q(because=""), name="a_handover_is_declined_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(accepted__isnull=True) | Q(accepted__gte=F("offered")),
                name="a_handover_is_not_accepted_before_it_is_offered",
            ),
        ]
