"""How the clock says that it has come by."""

from django.utils import timezone

from ..models import Heartbeat


def beat(*, part: str) -> None:
    """Record that this part of the clock has just come by."""
    Heartbeat.objects.update_or_create(part=part, defaults={"at": timezone.now()})
