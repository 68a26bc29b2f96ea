"""The words that rules share when they say what was promised and what came of it."""

from .days import counted, said
from .facts import Contact
from .known import Promise, Sitting
from .verdicts import Evidence
from .words import Outcome

HOW_OFTEN = {1: "Daily", 7: "Weekly", 14: "Fortnightly", 28: "Four-weekly"}
CAME_TO = {
    Outcome.DELIVERED: "took place",
    Outcome.CANCELLED_BY_SERVICE: "cancelled by the service",
    Outcome.CANCELLED_BY_HER: "she could not make it and said so",
    Outcome.MISSED: "she could not make it",
    None: "booked, no outcome recorded",
}


def contact_from(promise: Promise) -> str:
    """A recurring promise as the subject of a sentence: "Weekly contact from Family support"."""
    if promise.times == 1 and promise.every in HOW_OFTEN:
        return f"{HOW_OFTEN[promise.every]} contact from {promise.service}"
    return f"Contact from {promise.service}, promised {counted(promise.times, 'time')} {_often(promise)},"


def promise_evidence(promise: Promise) -> Evidence:
    """The promise itself."""
    return Evidence("support", promise.support.ref, f"{promise.service} promised {_terms(promise)}")


def _terms(promise: Promise) -> str:
    if not promise.every:
        return f"one contact by {said(promise.once_by)}"
    often = f"{counted(promise.times, 'contact')} {_often(promise)}"
    start = f"from {said(promise.start)}" if promise.dated else "with no date to begin yet"
    return f"{often} {start} until {said(promise.end)}" if promise.ends else f"{often} {start}"


def _often(promise: Promise) -> str:
    """Its rhythm: "every 7 days", "every day"."""
    return "every day" if promise.every == 1 else f"every {promise.every} days"


def contact_evidence(contact: Contact) -> Evidence:
    """A contact and what came of it."""
    return Evidence("contact", contact.ref, f"{said(contact.day.toordinal())}: {CAME_TO[contact.outcome]}")


def meeting_evidence(sitting: Sitting) -> Evidence:
    """A meeting on its day."""
    return Evidence("meeting", sitting.meeting.ref, capitalised(meeting_name(sitting)))


def meeting_name(sitting: Sitting) -> str:
    """A meeting in words: "initial conference on 3 March 2026"."""
    kind = sitting.meeting.kind.value
    name = {"discharge planning": "discharge planning meeting", "other": "meeting"}.get(kind, kind)
    return f"{name} on {said(sitting.day)}"


def capitalised(words: str) -> str:
    """The same words as the beginning of a sentence."""
    return words[0].upper() + words[1:]
