"""How the clock says that it has come by."""

from django.utils import timezone

from ..models import Heartbeat


def beat(*, part: str) -> None:
    """Record that this part of the clock has just come by."""
    now = Heartbeat(part=part, at=timezone.now())
    Heartbeat.objects.bulk_create([now], update_conflicts=True, unique_fields=["part"], update_fields=["at"])
