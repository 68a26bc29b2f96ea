"""Meetings: booked, told to her, their papers shared with her, or cancelled."""

from datetime import date, time

from django.db import transaction

from ..models import Information, Meeting, Pregnancy, User
from ..permissions import require
from ..rules.words import MeetingKind
from .base import Problem, edit, long_date, not_in_future, plausible, record_event, reference_for
from .flags import reassess


@transaction.atomic
def book(
    *,
    pregnancy: Pregnancy,
    kind: str,
    day: date,
    by: User | None,
    today: date,
    known: date | None = None,
    reference: str = "",
    at: time | None = None,
    minutes: int | None = None,
    place: str = "",
    needs_her: bool = True,
) -> Meeting:
    """A meeting on a day; `known` is the day it was arranged (default today, at the latest its own day)."""
    require(by, pregnancy, today, Information.CHILD_PROTECTION)
    plausible(day, "day")
    if kind not in set(MeetingKind):
        raise Problem("Choose what kind of meeting it is.", "kind")
    taken = pregnancy.meetings.values_list("reference", flat=True)
    meeting = Meeting.objects.create(
        pregnancy=pregnancy, reference=reference or reference_for(taken, kind), kind=kind, day=day,
        known=min(known or today, day), at=at, minutes=minutes, place=place.strip(), needs_her=needs_her,
    )  # fmt: skip
    record_event("meetings.book", meeting, pregnancy, by, information=Information.CHILD_PROTECTION)
    reassess(
        [pregnancy],
        today=today,
        because=f"the meeting booked for {long_date(day)}",
        information=Information.CHILD_PROTECTION,
    )
    return meeting


def tell_her(*, meeting: Meeting, on: date, by: User | None, today: date) -> Meeting:
    """She was told of the meeting on this day."""
    return _note("tell_her", meeting, "told_her", on, by, today)


def share_report(*, meeting: Meeting, on: date, by: User | None, today: date) -> Meeting:
    """The report for the meeting was shared with her on this day."""
    return _note("share_report", meeting, "report_shared", on, by, today)


def share_minutes(*, meeting: Meeting, on: date, by: User | None, today: date) -> Meeting:
    """The minutes of the meeting were shared with her on this day."""
    return _note("share_minutes", meeting, "minutes_shared", on, by, today)


def cancel(*, meeting: Meeting, on: date, by: User | None, today: date) -> Meeting:
    """From this day the meeting no longer takes place."""
    return _note("cancel", meeting, "cancelled", on, by, today)


@transaction.atomic
def _note(verb: str, meeting: Meeting, field: str, on: date, by: User | None, today: date) -> Meeting:
    require(by, meeting.pregnancy, today, Information.CHILD_PROTECTION)
    not_in_future(on, today, "on", "This")
    changes = edit(meeting, None, "this meeting", **{field: on})
    record_event(
        f"meetings.{verb}", meeting, meeting.pregnancy, by, information=Information.CHILD_PROTECTION, changes=changes
    )
    reassess(
        [meeting.pregnancy],
        today=today,
        because=f"the record of the meeting on {long_date(meeting.day)}",
        information=Information.CHILD_PROTECTION,
    )
    return meeting
