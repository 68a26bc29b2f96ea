"""The clock's work after a rule pack has changed."""

from celery import shared_task
from django.utils import timezone

from pathway.actions import thresholds
from pathway.models import Reassessment

HELPERS = 3
"""Messages sent so that idle workers join in; each takes chunks that no other has in hand."""


@shared_task
def reassess_by_new_packs() -> None:
    """Where a reassessment is running, work on it, and ask idle workers to join."""
    if Reassessment.objects.running().exists():
        for _ in range(HELPERS):
            join_in.delay()
        join_in()


@shared_task
def join_in() -> None:
    """Take chunks until none is left."""
    thresholds.work_off(today=timezone.localdate())


@shared_task
def find_new_packs() -> None:
    """Start a reassessment wherever an upgrade brought a newer pack."""
    thresholds.start_where_packs_changed()
