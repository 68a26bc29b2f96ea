"""Reviews of the support she gets, and decisions of meetings and reviews: what, whose, by when, and when it was done."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from .meetings import Meeting
from .pregnancies import Pregnancy
from .services import Service, User, Worker
from .sharing import AboutHer, Edited, Fixed, Information


class Review(Fixed):
    """The support she gets was looked at: by whom, when, what it came to, and when it is looked at again."""

    information = Information.CHILD_PROTECTION

    pregnancy = models.ForeignKey(Pregnancy, models.PROTECT, related_name="reviews")
    day = models.DateField()
    with_whom = models.CharField(max_length=300, blank=True)
    summary = models.TextField()
    next_on = models.DateField()
    figures = models.JSONField(
        default=list, help_text="As they stood: a list of service, promised, kept, since, until."
    )
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(summary=""), name="a_review_says_what_it_came_to"),
            models.CheckConstraint(condition=Q(next_on__gt=F("day")), name="the_next_review_is_after_this_one"),
        ]

    def __str__(self) -> str:
        return f"Review on {self.day:%-d %B %Y}"


class Label(models.TextChoices):
    """How something that is asked of her came about."""

    AGREED = "agreed", "Agreed together"
    REQUIRED = "required", "Required"


class DecisionQuerySet(AboutHer):
    """Questions about many decisions."""

    def open(self) -> Self:
        """Those neither done nor dropped."""
        return self.filter(done__isnull=True)


class Decision(Edited):
    """What was decided, who does it (a service, a worker or she) and by when; open until somebody says that it is done.

    What is required of her says by whom and why, what is enough, when that is looked at again, and how it ends.
    """

    information = Information.CHILD_PROTECTION

    pregnancy = models.ForeignKey(Pregnancy, models.PROTECT, related_name="decisions")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="decisions")
    review = models.ForeignKey(Review, models.PROTECT, null=True, blank=True, related_name="decisions")
    decided = models.DateField()
    what = models.CharField(max_length=300)
    service = models.ForeignKey(Service, models.PROTECT, null=True, blank=True, related_name="decisions")
    worker = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="decisions")
    hers = models.BooleanField(default=False)
    by_when = models.DateField()
    label = models.CharField(max_length=10, choices=Label, blank=True)
    required_by = models.CharField(max_length=120, blank=True)
    why = models.CharField(max_length=300, blank=True)
    enough = models.CharField(max_length=300, blank=True, help_text="What is enough.")
    looked_at_again = models.DateField(null=True, blank=True)
    ends_when = models.CharField(max_length=300, blank=True)
    helped_by = models.CharField(max_length=300, blank=True, help_text="The help that makes it possible.")
    she_said = models.CharField(max_length=300, blank=True, help_text="What she said that it follows from.")
    done = models.DateField(null=True, blank=True)
    dropped = models.BooleanField(default=False, help_text="It ended on that day because it is no longer needed.")
    done_note = models.CharField(max_length=300, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["by_when", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(service__isnull=False, worker__isnull=True, hers=False)
                | Q(service__isnull=True, worker__isnull=False, hers=False)
                | Q(service__isnull=True, worker__isnull=True, hers=True),
                name="a_decision_has_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(hers=False, label="") | Q(hers=True, label__in=Label.values),
                name="what_is_asked_of_her_is_agreed_or_required",
            ),
            models.CheckConstraint(
                condition=~Q(label=Label.REQUIRED)
                | ~(Q(required_by="") | Q(why="") | Q(enough="") | Q(ends_when="") | Q(looked_at_again__isnull=True)),
                name="what_is_required_of_her_says_by_whom_and_how_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(done__isnull=True) | Q(done__gte=F("decided")),
                name="a_decision_is_not_done_before_it_is_made",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def owner(self) -> str:
        """Who does it."""
        if self.worker:
            return f"{self.worker.name}, {self.worker.service}"
        return str(self.service) if self.service else self.pregnancy.mother.called
