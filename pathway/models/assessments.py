"""What she needs, what she says, and what only a few may read: each in its own table.

Substances and safety details stand apart: no rule's facts can reach them (tests/test_repository.py holds facts.py to it).
"""

from django.db import models
from django.db.models import Q

from ..rules.words import GettingSupport, Help
from .pregnancies import Pregnancy
from .sharing import ByOwnClass, Edited, Fixed, Information


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
    LATE = "late", "What got in the way of coming earlier"
    HOME = "home", "Where she lives"
    HOME_AFTER = "home_after", "Home after the birth"
    MONEY = "money", "Money"
    WORK = "work", "Work and learning"
    CHILDCARE = Help.CHILDCARE.value, "Childcare"
    TRANSPORT = Help.TRANSPORT.value, "Getting to places"
    INTERPRETER = Help.INTERPRETER.value, "Interpreter"
    PLACES = "places", "Where and when to meet"
    HEALTH = "health", "Health"
    FEELINGS = "feelings", "How she feels"
    PAST = "past", "Past experience of services"
    CARE = "care", "Ways to care for her"
    CULTURE = "culture", "Faith, family and customs"


class TopicKind(models.TextChoices):
    """Whether a topic tells of strength, need or something in the way."""

    STRENGTH = "strength", "Strength"
    NEED = "need", "Need"
    BARRIER = "barrier", "Barrier"


STRENGTHS = (Topic.MATTERS, Topic.GOING_WELL, Topic.PEOPLE)
BARRIERS = (Topic.LATE, Topic.CHILDCARE, Topic.TRANSPORT, Topic.INTERPRETER, Topic.PLACES)
KIND_OF: dict[str, TopicKind] = (
    dict.fromkeys(Topic.values, TopicKind.NEED)
    | dict.fromkeys(STRENGTHS, TopicKind.STRENGTH)
    | dict.fromkeys(BARRIERS, TopicKind.BARRIER)
)
HEALTH_TOPICS = (Topic.HEALTH, Topic.FEELINGS)
"""What only those may see whose role covers health; all other topics are needs."""


def class_of(topic: str) -> Information:
    """The class of information to which a topic belongs."""
    return Information.HEALTH if topic in HEALTH_TOPICS else Information.NEEDS


class Need(Edited):
    """One topic of the booking conversation: asked or not, whether she needs help with it, and her own words."""

    information = models.CharField(max_length=20, choices=Information, default=Information.NEEDS)
    pregnancy = models.ForeignKey(Pregnancy, models.PROTECT, related_name="needs")
    topic = models.CharField(max_length=20, choices=Topic)
    asked = models.CharField(max_length=20, choices=Asked, default=Asked.NOT_ASKED)
    needs_help = models.BooleanField(null=True, blank=True)
    her_words = models.TextField(blank=True)
    said_on = models.DateField(null=True, blank=True, help_text="The day on which her words were written down.")

    objects = ByOwnClass.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pregnancy", "topic"], name="a_topic_is_recorded_once_for_a_pregnancy"),
            models.CheckConstraint(
                condition=Q(topic__in=HEALTH_TOPICS, information=Information.HEALTH)
                | (~Q(topic__in=HEALTH_TOPICS) & Q(information=Information.NEEDS)),
                name="a_topic_has_its_own_class_of_information",
            ),
            models.CheckConstraint(
                condition=Q(asked=Asked.ASKED) | Q(needs_help__isnull=True, her_words=""),
                name="an_answer_needs_a_question",
            ),
        ]

    @property
    def kind(self) -> TopicKind:
        """Strength, need or barrier."""
        return KIND_OF[self.topic]

    @property
    def called(self) -> str:
        """What it is about; after a loss nothing is called after a birth."""
        of_a_birth = self.topic == Topic.HOME_AFTER and self.pregnancy.lost_on
        return "Home in the time ahead" if of_a_birth else self.get_topic_display()


class HerPerson(Edited):
    """Somebody who helps her, by her own choice; whom she takes off the list is on no page and no paper any more."""

    information = Information.NEEDS

    pregnancy = models.ForeignKey(Pregnancy, models.PROTECT, related_name="her_people")
    name = models.CharField(max_length=80)
    relation = models.CharField(max_length=80, blank=True, help_text="Who they are to her, such as “my sister”.")
    helps_with = models.CharField(max_length=200, blank=True)
    may_talk = models.BooleanField(null=True, blank=True, help_text="She says that we may talk with them about her.")
    removed = models.DateField(null=True, blank=True, help_text="The day on which she took them off her list.")

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="a_person_of_hers_has_a_name")]

    def __str__(self) -> str:
        return self.name


