"""Contacts: booked ahead alone or in a run, then recorded; a correction, or more that is told of it, is a new row."""

from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import Any

from django.db import transaction

from ..models import Childcare, Contact, OutcomeRecord, PlaceAnswer, Pregnancy, Support, User, Worker
from ..models.contacts import WHY_BY_OUTCOME
from ..permissions import require
from ..rules.words import Mode, Outcome
from .base import Problem, edit, long_date, not_in_future, plausible, record_event
from .flags import reassess

A_DAY = 24 * 60
FURTHEST_AHEAD = timedelta(days=2 * 365)
"""Her plan lasts a year after the birth: nothing is booked further ahead than two years."""
LONGEST_AGO = timedelta(days=365)
"""Before she was booked; an earlier year cannot be meant."""
MOST_IN_A_RUN = 52


@transaction.atomic
def book(*, support: Support, day: date, by: User | None, today: date, **booking: Any) -> Contact:
    """An appointment for this support, as `book_run` makes one."""
    return book_run(support=support, days=[day], by=by, today=today, **booking)[0]


@transaction.atomic
def book_run(
    *, support: Support, days: Iterable[date], by: User | None, today: date, known: date | None = None, **booking: Any
) -> list[Contact]:
    """One appointment on each day; `known` is the day they were made (default today, at the latest its own day).

    `booking`: at, minutes, mode, place, with_childcare, childcare, with_transport, with_interpreter, needs_her, worker.
    """
    require(by, support.pregnancy, today)
    days = list(days)
    if not 1 <= len(days) <= MOST_IN_A_RUN:
        raise Problem(f"Choose at least one day, and at most {MOST_IN_A_RUN}.", "days")
    made = [_booked(support, day, min(known or today, day), by, today, **booking) for day in days]
    said = long_date(made[0].day) if len(made) == 1 else f"{long_date(days[0])} and later days"
    reassess([support.pregnancy], today=today, because=f"the appointment booked for {said}")
    return made


def _booked(
    support: Support,
    day: date,
    known: date,
    by: User | None,
    today: date,
    *,
    at: time | None = None,
    minutes: int | None = None,
    mode: str | None = None,
    place: str = "",
    with_childcare: bool = False,
    childcare: str = "",
    with_transport: bool = False,
    with_interpreter: bool = False,
    needs_her: bool = True,
    worker: Worker | None = None,
) -> Contact:
    _check_day(support, day, today, "day")
    _check_time(support, day, at, minutes)
    _check_worker(support, worker, day)
    if childcare and childcare not in Childcare:
        raise Problem("Choose who looks after her children, or leave it open.", "childcare")
    contact = Contact.objects.create(
        support=support, day=day, known=known, at=at, minutes=minutes, mode=mode or support.mode, place=place.strip(),
        with_childcare=with_childcare or bool(childcare), childcare=childcare, with_transport=with_transport,
        with_interpreter=with_interpreter, needs_her=needs_her, worker=worker or _still_there(support.worker, day),
    )  # fmt: skip
    record_event("contacts.book", contact, support.pregnancy, by)
    return contact


def _check_day(support: Support, day: date, today: date, field: str) -> None:
    """Refuse a day so far off that its year must be a slip."""
    plausible(day, field)
    if day > today + FURTHEST_AHEAD:
        raise Problem(f"{long_date(day)} is more than two years ahead. Check the year.", field)
    if day < support.pregnancy.booked - LONGEST_AGO:
        raise Problem(f"{long_date(day)} is more than a year before she was booked. Check the year.", field)


def _check_time(support: Support, day: date, at: time | None, minutes: int | None) -> None:
    """Refuse a length or time that cannot be, and the same appointment a second time."""
    if minutes is not None and not 1 <= minutes <= A_DAY:
        raise Problem("Give its length in minutes, between 1 and 1440, or leave it out.", "minutes")
    if at and minutes and at.hour * 60 + at.minute + minutes > A_DAY:
        raise Problem("It would go on past midnight. Check the time and the length.", "at")
    if at and support.contacts.standing().filter(day=day, at=at, outcome__isnull=True).exists():
        raise Problem(f"{support.service} is booked with her on {long_date(day)} at {at:%H:%M} already.", "at")


