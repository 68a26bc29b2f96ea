"""What every page shows: when the clock last came by, what the menu holds; that no browser keeps it; what hides it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from pathway.models import Heartbeat


def clock(request: HttpRequest) -> dict[str, Any]:
    """`clock_at`: the last pass (aware datetime or None); `clock_stopped`: whether it has been too long."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {}
    last = Heartbeat.last()
    return {"clock_at": last and timezone.localtime(last), "clock_stopped": Heartbeat.has_stopped(last)}


def menu(request: HttpRequest) -> dict[str, Any]:
    """`books`: whether this user may book women; `team_led`: the key of a team that they lead, for the menu."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {}
    jobs = request.user.jobs(timezone.localdate()).filter(team__isnull=False).values_list("team", "leads_team")
    teams = dict(jobs.order_by("team", "leads_team"))
    return {"books": bool(teams), "team_led": next((team for team, leads in teams.items() if leads), None)}


def never_kept(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """No answer is kept by a browser or anything on the way: ward computers are shared."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return answer


HIDDEN = "hidden"
"""Stands in the session from the moment somebody hides the screen until they press Start."""
ALWAYS_OPEN = ("blank", "account_login", "account_logout", "healthz")


def stays_hidden(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Once the screen is hidden, the browser's Back button and every other address show the blank page too."""

    def answer(request: HttpRequest) -> HttpResponse:
        open_still = request.path.startswith("/api/") or request.path in {reverse(name) for name in ALWAYS_OPEN}
        if request.method == "GET" and not open_still and request.session.get(HIDDEN):
            return redirect("blank")
        return get_response(request)

    return answer
