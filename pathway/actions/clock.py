"""How the clock says that it has come by."""

from django.utils import timezone

from ..models import Heartbeat


def beat(*, part: str) -> None:
    """Record that this part of the clock has just come by."""
    now = timezone.now()
    if not Heartbeat.objects.filter(part=part).update(at=now):
        Heartbeat.objects.bulk_create([Heartbeat(part=part, at=now)], ignore_conflicts=True)  # another may be first
