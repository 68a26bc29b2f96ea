"""A service's own page: what it has promised this week, what waits to be recorded, its flags and handovers, and who works there."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from pathway import dues
from pathway.models import Contact, Flag, Handover, Involvement, Lead, Service, Support, User, Worker
from pathway.models.sharing import current
from pathway.permissions import administered, liaison_teams, may_say_who_leaves

from .pages import around, page_of
from .seeing import Request
from .teams import teams_led
from .today import MOST_COUNTED

PROMISES_ON_A_PAGE = 25
ONE_WEEK = timedelta(weeks=1)
FLAGS_SHOWN = HANDOVERS_SHOWN = 20
CALLED = Coalesce(NullIf("pregnancy__mother__preferred_name", Value("")), "pregnancy__mother__name")


def open_to(user: User, today: date) -> QuerySet[Service]:
    """The services in which this user works, and those involved now with the women of their liaison team."""
    teams = liaison_teams(user, today)
    involved = Involvement.objects.filter(current(today), pregnancy__team__in=teams, pregnancy__closed__isnull=True)
    own = Service.objects.filter(workers__in=user.jobs(today)).order_by().values("pk")
    near = Service.objects.filter(pk__in=involved.order_by().values("service")).order_by().values("pk")
    return Service.objects.filter(Q(pk__in=own) | Q(pk__in=near))


def service_list(request: Request) -> HttpResponse:
    """The services and teams whose pages are open to this user."""
    today = timezone.localdate()
    own = set(request.user.jobs(today).values_list("service", flat=True))
    services = list(open_to(request.user, today).order_by("name"))
    teams = list(teams_led(request.user, today).select_related("service"))
    context = {
        "own": [service for service in services if service.pk in own],
        "near": [service for service in services if service.pk not in own],
        "teams": teams,
        "sees_lists_out": bool(teams or administered(request.user, today)),
    }
    return render(request, "services/list.html", context)


def service_show(request: Request, pk: int) -> HttpResponse:
    """The page of a service, about the women whom this user may see."""
    today, user = timezone.localdate(), request.user
    service = get_object_or_404(open_to(user, today), pk=pk)
    due, more_due = dues.due_this_week(promises(service, user, today), service, today)
    page = page_of(request, due, PROMISES_ON_A_PAGE)
    waiting = Contact.objects.visible_to(user, today).unrecorded(today).filter(support__pregnancy__closed__isnull=True)
    flags, flags_count = flags_of(service, user, today)
    context: dict[str, Any] = {
        "today": today,
        "service": service,
        "page": page,
        "more_due": more_due,
        "rows": dues.standings(page),
        "around": around(request, page),
        "unrecorded": waiting.filter(support__service=service).order_by()[: MOST_COUNTED + 1].count(),
        "most_counted": MOST_COUNTED,
        "flags": flags,
        "flags_count": flags_count,
        "handovers": handovers_to(service, user, today)[:HANDOVERS_SHOWN],
        "workers": workers_of(service, user, today),
    }
    return render(request, "services/show.html", context)


def workers_of(service: Service, user: User, today: date) -> list[tuple[Worker, bool]]:
    """Who works there by name, each with whether this user may say when they leave."""
    rows = list(Worker.objects.working(today).filter(service=service).select_related("team").order_by("name", "pk"))
    may = may_say_who_leaves(user, rows, today)
    return [(row, row.pk in may) for row in rows]


def promises(service: Service, user: User, today: date) -> Any:
    """The service's promises to women with an open record, by what they are called."""
    rows = Support.objects.visible_to(user, today).filter(service=service, pregnancy__closed__isnull=True)
    return rows.not_over(today - ONE_WEEK).order_by(CALLED, "pk")


def flags_of(service: Service, user: User, today: date) -> tuple[QuerySet[Flag], int]:
    """The most urgent open flags whose next step is this service's, and how many there are, counted so far as "more than" says."""
    rows = Flag.objects.to_show(today).visible_to(user, today).for_service(service)
    rows = rows.filter(pregnancy__closed__isnull=True).most_urgent_first()
    keys = list(rows.values_list("pk", flat=True)[: MOST_COUNTED + 1])
    leading = Prefetch("pregnancy__leads", Lead.objects.on(today).select_related("worker"), to_attr="leading")
    shown = Flag.objects.filter(pk__in=keys[:FLAGS_SHOWN]).most_urgent_first()
    return shown.select_related("pregnancy__mother", "service", "with_worker").prefetch_related(leading), len(keys)


def handovers_to(service: Service, user: User, today: date) -> Any:
    """The handovers that wait for this service's answer, the oldest first."""
    rows = Handover.objects.visible_to(user, today).filter(to_service=service, support__pregnancy__closed__isnull=True)
    rows = rows.filter(accepted__isnull=True, declined__isnull=True).order_by("offered", "pk")
    return rows.select_related("support__pregnancy__mother", "support__service")
