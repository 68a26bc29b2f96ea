"""Who may see what about whom: one table of role × class of information, one function for lists and objects."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q
from django.db.models.lookups import In

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


class Beside(Func):
    """A column that SQLite does not look up one by one in an index, but holds against a set that it makes once."""

    template = "%(expressions)s"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Its own way of saying so."""
        return self.as_sql(compiler, connection, template="+%(expressions)s", **context)


def ways_open(user: User, information: str, today: date) -> tuple[models.QuerySet[Any], models.QuerySet[Any]]:
    """How this class of information is open to this user today: the women of their liaison team, and the involvements
    now of the services in which they work. The one answer for lists and objects, pages and API.
    """
    from .pregnancies import Pregnancy
    from .services import Worker

    roles = [role for role, classes in SEES.items() if information in classes]
    jobs = Worker.objects.filter(current(today, "started", "left"), user_id=user.pk, role__in=roles).order_by()
    of_their_team = Pregnancy.objects.filter(team__in=jobs.filter(team__isnull=False).values("team"))
    involved = Involvement.objects.filter(current(today), service__in=jobs.values("service"))
    return of_their_team.order_by(), involved.order_by()


def seen_by(user: User, information: str, today: date) -> Q:
    """Whether this user may see this class of information of her today, as a condition on a Pregnancy fetched alone."""
    of_their_team, involved = ways_open(user, information, today)
    return Q(Exists(of_their_team.filter(pk=OuterRef("pk")))) | Q(Exists(involved.filter(pregnancy=OuterRef("pk"))))


def all_seen_by(user: User, information: str, today: date, path: str) -> Any:
    """The same of many rows, whose path leads to a pregnancy: a set made once, beside which each row is held.

    Asked woman by woman, ten thousand of them are most of a page's time. A union tells PostgreSQL how many they are.
    """
    of_their_team, involved = ways_open(user, information, today)
    keys = of_their_team.values("pk").union(involved.values("pregnancy"))
    return In(Beside(F(path)), keys.query)


class AboutHer(models.QuerySet[Any]):
    """Rows about one woman's pregnancy."""

    def visible_to(self, user: User, today: date) -> Self:
        """Rows of this table's class of information that this user may see today."""
        return self.filter(all_seen_by(user, self.model.information, today, self.model.pregnancy_path))


class ByOwnClass(AboutHer):
    """Rows that each carry their own class of information, such as flags and events."""

    def visible_to(self, user: User, today: date) -> Self:
        """Rows whose own class of information this user may see of that woman today."""
        allowed = Q(pk__in=[])
        for classes in classes_seen_alike(user, today):
            allowed |= Q(all_seen_by(user, classes[0], today, "pregnancy"), information__in=classes)
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
        indexes = [models.Index(fields=["service", "pregnancy", "start", "until"], name="women_of_a_service_by_day")]
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
