"""The plan: each line a service's promise of support, and each agreed version kept as it was."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Case, F, Func, Q, Value, When

from ..rules.words import Kind, Mode
from .assessments import Route
from .pregnancies import Pregnancy
from .services import Service, Worker
from .sharing import AboutHer, Edited, Fixed, Information, Record

KIND_WORDS = {Kind.SUPPORT: "Support for her", Kind.CHECK: "A check of her or the baby", Kind.BOTH: "Both"}
KIND_WORDS_AFTER_LOSS = {**KIND_WORDS, Kind.CHECK: "A check of her health"}
MODE_WORDS = {Mode.HOME: "At home", Mode.CLINIC: "She travels to it", Mode.PHONE: "By phone", Mode.VIDEO: "By video"}


class DaysUntil(Func):
    """Whole days from a column's day to this one."""

    arg_joiner = " - "
    template = "(%(expressions)s)"
    output_field = models.IntegerField()

    def __init__(self, day: date, column: str) -> None:
        super().__init__(Value(day, models.DateField()), F(column))

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """A day is text there."""
        days = self.copy()
        days.set_source_expressions([Func(each, function="julianday") for each in self.get_source_expressions()])
        return super(DaysUntil, days).as_sql(compiler, connection, template="CAST(%(expressions)s AS INTEGER)")


class SupportQuerySet(AboutHer):
    """Questions about many promises."""

    def not_over(self, today: date) -> Self:
        """Those that run today or may yet."""
        lasting = Q(until__isnull=True) | Q(until__gte=today)
        return self.filter(lasting, Q(stopped__isnull=True) | Q(stopped__gte=today))

    def over_last(self, today: date) -> Self:
        """Those that are over after all others."""
        over = Case(When(Q(until__lt=today) | Q(stopped__lt=today), then=1), default=0)
        return self.order_by(over, "service__name", "pk")

    def coming_round(self, first: date, last: date) -> Self:
        """Those of which a window, should it count, or a one-off ends between two days, both included."""
        gone = DaysUntil(last, "start") + 1
        rows = self.alias(gone=gone, over=gone % F("every"))
        window = Q(start__lte=last, gone__gte=F("every"), over__lte=(last - first).days)
        return rows.filter(window | Q(once_by__gte=first, once_by__lte=last))


class CountedFrom(models.TextChoices):
    """The day from which a promise's dates are counted; until the birth the due date stands in for it."""

    NOTHING = "", "Its dates are fixed"
    DUE = "due", "The due date"
    BIRTH = "birth", "The birth"


class Support(Edited):
    """One line of the plan: what a service promises her, how often, from when to when."""

    information = Information.PATHWAY

    pregnancy = models.ForeignKey(Pregnancy, models.PROTECT, related_name="supports")
    reference = models.SlugField(max_length=60, help_text="Its name within the plan; what a flag is about.")
    service = models.ForeignKey(Service, models.PROTECT, related_name="supports")
    worker = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="supports")
    what = models.CharField(
        max_length=120, blank=True, help_text="In words she would use, such as “visit you at home”."
    )
    kind = models.CharField(max_length=10, choices=[(k.value, KIND_WORDS[k]) for k in Kind], default=Kind.SUPPORT)
    mode = models.CharField(max_length=10, choices=[(m.value, MODE_WORDS[m]) for m in Mode], default=Mode.HOME)
    treatment = models.BooleanField(default=False)
    every = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Days in a window.")
    times = models.PositiveSmallIntegerField(default=1, help_text="Contacts in a window.")
    once_by = models.DateField(null=True, blank=True)
    start = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True, help_text="Last day; empty is open-ended.")
    stopped = models.DateField(null=True, blank=True)
    planned = models.DateField(help_text="The day the promise was made.")
    agreed_ending = models.DateField(null=True, blank=True, help_text="The day she agreed that it may end.")
    from_template = models.CharField(
        max_length=60, blank=True, help_text="The template's line, such as “gp/six-weeks”."
    )
    counted_from = models.CharField(max_length=5, choices=CountedFrom, blank=True)
    start_days = models.SmallIntegerField(null=True, blank=True, help_text="`start` is so many days after that day.")
    until_days = models.SmallIntegerField(null=True, blank=True, help_text="`until` is so many days after that day.")
    once_by_days = models.SmallIntegerField(null=True, blank=True, help_text="`once_by` likewise.")

    objects = SupportQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["pregnancy", "reference"], name="a_support_has_its_own_reference"),
            models.CheckConstraint(
                condition=Q(every__isnull=True, once_by__isnull=False) | Q(every__gte=1, once_by__isnull=True),
                name="a_support_is_either_repeated_or_once",
            ),
            models.CheckConstraint(condition=Q(times__gte=1), name="a_support_is_at_least_one_contact"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(start__isnull=True) | Q(until__gte=F("start")),
                name="a_support_does_not_end_before_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(counted_from="")
                | Q(start_days__isnull=True, until_days__isnull=True, once_by_days__isnull=True),
                name="dates_are_counted_from_a_day_that_is_named",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service}: {self.reference}"

    @property
    def end(self) -> date | None:
        """Its last day: the earlier of `until` and `stopped`."""
        return min((day for day in (self.until, self.stopped) if day), default=None)


class Pause(Record):
    """Days, both included, on which she asked for or agreed to a pause of a support."""

    information = Information.PATHWAY
    pregnancy_path = "support__pregnancy"

    support = models.ForeignKey(Support, models.PROTECT, related_name="pauses")
    start = models.DateField()
    until = models.DateField()

    class Meta:
        ordering = ["start", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("start")), name="a_pause_does_not_end_before_it_starts")
        ]


class HerView(models.TextChoices):
    """Whether her own view stands in a version."""

    GIVEN = "given", "In her own words"
    RATHER_NOT_SAY = "rather_not_say", "Asked; she would rather not say"
    NOT_ASKED = "not_asked", "Not asked yet"


class PlanVersion(Fixed):
    """The plan as it was agreed on a day, whole: it can be read and printed from this row alone, and her view of it.

    `promises` and `content` are written by pathway/plan_content.py, which says their shapes; `content` is empty in
    versions that were agreed before it was kept.
    """

    information = Information.PATHWAY

    pregnancy = models.ForeignKey(Pregnancy, models.PROTECT, related_name="plan_versions")
    number = models.PositiveIntegerField()
    agreed = models.DateField()
    her_view = models.CharField(max_length=20, choices=HerView, default=HerView.NOT_ASKED)
    her_words = models.TextField(blank=True)
    promises = models.JSONField(help_text="The supports as they stood: a list of objects, dates in ISO form.")
    content = models.JSONField(
        default=dict, blank=True, help_text="Aims, actions, asks, leads and helpers as they stood."
    )
    agreed_by = models.ForeignKey("User", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["pregnancy", "number"], name="a_plan_version_has_its_own_number"),
            models.CheckConstraint(
                condition=Q(her_view=HerView.GIVEN) | Q(her_words=""), name="her_words_stand_only_where_she_gave_them"
            ),
        ]


class PlanGiven(Fixed):
    """A version given to her: when and how."""

    information = Information.PATHWAY
    pregnancy_path = "version__pregnancy"

    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="given")
    day = models.DateField()
    how = models.CharField(max_length=10, default="by_hand")
    printout = models.ForeignKey("Printout", models.PROTECT, null=True, blank=True, related_name="given")
    by = models.ForeignKey("User", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["day", "pk"]

    @property
    def way(self) -> str:
        """How she got it, in words."""
        return str(Route(self.how).label)
