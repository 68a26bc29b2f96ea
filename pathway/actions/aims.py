"""What she wants, and who does what about it. No rule sees these, so nothing is reassessed."""

from datetime import date
from typing import Any

from django.db import transaction

from ..models import About, Aim, PlanAction, Pregnancy, Service, User, Worker
from ..permissions import require
from .base import Problem, edit, in_order, long_date, not_in_future, plausible, record_event
from .sharing import involve
from .terms import check_worker


@transaction.atomic
def add(
    *, pregnancy: Pregnancy, words: str, by: User | None, today: date, about: str = About.ME, her_words: bool = True
) -> Aim:
    """Something that she wants."""
    require(by, pregnancy, today)
    words = _said(words, "words", "Write what she wants.")
    aim = Aim.objects.create(pregnancy=pregnancy, words=words, about=about, her_words=her_words, set_on=today)
    record_event("aims.add", aim, pregnancy, by)
    return aim


@transaction.atomic
def change(*, aim: Aim, version: int | None, by: User | None, today: date, **fields: Any) -> Aim:
    """Change words, about or her_words."""
    require(by, aim.pregnancy, today)
    if "words" in fields:
        fields["words"] = _said(fields["words"], "words", "Write what she wants.")
    record_event("aims.change", aim, aim.pregnancy, by, changes=edit(aim, version, "this aim", **fields))
    return aim


@transaction.atomic
def end(*, aim: Aim, reached: bool, on: date, by: User | None, today: date) -> Aim:
    """She has reached it, or lets it go."""
    require(by, aim.pregnancy, today)
    not_in_future(on, today, "on", "This day")
    in_order(aim.set_on, on, "on", "This aim")
    _not_ended(aim.reached, aim.let_go)
    ending = {"reached": on if reached else None, "let_go": None if reached else on}
    record_event("aims.end", aim, aim.pregnancy, by, changes=edit(aim, None, "this aim", **ending))
    return aim


@transaction.atomic
def add_action(
    *,
    pregnancy: Pregnancy,
    what: str,
    due: date,
    by: User | None,
    today: date,
    service: Service | None = None,
    worker: Worker | None = None,
    aim: Aim | None = None,
) -> PlanAction:
    """Something to be done by a day: by a service, which becomes involved, or by her where none is named."""
    require(by, pregnancy, today)
    what = _said(what, "what", "Write what is to be done.")
    _check_action(pregnancy, due, today, service, worker, aim)
    action = PlanAction.objects.create(
        pregnancy=pregnancy, what=what, by=due, hers=service is None, service=service, worker=worker, aim=aim,
        set_on=today,
    )  # fmt: skip
    if service:
        involve(pregnancy=pregnancy, service=service, start=today, by=by, today=today)
    record_event("aims.add_action", action, pregnancy, by)
    return action


@transaction.atomic
def change_action(
    *, plan_action: PlanAction, version: int | None, by: User | None, today: date, due: date, **fields: Any
) -> PlanAction:
    """Change what, due, service (none: her), worker or aim."""
    require(by, plan_action.pregnancy, today)
    now = {name: fields.get(name, getattr(plan_action, name)) for name in ("service", "worker", "aim")}
    _check_action(plan_action.pregnancy, due, min(today, plan_action.by), **now)
    if "what" in fields:
        fields["what"] = _said(fields["what"], "what", "Write what is to be done.")
    changes = edit(plan_action, version, "this action", **fields, by=due, hers=now["service"] is None)
    if now["service"]:
        involve(pregnancy=plan_action.pregnancy, service=now["service"], start=today, by=by, today=today)
    record_event("aims.change_action", plan_action, plan_action.pregnancy, by, changes=changes)
    return plan_action


@transaction.atomic
def end_action(*, plan_action: PlanAction, done: bool, on: date, by: User | None, today: date) -> PlanAction:
    """It is done, or let go."""
    require(by, plan_action.pregnancy, today)
    not_in_future(on, today, "on", "This day")
    in_order(plan_action.pregnancy.booked, on, "on", "This action")
    _not_ended(plan_action.done, plan_action.let_go)
    ending = {"done": on if done else None, "let_go": None if done else on}
    record_event(
        "aims.end_action",
        plan_action,
        plan_action.pregnancy,
        by,
        changes=edit(plan_action, None, "this action", **ending),
    )
    return plan_action


def _check_action(
    pregnancy: Pregnancy, due: date, from_day: date, service: Service | None, worker: Worker | None, aim: Aim | None
) -> None:
    plausible(due, "due")
    in_order(from_day, due, "due", "This action")
    check_worker(worker, service)
    if aim and aim.pregnancy_id != pregnancy.pk:
        raise Problem("Choose one of her own aims.", "aim")


def _not_ended(*days: date | None) -> None:
    """Refuse to write over what came of it."""
    if ended := next((day for day in days if day), None):
        raise Problem(f"It is recorded already what came of it, on {long_date(ended)}.", "on")


def _said(text: str, field: str, needed: str) -> str:
    if not text.strip():
        raise Problem(needed, field)
    return text.strip()
