"""What a service promised for a week: whose windows end in it, what is booked for them, and what has come.

The windows are those that count (kept.py, strip.py); a fixed number of queries for any number of women.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import F, TextField
from django.db.models.functions import Cast

from .facts import KINDS, day_if_any
from .kept import ended
from .models import Contact, Pause, Service, Support
from .models.plans import DaysUntil, SupportQuerySet
from .rules import facts
from .rules.words import Outcome
from .strip import ONE_DAY, WEEK, monday_of


class Due(NamedTuple):
    """A promise to a woman that is due this week: its window's days, how many contacts it is to bring."""

    support: int
    first: date
    last: date
    promised: int


class Standing(NamedTuple):
    """A promise that is due, and where it stands: contacts that are booked, and contacts that came."""

    due: Due
    support: Support
    booked: int
    delivered: int

    @property
    def missing(self) -> int:
        """How many are neither booked nor have come."""
        return max(0, self.due.promised - self.delivered - self.booked)


MOST_LOOKED_AT = 500
"""Twenty pages of them; who looks for more looks for one woman."""
DAYS = ("planned", "once_by", "start", "until", "stopped")


def due_this_week(
    supports: SupportQuerySet, service: Service, today: date, most: int = MOST_LOOKED_AT
) -> tuple[list[Due], bool]:
    """The windows of these promises that end from Monday to Sunday, and one-offs due by then, in the order given.

    No more than `most` promises are looked at; and whether there may be others.
    """
    monday = monday_of(today)
    sunday = monday + WEEK - ONE_DAY
    days = [Cast(name, TextField()) for name in DAYS]  # a driver's own reading of each date is most of the time
    pauses = pauses_of(service, monday)
    found = []
    rows = list(supports.coming_round(monday, sunday).values_list("pk", "kind", "every", "times", *days)[: most + 1])
    for pk, kind, every, times, *said in rows[:most]:
        planned, once_by, start, until, stopped = (day_if_any(text) for text in said)
        promise = facts.Support(
            str(pk), service.name, KINDS[kind], planned or monday, every, times, once_by, start, until, stopped,
            pauses=tuple(pauses.get(pk, ())),
        )  # fmt: skip
        found += [Due(pk, span.start, span.until or sunday, times) for span in ended(promise, monday, sunday)]
    return found, len(rows) > most


def pauses_of(service: Service, monday: date) -> dict[int, list[facts.Span]]:
    """The pauses of a service's promises that may touch a window of this week, by promise."""
    found: dict[int, list[facts.Span]] = defaultdict(list)
    rows = Pause.objects.alias(gone=DaysUntil(monday, "until")).filter(
        support__service=service, start__lt=monday + WEEK, gone__lt=F("support__every")
    )
    for support, start, until in rows.values_list("support", "start", "until"):
        found[support].append(facts.Span(start, until))
    return found


def standings(dues: Iterable[Due]) -> list[Standing]:
    """Where each of these promises stands, in two queries."""
    rows = list(dues)
    supports = Support.objects.select_related("pregnancy__mother", "worker").in_bulk([due.support for due in rows])
    contacts: dict[int, list[tuple[date, str | None]]] = defaultdict(list)
    first = min((due.first for due in rows), default=date.max)
    for pk, day, outcome in (
        Contact.objects.standing().filter(support__in=supports, day__gte=first).values_list("support", "day", "outcome")
    ):
        contacts[pk].append((day, outcome))
    return [standing(due, supports[due.support], contacts[due.support]) for due in rows]


def standing(due: Due, support: Support, contacts: Iterable[tuple[date, str | None]]) -> Standing:
    """Where one promise stands: what lies in its days."""
    outcomes = [outcome for day, outcome in contacts if due.first <= day <= due.last]
    return Standing(due, support, outcomes.count(None), outcomes.count(Outcome.DELIVERED.value))
