"""Who is involved with her, why, and what each may see: rows read once, told in words by the pages."""

from collections import defaultdict
from datetime import date, datetime
from typing import NamedTuple

from .models import (
    SEES,
    Event,
    Handover,
    Information,
    Involvement,
    PracticalRequest,
    Pregnancy,
    Role,
    Service,
    Support,
    User,
    Worker,
)
from .models.sharing import current

TOLD = {
    "sharing.involve": "opened her record to {service}",
    "sharing.end_involvement": "ended the access of {service}, last day {until}",
    "exports.note_paper": "opened {paper} to print it",
}
"""What of the log is about who came to know of her, in words."""
MOST_TOLD = 100


class Why(NamedTuple):
    """What a service does for her now: promises that are not over, what it was offered, what she asked it for, who leads."""

    supports: list[Support]
    handovers: list[Handover]
    requests: list[PracticalRequest]
    leads: list[Worker]

    @property
    def nothing(self) -> bool:
        """Nothing of theirs stands any more."""
        return not any(self)


class Involved(NamedTuple):
    """One service involved with her, and the people there who can open her page with the roles they have."""

    involvement: Involvement
    why: Why
    roles: dict[str, list[Worker]]


def reasons(pregnancy: Pregnancy, today: date) -> dict[int, Why]:
    """For each service what it does for her now, in four queries."""
    found: dict[int, Why] = defaultdict(lambda: Why([], [], [], []))
    for support in pregnancy.supports.not_over(today).select_related("service"):
        found[support.service_id].supports.append(support)
    offers = Handover.objects.filter(support__pregnancy=pregnancy).with_seen(today).under_way()
    for handover in offers.select_related("support__service", "to_service"):
        found[handover.to_service_id].handovers.append(handover)
    for request in pregnancy.requests.filter(answered__isnull=True):
        found[request.service_id].requests.append(request)
    for lead in pregnancy.leads.on(today).select_related("worker"):
        found[lead.worker.service_id].leads.append(lead.worker)
    return found


def gives_nothing(pregnancy: Pregnancy, service: Service, today: date) -> bool:
    """The service has no promise, offer, request or lead left with her."""
    return reasons(pregnancy, today)[service.pk].nothing


def involved(pregnancy: Pregnancy, today: date) -> list[Involved]:
    """Each service involved today, her liaison team's own included by its rows, with its reasons and its people."""
    rows = list(pregnancy.involvements.filter(current(today)).select_related("service").order_by("service__name"))
    why = reasons(pregnancy, today)
    people: dict[int, dict[str, list[Worker]]] = defaultdict(lambda: defaultdict(list))
    for worker in Worker.objects.working(today).filter(service__in=[row.service_id for row in rows]):
        people[worker.service_id][worker.role].append(worker)
    return [Involved(row, why[row.service_id], dict(people[row.service_id])) for row in rows]


class Disclosure(NamedTuple):
    """Who gave whom access to her record, took it away, or opened a paper about her to print it, and when."""

    at: datetime
    who: str
    words: str


def disclosures(pregnancy: Pregnancy, user: User, today: date) -> list[Disclosure]:
    """The latest first, as far as this user may see them."""
    events = Event.objects.visible_to(user, today).filter(pregnancy=pregnancy, verb__in=TOLD)
    names = {f"involvement {row.pk}": row.service.name for row in pregnancy.involvements.select_related("service")}
    return [
        Disclosure(
            event.at,
            event.by.name if event.by else "Alongside (loaded from a file)",
            TOLD[event.verb].format(service=names.get(event.record, "a service"), **said(event)),
        )
        for event in events.select_related("by").order_by("-pk")[:MOST_TOLD]
    ]


def said(event: Event) -> dict[str, str]:
    """What an event made of each field, with its last day as people write it."""
    now = {name: str(new) for name, (_, new) in event.changes.items()}
    return now | (
        {"until": f"{date.fromisoformat(now['until']):%-d %B %Y}"} if "until" in now else {"until": "unchanged"}
    )


def loses(service: Service, today: date) -> list[tuple[Worker, list[str]]]:
    """Who in a service sees her record while it is involved, and which classes of information each sees."""
    found = []
    for worker in service.workers.working(today):
        classes = [item.label for item in Information if item in SEES[worker.role]]
        if classes:
            found.append((worker, classes))
    return found


def roles_with(information: str) -> list[Role]:
    """The roles that may see a class of information."""
    return [role for role in Role if information in SEES[role]]
