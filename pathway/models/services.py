"""Who promises and gives support: trusts, their services and teams, and the people who work there."""

from datetime import date
from typing import Any, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from .sharing import Role, current


class Trust(models.Model):
    """A maternity trust or health board; its rule pack judges its pregnancies."""

    name = models.CharField(max_length=120, unique=True)
    pack = models.CharField(max_length=40, default="england")

    def __str__(self) -> str:
        return self.name


class ServiceKind(models.TextChoices):
    """What a service is, in the field's words."""

    MIDWIFERY = "midwifery", "Midwifery"
    HEALTH_VISITING = "health_visiting", "Health visiting"
    DRUG_AND_ALCOHOL = "drug_and_alcohol", "Drug and alcohol service"
    FAMILY_SUPPORT = "family_support", "Family support"
    GENERAL_PRACTICE = "general_practice", "General practice"
    MENTAL_HEALTH = "mental_health", "Perinatal mental health"
    SOCIAL_WORK = "social_work", "Children’s social work"
    OTHER = "other", "Other"


class Service(models.Model):
    """A service that can promise support to a woman in this trust's area, whoever runs it."""

    trust = models.ForeignKey(Trust, models.PROTECT, related_name="services")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=ServiceKind, default=ServiceKind.OTHER)
    plain_name = models.CharField(
        max_length=120, blank=True, help_text="What a mother reads, such as “the family team”."
    )
    does = models.CharField(max_length=300, blank=True, help_text="What they can help with, in plain words.")
    cannot = models.CharField(max_length=300, blank=True, help_text="What they cannot do, in plain words.")
    phone = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=200, blank=True, help_text="Where it is, as one would tell a friend.")
    hours = models.CharField(max_length=200, blank=True, help_text="When it is open.")
    # What the directory can be asked for. Unticked means "not known to be so", never "no".
    drop_in = models.BooleanField(default=False, help_text="Anybody may come without an appointment.")
    baby_welcome = models.BooleanField(default=False, help_text="Babies and children may come along.")
    women_only = models.BooleanField(default=False, help_text="For women only, or with times for women only.")
    mainstream = models.BooleanField(
        default=False, help_text="In a place everybody goes to, such as a children’s centre."
    )
    discreet = models.BooleanField(default=False, help_text="Nobody can see from outside what it is for.")
    takes_families = models.BooleanField(default=False, help_text="A place to stay with one’s baby or children.")
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["trust", "name"], name="a_service_has_its_name_once_in_a_trust")]

    def __str__(self) -> str:
        return self.name

    @property
    def in_plain_words(self) -> str:
        """The name a mother reads."""
        return self.plain_name or self.name


class Team(models.Model):
    """A team within a service, such as the liaison midwives."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="teams")
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["service", "name"], name="a_team_has_its_name_once_in_a_service")
        ]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Makes people who sign in."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A person who signs in with this e-mail address."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who signs in; what they may see follows from their jobs (Worker), never from this row."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    def __str__(self) -> str:
        return self.name

    def jobs(self, today: date) -> "WorkerQuerySet":
        """The jobs this person holds today."""
        return self.workers.working(today)


class WorkerQuerySet(models.QuerySet["Worker"]):
    """Questions about many workers."""

    def working(self, today: date) -> Self:
        """Those in post on a day."""
        return self.filter(current(today, "started", "left"))

    def leading(self, today: date) -> Self:
        """Those who lead their team on a day."""
        return self.working(today).filter(leads_team=True, team__isnull=False)

    def in_trust(self, trust: Trust) -> Self:
        """Those whose service serves this trust's area."""
        return self.filter(service__trust=trust)


class Worker(models.Model):
    """A person's job in a service, from a day until they leave; some never sign in."""

    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="workers")
    name = models.CharField(max_length=120)
    service = models.ForeignKey(Service, models.PROTECT, related_name="workers")
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="workers")
    role = models.CharField(max_length=30, choices=Role)
    leads_team = models.BooleanField(default=False)
    phone = models.CharField(max_length=40, blank=True)
    started = models.DateField()
    left = models.DateField(null=True, blank=True, help_text="Last day in post.")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = WorkerQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(left__isnull=True) | Q(left__gte=F("started")),
                name="a_worker_does_not_leave_before_starting",
            )
        ]

    def __str__(self) -> str:
        return self.name
