"""For the machines that watch over this one, and for hiding a screen: pages without any data."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from pathway.models import Heartbeat


@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:
    """Whether the database answers, and how many seconds ago the clock came by (null: never)."""
    try:
        last = Heartbeat.objects.filter(part="reassess").first()
    except DatabaseError:
        return JsonResponse({"database": "does not answer"}, status=503)
    seconds = int((timezone.now() - last.at).total_seconds()) if last else None
    return JsonResponse({"database": "answers", "seconds_since_clock": seconds})


@login_not_required
def blank(request: HttpRequest) -> HttpResponse:
    """A page that tells nothing, for when somebody looks over a shoulder."""
    return render(request, "blank.html")