def _check_worker(support: Support, worker: Worker | None, day: date) -> None:
    """Refuse somebody who does not work in the support's service, or no longer does on that day."""
    if worker and worker.service_id != support.service_id:
        raise Problem(
            f"{worker.name} does not work at {support.service}. Choose somebody who does, or leave it open.", "worker"
        )
    if worker and _still_there(worker, day) is None:
        raise Problem(
            f"{worker.name} leaves {support.service} on {long_date(worker.left or day)}. Choose somebody else, "
            "or leave it open.",
            "worker",
        )


def _still_there(worker: Worker | None, day: date) -> Worker | None:
    return worker if worker and (worker.left is None or worker.left >= day) else None


@transaction.atomic
def record(
    *,
    support: Support,
    on: date,
    outcome: str,
    by: User | None,
    today: date,
    contact: Contact | None = None,
    worker: Worker | None = None,
    note: str = "",
    reason: str = "",
    reason_words: str = "",
) -> Contact:
    """What became of a contact: the one given, else the one booked for that day, else one that was not booked ahead."""
    require(by, support.pregnancy, today)
    not_in_future(on, today, "on", "A contact with an outcome")
    _check_outcome(outcome)
    _check_reason(outcome, reason)
    _check_day(support, on, today, "on")
    _check_worker(support, worker, on)
    contact = contact or _booked_or_new(support, on)
    if contact.entered_in_error:
        raise Problem("This contact was booked by mistake, so nothing can have come of it. Choose another.", "outcome")
    if contact.outcome:
        raise Problem("Its outcome is recorded already. Correct it instead, and say why.", "outcome")
    changes = edit(contact, None, "this contact", outcome=outcome, **({"worker": worker} if worker else {}))
    _keep(contact, by, today, note=note, reason=reason, reason_words=reason_words)
    return _recorded("contacts.record", contact, by, today, changes)


def _check_outcome(outcome: str) -> None:
    if outcome not in set(Outcome):
        raise Problem(
            "Choose what happened: it happened, the service cancelled, she cancelled, she could not come.", "outcome"
        )


def _check_reason(outcome: str, reason: str) -> None:
    """Refuse a reason of the other side: who cancelled, and what got in the way, must fit."""
    if reason and reason not in WHY_BY_OUTCOME[outcome]:
        raise Problem("This reason does not go with what happened. Choose one of those listed.", "reason")


def _booked_or_new(support: Support, on: date) -> Contact:
    booked = support.contacts.standing().filter(day=on, outcome__isnull=True).first()
    return booked or Contact.objects.create(
        support=support, day=on, known=on, mode=support.mode or Mode.HOME, worker=_still_there(support.worker, on)
    )


def _keep(contact: Contact, by: User | None, today: date, **told: str) -> OutcomeRecord:
    """The outcome as it is known now, replacing the last record of it; what is not told anew stays as it was told."""
    last = contact.records.last()
    same = last is not None and last.outcome == contact.outcome
    stays = {"note": last.note if last else ""}
    stays |= {"reason": last.reason, "reason_words": last.reason_words} if last and same else {}
    return OutcomeRecord.objects.create(
        contact=contact, outcome=contact.outcome or "", worker=contact.worker, recorded_on=today, by=by, replaces=last,
        **stays | {name: words.strip() for name, words in told.items() if words.strip()},
    )  # fmt: skip


