"""The clock's counting for the teams' pages."""

from celery import shared_task
from django.utils import timezone

from pathway.actions import tallies


@shared_task
def count_promises() -> None:
    """Count promises kept for every team not counted today."""
    tallies.count_due(today=timezone.localdate())
