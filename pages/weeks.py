"""A week at a glance: hers, mine, or a colleague's in the same service."""

import re
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from pathway.models import Contact, Information, Meeting, Role, User, Worker
from pathway.models.meetings import Attendee
from pathway.week import Item, days_of, of_contact, of_meeting, sums_of

from . import her_page, recording
from .seeing import Request, sees

WEEK = timedelta(weeks=1)
FURTHEST = timedelta(days=3 * 365)
ISO_WEEK = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)


def monday_of(text: str, today: date) -> date:
    """The Monday of a week said as “2026-W48” or as one of its days; this week's where it cannot be meant."""
    said = today
    with suppress(ValueError):
        week = ISO_WEEK.fullmatch(text)
        said = date.fromisocalendar(int(week[1]), int(week[2]), 1) if week else date.fromisoformat(text)
    said = said if abs(said - today) <= FURTHEST else today
    return said - timedelta(days=said.weekday())


def said_as(monday: date) -> str:
    """A week, as its address says it: 2026-W48."""
    return f"{monday:%G-W%V}"


def contacts_in(monday: date, contacts: QuerySet[Contact]) -> list[Item]:
    """The contacts of a week, with all that a page says of them."""
    rows = contacts.filter(day__range=(monday, monday + WEEK - timedelta(days=1)), entered_in_error="")
    rows = rows.select_related("support__pregnancy__mother", "support__service", "worker").prefetch_related(
        "records", "moves"
    )
    return [of_contact(contact) for contact in rows]


def meetings_in(monday: date, meetings: QuerySet[Meeting]) -> list[Item]:
    """The meetings of a week."""
    rows = meetings.filter(day__range=(monday, monday + WEEK - timedelta(days=1)))
    return [of_meeting(meeting) for meeting in rows.select_related("pregnancy__mother")]


def week_page(request: Request, monday: date, items: list[Item], today: date, **more: Any) -> HttpResponse:
    """The page of a week, with the weeks before and after."""
    days = days_of(items, monday, hers="pregnancy" in more)
    context = {
        "today": today,
        "monday": monday,
        "sunday": monday + WEEK - timedelta(days=1),
        "days": days,
        "sums": sums_of(days),
        "of": said_as(monday),
        "before": said_as(monday - WEEK),
        "after": said_as(monday + WEEK),
        "is_now": monday <= today < monday + WEEK,
    }
    return render(request, "weeks/week.html", context | recording.panel(request, today) | more)


def pregnancy_week(request: Request, pk: int) -> HttpResponse:
    """Her week: contacts, and meetings for those who may see them."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    monday = monday_of(request.GET.get("of", ""), today)
    items = contacts_in(monday, Contact.objects.filter(support__pregnancy=pregnancy))
    if Information.CHILD_PROTECTION in sees(pregnancy):
        items += meetings_in(monday, Meeting.objects.filter(pregnancy=pregnancy))
    return week_page(request, monday, items, today, pregnancy=pregnancy)


def of_workers(request: Request, workers: Any, today: date, **more: Any) -> HttpResponse:
    """What these jobs hold in a week, as far as this user may see the women."""
    monday = monday_of(request.GET.get("of", ""), today)
    items = contacts_in(monday, Contact.objects.visible_to(request.user, today).filter(worker__in=workers))
    asked = Attendee.objects.filter(worker__in=workers, not_needed__isnull=True).values("meeting")
    items += meetings_in(monday, Meeting.objects.visible_to(request.user, today).filter(pk__in=asked))
    return week_page(request, monday, items, today, colleagues=colleagues_of(request.user, today), **more)


def colleagues_of(user: User, today: date) -> QuerySet[Worker]:
    """Those who see women in a service in which this user works too, by name."""
    services = user.jobs(today).order_by().values("service")
    return (
        Worker.objects.filter(service__in=services)
        .exclude(user=user)
        .exclude(role=Role.ADMINISTRATOR)
        .working(today)
        .select_related("service")
        .order_by("name", "pk")
    )


def my_week(request: Request) -> HttpResponse:
    """My own week, over all my jobs."""
    today = timezone.localdate()
    return of_workers(request, request.user.jobs(today), today)


def worker_week(request: Request, pk: int) -> HttpResponse:
    """A colleague's week, for those of the same service."""
    today = timezone.localdate()
    if request.user.jobs(today).filter(pk=pk).exists():
        return redirect("my_week")
    worker = colleagues_of(request.user, today).filter(pk=pk).first()
    if worker is None:
        raise Http404("This is not open to you.")
    return of_workers(request, [worker], today, worker=worker)
