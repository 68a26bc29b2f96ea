"""The woman, her pregnancy, her babies, where each lives, and who leads."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, Q

from ..names import birthday, folded, nhs_number
from .services import Team, Worker
from .sharing import AboutHer, Edited, Information, Record, all_seen_by, current

if TYPE_CHECKING:
    Text = models.TextField[str, str]
else:
    Text = models.TextField

YEAR_AFTER_BIRTH = timedelta(days=364)
BOOKED_IN_TIME = 70
"""Days of pregnancy: booking is offered by 10 weeks + 0 days (NICE NG201, 1.1). Later, she is asked kindly why."""


class FoldedNames(Text):
    """Her names as they are looked for, written whenever the row is."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Fold what stands in the row now."""
        mother: Any = model_instance
        mother.sought = folded(mother.name, mother.preferred_name)
        return str(mother.sought)


class Mother(models.Model):
    """A woman; everything that happens belongs to one of her pregnancies."""

    name = models.CharField(max_length=120)
    preferred_name = models.CharField(max_length=60, blank=True, help_text="What she likes to be called.")
    nhs_number = models.CharField(max_length=10, null=True, blank=True, db_index=True)  # noqa: DJ001 – unknown is not ""
    date_of_birth = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    sought = FoldedNames(default="", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """Her name as she likes it."""
        return self.preferred_name or self.name


class PregnancyQuerySet(AboutHer):
    """Questions about many pregnancies."""

    def visible_to(self, user: "User", today: date, information: str = Information.PATHWAY) -> Self:  # type: ignore[name-defined]  # noqa: F821
        """Those of which this user may see this class of information today."""
        return self.filter(all_seen_by(user, information, today, "pk"))

    def sought(self, text: str) -> Self:
        """Those of this NHS number or date of birth, or with each of these words in a name; accents do not matter."""
        if number := nhs_number(text):
            return self.filter(mother__nhs_number=number)
        if day := birthday(text):
            return self.filter(mother__date_of_birth=day)
        hers = Q()
        for word in folded(text).split():
            hers &= Q(mother__sought__contains=word)
        return self.filter(hers) if hers else self.none()

    def open(self) -> Self:
        """Those whose record is open."""
        return self.filter(closed__isnull=True)

    def due_for_reassessment(self, today: date) -> Self:
        """Open records whose verdict may differ today, or was never given."""
        return self.open().filter(reassess_on__lte=today)


class Pregnancy(Edited):
    """One pregnancy and the year after it; its plan stays open to at least twelve months after the birth."""

    information = Information.PATHWAY
    pregnancy_path = "pk"

    mother = models.ForeignKey(Mother, models.PROTECT, related_name="pregnancies")
    team = models.ForeignKey(Team, models.PROTECT, related_name="pregnancies", help_text="Her liaison team.")
    booked = models.DateField()
    due = models.DateField(help_text="Estimated date of delivery (EDD).")
    born = models.DateField(null=True, blank=True)
    conference_needed = models.BooleanField(default=False, help_text="A pre-birth conference is needed.")
    closed = models.DateField(null=True, blank=True)
    closed_because = models.CharField(max_length=300, blank=True)
    lost_on = models.DateField(
        null=True, blank=True,
        help_text="No baby of this pregnancy lives since this day: it ended without a birth, or each baby has died.",
    )  # fmt: skip
    # The clock. The default is long ago: a new record is due for its first verdict at once.
    reassess_on = models.DateField(null=True, blank=True, default=date.min, editable=False)
    judged_on = models.DateField(null=True, blank=True, editable=False)
    judged_by_pack = models.CharField(max_length=80, blank=True, editable=False)

    objects = PregnancyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "pregnancies"
        indexes = [
            models.Index(fields=["reassess_on"], condition=Q(closed__isnull=True), name="open_and_due_for_reassessment")
        ]
        constraints = [
            models.UniqueConstraint(fields=["mother", "booked"], name="a_pregnancy_is_booked_once_a_day"),
            models.CheckConstraint(
                condition=Q(born__isnull=True) | Q(born__gte=F("booked")), name="a_birth_is_not_before_booking"
            ),
            models.CheckConstraint(
                condition=Q(closed__isnull=True) | Q(closed__gte=F("booked")), name="a_closing_is_not_before_booking"
            ),
            models.CheckConstraint(
                condition=Q(lost_on__isnull=True) | Q(lost_on__gte=F("booked")), name="a_loss_is_not_before_booking"
            ),
            models.CheckConstraint(
                condition=Q(lost_on__isnull=True) | Q(born__isnull=True) | Q(lost_on__gte=F("born")),
                name="a_loss_is_not_before_the_birth",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mother.called}, due {self.due:%-d %B %Y}"

    def days_pregnant(self, on: date) -> int:
        """Gestation in days, counted back from the EDD at 40 weeks."""
        return 280 - (self.due - on).days

    @property
    def booked_late(self) -> bool:
        """She was booked after 10 weeks + 0 days; what got in the way is a need, never a fault."""
        return self.days_pregnant(self.booked) > BOOKED_IN_TIME

    @property
    def is_expecting(self) -> bool:
        """A birth is to come: none is recorded, and no loss."""
        return self.born is None and self.lost_on is None

    def is_stale(self, today: date) -> bool:
        """Its verdict has run out: the clock has not come by since the day on which it could have changed."""
        return self.closed is None and self.reassess_on is not None and self.reassess_on <= today

    def stays_open_until(self) -> date | None:
        """The last day of the year after the birth, a loss or the day a baby went to live apart from her; None before."""
        babies = list(self.babies.standing().prefetch_related("residences"))
        days = [self.born, self.lost_on, *(baby.born for baby in babies), *(baby.apart_since() for baby in babies)]
        last = max((day for day in days if day), default=None)
        return last and last + YEAR_AFTER_BIRTH

    def since_when_none_lives(self) -> date | None:
        """The last death, if each baby of this pregnancy has died; the day it ended, if it ended without a birth."""
        babies = list(self.babies.standing())
        if babies:
            died = [baby.died for baby in babies if baby.died]
            return max(died) if len(died) == len(babies) else None
        ended = self.losses.filter(baby__isnull=True, entered_in_error="").first()
        return ended.day if ended else None


class BabyQuerySet(AboutHer):
    """Questions about many babies."""

    def standing(self) -> Self:
        """All but those entered by mistake."""
        return self.filter(entered_in_error="")


class Baby(Edited):
    """A baby of this pregnancy."""

    information = Information.PATHWAY

    pregnancy = models.ForeignKey(Pregnancy, models.PROTECT, related_name="babies")
    name = models.CharField(max_length=60, blank=True)
    born = models.DateField()
    died = models.DateField(null=True, blank=True)
    entered_in_error = models.CharField(max_length=200, blank=True, help_text="Why it should not stand here.")

    objects = BabyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "babies"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(died__isnull=True) | Q(died__gte=F("born")), name="a_baby_does_not_die_before_birth"
            )
        ]

    @property
    def called(self) -> str:
        """Its name, if it has one yet."""
        return self.name or "her baby"

    def home(self) -> "Residence | None":
        """Where the baby lives: the latest row."""
        return max(self.residences.all(), key=lambda home: (home.start, home.pk), default=None)

    def apart_since(self) -> date | None:
        """The first day of the present run of days apart from her; None while with her, or if the baby has died."""
        since = None
        for home in sorted(self.residences.all(), key=lambda home: (home.start, home.pk)):
            since = None if home.with_her else since or home.start
        return None if self.died else since


