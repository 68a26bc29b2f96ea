"""Moves: a booked contact goes to another day or time, and stays the one contact that it is."""

from datetime import date, time
from typing import Any

from django.db import transaction

from ..models import AskedBy, Contact, Move, User
from ..models.moves import WHY_BY_WHOM
from ..permissions import require
from .base import Problem, edit, long_date, record_event
from .flags import reassess
from .reasons import keep_apart, parted
from .slots import check_day, check_time, still_there


@transaction.atomic
def move(
    *,
    contact: Contact,
    day: date,
    asked_by: str,
    by: User | None,
    today: date,
    at: time | None = None,
    reason: str = "",
    reason_words: str = "",
    version: int | None = None,
) -> Contact:
    """Another day or time for a contact that lies ahead; who asked for it and why stand in a row of their own.

    On its new day it is known from today, as any appointment is from the day it is made; a new time alone changes nothing
    of that. Whoever has left by the new day is no longer named.
    """
    require(by, contact.support.pregnancy, today)
    if why_not := contact.why_not_movable(today):
        raise Problem(why_not)
    _check_slot(contact, day, at, today)
    _check_why(asked_by, reason, reason_words)
    old = {"from_day": contact.day, "from_at": contact.at}
    changes = edit(contact, version, "this contact", **_new_place(contact, day, at, today))
    kept = _keep(contact, old, by, today, asked_by=asked_by, reason=reason, reason_words=reason_words)
    changes |= {name: [None, getattr(kept, name)] for name in ("asked_by", "reason", "reason_words")}
    record_event("moves.move", contact, contact.support.pregnancy, by, changes=changes)
    because = f"the contact with {contact.support.service}, moved to {long_date(day)}"
    reassess([contact.support.pregnancy], today=today, because=because)
    return contact


def _check_slot(contact: Contact, day: date, at: time | None, today: date) -> None:
    if day < today:
        raise Problem(f"It can be moved to {long_date(today)} or a later day.", "day")
    if (day, at) == (contact.day, contact.at):
        raise Problem("That is its day and time already. Give another day, or another time.", "day")
    check_day(contact.support, day, today, "day")
    check_time(contact.support, day, at, contact.minutes)


def _check_why(asked_by: str, reason: str, reason_words: str) -> None:
    if asked_by not in AskedBy.values:
        raise Problem("Say who asked for it: the service, or she.", "asked_by")
    if reason and reason not in WHY_BY_WHOM[asked_by]:
        raise Problem("This reason does not go with who asked. Choose one of those listed.", "reason")
    if reason_words.strip() and not reason:
        raise Problem("Choose what got in the way, then add your words.", "reason")


def _new_place(contact: Contact, day: date, at: time | None, today: date) -> dict[str, Any]:
    """The fields of the contact where it now stands."""
    known = contact.known if day == contact.day else min(today, day)
    return {"day": day, "at": at, "known": known, "worker": still_there(contact.worker, day)}


def _keep(contact: Contact, old: dict[str, Any], by: User | None, today: date, *, asked_by: str, **told: str) -> Move:
    told = {name: words.strip() for name, words in told.items() if words.strip()}
    said = parted(told, None, contact.support.pregnancy, by, today)
    kept = Move.objects.create(
        contact=contact, to_day=contact.day, to_at=contact.at, asked_by=asked_by, moved_on=today, by=by,
        **old | said.open,
    )  # fmt: skip
    keep_apart(said, contact, by, move=kept)
    return kept
