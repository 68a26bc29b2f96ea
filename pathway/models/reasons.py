"""What got in the way of a contact where it did not feel safe: kept apart, for those alone who may see her safety."""

from django.db import models
from django.db.models import Q

from .contacts import Contact, OutcomeRecord
from .moves import Move
from .sharing import Fixed, Information


class NotSafe(Fixed):
    """It did not feel safe, of one record of an outcome or of one move; that row itself says that she would rather not say."""

    information = Information.SAFETY
    pregnancy_path = "contact__support__pregnancy"

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="+")
    record = models.OneToOneField(OutcomeRecord, models.PROTECT, null=True, related_name="+")
    move = models.OneToOneField(Move, models.PROTECT, null=True, related_name="+")
    words = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "not safe"
        constraints = [
            models.CheckConstraint(
                condition=Q(record__isnull=True, move__isnull=False) | Q(record__isnull=False, move__isnull=True),
                name="it_was_not_safe_for_one_outcome_or_one_move",
            )
        ]