@transaction.atomic
def tell(
    *, contact: Contact, by: User | None, today: date, reason: str = "", reason_words: str = "", note: str = ""
) -> Contact:
    """More of a contact whose outcome stands: what got in the way, or what she said matters. What was told stays."""
    require(by, contact.support.pregnancy, today)
    if not contact.outcome:
        raise Problem("Nothing is recorded yet. Record what happened first.")
    _check_reason(contact.outcome, reason)
    if reason_words.strip() and not (reason or _reason_of(contact)):
        raise Problem("Choose what got in the way, then add your words.", "reason")
    edit(contact, None, "this contact")
    kept = _keep(contact, by, today, reason=reason, reason_words=reason_words, note=note)
    told = {"reason": reason, "reason_words": reason_words.strip(), "note": note.strip()}
    changes = {name: [None, new] for name, new in told.items() if new}
    record_event("contacts.tell", kept, contact.support.pregnancy, by, changes=changes)
    return contact


def _reason_of(contact: Contact) -> str:
    last = contact.records.last()
    return last.reason if last and last.outcome == contact.outcome else ""


@transaction.atomic
def take_back(*, contact: Contact, by: User | None, today: date, version: int | None = None) -> Contact:
    """An outcome recorded by mistake today: the contact waits for its outcome again, and both records stay."""
    require(by, contact.support.pregnancy, today)
    last = contact.records.last()
    if not contact.outcome or last is None:
        raise Problem("Nothing is recorded, so there is nothing to undo.")
    if last.recorded_on != today:
        raise Problem("It was recorded before today. Correct it instead, and say why.")
    changes = edit(contact, version, "this contact", outcome=None)
    _keep(contact, by, today, because="Taken back: recorded by mistake.")
    return _recorded("contacts.take_back", contact, by, today, changes)


@transaction.atomic
def prefer_place(
    *, pregnancy: Pregnancy, mode: str, answered_on: date, by: User | None, today: date, note: str = ""
) -> PlaceAnswer:
    """Where she would rather be seen, as she says; the latest answer counts."""
    require(by, pregnancy, today)
    not_in_future(answered_on, today, "answered_on", "Her answer")
    if mode not in set(Mode):
        raise Problem("Choose where she would rather be seen.", "mode")
    answer = PlaceAnswer.objects.create(pregnancy=pregnancy, mode=mode, note=note.strip(), answered_on=answered_on)
    record_event("contacts.prefer_place", answer, pregnancy, by)
    return answer


@transaction.atomic
def correct(
    *,
    contact: Contact,
    outcome: str,
    because: str,
    by: User | None,
    today: date,
    worker: Worker | None = None,
    version: int | None = None,
) -> Contact:
    """Another outcome than the one recorded, and why; the old record stays."""
    require(by, contact.support.pregnancy, today)
    _check_outcome(outcome)
    _check_worker(contact.support, worker, contact.day)
    if not contact.outcome:
        raise Problem("Nothing is recorded yet. Record what happened.", "outcome")
    if not because.strip():
        raise Problem("Say why it is corrected, in a few words.", "because")
    changes = edit(contact, version, "this contact", outcome=outcome, **({"worker": worker} if worker else {}))
    _keep(contact, by, today, because=because.strip())
    return _recorded("contacts.correct", contact, by, today, changes)


@transaction.atomic
def mark_entered_in_error(*, contact: Contact, because: str, by: User | None, today: date) -> Contact:
    """This contact should never have been booked; it stays on the record, crossed out, with the reason."""
    require(by, contact.support.pregnancy, today)
    if not because.strip():
        raise Problem("Say why it should not have been booked, in a few words.", "because")
    if contact.outcome:
        raise Problem("An outcome is recorded. Correct that instead, and say why.", "because")
    changes = edit(contact, None, "this contact", entered_in_error=because.strip())
    return _recorded("contacts.mark_entered_in_error", contact, by, today, changes)


def _recorded(verb: str, contact: Contact, by: User | None, today: date, changes: dict[str, list[Any]]) -> Contact:
    pregnancy = contact.support.pregnancy
    record_event(verb, contact, pregnancy, by, changes=changes)
    reassess(
        [pregnancy], today=today, because=f"the contact with {contact.support.service} on {long_date(contact.day)}"
    )
    return contact
