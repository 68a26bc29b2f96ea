"""Leaving: the day on which a worker leaves, and who takes on what stands in their name after it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from django.db import transaction

from ..leaving import Also, In, also_in_name_of, in_name_of
from ..models import Flag, Pregnancy, User, Worker
from ..permissions import require_leaving
from . import contacts, plans, pregnancies
from .base import Problem, edit, in_order, long_date, plausible, record_event
from .flags import reassess

ONE_DAY = timedelta(days=1)


class Follows(NamedTuple):
    """Somebody who takes on one thing that stands in the leaving worker's name."""

    what: In
    worker: Worker


@transaction.atomic
def record(
    *,
    worker: Worker,
    left: date | None,
    by: User | None,
    today: date,
    followers: Iterable[Follows] = (),
    version: int | None = None,
) -> Worker:
    """Their last day in post (None: they stay after all), and who follows them; all of it or nothing.

    The rules see a lead end on that day, so whoever they lead is judged at once.
    """
    require_leaving(by, worker, today)
    plausible(left, "left")
    in_order(worker.started, left, "left", "This job")
    if left is None and worker.left is None:
        raise Problem("Give the last day.", "left")
    changes = edit(worker, version, f"the job of {worker.name}", left=left)
    record_event("leaving.record", worker, None, by, changes=changes)
    for follows in followers:
        _follow(follows, left, by, today)
    women = Pregnancy.objects.filter(leads__worker=worker, closed__isnull=True).distinct()
    because = f"{worker.name} leaves on {long_date(left)}" if left else f"{worker.name} stays"
    reassess(list(women), today=today, because=because)
    return worker


def _follow(follows: Follows, left: date | None, by: User | None, today: date) -> None:
    """A lead goes on the day after; a promise is named at once; booked contacts after that day go with it."""
    what, worker = follows
    if left is None:
        raise Problem("Give the last day, or leave out who follows.", "left")
    if what.lead:
        start = max(left + ONE_DAY, what.lead.start, today)
        pregnancies.appoint_lead(pregnancy=what.lead.pregnancy, worker=worker, start=start, by=by, today=today)
    if what.support:
        plans.change(support=what.support, version=what.support.version, worker=worker, by=by, today=today)
    for contact in what.contacts:
        contacts.hand_to(contact=contact, worker=worker, by=by, today=today)


class Foreseen(NamedTuple):
    """What a leaving date would move: all that stands in the worker's name after it, and flags that would open today."""

    moves: list[In]
    also: list[Also]
    hidden: int
    opens: list[Flag]


def foresee(*, worker: Worker, left: date, by: User, today: date, version: int | None = None) -> Foreseen:
    """What recording this day would do, found by doing it and taking it back. Raises as `record` would."""
    with transaction.atomic():
        hers = Flag.objects.visible_to(by, today).filter(rule="no_lead", pregnancy__in=worker.leads.values("pregnancy"))
        before = set(hers.open().values_list("pk", flat=True))
        again = Worker.objects.select_related("service", "team").get(pk=worker.pk)
        record(worker=again, left=left, by=by, today=today, version=version)
        opens = hers.open().exclude(pk__in=before).select_related("pregnancy__mother")
        moves, hidden = in_name_of(worker, left, by, today)
        also, more_hidden = also_in_name_of(worker, left, by, today)
        found = Foreseen(moves, also, hidden + more_hidden, list(opens))
        transaction.set_rollback(True)
    return found
