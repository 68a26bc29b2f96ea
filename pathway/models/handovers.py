"""Handovers: a support is still the sender's until the receiving service has said yes and has seen her."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from ..rules.words import Outcome
from .contacts import Contact
from .plans import Support
from .services import Service, User
from .sharing import AboutHer, Edited, Information, Involvement


class State(models.TextChoices):
    """How far a handover has come."""

    OFFERED = "offered", "Offered, no answer yet"
    SAID_YES = "said_yes", "Said yes, has not seen her yet"
    SEEN = "seen", "Said yes, and has seen her"
    DECLINED = "declined", "Said no"


class BetweenServices(AboutHer):
    """Questions about many rows on a support that goes, or should go, to another service."""

    def concerning(self, user: User, today: date) -> Self:
        """Those that a service of this user gives or receives, or that are about a woman of their own team."""
        jobs = user.jobs(today).order_by()
        given, received = Q(support__service__in=jobs.values("service")), Q(to_service__in=jobs.values("service"))
        return self.filter(given | received | Q(support__pregnancy__team__in=jobs.values("team")))


class HandoverQuerySet(BetweenServices):
    """Questions about many handovers."""

    def with_seen(self, today: date) -> Self:
        """Each with `seen`: the first day since the yes on which the receiving service reached her."""
        reached = Contact.objects.standing().filter(
            support__pregnancy=OuterRef("support__pregnancy"), support__service=OuterRef("to_service"),
            outcome=Outcome.DELIVERED, day__gte=OuterRef("accepted"), day__lte=today,
        )  # fmt: skip
        return self.annotate(seen=Subquery(reached.order_by("day").values("day")[:1]))

    def under_way(self) -> Self:
        """Those not declined, whose support has not been handed over yet; for rows `with_seen`."""
        return self.filter(declined__isnull=True, seen__isnull=True)


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

    objects = HandoverQuerySet.as_manager()

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

    @property
    def state(self) -> State:
        """How far it has come; for a row `with_seen`."""
        if self.declined:
            return State.DECLINED
        if not self.accepted:
            return State.OFFERED
        return State.SEEN if self.seen else State.SAID_YES  # type: ignore[attr-defined]


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

    objects = BetweenServices.as_manager()

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
