"""Two contacts or meetings that need her overlap in time, so she cannot keep both."""

from collections import defaultdict
from itertools import combinations
from typing import NamedTuple

from .days import FOREVER, Day, Spell, counted, iso, listed, said, unbroken_since
from .facts import Contact
from .known import Case, Sitting
from .rule import NOTHING, About, Rule
from .telling import contact_evidence, meeting_evidence
from .verdicts import Evidence, Finding, Verdict
from .words import Level


class Thresholds(NamedTuple):
    """Nothing to set: an overlap is an overlap."""


class Slot(NamedTuple):
    """A contact or meeting with its times in minutes after midnight, and the days on which it stood in the diary."""

    begins: int
    ends: int
    standing: Spell
    service: str | None
    evidence: Evidence


def judge(case: Case, limits: Thresholds) -> Verdict:
    """Look at every day from today on."""
    days: dict[Day, list[Slot]] = defaultdict(list)
    for contact in case.contacts_within(case.today, FOREVER):
        if contact.at is not None and contact.outcome is None and (slot := slot_of_contact(case, contact)):
            days[contact.day.toordinal()].append(slot)
    for sitting in case.sittings:
        if sitting.day >= case.today and (slot := slot_of_meeting(sitting)):
            days[sitting.day].append(slot)
    found = [(day, pairs) for day, slots in sorted(days.items()) if (pairs := clashes(slots))]
    if not found:
        return NOTHING
    return Verdict(tuple(finding(case, day, pairs) for day, pairs in found), found[0][0] + 1)


def slot_of_contact(case: Case, contact: Contact) -> Slot | None:
    """A contact's slot, if it needs her and has a time and a length."""
    if contact.at is None or not contact.minutes or not contact.needs_her:
        return None
    standing = case.seen_on(contact), FOREVER if contact.outcome is None else contact.day.toordinal() - 1
    service = case.promise_of(contact).service
    return Slot(contact.at, contact.at + contact.minutes, standing, service, contact_evidence(contact))


def slot_of_meeting(sitting: Sitting) -> Slot | None:
    """A meeting's slot, if it needs her and has a time and a length."""
    meeting = sitting.meeting
    if meeting.at is None or not meeting.minutes or not meeting.needs_her:
        return None
    standing = sitting.known, sitting.gone - 1
    return Slot(meeting.at, meeting.at + meeting.minutes, standing, None, meeting_evidence(sitting))


def clashes(slots: list[Slot]) -> list[tuple[Slot, Slot]]:
    """The pairs that overlap."""
    return [
        (one, other) for one, other in combinations(slots, 2) if one.begins < other.ends and other.begins < one.ends
    ]


def since(case: Case, day: Day) -> Day:
    """The first day of the present breach, by what stood in the diary on each day."""
    contacts = (slot_of_contact(case, contact) for contact in case.contacts_within(day, day))
    meetings = (slot_of_meeting(sitting) for sitting in case.sittings + case.called_off if sitting.day == day)
    pairs = clashes([slot for slot in (*contacts, *meetings) if slot])
    both = [(one.standing, other.standing) for one, other in pairs]
    return unbroken_since([(max(a[0], b[0]), min(a[1], b[1])) for a, b in both], case.today)


def finding(case: Case, day: Day, pairs: list[tuple[Slot, Slot]]) -> Finding:
    """What she is asked to do at the same time."""
    clashing = sorted({slot for pair in pairs for slot in pair}, key=lambda slot: (slot.begins, slot.evidence))
    times = listed(dict.fromkeys(f"{slot.begins // 60:02}:{slot.begins % 60:02}" for slot in clashing))
    services = {slot.service for slot in clashing}
    return RULE.finding(
        about=iso(day),
        since=since(case, day),
        sentence=f"On {said(day)} she is asked to be in two places at once: "
        f"{counted(len(clashing), 'appointment')} that overlap begin at {times}.",
        evidence=tuple(slot.evidence for slot in clashing),
        service=services.pop() if len(services) == 1 else None,
        next_step="Agree with her which one to move, and move it.",
        closes_when="One of them is moved, or the day has passed.",
    )


RULE = Rule("appointments_clash", About.DAY, Level.SOON, Thresholds, judge)
