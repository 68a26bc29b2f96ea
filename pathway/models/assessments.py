"""What she needs, what she says, and what only a few may read: each in its own table.

Substances and safety details stand apart: no rule's facts can reach them (tests/test_repository.py holds facts.py to it).
"""

from django.db import models
from django.db.models import F, Q

from ..rules.words import GettingSupport, Help
from .pregnancies import Pregnancy
from .services import Service
from .sharing import Edited, Fixed, Information


class Asked(models.TextChoices):
    """Whether a question was put; not asked is never read as no."""

    NOT_ASKED = "not_asked", "Not asked yet"
    ASKED = "asked", "Asked"
    RATHER_NOT_SAY = "rather_not_say", "She would rather not say"


class Topic(models.TextChoices):
    """What the booking conversation is about, in the order of a real conversation."""

    MATTERS = "matters", "What matters to her"
    GOING_WELL = "going_well", "What is going well"
    PEOPLE = "people", "Who is around her"
    HOME = "home", "Where she lives"
    MONEY = "money", "Money"
    CHILDCARE = Help.CHILDCARE.value, "Childcare"
    TRANSPORT = Help.TRANSPORT.value, "Getting to places"
    INTERPRETER = Help.INTERPRETER.value, "Interpreter"
    CARE = "care", "Ways to care for her"
    PAST = "past", "Past experience of services"
    WORK = "work", "Work and learning"


class TopicKind(models.TextChoices):
    """Whether a topic tells of strength, need or something in the way."""

    STRENGTH = "strength", "Strength"
    NEED = "need", "Need"
    BARRIER = "barrier", "Barrier"


KIND_OF: dict[str, TopicKind] = {
    Topic.MATTERS: TopicKind.STRENGTH,
    Topic.GOING_WELL: TopicKind.STRENGTH,
    Topic.PEOPLE: TopicKind.STRENGTH,
    Topic.HOME: TopicKind.NEED,
    Topic.MONEY: TopicKind.NEED,
    Topic.CHILDCARE: TopicKind.BARRIER,
    Topic.TRANSPORT: TopicKind.BARRIER,
    Topic.INTERPRETER: TopicKind.BARRIER,
    Topic.CARE: TopicKind.NEED,
    Topic.PAST: TopicKind.NEED,
    Topic.WORK: TopicKind.NEED,
}


class Need(Edited):
    """One topic of the booking conversation: asked or not, whether she needs help with it, and her own words."""

    information = Information.NEEDS

    pregnancy = models.ForeignKey(Pregnancy, models.PROTECT, related_name="needs")
    topic = models.CharField(max_length=20, choices=Topic)
    asked = models.CharField(max_length=20, choices=Asked, default=Asked.NOT_ASKED)
    needs_help = models.BooleanField(null=True, blank=True)
    her_words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pregnancy", "topic"], name="a_topic_is_recorded_once_for_a_pregnancy"),
            models.CheckConstraint(
                condition=Q(asked=Asked.ASKED) | Q(needs_help__isnull=True, her_words=""),
                name="an_answer_needs_a_question",
            ),
        ]

    @property
    def kind(self) -> TopicKind:
        """Strength, need or barrier."""
        return KIND_OF[self.topic]


class Goal(models.TextChoices):
    """What she wants for herself; nobody else's goal is recorded here."""

    SAFER = "safer", "Safer"
    LESS = "less", "Less"
    STEADY = "steady", "Steady"
    STOP = "stop", "Stop"
    NOT_DECIDED = "not_decided", "Not decided"


class SubstanceUse(Edited):
    """What she tells of alcohol or a drug, and her own goal. No rule can see this table."""

    information = Information.ALCOHOL_AND_DRUGS

    pregnancy = models.ForeignKey(Pregnancy, models.PROTECT, related_name="substance_uses")
    substance = models.CharField(max_length=80)
    prescribed = models.BooleanField(null=True, blank=True)
    her_goal = models.CharField(max_length=20, choices=Goal, default=Goal.NOT_DECIDED)
    her_words = models.TextField(blank=True)
    recorded_on = models.DateField()


class SafetyDetail(Edited):
    """What she tells of violence or control, and his behaviour as his. No rule and no print can see this table."""

    information = Information.SAFETY

    pregnancy = models.ForeignKey(Pregnancy, models.PROTECT, related_name="safety_details")
    asked = models.CharField(max_length=20, choices=Asked, default=Asked.NOT_ASKED)
    asked_alone = models.BooleanField(null=True, blank=True)
    her_words = models.TextField(blank=True)
    what_keeps_her_safer = models.TextField(blank=True)
    recorded_on = models.DateField()


class Route(models.TextChoices):
    """A way of reaching her."""

    BY_HAND = "by_hand", "By hand"
    PHONE = "phone", "Phone"
    TEXT = "text", "Text message"
    EMAIL = "email", "Email"
    POST = "post", "Post"
    HOME = "home", "Visit at home"


class SafeContact(Fixed):
    """Her answer on a day whether a way of reaching her is safe; the latest counts, and no answer means not safe."""

    information = Information.PATHWAY

    pregnancy = models.ForeignKey(Pregnancy, models.PROTECT, related_name="safe_contacts")
    route = models.CharField(max_length=10, choices=Route)
    safe = models.BooleanField()
    answered_on = models.DateField()
    note = models.CharField(max_length=300, blank=True, help_text="Such as “only before three”.")

    class Meta:
        ordering = ["answered_on", "pk"]


class PracticalRequest(Edited):
    """Practical help that she asked a service for: a nursery place, housing, money."""

    information = Information.NEEDS

    pregnancy = models.ForeignKey(Pregnancy, models.PROTECT, related_name="requests")
    reference = models.SlugField(max_length=60)
    what = models.CharField(max_length=200)
    service = models.ForeignKey(Service, models.PROTECT, related_name="requests")
    asked = models.DateField()
    answered = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pregnancy", "reference"], name="a_request_has_its_own_reference"),
            models.CheckConstraint(
                condition=Q(answered__isnull=True) | Q(answered__gte=F("asked")),
                name="a_request_is_not_answered_before_it_is_asked",
            ),
        ]


class Answer(Fixed):
    """Her answer to "are you getting the support you were promised?"."""

    information = Information.PATHWAY

    pregnancy = models.ForeignKey(Pregnancy, models.PROTECT, related_name="answers")
    day = models.DateField()
    getting = models.CharField(max_length=4, choices=[(word.value, word.value.capitalize()) for word in GettingSupport])
    her_words = models.TextField(blank=True)

    class Meta:
        ordering = ["day", "pk"]
