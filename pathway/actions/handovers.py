"""Handovers: asked for, offered, then accepted or declined; until the other service has said yes and has seen her the
support stays the sender's."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from ..models import Handover, HandoverAsk, Involvement, Service, Support, User
from ..permissions import require
from ..sharing import gives_nothing
from .base import Problem, edit, long_date, not_before, not_in_future, record_event
from .flags import reassess
from .sharing import close, involve


@transaction.atomic
def ask(
    *, support: Support, to_service: Service, why: str, by: User | None, today: date, asked: date | None = None
) -> HandoverAsk:
    """Ask the service that gives this support to hand it to another; nothing changes until it offers."""
    require(by, support.pregnancy, today)
    asked = asked or today
    not_in_future(asked, today, "asked", "An ask")
    if not why.strip():
        raise Problem("Say why it would help her, in a few words.", "why")
    _check_other(support, to_service)
    if support.handovers.filter(declined__isnull=True).exists():
        raise Problem("This support is being handed over already. Her page says to whom.", "to_service")
    try:
        with transaction.atomic():
            row = HandoverAsk.objects.create(support=support, to_service=to_service, asked=asked, why=why.strip())
    except IntegrityError:
        raise Problem(f"It has been asked already that {to_service} takes this on.", "to_service") from None
    record_event("handovers.ask", row, support.pregnancy, by)
    return row


@transaction.atomic
def answer_ask(
    *, ask: HandoverAsk, on: date, because: str, by: User | None, today: date, version: int | None = None
) -> HandoverAsk:
    """The giving service says why the support stays where it is for now."""
    require(by, ask.support.pregnancy, today)
    not_in_future(on, today, "on", "An answer")
    not_before(ask.asked, on, "on", "An answer")
    if not because.strip():
        raise Problem("Say why it stays where it is for now.", "because")
    if ask.answered:
        raise Problem("This has been answered already.", "on")
    return _answer_ask(ask, on, because.strip(), by, version)


def _answer_ask(ask: HandoverAsk, on: date, because: str, by: User | None, version: int | None = None) -> HandoverAsk:
    changes = edit(ask, version, "this ask", answered=on, because=because)
    record_event("handovers.answer_ask", ask, ask.support.pregnancy, by, changes=changes)
    return ask


@transaction.atomic
def offer(
    *, support: Support, to_service: Service, by: User | None, today: date, offered: date | None = None
) -> Handover:
    """Ask another service to go on with this support; it becomes involved with her. Of two at once one is told so."""
    require(by, support.pregnancy, today)
    offered = offered or today
    not_in_future(offered, today, "offered", "An offer")
    _check_other(support, to_service)
    opened = _involved(support, to_service, offered, by, today)
    try:
        with transaction.atomic():
            handover = Handover.objects.create(support=support, to_service=to_service, offered=offered, opened=opened)
    except IntegrityError:
        raise Problem(
            "This support is already being handed over. Wait for the answer, or record it.", "to_service"
        ) from None
    record_event("handovers.offer", handover, support.pregnancy, by)
    for row in support.handover_asks.filter(answered__isnull=True, to_service=to_service, asked__lte=offered):
        _answer_ask(row, offered, "", by)
    reassess([support.pregnancy], today=today, because=f"the handover offered on {long_date(offered)}")
    return handover


def _check_other(support: Support, to_service: Service) -> None:
    if to_service.pk == support.service_id:
        raise Problem("Choose another service than the one that gives the support now.", "to_service")


def _involved(support: Support, service: Service, start: date, by: User | None, today: date) -> Involvement | None:
    """Involve the service; the involvement, if the offer opened it."""
    before = support.pregnancy.involvements.filter(service=service, until__isnull=True).exists()
    involvement = involve(pregnancy=support.pregnancy, service=service, start=start, by=by, today=today)
    return None if before else involvement


@transaction.atomic
def accept(*, handover: Handover, on: date, by: User | None, today: date, version: int | None = None) -> Handover:
    """The receiving service says yes; it is theirs once they have seen her."""
    return _answer("accept", handover, version, on, by, today, accepted=on)


@transaction.atomic
def decline(
    *, handover: Handover, on: date, because: str, by: User | None, today: date, version: int | None = None
) -> Handover:
    """The receiving service says no, and why; the support stays the sender's, and the access that the offer gave ends."""
    if not because.strip():
        raise Problem("Say why the handover is declined, so that another way can be found.", "because")
    handover = _answer("decline", handover, version, on, by, today, declined=on, because=because.strip())
    opened, pregnancy = handover.opened, handover.support.pregnancy
    if opened and opened.until is None and gives_nothing(pregnancy, handover.to_service, today):
        close(involvement=opened, until=today, by=by, today=today)
    return handover


def _answer(
    verb: str, handover: Handover, version: int | None, on: date, by: User | None, today: date, **fields: Any
) -> Handover:
    pregnancy = handover.support.pregnancy
    require(by, pregnancy, today)
    not_in_future(on, today, "on", "An answer")
    not_before(handover.offered, on, "on", "An answer")
    if handover.accepted or handover.declined:
        raise Problem("This handover has been answered already. Her page says how.", "on")
    changes = edit(handover, version, "this handover", **fields)
    record_event(f"handovers.{verb}", handover, pregnancy, by, changes=changes)
    reassess([pregnancy], today=today, because=f"the answer to the handover on {long_date(on)}")
    return handover
