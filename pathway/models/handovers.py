"""Handovers: a support is still the sender's until the receiving service has said yes and has seen her."""

from django.db import models
from django.db.models import F, Q

from .plans import Support
from .services import Service
from .sharing import Edited, Information, Involvement


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
    opened = models.ForeignKey(
        Involvement, models.PROTECT, null=True, related_name="+",
        help_text="The involvement that this offer opened; a no ends it, unless the service gives something else.",
    )  # fmt: skip

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


class HandoverAsk(Edited):
    """Somebody asks that a support be handed to a service; the giving service offers it, or says why not yet."""

    information = Information.PATHWAY
    pregnancy_path = "support__pregnancy"

    support = models.ForeignKey(Support, models.PROTECT, related_name="handover_asks")
    to_service = models.ForeignKey(Service, models.PROTECT, related_name="handovers_asked")
    asked = models.DateField()
    why = models.CharField(max_length=300)
    answered = models.DateField(null=True, blank=True)
    because = models.CharField(max_length=300, blank=True, help_text="Why it stays where it is; empty if offered.")

    class Meta:
        ordering = ["asked", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["support", "to_service"],
                condition=Q(answered__isnull=True),
                name="a_service_is_asked_for_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(answered__isnull=True) | Q(answered__gte=F("asked")),
                name="an_ask_is_not_answered_before_it_is_made",
            ),
        ]
