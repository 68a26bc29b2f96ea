"""A row of moves, and of what stands apart with them, that breaks each constraint of theirs."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db import models

from pathway.models import Contact, Move, NotSafe, OutcomeRecord
from tests.people import People

DAY = date(2026, 3, 2)
BEFORE = DAY - timedelta(days=1)


def contact_of(p: People) -> Contact:
    """A booked contact."""
    return Contact.objects.create(support=p.nadia.supports.get(reference="family-support"), day=DAY, known=DAY)


def move(p: People, **fields: object) -> Move:
    """A move by the service, not saved."""
    made = {"contact": contact_of(p), "from_day": DAY, "to_day": DAY, "asked_by": "service", "moved_on": DAY}
    return Move(**made | fields)


def of_both(p: People) -> NotSafe:
    """It did not feel safe, of an outcome and of a move."""
    moved = move(p)
    moved.save()
    record = OutcomeRecord.objects.create(contact=moved.contact, outcome="missed", recorded_on=DAY)
    return NotSafe(contact=moved.contact, record=record, move=moved)


BROKEN_CONTACTS: dict[str, Callable[[People], models.Model]] = {
    "only_what_lies_ahead_is_moved_and_only_ahead": lambda p: move(p, from_day=BEFORE),
    "a_reason_fits_who_asked_for_the_move": lambda p: move(p, asked_by="her", reason="not_safe"),
    "it_was_not_safe_for_one_outcome_or_one_move": of_both,
}
