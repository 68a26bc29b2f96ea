"""Contacts: booked, then each ends in one recorded outcome or stays visibly unrecorded."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from ..rules.words import Outcome
from .plans import MODE_WORDS, Support
from .pregnancies import Pregnancy
from .services import Worker
from .sharing import AboutHer, Edited, Fixed, Information

if TYPE_CHECKING:
    from .moves import Move
    from .reasons import NotSafe

OUTCOME_WORDS = {
    Outcome.DELIVERED: "It happened",
    Outcome.CANCELLED_BY_SERVICE: "The service cancelled",
    Outcome.CANCELLED_BY_HER: "She cancelled",
    Outcome.MISSED: "She could not come",
}
CANCELLED = (Outcome.CANCELLED_BY_SERVICE.value, Outcome.CANCELLED_BY_HER.value)
"""The outcomes that a contact which lies ahead can have."""
OUTCOMES = [(outcome.value, words) for outcome, words in OUTCOME_WORDS.items()]


class Why(models.TextChoices):
    """What got in the way of a contact; kept apart from who cancelled it, and never about blame."""

    STAFF_ILL = "staff_ill", "Staff were ill"
    NO_COVER = "no_cover", "Nobody to cover"
    EMERGENCY = "emergency", "Another emergency"
    NO_CAR = "no_car", "No car or transport"
    SERVICE_OTHER = "service_other", "Another reason"
    UNWELL = "unwell", "Somebody was unwell"
    CHILDCARE = "childcare", "No childcare"
    TRANSPORT = "transport", "No way of getting there"
    NOT_SAFE = "not_safe", "It did not feel safe"
    ANOTHER_APPOINTMENT = "another_appointment", "Another appointment"
    HER_OTHER = "her_other", "Something else"
    RATHER_NOT_SAY = "rather_not_say", "She would rather not say"
    NOT_ASKED = "not_asked", "She has not been asked yet"


WHY_OF_SERVICE = [Why.STAFF_ILL, Why.NO_COVER, Why.EMERGENCY, Why.NO_CAR, Why.SERVICE_OTHER]
WHY_OF_HERS = [why for why in Why if why not in WHY_OF_SERVICE]
WHY_OPEN = [why for why in WHY_OF_HERS if why != Why.NOT_SAFE]
"""Reasons of hers that every service which helps her may see; NOT_SAFE is kept apart (reasons.NotSafe)."""
WHY_BY_OUTCOME: dict[str, list[Why]] = {
    Outcome.DELIVERED: [],
    Outcome.CANCELLED_BY_SERVICE: WHY_OF_SERVICE,
    Outcome.CANCELLED_BY_HER: WHY_OF_HERS,
    Outcome.MISSED: WHY_OF_HERS,
}


class Childcare(models.TextChoices):
    """Who looks after her children during a contact; each of them means that it is arranged."""

    HERS = "hers", "Somebody of hers"
    OURS = "ours", "We arrange it"
    BABY_WELCOME = "baby_welcome", "Children are welcome"
    NOT_NEEDED = "not_needed", "None needed"


class ContactQuerySet(AboutHer):
    """Questions about many contacts."""

    def standing(self) -> Self:
        """All but those booked by mistake."""
        return self.filter(entered_in_error="")

    def coming_to_her(self, today: date, until: date) -> Self:
        """What is booked with her between two days, known on the first."""
        return self.standing().filter(known__lte=today, needs_her=True, outcome__isnull=True, day__range=(today, until))

    def unrecorded(self, today: date) -> Self:
        """Those whose day has come and whose outcome nobody has recorded."""
        return self.standing().filter(day__lte=today, outcome__isnull=True)


class Contact(Edited):
    """A booked contact of one support, with its present outcome; how that came about is in OutcomeRecord."""

    information = Information.PATHWAY
    pregnancy_path = "support__pregnancy"

    # Its index is the one with the day.
    support = models.ForeignKey(Support, models.PROTECT, related_name="contacts", db_index=False)
    day = models.DateField()
    known = models.DateField(help_text="The day it was booked; the day itself if it was not booked ahead.")
    at = models.TimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    mode = models.CharField(max_length=10, choices=[(m.value, w) for m, w in MODE_WORDS.items()], default="home")
    place = models.CharField(max_length=120, blank=True, help_text="Where, if that is not clear.")
    with_childcare = models.BooleanField(default=False)
    childcare = models.CharField(max_length=12, choices=Childcare, blank=True, help_text="Who looks after children.")
    with_transport = models.BooleanField(default=False)
    with_interpreter = models.BooleanField(default=False)
    needs_her = models.BooleanField(default=True)
    worker = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="contacts")
    outcome = models.CharField(max_length=24, choices=OUTCOMES, null=True, blank=True)  # noqa: DJ001 – none yet is not ""
    entered_in_error = models.CharField(max_length=200, blank=True, help_text="Why it should not have been booked.")

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["day", "at", "pk"]
        indexes = [
            models.Index(fields=["support", "day"], name="contacts_of_a_support_by_day"),
            models.Index(fields=["worker", "day"], name="contacts_of_a_worker_by_day"),
            models.Index(fields=["day", "at"], condition=Q(outcome__isnull=True), name="contacts_without_outcome"),
            models.Index(
                fields=["support", "day"], condition=Q(outcome__isnull=True), name="support_contacts_that_wait"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(known__lte=models.F("day")), name="a_contact_is_known_by_its_day_at_the_latest"
            ),
            models.CheckConstraint(
                condition=Q(outcome__isnull=True) | Q(outcome__in=[o.value for o in Outcome]),
                name="an_outcome_is_one_of_the_four",
            ),
            models.CheckConstraint(
                condition=Q(childcare="") | Q(with_childcare=True, childcare__in=Childcare.values),
                name="childcare_that_somebody_gives_is_arranged",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.support.service} on {self.day:%-d %B %Y}"

    @property
    def called_off(self) -> bool:
        """The service or she cancelled it."""
        return self.outcome in CANCELLED

    def is_coming(self, today: date) -> bool:
        """It stands, and its day is today or lies ahead."""
        return not self.outcome and not self.entered_in_error and self.day >= today

    def why_not_movable(self, today: date) -> str:
        """A sentence where it cannot be moved to another day or time; empty where it can."""
        if self.entered_in_error:
            return "This contact was booked by mistake, so it cannot be moved. Book the one that is meant."
        if self.outcome:
            return "This contact has its outcome, so it cannot be moved. Book the next one instead."
        return "Its day has passed. Record what happened, then book the next one." if self.day < today else ""

    @property
    def last_move(self) -> "Move | None":
        """Its latest move, in no query where the moves were fetched with it."""
        return max(self.moves.all(), key=lambda move: move.pk, default=None)

    @property
    def told(self) -> "OutcomeRecord | None":
        """What is known of it now: its latest record, in no query where the records were fetched with it."""
        return max(self.records.all(), key=lambda record: record.pk, default=None)


class WithReason(Fixed):
    """A row that says what got in the way, as every service that helps her may see it.

    Where it did not feel safe this row says that she would rather not say. `unsafe` is what stands apart in her safety
    compartment; it is there only where `pathway.reasons.reveal` has looked for somebody who may see that.
    """

    reason = models.CharField(max_length=20, choices=Why, blank=True, help_text="What got in the way.")
    reason_words = models.CharField(max_length=200, blank=True)
    unsafe: "NotSafe | None" = None

    class Meta:
        abstract = True

    @property
    def why_code(self) -> str:
        """What got in the way, as far as is known here."""
        return Why.NOT_SAFE.value if self.unsafe else self.reason

    @property
    def why(self) -> str:
        """The same in words."""
        return str(Why(self.why_code).label) if self.why_code else ""

    @property
    def why_words(self) -> str:
        """What was added in a few words."""
        return self.unsafe.words if self.unsafe else self.reason_words


class OutcomeRecord(WithReason):
    """An outcome as somebody recorded it; whatever is corrected or added is a new row that replaces this one."""

    information = Information.PATHWAY
    pregnancy_path = "contact__support__pregnancy"

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="records")
    outcome = models.CharField(max_length=24, choices=OUTCOMES, blank=True, help_text="Empty: taken back.")
    worker = models.ForeignKey(Worker, models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True, help_text="What did she say matters?")
    because = models.CharField(max_length=300, blank=True, help_text="Why it was corrected.")
    recorded_on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey("User", models.PROTECT, null=True, related_name="+")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contact"], condition=Q(replaces__isnull=True), name="a_contact_has_one_first_outcome"
            ),
            models.CheckConstraint(
                condition=Q(reason="")
                | Q(outcome=Outcome.CANCELLED_BY_SERVICE, reason__in=WHY_OF_SERVICE)
                | Q(outcome__in=[Outcome.CANCELLED_BY_HER, Outcome.MISSED], reason__in=WHY_OPEN),
                name="a_reason_fits_who_could_not_come",
            ),
        ]


class PlaceAnswer(Fixed):
    """Where she would rather be seen: her answer on a day; the latest counts."""

    information = Information.PATHWAY

    pregnancy = models.ForeignKey(Pregnancy, models.PROTECT, related_name="place_answers")
    mode = models.CharField(max_length=10, choices=[(m.value, w) for m, w in MODE_WORDS.items()])
    note = models.CharField(max_length=200, blank=True, help_text="Such as “the children's centre, mornings”.")
    answered_on = models.DateField()

    class Meta:
        ordering = ["answered_on", "pk"]
