"""What every page shows: when the clock last came by, and whether it has stopped."""

from typing import Any

from django.http import HttpRequest

from pathway.models import Heartbeat


def clock(request: HttpRequest) -> dict[str, Any]:
    """`clock_at`: the last pass (aware datetime or None); `clock_stopped`: whether it has been too long."""
    if not request.user.is_authenticated:
        return {}
    last = Heartbeat.objects.filter(part="reassess").first()
    return {"clock_at": last.at if last else None, "clock_stopped": Heartbeat.has_stopped()}
