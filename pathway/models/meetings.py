"""Formal meetings about her or her baby: when she was told, what was shared with her, who was in the room, what she wished."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from ..rules.words import MeetingKind
from .assessments import Asked
from .pregnancies import Pregnancy
from .services import User, Worker
from .sharing import AboutHer, Edited, Fixed, Information


class Venue(models.TextChoices):
    """What kind of place a meeting is held in, or she would like it to be."""

    HOME = "home", "At her home"
    NEARBY = "nearby", "Somewhere near her, such as a community centre"
    CLINIC = "clinic", "A clinic or hospital"
    OFFICE = "office", "An office"
    REMOTE = "remote", "By video or phone"


class ToldHow(models.TextChoices):
    """How she was told of a meeting; all but face to face are ways that she may have called safe or not."""

    FACE_TO_FACE = "face_to_face", "Face to face"
    PHONE = "phone", "By phone"
    TEXT = "text", "By text message"
    EMAIL = "email", "By email"
    POST = "post", "By a letter in the post"
    BY_HAND = "by_hand", "By a letter given to her"
    HOME = "home", "On a home visit"


class SheCame(models.TextChoices):
    """Whether she was in the room."""

    CAME = "came", "She was there"
    PART = "part", "She was there for part of it"
    COULD_NOT = "could_not", "She could not come"
    CHOSE_NOT = "chose_not", "She chose not to come"
    NOT_ASKED = "not_asked", "She was not asked to come"


class MeetingQuerySet(AboutHer):
    """Questions about many meetings."""

    def standing(self) -> Self:
        """All but those that were cancelled."""
        return self.filter(cancelled__isnull=True)

    def coming_to_her(self, today: date) -> Self:
        """Those to come that need her and still stand, known on the day."""
        still = Q(cancelled=None) | Q(cancelled__gt=today)
        return self.filter(still, known__lte=today, needs_her=True, day__gte=today)


class Meeting(Edited):
    """A conference, core group, discharge planning or other meeting."""

    information = Information.CHILD_PROTECTION

    pregnancy = models.ForeignKey(Pregnancy, models.PROTECT, related_name="meetings")
    reference = models.SlugField(max_length=60)
    kind = models.CharField(max_length=20, choices=[(k.value, k.value.capitalize()) for k in MeetingKind])
    day = models.DateField()
    known = models.DateField()
    at = models.TimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    venue = models.CharField(max_length=10, choices=Venue, blank=True)
    place = models.CharField(max_length=120, blank=True)
    needs_her = models.BooleanField(default=True)
    # What she was told and given
    told_her = models.DateField(null=True, blank=True)
    told_how = models.CharField(max_length=12, choices=ToldHow, blank=True)
    told_because = models.CharField(max_length=300, blank=True, help_text="Why a way not known to be safe was used.")
    short_because = models.CharField(max_length=300, blank=True, help_text="Why she has so little notice.")
    report_shared = models.DateField(null=True, blank=True)
    minutes_shared = models.DateField(null=True, blank=True)
    cancelled = models.DateField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=300, blank=True)
    # What she wishes, and what was prepared with her
    wishes_asked = models.CharField(max_length=20, choices=Asked, default=Asked.NOT_ASKED)
    wish_venue = models.CharField(max_length=10, choices=Venue, blank=True)
    wish_supporter = models.CharField(max_length=200, blank=True, help_text="Whom she wants at her side.")
    wish_easier = models.TextField(blank=True, help_text="What would make it easier for her.")
    wish_topics = models.TextField(blank=True, help_text="What she wants talked about.")
    going_well = models.TextField(blank=True, help_text="What is going well, as it opens the agenda.")
    # How it went
    she_came = models.CharField(max_length=10, choices=SheCame, blank=True)
    her_words = models.TextField(blank=True, help_text="What she said there.")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["pregnancy", "reference"], name="a_meeting_has_its_own_reference"),
            models.CheckConstraint(condition=Q(known__lte=F("day")), name="a_meeting_is_known_by_its_day"),
            models.CheckConstraint(
                condition=Q(wishes_asked=Asked.ASKED)
                | Q(wish_venue="", wish_supporter="", wish_easier="", wish_topics=""),
                name="wishes_for_a_meeting_need_a_question",
            ),
            models.CheckConstraint(
                condition=Q(told_her__isnull=False) | Q(told_how="", told_because=""),
                name="how_she_was_told_needs_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.day:%-d %B %Y}"

    @property
    def not_where_she_wished(self) -> bool:
        """She named a kind of place, and it is not where the meeting is booked, or nobody knows that it is."""
        return bool(self.wish_venue) and self.venue != self.wish_venue


class Paper(models.TextChoices):
    """A paper of a meeting."""

    REPORT = "report", "Report"
    MINUTES = "minutes", "Minutes"


class SharedHow(models.TextChoices):
    """What became of a paper that is hers to see."""

    GIVEN = "given", "Given to her"
    READ_THROUGH = "read_through", "Read through with her"
    HER_DECISION = "her_decision", "Offered; she decided not to have it"
    WITHHELD = "withheld", "Withheld from her"


class PaperShared(Fixed):
    """A paper of a meeting shared with her, left at her own wish, or withheld and why; the latest counts."""

    information = Information.CHILD_PROTECTION
    pregnancy_path = "meeting__pregnancy"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="papers")
    paper = models.CharField(max_length=10, choices=Paper)
    how = models.CharField(max_length=15, choices=SharedHow)
    day = models.DateField()
    because = models.CharField(max_length=300, blank=True, help_text="Why it is withheld, or why this is corrected.")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "shared paper"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(how=SharedHow.WITHHELD) | ~Q(because=""), name="a_paper_is_withheld_with_a_reason"
            )
        ]


class Recommendation(Fixed):
    """What the meeting will be asked to decide about her baby; she is told first, or a danger says why not."""

    information = Information.CHILD_PROTECTION
    pregnancy_path = "meeting__pregnancy"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="recommendations")
    words = models.TextField()
    told_on = models.DateField(null=True, blank=True, help_text="The day on which she was told of it.")
    not_told_because = models.CharField(max_length=300, blank=True, help_text="The danger for her or a child.")
    day = models.DateField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(told_on__isnull=False) | ~Q(not_told_because=""),
                name="she_is_told_of_a_recommendation_first_or_a_danger_says_why_not",
            )
        ]


class Came(models.TextChoices):
    """Whether somebody who was asked to a meeting was there."""

    CAME = "came", "Was there"
    APOLOGY = "apology", "Sent an apology"
    ABSENT = "absent", "Was not there"


class Attendee(Edited):
    """Somebody asked to a meeting: a worker, or a person from elsewhere, with what they do and why they are needed."""

    information = Information.CHILD_PROTECTION
    pregnancy_path = "meeting__pregnancy"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendees")
    worker = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120, blank=True, help_text="Of somebody from elsewhere.")
    does = models.CharField(max_length=200, blank=True, help_text="What they do, in words that she would use.")
    why = models.CharField(max_length=300, blank=True, help_text="Why they are needed in the room.")
    for_her = models.BooleanField(default=False, help_text="At her side: a supporter or an advocate.")
    not_needed = models.DateField(null=True, blank=True, help_text="Since when they are no longer asked to come.")
    came = models.CharField(max_length=10, choices=Came, blank=True)

    class Meta:
        ordering = ["-for_her", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(worker__isnull=False, name="") | (Q(worker__isnull=True) & ~Q(name="")),
                name="somebody_at_a_meeting_is_a_worker_or_is_named",
            ),
            models.UniqueConstraint(
                fields=["meeting", "worker"],
                condition=Q(worker__isnull=False),
                name="a_worker_is_asked_to_a_meeting_once",
            ),
        ]

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """Their name."""
        return self.worker.name if self.worker else self.name
