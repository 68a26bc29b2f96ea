"""Promises of support, and the plan versions she agrees to."""

from datetime import date
from typing import Any

from django.db import transaction

from ..models import HerView, Pause, PlanGiven, PlanVersion, Pregnancy, Printout, Service, Support, User, Worker
from ..moving_dates import FIELDS, Move, moves
from ..permissions import CLOCK, classes_open_to, require
from ..plan_content import content_of, fingerprint, promises_of
from ..printing.records import not_with_her
from ..printing.variants import is_worded_for
from ..rules.words import Kind, Mode
from ..safe_ways import why_not
from .base import Problem, edit, long_date, not_before, not_in_future, record_event, saved, with_reference
from .flags import reassess
from .sharing import involve
from .terms import check_ending, check_pause, check_stop, check_terms, check_worker


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
    **counted: Any,
) -> Support:
    """A service promises her support, from the day it is planned; the service becomes involved with her.

    `counted` may say what its dates are counted from (`counted_from`, `start_days`, `until_days`, `once_by_days`) and
    which line of a template it comes from (`from_template`).
    """
    require(by, pregnancy, today)
    planned = planned or today
    not_in_future(planned, today, "planned", "The day of the promise")
    terms: dict[str, Any] = {"every": every, "times": times, "once_by": once_by, "start": start, "until": until}
    check_terms(**terms)
    check_worker(worker, service)
    about = {"pregnancy": pregnancy, "service": service, "worker": worker, "what": what.strip(), "planned": planned}
    row = Support(**about, kind=kind, mode=mode, treatment=treatment, **terms, **counted)
    support = with_reference(pregnancy.supports.all(), reference, service.name, lambda name: saved(row, reference=name))
    involve(pregnancy=pregnancy, service=service, start=planned, by=by, today=today)
    record_event("plans.promise", support, pregnancy, by)
    reassess([pregnancy], today=today, because=f"the promise of {service} on {long_date(planned)}")
    return support


@transaction.atomic
def promise_all(*, pregnancy: Pregnancy, lines: list[dict[str, Any]], by: User | None, today: date) -> list[Support]:
    """Several promises at once, all or none; each line holds `promise`'s arguments.

    A Problem's field begins with the place of its line: "2-until".
    """
    if not lines:
        raise Problem("Tick at least one promise.")
    made = []
    for place, line in enumerate(lines):
        try:
            made.append(promise(pregnancy=pregnancy, by=by, today=today, **line))
        except Problem as problem:
            raise Problem(problem.sentence, f"{place}-{problem.field or ''}") from problem
    return made


@transaction.atomic
def change(*, support: Support, version: int | None, by: User | None, today: date, **fields: Any) -> Support:
    """Change what was promised: what, worker, kind, mode, treatment, every, times, once_by, start, until.

    A date given anew is no longer counted from the birth or the due date.
    """
    require(by, support.pregnancy, today)
    check_worker(fields.get("worker", support.worker), support.service)
    terms = {name: fields.get(name, getattr(support, name)) for name in ("every", "times", "once_by", "start", "until")}
    check_terms(**terms)
    fixed = {f"{name}_days": None for name in FIELDS if terms[name] != getattr(support, name)}
    changes = edit(support, version, "this support", **fields, **fixed)
    return _changed("plans.change", support, by, today, changes, "a change to what was promised")


@transaction.atomic
def stop(*, support: Support, on: date, by: User | None, today: date, version: int | None = None) -> Support:
    """The support stops early; this day is its last. `version` is needed to correct a day recorded before."""
    require(by, support.pregnancy, today)
    not_in_future(on, today, "on", "A stop")
    check_stop(support, on, version)
    changes = edit(support, version, "this support", stopped=on)
    return _changed("plans.stop", support, by, today, changes, f"its stop on {long_date(on)}")


@transaction.atomic
def pause(*, support: Support, start: date, until: date, by: User | None, today: date) -> Pause:
    """She asks for, or agrees to, a pause; both days are included."""
    require(by, support.pregnancy, today)
    check_pause(support, start, until)
    row = Pause.objects.create(support=support, start=start, until=until)
    record_event("plans.pause", row, support.pregnancy, by)
    reassess([support.pregnancy], today=today, because=f"the pause that she agreed to from {long_date(start)}")
    return row


