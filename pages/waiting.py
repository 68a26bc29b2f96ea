"""Contacts that wait for their outcome: a queue by service and worker, recorded from the list without leaving it."""

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from pathway.models import Contact, Lead, Service, User, Worker

from . import recording
from .pages import around, page_of
from .seeing import Request

CONTACTS_ON_A_PAGE = 30
Numbers = dict[tuple[int, int | None], int]
NOBODY = "nobody"
"""Stands in the address for contacts that no worker is named for."""


def contacts_waiting(user: User, today: date) -> QuerySet[Contact]:
    """Contacts of open records whose day has come and whose outcome nobody has recorded, the oldest first."""
    waiting = Contact.objects.visible_to(user, today).unrecorded(today).filter(support__pregnancy__closed__isnull=True)
    rows: QuerySet[Contact] = waiting.select_related("support__pregnancy__mother", "support__service", "worker")
    return rows.order_by("day", "at", "pk")


def contacts_of_mine(contacts: QuerySet[Contact], user: User, today: date) -> QuerySet[Contact]:
    """Those that this user was to see to; where nobody is named, those of the women whom this user leads."""
    jobs = user.jobs(today)
    led = Lead.objects.on(today).filter(worker__in=jobs).order_by().values("pregnancy")
    return contacts.filter(Q(worker__in=jobs) | Q(worker__isnull=True, support__pregnancy__in=led))


def number_of(text: str) -> int | None:
    """A key out of an address."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= recording.LONGEST_KEY else None


def narrowed(contacts: QuerySet[Contact], service: str, worker: str) -> QuerySet[Contact]:
    """Those of one service, and of one worker or nobody."""
    if (key := number_of(service)) is not None:
        contacts = contacts.filter(support__service=key)
    if worker == NOBODY:
        return contacts.filter(worker__isnull=True)
    return contacts if (key := number_of(worker)) is None else contacts.filter(worker=key)


def numbers_waiting(waiting: QuerySet[Contact]) -> Numbers:
    """How many wait, by service and worker: one query for all that the page counts."""
    each = waiting.order_by().values_list("support__service", "worker").annotate(number=Count("pk"))
    return {(service, worker): number for service, worker, number in each}


def count_of(numbers: Numbers, service: str, worker: str) -> int:
    """How many of those wait in one service, and with one worker or nobody, as `narrowed` has them."""
    of_service, of_worker = number_of(service), number_of(worker)
    return sum(
        number
        for (its_service, its_worker), number in numbers.items()
        if of_service in (None, its_service)
        and (its_worker is None if worker == NOBODY else of_worker in (None, its_worker))
    )


def choices(numbers: Numbers) -> dict[str, Any]:
    """The services with the number that wait in each, and the workers by name, without numbers: no table of people."""
    by_service: Counter[int] = Counter()
    for (service, _), number in numbers.items():
        by_service[service] += number
    workers = Worker.objects.filter(pk__in={worker for _, worker in numbers if worker}).order_by("name", "pk")
    services = [(service, by_service[service.pk]) for service in Service.objects.filter(pk__in=by_service)]
    return {"services": services, "workers": list(workers.select_related("service"))}


def contacts_unrecorded(request: Request) -> HttpResponse:
    """Every contact that waits for its outcome, of all services or one."""
    day = timezone.localdate()
    service, worker = request.GET.get("service", ""), request.GET.get("worker", "")
    waiting = contacts_waiting(request.user, day)
    numbers = numbers_waiting(waiting)
    count = count_of(numbers, service, worker)
    page = page_of(request, narrowed(waiting, service, worker), CONTACTS_ON_A_PAGE, count)
    context = {"today": day, "page": page, "around": around(request, page), "service": service, "worker": worker}
    return render(request, "contacts/unrecorded.html", context | choices(numbers) | recording.panel(request, day))
