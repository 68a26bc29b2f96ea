"""Practical help that she asked for: with whom it waits, how it was answered, whether it reached her."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from .pregnancies import Pregnancy
from .services import Service, User
from .sharing import AboutHer, Edited, Fixed, Information


class HelpKind(models.TextChoices):
    """What sort of practical help."""

    NURSERY = "nursery", "Nursery place or childcare"
    HOUSING = "housing", "Housing"
    MONEY = "money", "Money and benefits"
    EQUIPMENT = "equipment", "Things for the baby or the home"
    TRANSPORT = "transport", "Transport"
    OTHER = "other", "Something else"

    @property
    def after_loss(self) -> str:
        """The same in words without a baby."""
        return {HelpKind.EQUIPMENT: "Things for the home", HelpKind.NURSERY: "Childcare"}.get(self, str(self.label))


class HelpResult(models.TextChoices):
    """How a service answered."""

    GRANTED = "granted", "Yes"
    SOMETHING_ELSE = "something_else", "Something else was offered"
    NOT_GRANTED = "not_granted", "No"


class RequestQuerySet(AboutHer):
    """Questions about many requests."""

    def waiting(self) -> Self:
        """Those that nobody has answered."""
        return self.filter(answered__isnull=True)

    def on_its_way(self) -> Self:
        """Those that were promised to her and have not reached her."""
        return self.filter(reached_her__isnull=True, result__in=(HelpResult.GRANTED, HelpResult.SOMETHING_ELSE))

    def owed(self) -> Self:
        """What we owe her: an answer, or what was promised."""
        return self.waiting() | self.on_its_way()


class PracticalRequest(Edited):
    """Practical help that she asked a service for: a nursery place, housing, money."""

    information = Information.NEEDS

    pregnancy = models.ForeignKey(Pregnancy, models.PROTECT, related_name="requests")
    reference = models.SlugField(max_length=60)
    kind = models.CharField(max_length=20, choices=HelpKind, default=HelpKind.OTHER)
    what = models.CharField(max_length=200)
    service = models.ForeignKey(Service, models.PROTECT, related_name="requests")
    asked = models.DateField()
    answered = models.DateField(null=True, blank=True)
    result = models.CharField(max_length=20, choices=HelpResult, blank=True)
    answer = models.CharField(max_length=300, blank=True)
    reached_her = models.DateField(null=True, blank=True, help_text="The day on which she had it.")

    objects = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pregnancy", "reference"], name="a_request_has_its_own_reference"),
            models.CheckConstraint(
                condition=Q(answered__isnull=True) | Q(answered__gte=F("asked")),
                name="a_request_is_not_answered_before_it_is_asked",
            ),
            models.CheckConstraint(
                condition=Q(result="") | Q(answered__isnull=False), name="an_answer_to_a_request_has_its_day"
            ),
            models.CheckConstraint(
                condition=Q(reached_her__isnull=True) | Q(answered__isnull=False, reached_her__gte=F("asked")),
                name="help_reaches_her_after_it_is_answered",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def called(self) -> str:
        """What sort of help it is, as one says it to her now."""
        return HelpKind(self.kind).after_loss if self.pregnancy.lost_on else str(self.get_kind_display())

    @property
    def is_owed(self) -> bool:
        """An answer, or what was promised, is owed to her: the same as `owed()` for one row."""
        promised = self.result in (HelpResult.GRANTED, HelpResult.SOMETHING_ELSE)
        return self.answered is None or (promised and self.reached_her is None)


class RequestChase(Fixed):
    """Somebody asked the service again."""

    information = Information.NEEDS
    pregnancy_path = "request__pregnancy"

    request = models.ForeignKey(PracticalRequest, models.PROTECT, related_name="chases")
    day = models.DateField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True, help_text="Whom one spoke with and what they said.")

    class Meta:
        ordering = ["day", "pk"]
