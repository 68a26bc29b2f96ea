"""Every write of plans, aims and asks, for test_writes.py."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from pathway.actions import aims, asks, plans
from pathway.models import Aim, Ask, PlanAction, Pregnancy, Service
from pathway.permissions import CLOCK

from .. import factories as make
from ..people import People

ONE_WEEK = timedelta(weeks=1)
Act = Callable[[People, date], tuple[Callable[..., Any], dict[str, Any]]]


def family(p: People) -> Service:
    return Service.objects.get(name="Family support", trust=p.nadia.team.service.trust)


def an_aim(p: People, today: date) -> Aim:
    return aims.add(pregnancy=p.nadia, words="A bigger flat", by=CLOCK, today=today)


def an_action(p: People, today: date) -> PlanAction:
    return aims.add_action(pregnancy=p.nadia, what="Ring the council", due=today, by=CLOCK, today=today)


def an_ask(p: People, today: date) -> Ask:
    return asks.add(pregnancy=p.nadia, what="Come to the clinic", by=CLOCK, today=today)


def counted_from_birth(p: People, today: date) -> Pregnancy:
    make.a_support(p.nadia, today, family(p), reference="after", start=p.nadia.due, counted_from="birth", start_days=0)
    make.a_birth(p.nadia, today, today)
    return p.nadia


PLAN_WRITES: dict[str, Act] = {
    "plans.move_to_birth": lambda p, t: (plans.move_to_birth, {"pregnancy": counted_from_birth(p, t)}),
    "aims.add": lambda p, t: (aims.add, {"pregnancy": p.nadia, "words": "A bigger flat", "about": "home"}),
    "aims.change": lambda p, t: (aims.change, {"aim": an_aim(p, t), "version": None, "words": "A flat with a garden"}),
    "aims.end": lambda p, t: (aims.end, {"aim": an_aim(p, t), "reached": True, "on": t}),
    "aims.add_action": lambda p, t: (
        aims.add_action, {"pregnancy": p.nadia, "what": "Ring the council", "due": t, "service": family(p)}),
    "aims.change_action": lambda p, t: (
        aims.change_action, {"plan_action": an_action(p, t), "version": None, "due": t + ONE_WEEK}),
    "aims.end_action": lambda p, t: (aims.end_action, {"plan_action": an_action(p, t), "done": True, "on": t}),
    "asks.add": lambda p, t: (asks.add, {"pregnancy": p.nadia, "what": "Come to the clinic"}),
    "asks.change": lambda p, t: (asks.change, {"ask": an_ask(p, t), "version": None, "why": "To see the baby grow"}),
    "asks.end": lambda p, t: (asks.end, {"ask": an_ask(p, t), "on": t, "because": "She came to all four."}),
}  # fmt: skip
