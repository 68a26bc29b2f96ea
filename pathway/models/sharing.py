"""Who may see what about whom: one table of role × class of information, one function for lists and objects."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

if TYPE_CHECKING:
    from .services import User


class Information(models.TextChoices):
    """Every table about a woman belongs to exactly one class of information."""

    PATHWAY = "pathway", "Pathway and promises"
    NEEDS = "needs", "Needs"
    HEALTH = "health", "Health"
    ALCOHOL_AND_DRUGS = "alcohol_and_drugs", "Alcohol and drugs"
    CHILD_PROTECTION = "child_protection", "Child protection"
    SAFETY = "safety", "Safety and abuse"


class Role(models.TextChoices):
    """What a worker does; it decides which classes of information they may see."""

    LIAISON_MIDWIFE = "liaison_midwife", "Liaison midwife"
    MIDWIFE = "midwife", "Midwife"
    PERINATAL_SOCIAL_WORKER = "perinatal_social_worker", "Perinatal social worker"
    HEALTH_VISITOR = "health_visitor", "Health visitor"
    DRUG_AND_ALCOHOL_WORKER = "drug_and_alcohol_worker", "Drug and alcohol worker"
    FAMILY_SUPPORT_WORKER = "family_support_worker", "Family support worker"
    GP = "gp", "GP"
    MENTAL_HEALTH_WORKER = "mental_health_worker", "Perinatal mental health worker"
    ADMINISTRATOR = "administrator", "System administrator"


_I = Information

SEES: dict[str, frozenset[str]] = {
    Role.LIAISON_MIDWIFE: frozenset(Information),
    Role.MIDWIFE: frozenset({_I.PATHWAY, _I.NEEDS, _I.HEALTH, _I.CHILD_PROTECTION}),
    Role.PERINATAL_SOCIAL_WORKER: frozenset({_I.PATHWAY, _I.NEEDS, _I.CHILD_PROTECTION, _I.SAFETY}),
    Role.HEALTH_VISITOR: frozenset({_I.PATHWAY, _I.NEEDS, _I.HEALTH, _I.CHILD_PROTECTION}),
    Role.DRUG_AND_ALCOHOL_WORKER: frozenset({_I.PATHWAY, _I.NEEDS, _I.ALCOHOL_AND_DRUGS}),
    Role.FAMILY_SUPPORT_WORKER: frozenset({_I.PATHWAY, _I.NEEDS}),
    Role.GP: frozenset({_I.PATHWAY, _I.NEEDS, _I.HEALTH, _I.ALCOHOL_AND_DRUGS}),
    Role.MENTAL_HEALTH_WORKER: frozenset({_I.PATHWAY, _I.NEEDS, _I.HEALTH}),
    Role.ADMINISTRATOR: frozenset(),
}
"""Role × class. A working table, to be confirmed by each trust's information governance lead."""


def current(today: date, start: str = "start", until: str = "until") -> Q:
    """Rows whose days, both included, hold `today`."""
    return Q(**{f"{start}__lte": today}) & (Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gte": today}))


def seen_by(user: User, information: str, today: date) -> Q:
    """The pregnancies of which this user may see this class of information today, as a condition on Pregnancy.

    The one answer for lists and objects, pages and API: her liaison team, and the services involved with her now.
    """
    from .services import Worker

    roles = [role for role, classes in SEES.items() if information in classes]
    jobs = Worker.objects.filter(current(today, "started", "left"), user_id=user.pk, role__in=roles)
    involved = Involvement.objects.filter(
        current(today), pregnancy=OuterRef("pk"), service__in=jobs.order_by().values("service")
    )
    teams = jobs.filter(team__isnull=False).order_by().values("team")
    return Q(team__in=teams) | Q(Exists(involved))


class AboutHer(models.QuerySet[Any]):
    """Rows about one woman's pregnancy."""

    def visible_to(self, user: User, today: date) -> Self:
        """Rows of this table's class of information that this user may see today."""
        from .pregnancies import Pregnancy

        hers = Pregnancy.objects.filter(
            seen_by(user, self.model.information, today), pk=OuterRef(self.model.pregnancy_path)
        )
        return self.filter(Exists(hers))


class ByOwnClass(AboutHer):
    """Rows that each carry their own class of information, such as flags and events."""

    def visible_to(self, user: User, today: date) -> Self:
        """Rows whose own class of information this user may see of that woman today."""
        from .pregnancies import Pregnancy

        allowed = Q(pk__in=[])
        for classes in classes_seen_alike(user, today):
            hers = Pregnancy.objects.filter(seen_by(user, classes[0], today), pk=OuterRef("pregnancy"))
            allowed |= Q(Exists(hers), information__in=classes)
        return self.filter(allowed)


def classes_seen_alike(user: User, today: date) -> list[list[str]]:
    """The classes of information that some job of this user sees; those that the same jobs see stand together."""
    from .services import Worker

    roles = Worker.objects.filter(current(today, "started", "left"), user_id=user.pk).order_by()
    held = frozenset(roles.values_list("role", flat=True).distinct())
    alike: dict[frozenset[str], list[str]] = {}
    for information in Information.values:
        alike.setdefault(frozenset(role for role in held if information in SEES[role]), []).append(information)
    return [classes for roles_of_it, classes in alike.items() if roles_of_it]


class Record(models.Model):
    """A row about one woman's pregnancy: in one class of information, and never deleted."""

    information: ClassVar[str]
    pregnancy_path: ClassVar[str] = "pregnancy"

    objects = AboutHer.as_manager()

    class Meta:
        abstract = True

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Nothing about a woman is deleted: a correction is a new row."""
        raise TypeError(f"A {self._meta.verbose_name} is never deleted; correct it with a new record.")


class Edited(Record):
    """A row that people edit: `version` counts its edits, so that nobody silently overwrites another's."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class Fixed(Record):
    """A row that, once written, is never changed."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new row; an old one stays as it is."""
        if not self._state.adding:
            raise TypeError(f"A {self._meta.verbose_name} is never changed; write a new one.")
        super().save(*args, **kwargs)


class Involvement(Edited):
    """A service that is involved with her, from a day until a day; its workers may see what their roles allow."""

    information = Information.PATHWAY

    pregnancy = models.ForeignKey("Pregnancy", models.PROTECT, related_name="involvements")
    service = models.ForeignKey("Service", models.PROTECT, related_name="involvements")
    start = models.DateField()
    until = models.DateField(null=True, blank=True)
    ended_because = models.CharField(
        max_length=300, blank=True, help_text="Why it ended although something of theirs still stood."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("start")),
                name="an_involvement_does_not_end_before_it_starts",
            ),
            models.UniqueConstraint(
                fields=["pregnancy", "service"],
                condition=Q(until__isnull=True),
                name="a_service_is_involved_with_her_once_at_a_time",
            ),
        ]
