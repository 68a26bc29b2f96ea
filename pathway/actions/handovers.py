"""Handovers: offered, then accepted or declined; until the other service says yes the support stays the sender's."""

from datetime import date
from typing import Any

from django.db import transaction

from ..models import Handover, Service, Support, User
from ..permissions import require
from .base import Problem, edit, in_order, long_date, not_in_future, record_event
from .flags import reassess
from .sharing import involve


@transaction.atomic
def offer(
    *, support: Support, to_service: Service, by: User | None, today: date, offered: date | None = None
) -> Handover:
    """Ask another service to go on with this support; it becomes involved with her."""
    require(by, support.pregnancy, today)
    offered = offered or today
    not_in_future(offered, today, "offered", "An offer")
    if support.handovers.filter(declined__isnull=True).exists():
        raise Problem("This support is already being handed over. Wait for the answer, or record it.", "to_service")
    if to_service.pk == support.service_id:
        raise Problem("Choose another service than the one that gives the support now.", "to_service")
    handover = Handover.objects.create(support=support, to_service=to_service, offered=offered)
    involve(pregnancy=support.pregnancy, service=to_service, start=offered, by=by, today=today)
    record_event("handovers.offer", handover, support.pregnancy, by)
    reassess([support.pregnancy], today=today, because=f"the handover offered on {long_date(offered)}")
    return handover


@transaction.atomic
def accept(*, handover: Handover, on: date, by: User | None, today: date) -> Handover:
    """The receiving service says yes."""
    return _answer("accept", handover, on, by, today, accepted=on)


@transaction.atomic
def decline(*, handover: Handover, on: date, because: str, by: User | None, today: date) -> Handover:
    """The receiving service says no, and why; the support stays the sender's."""
    if not because.strip():
        raise Problem("Say why the handover is declined, so that another way can be found.", "because")
    return _answer("decline", handover, on, by, today, declined=on, because=because.strip())


def _answer(verb: str, handover: Handover, on: date, by: User | None, today: date, **fields: Any) -> Handover:
    pregnancy = handover.support.pregnancy
    require(by, pregnancy, today)
    not_in_future(on, today, "on", "An answer")
    in_order(handover.offered, on, "on", "This handover")
    if handover.accepted or handover.declined:
        raise Problem("This handover has been answered already.", "on")
    changes = edit(handover, None, "this handover", **fields)
    record_event(f"handovers.{verb}", handover, pregnancy, by, changes=changes)
    reassess([pregnancy], today=today, because=f"the answer to the handover on {long_date(on)}")
    return handover
