"""What was printed for her: each paper made once and kept as it was; what could not be made; a team's papers in one go."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from .assessments import Route
from .plans import PlanVersion
from .pregnancies import Pregnancy
from .services import Team, User
from .sharing import AboutHer, ByOwnClass, Fixed, Information, Record


class Variant(models.TextChoices):
    """How a plan is printed, and every other paper that is kept."""

    FULL = "full", "Her whole plan"
    FULL_APART = "full_apart", "Her whole plan, without words about a baby at home"
    SAFE = "safe", "Safe if found"
    LARGE = "large", "Large print"
    LARGE_APART = "large_apart", "Large print, without words about a baby at home"
    FRIDGE = "fridge", "One page for the fridge"
    FRIDGE_APART = "fridge_apart", "One page for the fridge, without words about a baby at home"
    APPOINTMENT = "appointment", "Letter about an appointment"
    HANDOVER = "handover", "Letter about who comes next"
    MEETING = "meeting", "Letter about a meeting"


class Printout(Fixed):
    """A paper as it was made, byte for byte: a version of her plan in one variant, or a letter about one record.

    Its class of information is the most private that stands on it: child protection if it names a meeting or
    what children's social care or a court requires of her, else needs.
    """

    information = models.CharField(max_length=20, choices=Information, default=Information.NEEDS)
    pregnancy = models.ForeignKey(Pregnancy, models.PROTECT, related_name="printouts")
    version = models.ForeignKey(PlanVersion, models.PROTECT, null=True, blank=True, related_name="printouts")
    variant = models.CharField(max_length=20, choices=Variant)
    language = models.CharField(max_length=10, default="en")
    subject = models.CharField(
        max_length=60, blank=True, help_text="What a letter is about, as it stood: “contact 12, edit 3”."
    )
    edition = models.PositiveSmallIntegerField(default=1, help_text="One more where days have changed since the last.")
    days = models.JSONField(null=True, editable=False, help_text="The days on it: day, time, whether it is a meeting.")
    made_on = models.DateField()
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", help_text="Empty: the clock.")
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField()
    content = models.BinaryField()

    objects = ByOwnClass.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "variant", "language", "subject", "information", "edition"],
                condition=Q(version__isnull=False),
                name="a_version_is_made_once_for_the_same_days",
            ),
            models.UniqueConstraint(
                fields=["pregnancy", "variant", "language", "subject", "information"],
                condition=Q(version__isnull=True),
                name="a_letter_is_made_once_in_each_language",
            ),
            models.CheckConstraint(
                condition=Q(version__isnull=False) | ~Q(subject=""), name="a_paper_is_of_a_version_or_about_something"
            ),
        ]

    def __str__(self) -> str:
        return self.get_variant_display()

    @property
    def usual_variant(self) -> str:
        """The variant as one chooses it; the words for a mother apart from her baby are chosen by themselves."""
        return self.variant.removesuffix("_apart")

    @property
    def called(self) -> str:
        """What it is called on a page; after a loss by the usual variant alone, without a word of a baby."""
        variant = self.usual_variant if self.pregnancy.lost_on else self.variant
        return str(dict(Variant.choices).get(variant, variant))


class LetterGiven(Fixed):
    """A letter given or sent to her: when, how and by whom. That of a plan is PlanGiven, which the rules see."""

    information: ClassVar[str] = Information.PATHWAY
    pregnancy_path = "printout__pregnancy"

    printout = models.ForeignKey(Printout, models.PROTECT, related_name="sent")
    day = models.DateField()
    how = models.CharField(max_length=10, choices=Route)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "letters given"
        ordering = ["day", "pk"]


class PrintFault(Record):
    """A version whose paper could not be made: shown, tried again later, holding up nobody else's."""

    information: ClassVar[str] = Information.PATHWAY
    pregnancy_path = "version__pregnancy"

    version = models.OneToOneField(PlanVersion, models.PROTECT, related_name="print_fault")
    error = models.CharField(max_length=300)
    first_at = models.DateTimeField(auto_now_add=True)
    tries = models.PositiveIntegerField(default=1)
    try_again_at = models.DateTimeField()
    mended_at = models.DateTimeField(null=True, blank=True)

    objects = AboutHer.as_manager()


class PrintRunQuerySet(models.QuerySet["PrintRun"]):
    """Questions about runs."""

    def running(self) -> "PrintRunQuerySet":
        """Those neither finished nor stopped."""
        return self.filter(finished_at__isnull=True, stopped_at__isnull=True)


class PrintRun(models.Model):
    """A team has all its changed plans printed. The work is found by a query; this row is only for the progress."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="print_runs")
    total = models.PositiveIntegerField()
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    asked_on = models.DateField()
    asked_at = models.DateTimeField(auto_now_add=True)
    stopped_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    stopped_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = PrintRunQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["team"],
                condition=Q(finished_at__isnull=True, stopped_at__isnull=True),
                name="a_team_prints_its_plans_once_at_a_time",
            )
        ]
