"""For the machines that watch over this one, and for hiding a screen: pages without any data."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from pathway.models import Heartbeat

from .context import HIDDEN


@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:
    """Whether the database answers, and how many seconds ago the clock came by (null: never)."""
    try:
        last = Heartbeat.last()
    except DatabaseError:
        return JsonResponse({"database": "does not answer"}, status=503)
    seconds = int((timezone.now() - last).total_seconds()) if last else None
    return JsonResponse({"database": "answers", "seconds_since_clock": seconds})


@login_not_required
def blank(request: HttpRequest) -> HttpResponse:
    """A page that tells nothing, for when somebody looks over a shoulder; all stays hidden until Start is pressed."""
    if request.method == "POST":
        request.session.pop(HIDDEN, None)
        return redirect("today")
    if request.user.is_authenticated:
        request.session[HIDDEN] = True
    return render(request, "blank.html")


def keys(request: HttpRequest) -> HttpResponse:
    """How to hide the screen, and how to work by keyboard, on a phone and on paper."""
    return render(request, "keys.html")
