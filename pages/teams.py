"""A team lead's page: what was passed to them, how much there is to do, and which promises services keep."""

from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from pathway import workload
from pathway.models import Counted, Flag, Lead, Tally, Team, User
from pathway.plots import Plot, plot
from pathway.tallies import Count, first_month, months_until, shown

from .seeing import Request

ESCALATIONS_SHOWN = 50
PHASES = {False: "before the birth", True: "after the birth"}
TOGETHER = "All services together"


def teams_led(user: User, today: date) -> Any:
    """The teams that this user leads today."""
    return Team.objects.filter(workers__in=user.jobs(today).filter(leads_team=True)).distinct()


def team_show(request: Request, pk: int) -> HttpResponse:
    """The page of a team, for those who lead it."""
    today = timezone.localdate()
    team = get_object_or_404(teams_led(request.user, today).select_related("service__trust"), pk=pk)
    passed = list(escalations(team, request.user, today)[: ESCALATIONS_SHOWN + 1])
    services, shares = workload.by_service(team, today), workload.by_worker(team, today)
    loads = [line.past.plus(line.ahead) for line in services]
    context = {
        "today": today,
        "team": team,
        "passed": passed[:ESCALATIONS_SHOWN],
        "more_passed": len(passed) > ESCALATIONS_SHOWN,
        "mondays": workload.mondays(today),
        "services": services,
        "shares": shares,
        "without_length": workload.together(loads).unknown,
        "kept": kept_by_service(team, today),
        "counted": Counted.objects.filter(team=team).first(),
    }
    return render(request, "teams/show.html", context)


def escalations(team: Team, user: User, today: date) -> Any:
    """The open flags of the team's women that nobody acknowledged in time, the most urgent first."""
    leading = Prefetch("pregnancy__leads", Lead.objects.on(today).select_related("worker"), to_attr="leading")
    flags = Flag.objects.to_show(today).visible_to(user, today).most_urgent_first()
    flags = flags.filter(pregnancy__team=team, pregnancy__closed__isnull=True)
    flags = flags.filter(escalated_on__isnull=False, acknowledged_on__isnull=True)
    return flags.select_related("pregnancy__mother", "service", "with_worker").prefetch_related(leading)


class Kept(NamedTuple):
    """One service's promises, month by month: the drawing, and the numbers (before the birth, after it) beneath."""

    name: str
    plot: Plot
    rows: list[tuple[date, Count | None, Count | None]]
    hidden: bool
    any: bool


def kept_by_service(team: Team, today: date) -> list[Kept]:
    """All services together, then each in order of name; numbers of fewer than five women are not there."""
    tallies = Tally.objects.filter(team=team, month__gte=first_month(today)).select_related("service")
    by_place = groupby(tallies.order_by("month", "after_birth"), key=lambda row: (row.month, row.after_birth))
    places = {
        place: shown({row.service.name: Count(row.women, row.promised, row.kept) for row in rows})
        for place, rows in by_place
    }
    names = sorted({name for row in places.values() for name in row.counts})
    drawn = [
        kept(name, {place: row.counts.get(name, Count(0, 0, 0)) for place, row in places.items()}, today)
        for name in names
    ]
    return [kept(TOGETHER, {place: row.together for place, row in places.items()}, today), *drawn] if drawn else []


def kept(name: str, counts: dict[tuple[date, bool], Count | None], today: date) -> Kept:
    """One service's months; None is hidden, and a count of nothing is nothing promised."""
    nothing = Count(0, 0, 0)
    months = months_until(today)
    series = {words: [counts.get((month, after), nothing) for month in months] for after, words in PHASES.items()}
    shares = {words: [share(count) for count in row] for words, row in series.items()}
    rows = list(zip(months, *series.values(), strict=True))
    told = [(month, before, after) for month, before, after in rows if before != nothing or after != nothing]
    hidden = any(None in (before, after) for _, before, after in told)
    return Kept(
        name, plot(months, shares), told, hidden, any(point is not None for row in shares.values() for point in row)
    )


def share(count: Count | None) -> float | None:
    """How much of what was promised came."""
    return count.kept / count.promised if count and count.promised else None
