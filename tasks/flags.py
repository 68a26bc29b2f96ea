"""The clock's work on flags."""

from celery import shared_task
from django.utils import timezone

from pathway.actions import flags


@shared_task
def reassess_due() -> None:
    """Judge every woman whose verdict can differ today."""
    flags.sweep(today=timezone.localdate())


@shared_task
def escalate_unacknowledged() -> None:
    """Tell the team lead of what nobody has acknowledged in time."""
    flags.escalate(today=timezone.localdate())
