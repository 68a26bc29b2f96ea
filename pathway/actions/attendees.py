"""Who comes to a meeting and why, and who came; she first."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from ..models import Attendee, Came, Information, Meeting, SheCame, User, Worker
from ..permissions import CLOCK, require
from .base import Problem, edit, long_date, record_event

ALREADY = "They are asked to this meeting already."


@transaction.atomic
def ask_to_come(
    *,
    meeting: Meeting,
    by: User | None,
    today: date,
    worker: Worker | None = None,
    name: str = "",
    does: str = "",
    why: str = "",
    for_her: bool = False,
) -> Attendee:
    """Ask a worker, or a person from elsewhere by name, to a meeting: what they do, and why they are needed there."""
    require(by, meeting.pregnancy, today, Information.CHILD_PROTECTION)
    if bool(worker) == bool(name.strip()):
        raise Problem("Choose one of the workers, or write the name of somebody from elsewhere.", "worker")
    _check_why(why, by, for_her=for_her)
    if worker and meeting.attendees.filter(worker=worker).exists():
        raise Problem(ALREADY, "worker")
    try:
        with transaction.atomic():
            attendee: Attendee = meeting.attendees.create(
                worker=worker, name=name.strip(), does=does.strip(), why=why.strip(), for_her=for_her
            )
    except IntegrityError:
        raise Problem(ALREADY, "worker") from None
    record_event("attendees.ask_to_come", attendee, meeting.pregnancy, by, information=Information.CHILD_PROTECTION)
    return attendee


def _check_why(why: str, by: User | None, *, for_her: bool) -> None:
    """Everybody in the room is there for a reason; those at her side are there because she wants them."""
    if by is not CLOCK and not for_her and not why.strip():
        raise Problem("Say in plain words why they are needed in the room.", "why")


@transaction.atomic
def change(
    *,
    attendee: Attendee,
    by: User | None,
    today: date,
    does: str = "",
    why: str = "",
    for_her: bool = False,
    needed: bool = True,
    version: int | None = None,
) -> Attendee:
    """What they do, why they are needed, or that they are not needed after all."""
    meeting = attendee.meeting
    require(by, meeting.pregnancy, today, Information.CHILD_PROTECTION)
    _check_why(why, by, for_her=for_her or not needed)
    not_needed = None if needed else attendee.not_needed or today
    fields: dict[str, Any] = {"does": does.strip(), "why": why.strip(), "for_her": for_her, "not_needed": not_needed}
    changes = edit(attendee, version, "who comes to this meeting", **fields)
    record_event(
        "attendees.change", attendee, meeting.pregnancy, by, information=Information.CHILD_PROTECTION,
        changes=changes or {"version": [attendee.version - 1, attendee.version]},
    )  # fmt: skip
    return attendee


@transaction.atomic
def record_attendance(
    *,
    meeting: Meeting,
    she_came: str,
    by: User | None,
    today: date,
    her_words: str = "",
    came: Mapping[int, str] | None = None,
    version: int | None = None,
) -> Meeting:
    """Whether she was there and what she said; and, by attendee, who else was there or sent an apology."""
    require(by, meeting.pregnancy, today, Information.CHILD_PROTECTION)
    if meeting.cancelled or meeting.day > today:
        raise Problem(f"The meeting on {long_date(meeting.day)} has not been held, so nobody can have been there.")
    if she_came not in set(SheCame):
        raise Problem("Say whether she was there.", "she_came")
    changes = edit(meeting, version, "this meeting", she_came=she_came, her_words=her_words.strip())
    record_event(
        "attendees.record_attendance", meeting, meeting.pregnancy, by, information=Information.CHILD_PROTECTION,
        changes=changes or {"version": [meeting.version - 1, meeting.version]},
    )  # fmt: skip
    for attendee in meeting.attendees.filter(pk__in=came or {}):
        _record_came(attendee, (came or {})[attendee.pk], by)
    return meeting


def _record_came(attendee: Attendee, came: str, by: User | None) -> None:
    if came not in {"", *Came}:
        raise Problem("Say of each whether they were there.")
    if came != attendee.came:
        changes = edit(attendee, None, "who came to this meeting", came=came)
        record_event(
            "attendees.record_attendance", attendee, attendee.meeting.pregnancy, by,
            information=Information.CHILD_PROTECTION, changes=changes,
        )  # fmt: skip
