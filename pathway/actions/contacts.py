"""Contacts: booked ahead alone or in a run, then recorded; a correction, or more that is told of it, is a new row."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from django.db import transaction

from ..models import Childcare, Contact, OutcomeRecord, PlaceAnswer, Pregnancy, Support, User, Worker
from ..models.contacts import CANCELLED, WHY_BY_OUTCOME
from ..permissions import require
from ..rules.words import Mode, Outcome
from .base import Problem, edit, long_date, not_in_future, record_event
from .flags import reassess
from .reasons import keep_apart, parted
from .slots import check_day, check_time, check_worker, still_there

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
    made = [_book_one(support, day, min(known or today, day), by, today, **booking) for day in days]
    said = long_date(made[0].day) if len(made) == 1 else f"{long_date(days[0])} and later days"
    reassess([support.pregnancy], today=today, because=f"the appointment booked for {said}")
    return made


def _book_one(
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
    check_day(support, day, today, "day")
    check_time(support, day, at, minutes)
    check_worker(support, worker, day)
    if childcare and childcare not in Childcare:
        raise Problem("Choose who looks after her children, or leave it open.", "childcare")
    contact = Contact.objects.create(
        support=support, day=day, known=known, at=at, minutes=minutes, mode=mode or support.mode, place=place.strip(),
        with_childcare=with_childcare or bool(childcare), childcare=childcare, with_transport=with_transport,
        with_interpreter=with_interpreter, needs_her=needs_her, worker=worker or still_there(support.worker, day),
    )  # fmt: skip
    record_event("contacts.book", contact, support.pregnancy, by)
    return contact


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
    version: int | None = None,
) -> Contact:
    """What became of a contact: the one given, else the one booked for that day, else one that was not booked ahead.

    Of one that is booked and lies ahead only that the service or she cancelled it can be known; the rules learn of it on
    its own day.
    """
    require(by, support.pregnancy, today)
    _check_outcome(outcome)
    _check_reason(outcome, reason)
    contact = contact or _booked(support, on)
    if contact is None or outcome not in CANCELLED:
        not_in_future(on, today, "on", "A contact with an outcome")
    check_day(support, on, today, "on")
    check_worker(support, worker, on)
    contact = contact or _not_booked_ahead(support, on)
    if contact.entered_in_error:
        raise Problem("This contact was booked by mistake, so nothing can have come of it. Choose another.", "outcome")
    if contact.outcome:
        raise Problem("Its outcome is recorded already. Correct it instead, and say why.", "outcome")
    changes = edit(contact, version, "this contact", outcome=outcome, **({"worker": worker} if worker else {}))
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


def _booked(support: Support, on: date) -> Contact | None:
    booked: Contact | None = support.contacts.standing().filter(day=on, outcome__isnull=True).first()
    return booked


def _not_booked_ahead(support: Support, on: date) -> Contact:
    return Contact.objects.create(
        support=support, day=on, known=on, mode=support.mode or Mode.HOME, worker=still_there(support.worker, on)
    )


def _keep(contact: Contact, by: User | None, today: date, **told: str) -> OutcomeRecord:
    """The outcome as it is known now, replacing the last record of it; what is not told anew stays as it was told."""
    last = contact.records.last()
    same = last if last is not None and last.outcome == contact.outcome else None
    stays = {"note": last.note if last else ""}
    stays |= {"reason": same.reason, "reason_words": same.reason_words} if same else {}
    told = {name: words.strip() for name, words in told.items() if words.strip()}
    said = parted(told, same, contact.support.pregnancy, by, today)
    record = OutcomeRecord.objects.create(
        contact=contact, outcome=contact.outcome or "", worker=contact.worker, recorded_on=today, by=by, replaces=last,
        **stays | said.open,
    )  # fmt: skip
    keep_apart(said, contact, by, record=record)
    return record


@transaction.atomic
def tell(
    *, contact: Contact, by: User | None, today: date, reason: str = "", reason_words: str = "", note: str = "",
    version: int | None = None,
) -> Contact:  # fmt: skip
    """More of a contact whose outcome stands: what got in the way, or what she said matters. What was told stays."""
    require(by, contact.support.pregnancy, today)
    if not contact.outcome:
        raise Problem("Nothing is recorded yet. Record what happened first.")
    _check_reason(contact.outcome, reason)
    if reason_words.strip() and not (reason or _reason_of(contact)):
        raise Problem("Choose what got in the way, then add your words.", "reason")
    edit(contact, version, "this contact")
    kept = _keep(contact, by, today, reason=reason, reason_words=reason_words, note=note)
    told = {"reason": reason, "reason_words": reason_words.strip(), "note": note.strip()}
    changes = {name: [None, getattr(kept, name)] for name, new in told.items() if new}
    record_event("contacts.tell", kept, contact.support.pregnancy, by, changes=changes)
    return contact


def _reason_of(contact: Contact) -> str:
    last = contact.records.last()
    return last.reason if last and last.outcome == contact.outcome else ""


@transaction.atomic
def take_back(*, contact: Contact, by: User | None, today: date, version: int | None = None) -> Contact:
    """An outcome recorded by mistake today, or a contact called off that is on again before its day; all records stay."""
    require(by, contact.support.pregnancy, today)
    last = contact.records.last()
    if not contact.outcome or last is None:
        raise Problem("Nothing is recorded, so there is nothing to undo.")
    if last.recorded_on != today and contact.day <= today:
        raise Problem("It was recorded before today. Correct it instead, and say why.")
    check_time(contact.support, contact.day, contact.at, contact.minutes)
    changes = edit(contact, version, "this contact", outcome=None)
    mistaken = last.recorded_on == today
    _keep(contact, by, today, because="Taken back: recorded by mistake." if mistaken else "It is on again.")
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
    check_worker(contact.support, worker, contact.day)
    if not contact.outcome:
        raise Problem("Nothing is recorded yet. Record what happened.", "outcome")
    if contact.day > today and outcome not in CANCELLED:
        raise Problem("It lies ahead. If it is on again, take back that it was called off.", "outcome")
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


@transaction.atomic
def hand_to(*, contact: Contact, worker: Worker, by: User | None, today: date, version: int | None = None) -> Contact:
    """Another worker of the same service sees her at this contact, which is still to come."""
    require(by, contact.support.pregnancy, today)
    check_worker(contact.support, worker, contact.day)
    if not contact.is_coming(today):
        raise Problem("This contact is not to come any more, so nobody else can be named for it.", "worker")
    changes = edit(contact, version, "this contact", worker=worker)
    return _recorded("contacts.hand_to", contact, by, today, changes)


def _recorded(verb: str, contact: Contact, by: User | None, today: date, changes: dict[str, list[Any]]) -> Contact:
    pregnancy = contact.support.pregnancy
    record_event(verb, contact, pregnancy, by, changes=changes)
    reassess(
        [pregnancy], today=today, because=f"the contact with {contact.support.service} on {long_date(contact.day)}"
    )
    return contact
