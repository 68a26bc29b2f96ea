"""What is asked of her: how binding it is, on whose word, until when, and the help that makes it possible."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from .plans import Support
from .pregnancies import Pregnancy
from .services import Service
from .sharing import ByOwnClass, Edited, Information


class Binding(models.TextChoices):
    """How binding something is that is asked of her."""

    HER_CHOICE = "her_choice", "Her choice"
    AGREED = "agreed", "Agreed together"
    REQUIRED = "required", "Required"


class RequiredBy(models.TextChoices):
    """Whose requirement it is; who may read of it follows from that."""

    SOCIAL_CARE = "social_care", "Children’s social care"
    COURT = "court", "A court"
    OTHER = "other", "Somebody else"


CONFINED = Q(binding=Binding.REQUIRED) & ~Q(required_by=RequiredBy.OTHER)
"""These tell of a child protection plan or a case in court; so may one of which nobody has said whose it is."""


def class_of(binding: str, required_by: str) -> Information:
    """The class of information to which such an ask belongs."""
    confined = binding == Binding.REQUIRED and required_by != RequiredBy.OTHER
    return Information.CHILD_PROTECTION if confined else Information.PATHWAY


class AskQuerySet(ByOwnClass):
    """Questions about many asks."""

    def standing(self) -> Self:
        """Those that have not ended."""
        return self.filter(ended__isnull=True)


class Ask(Edited):
    """Something asked of her; what is required says by whom, what is enough, when it is reviewed and how it ends.

    Each has its own class of information: `class_of`.
    """

    information = models.CharField(max_length=20, choices=Information, default=Information.PATHWAY)
    pregnancy = models.ForeignKey(Pregnancy, models.PROTECT, related_name="asks")
    what = models.CharField(max_length=200)
    binding = models.CharField(max_length=12, choices=Binding, default=Binding.AGREED)
    why = models.CharField(max_length=300, blank=True)
    required_by = models.CharField(
        max_length=12, choices=RequiredBy, blank=True, help_text="Empty: nobody has said, as before it was asked."
    )
    authority = models.CharField(max_length=200, blank=True, help_text="By whom, and on what authority.")
    enough = models.CharField(max_length=300, blank=True, help_text="What enough looks like.")
    review = models.DateField(null=True, blank=True, help_text="When it is looked at again.")
    ends_when = models.CharField(max_length=300, blank=True, help_text="How it ends.")
    until = models.DateField(null=True, blank=True, help_text="Its last day, unless it is agreed anew.")
    if_not = models.CharField(max_length=300, blank=True, help_text="What happens if it does not work out.")
    support = models.ForeignKey(Support, models.PROTECT, null=True, blank=True, related_name="asks")
    help_words = models.CharField(max_length=200, blank=True, help_text="The help that makes it possible, in words.")
    help_service = models.ForeignKey(Service, models.PROTECT, null=True, blank=True, related_name="asks")
    set_on = models.DateField()
    ended = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=200, blank=True)

    objects = AskQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(CONFINED & Q(information=Information.CHILD_PROTECTION))
                | (~CONFINED & Q(information=Information.PATHWAY)),
                name="an_ask_is_in_the_class_of_whoever_requires_it",
            ),
            models.CheckConstraint(condition=~Q(what=""), name="an_ask_says_what_is_asked"),
            models.CheckConstraint(
                condition=~Q(binding=Binding.REQUIRED)
                | (~Q(authority="") & ~Q(enough="") & ~Q(ends_when="") & Q(review__isnull=False, until__isnull=False)),
                name="a_requirement_says_by_whom_what_is_enough_and_when_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(review__isnull=True) | Q(until__isnull=True) | Q(review__lte=F("until")),
                name="an_ask_is_reviewed_before_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(help_words="", help_service__isnull=True)
                | (~Q(help_words="") & Q(help_service__isnull=False)),
                name="help_in_words_names_the_service_that_gives_it",
            ),
            models.CheckConstraint(
                condition=Q(ended__isnull=True) | Q(ended__gte=F("set_on")), name="an_ask_does_not_end_before_it_is_set"
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def has_help(self) -> bool:
        """Some help makes it possible: a promised support, or help in words from a service."""
        return self.support_id is not None or bool(self.help_words)