class Residence(Record):
    """From this day the baby lives here; the latest row counts, the later recorded where two share a day."""

    information = Information.PATHWAY
    pregnancy_path = "baby__pregnancy"

    baby = models.ForeignKey(Baby, models.PROTECT, related_name="residences")
    start = models.DateField()
    with_her = models.BooleanField()
    where = models.CharField(max_length=120, blank=True)
    with_whom = models.CharField(max_length=120, blank=True, help_text="Such as “her sister” or “foster carers”.")

    class Meta:
        ordering = ["start", "pk"]


class LeadQuerySet(AboutHer):
    """Questions about who leads."""

    def on(self, today: date) -> Self:
        """Those who lead on a day."""
        return self.filter(current(today))


class Lead(Edited):
    """A lead professional, from a day until a day, both included; nobody leads after their last day in post."""

    information = Information.PATHWAY

    pregnancy = models.ForeignKey(Pregnancy, models.PROTECT, related_name="leads")
    worker = models.ForeignKey(Worker, models.PROTECT, related_name="leads")
    start = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = LeadQuerySet.as_manager()

    class Meta:
        ordering = ["start", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("start")), name="a_lead_does_not_end_before_it_starts"
            )
        ]

    @property
    def last_day(self) -> date | None:
        """Its own last day, or the worker's last in post, whichever comes first."""
        return min((day for day in (self.until, self.worker.left) if day), default=None)
