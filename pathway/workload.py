"""Workload: contacts and hours by week, of a service or a worker. It says how much there is to do, and nothing of anybody."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Q, Sum

from .models import Contact, Lead, Team, Worker
from .rules.words import Outcome
from .strip import monday_of

WEEKS_BACK = WEEKS_AHEAD = 4
WEEK, ONE_DAY = timedelta(weeks=1), timedelta(days=1)
NOT_HELD = (Outcome.CANCELLED_BY_SERVICE.value, Outcome.CANCELLED_BY_HER.value)
"""A contact that was called off took nobody's time; one to which she could not come did."""


class Load(NamedTuple):
    """So many contacts; the minutes of those whose length is recorded, and how many have none."""

    contacts: int = 0
    minutes: int = 0
    unknown: int = 0

    @property
    def hours(self) -> str:
        """Hours to the nearest half, in words: 7½ h."""
        whole, half = divmod(round(self.minutes / 30), 2)
        return f"{whole or '' if half else whole}{'½' if half else ''}\N{NO-BREAK SPACE}h"

    def plus(self, other: "Load") -> "Load":
        """Both together."""
        return Load(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


class Line(NamedTuple):
    """Whose load it is, and the load of each week in order."""

    whose: Any
    weeks: list[Load]

    @property
    def past(self) -> Load:
        """The weeks before this one."""
        return together(self.weeks[:WEEKS_BACK])

    @property
    def ahead(self) -> Load:
        """This week and those that come."""
        return together(self.weeks[WEEKS_BACK:])


def together(loads: Iterable[Load]) -> Load:
    """The sum of some loads."""
    total = Load()
    for load in loads:
        total = total.plus(load)
    return total


def mondays(today: date) -> list[date]:
    """The weeks that are shown: four past ones, this one, and three that come."""
    return [monday_of(today) + number * WEEK for number in range(-WEEKS_BACK, WEEKS_AHEAD)]


def loads(contacts: Q, by: str, today: date) -> dict[Any, list[Load]]:
    """The weeks' loads of some contacts, by a field of theirs: one query."""
    weeks = mondays(today)
    span = Q(day__gte=weeks[0], day__lt=weeks[-1] + WEEK)
    held = Contact.objects.standing().filter(contacts, span).exclude(outcome__in=NOT_HELD)
    sums = {
        "number": Count("pk"),
        "minutes_sum": Sum("minutes"),
        "unknown": Count("pk", filter=Q(minutes__isnull=True)),
    }
    found: dict[Any, list[Load]] = {}
    for whose, day, *numbers in held.order_by().values_list(by, "day").annotate(**sums):
        row = found.setdefault(whose, [Load() for _ in weeks])
        number = (day - weeks[0]).days // WEEK.days
        row[number] = row[number].plus(Load(*(value or 0 for value in numbers)))
    return found


def by_service(team: Team, today: date) -> list[Line]:
    """What each service does for this team's women, in order of name."""
    found = loads(
        Q(support__pregnancy__team=team, support__pregnancy__closed__isnull=True), "support__service__name", today
    )
    return [Line(name, found[name]) for name in sorted(found)]


class Share(NamedTuple):
    """A worker of the team with the women they lead and their load."""

    worker: Worker
    leads: int
    line: Line


def by_worker(team: Team, today: date) -> list[Share]:
    """What each worker of the team has to do, in order of name, so that it can be shared out fairly."""
    workers = list(Worker.objects.working(today).filter(team=team).order_by("name", "pk"))
    found = loads(Q(worker__in=[row.pk for row in workers]), "worker", today)
    open_leads = Lead.objects.on(today).filter(worker__team=team, pregnancy__closed__isnull=True).order_by()
    led = dict(open_leads.values_list("worker").annotate(Count("pregnancy", distinct=True)))
    none = [Load() for _ in mondays(today)]
    return [Share(row, led.get(row.pk, 0), Line(row.name, found.get(row.pk, none))) for row in workers]
