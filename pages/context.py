"""What every page shows: when the clock last came by, and whether it has stopped; and that no browser keeps it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from pathway.models import Heartbeat
from pathway.models.events import CLOCK_MAY_REST


def clock(request: HttpRequest) -> dict[str, Any]:
    """`clock_at`: the last pass (aware datetime or None); `clock_stopped`: whether it has been too long."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {}
    last = Heartbeat.objects.filter(part="reassess").first()
    stopped = last is None or timezone.now() - last.at > CLOCK_MAY_REST
    return {"clock_at": timezone.localtime(last.at) if last else None, "clock_stopped": stopped}


def never_kept(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """No answer is kept by a browser or anything on the way: ward computers are shared."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return answer
