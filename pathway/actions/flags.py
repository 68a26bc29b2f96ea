"""Flags: reassessed by every write and by the clock; acknowledged, acted on, set aside, handed on by people."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from ..models import SEES, Flag, FlagStep, Pregnancy, StepKind, Stumble, User, Worker
from ..permissions import require
from .base import CLOCK, Problem, record_event
from .clock import beat, in_turn
from .judging import Changes, acknowledge_by, reassess

__all__ = ["Changes", "acknowledge", "act", "escalate", "hand_on", "reassess", "set_aside", "sweep"]

CHUNK = 200
LONGEST_REST = timedelta(days=91)
"""A flag that is set aside comes back within a quarter; never is not a date."""
Progress = Callable[[int, int], None]
"""Called with the number of women done and the number due."""


def sweep(*, today: date, progress: Progress | None = None) -> Changes:
    """One pass of the clock: judge every woman whose verdict can differ today, chunk by chunk, and record the pass."""
    changes = Changes()
    due = _due(today).count() if progress else 0  # to tell, not to find them
    while _due(today).exists() and (chunk := in_turn(_reassess_next, today)):  # an idle poll takes no lock
        changes.add(chunk)
        if progress:
            progress(min(changes.judged + changes.stumbled, due), due)
    beat(part="reassess")
    return changes


def _due(today: date) -> Any:
    waiting = Stumble.objects.filter(try_again_at__gt=timezone.now()).values("pregnancy")
    return Pregnancy.objects.due_for_reassessment(today).exclude(pk__in=waiting)


@transaction.atomic
def _reassess_next(today: date) -> Changes | None:
    """Judge the next chunk of those due; None when nobody is left. Another clock's chunk is passed over."""
    rows = _due(today).select_for_update(skip_locked=True, of=("self",)).order_by("reassess_on", "pk")
    ids = list(rows.values_list("pk", flat=True)[:CHUNK])
    return reassess(ids, today=today) if ids else None


@transaction.atomic
def acknowledge(*, flag: Flag, by: User | None, today: date) -> Flag:
    """Somebody has seen it and takes it on."""
    _still_open(flag)
    if flag.acknowledged_on:
        raise Problem("Somebody has acknowledged this already. Its steps say who and when.")
    return _step(flag, StepKind.ACKNOWLEDGED, by, today, acknowledged_on=today)


@transaction.atomic
def act(*, flag: Flag, note: str, by: User | None, today: date) -> Flag:
    """Somebody has done something about it, and writes what; that also acknowledges it."""
    _still_open(flag)
    if not note.strip():
        raise Problem("Write what was done, in a few words.", "note")
    return _step(flag, StepKind.ACTED, by, today, note=note, acknowledged_on=flag.acknowledged_on or today)


@transaction.atomic
def set_aside(*, flag: Flag, until: date, reason: str, by: User | None, today: date) -> Flag:
    """Set it aside until a later day, on which it returns; the reason stays with it."""
    _still_open(flag)
    if until <= today:
        raise Problem("Choose a day after today, on which it returns.", "until")
    if until > today + LONGEST_REST:
        raise Problem(f"It can rest for {LONGEST_REST.days} days at most. Choose an earlier day.", "until")
    if not reason.strip():
        raise Problem("Say why it can wait, in a few words.", "reason")
    return _step(
        flag, StepKind.SET_ASIDE, by, today, note=reason, until=until, set_aside_until=until,
        acknowledged_on=flag.acknowledged_on or today,
    )  # fmt: skip


@transaction.atomic
def hand_on(*, flag: Flag, to_worker: Worker, by: User | None, today: date, note: str = "") -> Flag:
    """Hand it to another worker, who acknowledges it in turn."""
    _still_open(flag)
    if flag.information not in SEES[to_worker.role]:
        raise Problem(f"{to_worker} may not see this flag. Choose somebody whose role covers it.", "to_worker")
    return _step(
        flag, StepKind.HANDED_ON, by, today, note=note, to_worker=to_worker, with_worker=to_worker, acknowledged_on=None,
        escalated_on=None, escalated_to="", acknowledge_by=acknowledge_by(flag.level, today, _nation(flag)),
    )  # fmt: skip


def escalate(*, today: date) -> list[Flag]:
    """Bring back what was set aside until today, and escalate what nobody has acknowledged in time."""
    for pk in Flag.objects.open().filter(set_aside_until__lte=today).values_list("pk", flat=True):
        _return(pk, today)
    late = [_escalate(pk, today) for pk in Flag.objects.unacknowledged_past(today).values_list("pk", flat=True)]
    beat(part="escalate")
    return [flag for flag in late if flag]


def _locked(rows: Any, pk: int) -> Flag | None:
    """The flag, if it is still among the rows and no other clock has it in hand."""
    found: Flag | None = rows.select_for_update(skip_locked=True, of=("self",)).filter(pk=pk).first()
    return found


@transaction.atomic
def _escalate(pk: int, today: date) -> Flag | None:
    flag = _locked(Flag.objects.unacknowledged_past(today), pk)
    if flag is None:
        return None
    leads = list(Worker.objects.leading(today).filter(team=flag.pregnancy.team_id))
    names = " and ".join(lead.name for lead in leads)[:200]
    return _step(
        flag, StepKind.ESCALATED, CLOCK, today, note=names or "Nobody leads her liaison team.",
        to_worker=leads[0] if len(leads) == 1 else None, escalated_on=today, escalated_to=names,
    )  # fmt: skip


@transaction.atomic
def _return(pk: int, today: date) -> None:
    flag = _locked(Flag.objects.open().filter(set_aside_until__lte=today), pk)
    if flag is None:
        return
    again = acknowledge_by(flag.level, today, _nation(flag))
    _step(flag, StepKind.RETURNED, CLOCK, today, set_aside_until=None, acknowledged_on=None, acknowledge_by=again)


def _nation(flag: Flag) -> str:
    return flag.pregnancy.team.service.trust.pack


def _still_open(flag: Flag) -> None:
    """Look again, under lock: another's step or the clock may have come first."""
    flag.refresh_from_db(from_queryset=Flag.objects.select_for_update(of=("self",)))
    if flag.closed:
        raise Problem(f"This flag closed by itself on {flag.closed:%-d %B %Y}: {flag.closed_with}.")


@transaction.atomic
def _step(
    flag: Flag,
    kind: str,
    by: User | None,
    today: date,
    *,
    note: str = "",
    until: date | None = None,
    to_worker: Worker | None = None,
    **fields: Any,
) -> Flag:
    """Write one step into the flag's history, and where the flag stands now."""
    require(by, flag.pregnancy, today, flag.information)
    changes = {name: [getattr(flag, name), value] for name, value in fields.items() if getattr(flag, name) != value}
    for name, value in fields.items():
        setattr(flag, name, value)
    flag.save(update_fields=[*fields])
    FlagStep.objects.create(flag=flag, kind=kind, day=today, by=by, note=note.strip(), until=until, to_worker=to_worker)
    record_event(f"flags.{kind}", flag, flag.pregnancy, by, information=flag.information, changes=changes)
    return flag
