"""What was sent with a key of its own: by another system, the same within a day, or by a form, within a moment, is done once."""

from datetime import timedelta

from django.db import models

from .services import User

KEPT = timedelta(hours=24)
A_MOMENT = timedelta(minutes=1)
"""Within which the same form comes twice only because a button was pressed twice."""


class Sending(models.Model):
    """One write by one key. It names the record that was made, and repeats nothing of what was sent."""

    by = models.ForeignKey(User, models.CASCADE, related_name="sendings")
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the address and the body.")
    made = models.BigIntegerField(help_text="The key of the record that was made.")
    records = models.TextField(blank=True, help_text="What a form made, such as “contact 12 13”.")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by", "key"], name="a_key_is_sent_once_by_a_person")]
