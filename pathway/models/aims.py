"""What she wants, and who does what about it by when."""

from django.db import models
from django.db.models import F, Q

from .pregnancies import Pregnancy
from .services import Service, Worker
from .sharing import AboutHer, Edited, Information


class About(models.TextChoices):
    """The part of her life that an aim is about."""

    ME = "me", "Me"
    BABY = "baby", "My baby"
    HOME = "home", "My home"
    MONEY = "money", "Money"
    WORK = "work", "Work and learning"
    HEALTH = "health", "My health"
    PEOPLE = "people", "The people around me"
    OTHER = "other", "Something else"


class AimQuerySet(AboutHer):
    """Questions about many aims."""

    def standing(self) -> "AimQuerySet":
        """Those neither reached nor let go."""
        return self.filter(reached__isnull=True, let_go__isnull=True)


class Aim(Edited):
    """Something that she wants, in her own words or as agreed with her, until it is reached or let go."""

    information = Information.PATHWAY

    pregnancy = models.ForeignKey(Pregnancy, models.PROTECT, related_name="aims")
    about = models.CharField(max_length=10, choices=About, default=About.ME)
    words = models.CharField(max_length=300, help_text="What she wants.")
    her_words = models.BooleanField(default=True, help_text="She said it so; otherwise it was worded with her.")
    set_on = models.DateField()
    reached = models.DateField(null=True, blank=True)
    let_go = models.DateField(null=True, blank=True)

    objects = AimQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="an_aim_says_what_she_wants"),
            models.CheckConstraint(
                condition=Q(reached__isnull=True) | Q(let_go__isnull=True), name="an_aim_is_reached_or_let_go_not_both"
            ),
            models.CheckConstraint(
                condition=(Q(reached__isnull=True) | Q(reached__gte=F("set_on")))
                & (Q(let_go__isnull=True) | Q(let_go__gte=F("set_on"))),
                name="an_aim_does_not_end_before_it_is_set",
            ),
        ]

    def __str__(self) -> str:
        return self.words


class ActionQuerySet(AboutHer):
    """Questions about many actions."""

    def standing(self) -> "ActionQuerySet":
        """Those neither done nor let go."""
        return self.filter(done__isnull=True, let_go__isnull=True)


class PlanAction(Edited):
    """Something that a service, or she, is to do by a day; every one has an owner and a date."""

    information = Information.PATHWAY

    pregnancy = models.ForeignKey(Pregnancy, models.PROTECT, related_name="actions")
    aim = models.ForeignKey(Aim, models.PROTECT, null=True, blank=True, related_name="actions")
    what = models.CharField(max_length=200)
    hers = models.BooleanField(default=False, help_text="She does it; otherwise the service does.")
    service = models.ForeignKey(Service, models.PROTECT, null=True, blank=True, related_name="actions")
    worker = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="actions")
    by = models.DateField(help_text="The day by which it is done.")
    set_on = models.DateField()
    done = models.DateField(null=True, blank=True)
    let_go = models.DateField(null=True, blank=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["by", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="an_action_says_what_is_done"),
            models.CheckConstraint(
                condition=Q(hers=True, service__isnull=True, worker__isnull=True)
                | Q(hers=False, service__isnull=False),
                name="an_action_is_a_services_or_hers",
            ),
            models.CheckConstraint(
                condition=Q(done__isnull=True) | Q(let_go__isnull=True), name="an_action_is_done_or_let_go_not_both"
            ),
        ]

    def __str__(self) -> str:
        return self.what
