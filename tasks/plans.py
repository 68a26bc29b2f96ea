"""The clock's work on printed plans."""

from celery import shared_task
from django.utils import timezone

from pathway.actions import printouts
from pathway.models import PrintRun

HELPERS = 3
"""Messages sent so that idle workers join in; each takes papers that no other has made yet."""


@shared_task
def make_asked_for() -> None:
    """Where a team has asked for its changed plans, make them, and ask idle workers to join."""
    if PrintRun.objects.running().exists():
        for _ in range(HELPERS):
            join_in.delay()
        join_in()


@shared_task
def join_in() -> None:
    """Make papers until none is left."""
    printouts.work_off(today=timezone.localdate())


@shared_task
def make_overnight() -> None:
    """Every agreed version that is on no paper yet gets its paper in the night."""
    if printouts.unmade().exists():
        for _ in range(HELPERS):
            make_some.delay()
        make_some()


@shared_task
def make_some() -> None:
    """Make papers of all teams until none is left."""
    printouts.make_left(today=timezone.localdate())
