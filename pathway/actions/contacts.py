"""Contacts: booked ahead, then recorded; a correction is a new row."""

from datetime import date, time
from typing import Any

from django.db import transaction

from ..models import Contact, OutcomeRecord, Support, User, Worker
from ..permissions import require
from ..rules.words import Mode, Outcome
from .base import Problem, edit, long_date, not_in_future, plausible, record_event
from .flags import reassess

LONGEST_CONTACT = 24 * 60


@transaction.atomic
def book(
    *,
    support: Support,
    day: date,
    by: User | None,
    today: date,
    known: date | None = None,
    at: time | None = None,
    minutes: int | None = None,
    mode: str | None = None,
    with_childcare: bool = False,
    with_transport: bool = False,
    with_interpreter: bool = False,
    needs_her: bool = True,
    worker: Worker | None = None,
) -> Contact:
    """An appointment for this support; `known` is the day it was made (default today, at the latest its own day)."""
    require(by, support.pregnancy, today)
    plausible(day, "day")
    if minutes is not None and not 1 <= minutes <= LONGEST_CONTACT:
        raise Problem("Give its length in minutes, between 1 and 1440, or leave it out.", "minutes")
    contact = Contact.objects.create(
        support=support, day=day, known=min(known or today, day), at=at, minutes=minutes, mode=mode or support.mode,
        with_childcare=with_childcare, with_transport=with_transport, with_interpreter=with_interpreter,
        needs_her=needs_her, worker=worker or support.worker,
    )  # fmt: skip
    record_event("contacts.book", contact, support.pregnancy, by)
    reassess([support.pregnancy], today=today, because=f"the appointment booked for {long_date(day)}")
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
) -> Contact:
    """What became of a contact: the one given, else the one booked for that day, else one that was not booked ahead."""
    require(by, support.pregnancy, today)
    not_in_future(on, today, "on", "A contact with an outcome")
    _check_outcome(outcome)
    plausible(on, "on")
    contact = contact or _booked_or_new(support, on)
    if contact.entered_in_error:
        raise Problem("This contact was booked by mistake, so nothing can have come of it. Choose another.", "outcome")
    if contact.outcome:
        raise Problem("Its outcome is recorded already. Correct it instead, and say why.", "outcome")
    changes = edit(contact, None, "this contact", outcome=outcome, **({"worker": worker} if worker else {}))
    _keep(contact, by, today, note=note)
    return _recorded("contacts.record", contact, by, today, changes)


def _check_outcome(outcome: str) -> None:
    if outcome not in set(Outcome):
        raise Problem(
            "Choose what happened: it happened, the service cancelled, she cancelled, she could not come.", "outcome"
        )


def _booked_or_new(support: Support, on: date) -> Contact:
    booked = support.contacts.standing().filter(day=on, outcome__isnull=True).first()
    return booked or Contact.objects.create(
        support=support, day=on, known=on, mode=support.mode or Mode.HOME, worker=support.worker
    )


def _keep(contact: Contact, by: User | None, today: date, *, note: str = "", because: str = "") -> OutcomeRecord:
    """The outcome as it was recorded now, replacing the last record of it."""
    last = contact.records.last()
    return OutcomeRecord.objects.create(
        contact=contact, outcome=contact.outcome or "", worker=contact.worker, note=note.strip(), because=because,
        recorded_on=today, by=by, replaces=last,
    )  # fmt: skip


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