@transaction.atomic
def agree_ending(*, support: Support, on: date, by: User | None, today: date, version: int | None = None) -> Support:
    """She agrees, on this day, that the support may end. `version` is needed to correct a day recorded before."""
    require(by, support.pregnancy, today)
    not_in_future(on, today, "on", "Her agreement")
    check_ending(support, on, version)
    changes = edit(support, version, "this support", agreed_ending=on)
    return _changed("plans.agree_ending", support, by, today, changes, f"the ending that she agreed on {long_date(on)}")


@transaction.atomic
def move_to_birth(*, pregnancy: Pregnancy, by: User | None, today: date) -> list[Move]:
    """Dates that are counted from the birth or the due date move to where they now fall; returns what moved."""
    require(by, pregnancy, today)
    counted = pregnancy.supports.exclude(counted_from="").select_for_update(of=("self",))
    moved = moves(counted, due=pregnancy.due, born=pregnancy.born)
    by_support: dict[int, dict[str, date]] = {}
    for move in moved:
        by_support.setdefault(move.support.pk, {})[move.field] = move.new  # type: ignore[attr-defined]
    for support in counted:
        if support.pk in by_support:
            changes = edit(support, None, "this support", **by_support[support.pk])
            record_event("plans.move_to_birth", support, pregnancy, by, changes=changes)
    if moved:
        reassess([pregnancy], today=today, because="the dates that moved with the birth")
    return moved


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
    seen: str = "",
) -> PlanVersion:
    """The plan as it stands now becomes the next version, never to be changed.

    `seen` is the fingerprint (plan_content.py) of the plan that was read with her, as far as `by` may see it; a plan
    that has changed since, or been agreed by somebody else, is not agreed: a Problem says so. The event does not
    repeat what stands in the version, which is never changed and keeps each ask in its class.
    """
    require(by, pregnancy, today)
    agreed = agreed or today
    not_in_future(agreed, today, "agreed", "An agreement")
    not_before(pregnancy.booked, agreed, "agreed", "An agreement")
    if (her_view == HerView.GIVEN) != bool(her_words.strip()):
        raise Problem("Write her view in her own words, or choose that she would rather not say.", "her_words")
    pregnancy = Pregnancy.objects.select_for_update(of=("self",)).get(pk=pregnancy.pk)  # one agreement at a time
    if seen and seen != fingerprint(pregnancy, today, classes_open_to(by, pregnancy, today)):
        raise Problem(
            "Somebody changed or agreed the plan meanwhile. It is shown here as it stands now: look, then agree."
        )
    version = PlanVersion.objects.create(
        pregnancy=pregnancy, number=pregnancy.plan_versions.count() + 1, agreed=agreed, her_view=her_view,
        her_words=her_words.strip(), promises=promises_of(pregnancy, agreed), content=content_of(pregnancy, agreed),
        agreed_by=by,
    )  # fmt: skip
    kept = {name: [None, getattr(version, name)] for name in ("number", "agreed", "her_view", "her_words")}
    record_event("plans.agree", version, pregnancy, by, changes=kept)
    reassess([pregnancy], today=today, because=f"the plan agreed on {long_date(agreed)}")
    return version


@transaction.atomic
def give(
    *, version: PlanVersion, day: date, how: str, by: User | None, today: date, printout: Printout | None = None
) -> PlanGiven:
    """The version is given to her, on this day, in a way that she has said is safe; perhaps as a kept paper.

    What the clock loads is history, and is not refused.
    """
    require(by, version.pregnancy, today)
    if by is not CLOCK and (reason := why_not(version.pregnancy, how, today)):
        raise Problem(reason, "how")
    if printout and not is_worded_for(printout.variant, apart=not_with_her(version.pregnancy, today)):
        raise Problem("Where her baby lives has changed since this was printed. Print it again for her first.")
    not_in_future(day, today, "day", "The day it was given")
    not_before(version.agreed, day, "day", "The day it was given")
    given = PlanGiven.objects.create(version=version, day=day, how=how, by=by, printout=printout)
    record_event("plans.give", given, version.pregnancy, by)
    reassess([version.pregnancy], today=today, because=f"her copy of the plan, given on {long_date(day)}")
    return given