class Goal(models.TextChoices):
    """What she wants for herself; nobody else's goal is recorded here."""

    SAFER = "safer", "Safer"
    LESS = "less", "Less"
    STEADY = "steady", "Steady"
    STOP = "stop", "Stop"
    NOT_DECIDED = "not_decided", "Not decided"


class SubstanceKind(models.TextChoices):
    """What she may choose from; several at once."""

    ALCOHOL = "alcohol", "Alcohol"
    TOBACCO = "tobacco", "Cigarettes or vaping"
    CANNABIS = "cannabis", "Cannabis"
    PRESCRIBED = "prescribed", "Medicine from a doctor"
    COCAINE = "cocaine", "Cocaine or crack"
    STIMULANTS = "stimulants", "Speed, MDMA or other stimulants"
    BENZODIAZEPINES = "benzodiazepines", "Diazepam or other benzodiazepines"
    GABAPENTINOIDS = "gabapentinoids", "Pregabalin or gabapentin"
    PAINKILLERS = "painkillers", "Codeine, tramadol or other painkillers"
    TREATMENT = "treatment", "Methadone or buprenorphine"
    HEROIN = "heroin", "Heroin"
    OTHER = "other", "Something else"


MANY_OF_A_KIND = (SubstanceKind.PRESCRIBED, SubstanceKind.OTHER)


class SubstanceTalk(Edited):
    """Whether she was asked about alcohol and drugs, and what she says would help. No rule can see this table."""

    information = Information.ALCOHOL_AND_DRUGS

    pregnancy = models.OneToOneField(Pregnancy, models.PROTECT, related_name="substance_talk")
    asked = models.CharField(max_length=20, choices=Asked, default=Asked.NOT_ASKED)
    her_words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(asked=Asked.ASKED) | Q(her_words=""), name="what_would_help_needs_a_question"
            )
        ]


class SubstanceUse(Edited):
    """What she tells of alcohol or a drug, and her own goal. No rule can see this table."""

    information = Information.ALCOHOL_AND_DRUGS

    pregnancy = models.ForeignKey(Pregnancy, models.PROTECT, related_name="substance_uses")
    kind = models.CharField(max_length=20, choices=SubstanceKind, default=SubstanceKind.OTHER)
    substance = models.CharField(max_length=80, help_text="As she calls it.")
    prescribed = models.BooleanField(null=True, blank=True)
    her_goal = models.CharField(max_length=20, choices=Goal, default=Goal.NOT_DECIDED)
    her_words = models.TextField(blank=True)
    recorded_on = models.DateField()
    over = models.DateField(null=True, blank=True, help_text="The day on which she said that it is over.")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pregnancy", "kind"],
                condition=Q(over__isnull=True) & ~Q(kind__in=MANY_OF_A_KIND),
                name="a_kind_of_substance_is_listed_once_at_a_time",
            )
        ]


class SafetyDetail(Edited):
    """What she tells of violence or control, and his behaviour as his. No rule and no print can see this table."""

    information = Information.SAFETY

    pregnancy = models.ForeignKey(Pregnancy, models.PROTECT, related_name="safety_details")
    asked = models.CharField(max_length=20, choices=Asked, default=Asked.NOT_ASKED)
    asked_alone = models.BooleanField(null=True, blank=True)
    her_words = models.TextField(blank=True)
    what_keeps_her_safer = models.TextField(blank=True)
    not_to_say_again = models.TextField(
        blank=True, help_text="What she wants us to know so that she need not tell it again."
    )
    recorded_on = models.DateField()

    class Meta:
        ordering = ["recorded_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(asked=Asked.ASKED) | Q(asked_alone__isnull=False, asked_alone=True),
                name="safety_is_asked_only_when_she_is_alone",
            )
        ]


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


class Answer(Fixed):
    """Her answer to "are you getting the support you were promised?"."""

    information = Information.PATHWAY

    pregnancy = models.ForeignKey(Pregnancy, models.PROTECT, related_name="answers")
    day = models.DateField()
    getting = models.CharField(max_length=4, choices=[(word.value, word.value.capitalize()) for word in GettingSupport])
    her_words = models.TextField(blank=True)

    class Meta:
        ordering = ["day", "pk"]
