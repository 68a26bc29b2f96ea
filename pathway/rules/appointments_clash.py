"""Two contacts or meetings that need her overlap in time, so she cannot keep both."""

from collections import defaultdict
from itertools import combinations
from typing import NamedTuple

from .days import FOREVER, Day, Spell, counted, iso, listed, said, unbroken_since
from .facts import Contact
from .known import Case, Sitting
from .rule import NOTHING, About, Rule
from .telling import contact_evidence, meeting_evidence
from .verdicts import Finding, Verdict
from .words import Level


class Thresholds(NamedTuple):
    """Nothing to set: an overlap is an overlap."""


class Slot(NamedTuple):
    """A contact or meeting with its times in minutes after midnight."""

    begins: int
    ends: int
    row: Contact | Sitting


def judge(case: Case, limits: Thresholds) -> Verdict:
    """Look at every day from today on."""
    days: dict[Day, list[Slot]] = defaultdict(list)
    for contact in case.contacts_within(case.today, FOREVER):
        if contact.outcome is None and (slot := slot_of(contact)):
            days[contact.day.toordinal()].append(slot)
    for sitting in case.sittings:
        if sitting.day >= case.today and (slot := slot_of(sitting)):
            days[sitting.day].append(slot)
    found = [(day, pairs) for day, slots in sorted(days.items()) if (pairs := clashes(slots))]
    if not found:
        return NOTHING
    return Verdict(tuple(finding(case, day, pairs) for day, pairs in found), found[0][0] + 1)


def slot_of(row: Contact | Sitting) -> Slot | None:
    """Its slot, if it needs her and has a time and a length."""
    booked = row.meeting if isinstance(row, Sitting) else row
    if booked.at is None or not booked.minutes or not booked.needs_her:
        return None
    return Slot(booked.at, booked.at + booked.minutes, row)


def clashes(slots: list[Slot]) -> list[tuple[Slot, Slot]]:
    """The pairs that overlap."""
    return [
        (one, other) for one, other in combinations(slots, 2) if one.begins < other.ends and other.begins < one.ends
    ]


def standing(case: Case, row: Contact | Sitting) -> Spell:
    """The days on which it stood in the diary without an outcome."""
    if isinstance(row, Sitting):
        return row.known, row.gone - 1
    return case.seen_on(row), FOREVER if row.outcome is None else row.day.toordinal() - 1


def since(case: Case, day: Day) -> Day:
    """The first day of the present breach, by what stood in the diary on each day."""
    meetings = (sitting for sitting in case.sittings + case.called_off if sitting.day == day)
    rows: list[Contact | Sitting] = [*case.contacts_within(day, day), *meetings]
    pairs = clashes([slot for row in rows if (slot := slot_of(row))])
    both = [(standing(case, one.row), standing(case, other.row)) for one, other in pairs]
    return unbroken_since([(max(a[0], b[0]), min(a[1], b[1])) for a, b in both], case.today)


def finding(case: Case, day: Day, pairs: list[tuple[Slot, Slot]]) -> Finding:
    """What she is asked to do at the same time."""
    clashing = {id(slot.row): slot for pair in pairs for slot in pair}.values()
    slots = sorted(clashing, key=lambda slot: slot.begins)
    times = listed(dict.fromkeys(f"{slot.begins // 60:02}:{slot.begins % 60:02}" for slot in slots))
    services = {None if isinstance(slot.row, Sitting) else case.promise_of(slot.row).service for slot in slots}
    return RULE.finding(
        about=iso(day),
        since=since(case, day),
        sentence=f"On {said(day)} she is asked to be in two places at once: "
        f"{counted(len(slots), 'appointment')} that overlap begin at {times}.",
        evidence=tuple(
            meeting_evidence(slot.row) if isinstance(slot.row, Sitting) else contact_evidence(slot.row)
            for slot in slots
        ),
        service=services.pop() if len(services) == 1 else None,
        next_step="Agree with her which one to move, and move it.",
        closes_when="One of them is moved, or the day has passed.",
    )


RULE = Rule("appointments_clash", About.DAY, Level.SOON, Thresholds, judge)
