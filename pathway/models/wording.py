"""Wording that people have looked at: reviews of cards and catalogues, and words kept on a paper for a reason."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q

from .services import Trust
from .sharing import ByOwnClass, Fixed, Information


class WordingReview(models.Model):
    """A named person has read a fact card or a language catalogue and stands for it until a day.

    It holds for the wording with this digest alone: changed words are not reviewed.
    """

    trust = models.ForeignKey(Trust, models.PROTECT, related_name="wording_reviews")
    wording = models.CharField(max_length=60, help_text="Such as “card feeding” or “catalogue cy”.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the wording that was read.")
    reviewer = models.CharField(max_length=120)
    job = models.CharField(max_length=120)
    reviewed = models.DateField()
    expires = models.DateField(help_text="The last day on which it may be printed.")
    by = models.ForeignKey("User", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["reviewed", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(expires__gt=F("reviewed")), name="a_review_expires_after_its_day"),
            models.CheckConstraint(condition=~Q(reviewer=""), name="a_review_names_who_read_it"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new row; an old one stays as it is."""
        if not self._state.adding:
            raise TypeError("A review is never changed; write a new one.")
        super().save(*args, **kwargs)

    def stands(self, today: date) -> bool:
        """It holds on this day."""
        return self.reviewed <= today <= self.expires


class KeptWord(Fixed):
    """A word that the language check remarked on, kept on her paper or in her notes, and why."""

    information = models.CharField(max_length=20, choices=Information, default=Information.PATHWAY)
    pregnancy = models.ForeignKey("Pregnancy", models.PROTECT, related_name="kept_words")
    term = models.CharField(max_length=60, help_text="The row of the table of words.")
    found = models.CharField(max_length=120, help_text="The words as they stand.")
    because = models.CharField(max_length=300)
    day = models.DateField()
    by = models.ForeignKey("User", models.PROTECT, null=True, related_name="+")

    objects = ByOwnClass.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(because=""), name="a_word_is_kept_for_a_reason")]
