"""Promises of support, and the plan versions she agrees to."""

from datetime import date
from typing import Any

from django.db import transaction

from ..models import HerView, Pause, PlanGiven, PlanVersion, Pregnancy, Service, Support, User, Worker
from ..permissions import require
from ..plan_content import content_of, promises_of
from ..rules.words import Kind, Mode
from .base import Problem, edit, in_order, long_date, not_in_future, plausible, record_event, reference_for
from .flags import reassess
from .sharing import involve

LONGEST_WINDOW = 366
MOST_TIMES = 50


@transaction.atomic
def promise(
    *,
    pregnancy: Pregnancy,
    service: Service,
    by: User | None,
    today: date,
    planned: date | None = None,
    reference: str = "",
    worker: Worker | None = None,
    what: str = "",
    kind: str = Kind.SUPPORT,
    mode: str = Mode.HOME,
    treatment: bool = False,
    every: int | None = None,
    times: int = 1,
    once_by: date | None = None,
    start: date | None = None,
    until: date | None = None,
) -> Support:
    """A service promises her support, from the day it is planned; the service becomes involved with her."""
    require(by, pregnancy, today)
    planned = planned or today
    not_in_future(planned, today, "planned", "The day of the promise")
    terms: dict[str, Any] = {"every": every, "times": times, "once_by": once_by, "start": start, "until": until}
    _check_terms(**terms)
    _check_worker(worker, service)
    taken = pregnancy.supports.values_list("reference", flat=True)
    support = Support.objects.create(
        pregnancy=pregnancy, reference=reference or reference_for(taken, service.name), service=service, worker=worker,
        what=what.strip(), kind=kind, mode=mode, treatment=treatment, planned=planned, **terms,
    )  # fmt: skip
    involve(pregnancy=pregnancy, service=service, start=planned, by=by, today=today)
    record_event("plans.promise", support, pregnancy, by)
    reassess([pregnancy], today=today, because=f"the promise of {service} on {long_date(planned)}")
    return support


def _check_terms(
    *, every: int | None, times: int, once_by: date | None, start: date | None, until: date | None
) -> None:
    if (every is None) == (once_by is None):
        raise Problem("Say either how often it happens, or the day by which it happens once.", "every")
    if every is not None and not 1 <= every <= LONGEST_WINDOW:
        raise Problem(f"“How often” must be between every day and every {LONGEST_WINDOW} days.", "every")
    if not 1 <= times <= MOST_TIMES:
        raise Problem(f"The number of contacts must be between 1 and {MOST_TIMES}.", "times")
    for name, day in (("once_by", once_by), ("start", start), ("until", until)):
        plausible(day, name)
    in_order(start, until, "until", "This support")


def _check_worker(worker: Worker | None, service: Service) -> None:
    if worker and worker.service_id != service.pk:
        raise Problem(f"{worker} does not work for {service}. Choose one of its workers.", "worker")


@transaction.atomic
def change(*, support: Support, version: int | None, by: User | None, today: date, **fields: Any) -> Support:
    """Change what was promised: what, worker, kind, mode, treatment, every, times, once_by, start, until."""
    require(by, support.pregnancy, today)
    _check_worker(fields.get("worker", support.worker), support.service)
    terms = {name: fields.get(name, getattr(support, name)) for name in ("every", "times", "once_by", "start", "until")}
    _check_terms(**terms)
    changes = edit(support, version, "this support", **fields)
    return _changed("plans.change", support, by, today, changes, "a change to what was promised")


@transaction.atomic
def stop(*, support: Support, on: date, by: User | None, today: date) -> Support:
    """The support stops early; this day is its last."""
    require(by, support.pregnancy, today)
    not_in_future(on, today, "on", "A stop")
    if on < support.planned:
        raise Problem(f"It was promised on {long_date(support.planned)}. Give that day or a later one.", "on")
    changes = edit(support, None, "this support", stopped=on)
    return _changed("plans.stop", support, by, today, changes, f"its stop on {long_date(on)}")


@transaction.atomic
def pause(*, support: Support, start: date, until: date, by: User | None, today: date) -> Pause:
    """She asks for, or agrees to, a pause; both days are included."""
    require(by, support.pregnancy, today)
    in_order(start, until, "until", "This pause")
    row = Pause.objects.create(support=support, start=start, until=until)
    record_event("plans.pause", row, support.pregnancy, by)
    reassess([support.pregnancy], today=today, because=f"the pause that she agreed to from {long_date(start)}")
    return row


@transaction.atomic
def agree_ending(*, support: Support, on: date, by: User | None, today: date) -> Support:
    """She agrees, on this day, that the support may end."""
    require(by, support.pregnancy, today)
    not_in_future(on, today, "on", "Her agreement")
    changes = edit(support, None, "this support", agreed_ending=on)
    return _changed("plans.agree_ending", support, by, today, changes, f"the ending that she agreed on {long_date(on)}")


def _changed(
    verb: str, support: Support, by: User | None, today: date, changes: dict[str, list[Any]], because: str
) -> Support:
    record_event(verb, support, support.pregnancy, by, changes=changes)
    reassess([support.pregnancy], today=today, because=because)
    return support


@transaction.atomic
def agree(
    *,
    pregnancy: Pregnancy,
    by: User | None,
    today: date,
    agreed: date | None = None,
    her_view: str = HerView.NOT_ASKED,
    her_words: str = "",
) -> PlanVersion:
    """The plan as it stands now becomes the next version, never to be changed."""
    require(by, pregnancy, today)
    agreed = agreed or today
    not_in_future(agreed, today, "agreed", "An agreement")
    in_order(pregnancy.booked, agreed, "agreed", "This agreement")
    if (her_view == HerView.GIVEN) != bool(her_words.strip()):
        raise Problem("Write her view in her own words, or choose that she would rather not say.", "her_words")
    version = PlanVersion.objects.create(
        pregnancy=pregnancy, number=pregnancy.plan_versions.count() + 1, agreed=agreed, her_view=her_view,
        her_words=her_words.strip(), promises=promises_of(pregnancy, agreed),
        content=content_of(pregnancy, agreed, cliff=[]), agreed_by=by,
    )  # fmt: skip
    record_event("plans.agree", version, pregnancy, by)
    reassess([pregnancy], today=today, because=f"the plan agreed on {long_date(agreed)}")
    return version


@transaction.atomic
def give(*, version: PlanVersion, day: date, how: str, by: User | None, today: date) -> PlanGiven:
    """The version is given to her, on this day, in this way."""
    require(by, version.pregnancy, today)
    not_in_future(day, today, "day", "The day it was given")
    in_order(version.agreed, day, "day", "This giving")
    given = PlanGiven.objects.create(version=version, day=day, how=how, by=by)
    record_event("plans.give", given, version.pregnancy, by)
    reassess([version.pregnancy], today=today, because=f"her copy of the plan, given on {long_date(day)}")
    return given
