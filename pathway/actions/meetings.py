"""Meetings: booked, moved, told to her, their papers shared with her or withheld and why, prepared with her, cancelled."""

from datetime import date, time
from typing import Any

from django.db import IntegrityError, transaction

from ..meetings import is_safe_way, is_short, notice_days
from ..models import (
    Asked,
    Information,
    Meeting,
    Paper,
    PaperShared,
    Pregnancy,
    Recommendation,
    SharedHow,
    ToldHow,
    User,
)
from ..permissions import CLOCK, require
from ..rules.words import MeetingKind
from .base import Problem, edit, long_date, not_in_future, plausible, record_event, reference_for
from .flags import reassess

LONGEST_MEETING = 480
SHARED = (SharedHow.GIVEN, SharedHow.READ_THROUGH, SharedHow.HER_DECISION)
"""The service has done its part: she has the paper, or she decided not to have it."""
Changes = dict[str, list[Any]]


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
    venue: str = "",
    place: str = "",
    needs_her: bool = True,
    short_because: str = "",
) -> Meeting:
    """A meeting on a day; `known` is the day it was arranged (default today, at the latest its own day).

    `short_because` says why she has so little notice; it is needed where the day is closer than the pack's notice.
    """
    require(by, pregnancy, today, Information.CHILD_PROTECTION)
    _check(kind, day, minutes)
    others = pregnancy.meetings.standing().filter(kind=kind, day=day, at=at)
    if others.exists() and not reference:
        raise Problem("This meeting is booked already, for that day and time. Open it instead.", "day")
    short = _why_short(pregnancy, day, today, short_because, by)
    taken = pregnancy.meetings.values_list("reference", flat=True)
    try:
        with transaction.atomic():
            meeting: Meeting = pregnancy.meetings.create(
                reference=reference or reference_for(taken, kind), kind=kind, day=day, known=min(known or today, day),
                at=at, minutes=minutes, venue=venue, place=place.strip(), needs_her=needs_her, short_because=short,
            )  # fmt: skip
    except IntegrityError:
        raise Problem(
            "Somebody else booked a meeting for her just now. Look at her meetings, then book again."
        ) from None
    record_event("meetings.book", meeting, pregnancy, by, information=Information.CHILD_PROTECTION)
    _judge(meeting, today, f"the meeting booked for {long_date(day)}")
    return meeting


def _why_short(pregnancy: Pregnancy, day: date, on: date, because: str, by: User | None) -> str:
    """The reason for little notice, asked for where there is little; empty where there is enough, or it is long past."""
    if day < on or not is_short(pregnancy, day, on):
        return ""
    if by is not CLOCK and not because.strip():
        notice = notice_days(pregnancy)
        raise Problem(f"This gives her fewer than {notice} days’ notice. Say why it cannot be later.", "short_because")
    return because.strip()


def _check(kind: str, day: date, minutes: int | None) -> None:
    if kind not in set(MeetingKind):
        raise Problem("Choose what kind of meeting it is.", "kind")
    plausible(day, "day")
    if minutes is not None and not 1 <= minutes <= LONGEST_MEETING:
        raise Problem("Give its length in minutes, between 1 and 480, or leave it out.", "minutes")


@transaction.atomic
def change(
    *,
    meeting: Meeting,
    day: date,
    by: User | None,
    today: date,
    at: time | None = None,
    minutes: int | None = None,
    venue: str = "",
    place: str = "",
    short_because: str = "",
    version: int | None = None,
) -> Meeting:
    """Another day, time or place. On another day she has not been told yet: what she was told is kept in the event."""
    _open(meeting, by, today)
    _check(meeting.kind, day, minutes)
    fields: dict[str, Any] = {
        "day": day, "known": min(meeting.known, day), "at": at, "minutes": minutes, "venue": venue,
        "place": place.strip(),
    }  # fmt: skip
    if day != meeting.day:
        if meeting.minutes_shared or meeting.she_came:
            raise Problem("This meeting has been held, so its day stays. Book another one.", "day")
        short = _why_short(meeting.pregnancy, day, today, short_because, by)
        fields |= {"told_her": None, "told_how": "", "told_because": "", "short_because": short}
    return _write("change", meeting, version, by, today, fields)


@transaction.atomic
def tell_her(
    *,
    meeting: Meeting,
    on: date,
    by: User | None,
    today: date,
    how: str = "",
    told_because: str = "",
    short_because: str = "",
    correcting: str = "",
    version: int | None = None,
) -> Meeting:
    """She was told of the meeting on this day, in this way.

    A way that she has not called safe needs a reason (`told_because`), and so does little notice (`short_because`);
    a day that is recorded already is replaced only with a reason (`correcting`), and both days stand in the event.
    """
    _open(meeting, by, today)
    not_in_future(on, today, "on", "This")
    if by is not CLOCK and how not in set(ToldHow):
        raise Problem("Say how she was told.", "how")
    if not is_safe_way(meeting.pregnancy, how) and not told_because.strip():
        way = ToldHow(how).label.lower()
        raise Problem(f"She has not said that being told {way} is safe. Say why it was done so.", "told_because")
    _needs_reason(meeting.told_her, "she was told", correcting)
    short = _why_short(meeting.pregnancy, meeting.day, on, short_because or meeting.short_because, by)
    fields = {"told_her": on, "told_how": how, "told_because": told_because.strip(), "short_because": short}
    return _write("tell_her", meeting, version, by, today, fields, correcting)


def _needs_reason(day: date | None, what: str, correcting: str) -> None:
    """Nothing that is recorded is silently replaced."""
    if day and not correcting.strip():
        raise Problem(f"It is recorded that {what} on {long_date(day)}. To change that, say why.", "correcting")


def share_report(
    *, meeting: Meeting, on: date, by: User | None, today: date, how: str = SharedHow.GIVEN, because: str = "",
    correcting: str = "", version: int | None = None,
) -> Meeting:  # fmt: skip
    """What became of the report for the meeting on this day: shared with her, left at her wish, or withheld and why."""
    return _share("share_report", meeting, Paper.REPORT, on, by, today, how, because, correcting, version)


def share_minutes(
    *, meeting: Meeting, on: date, by: User | None, today: date, how: str = SharedHow.GIVEN, because: str = "",
    correcting: str = "", version: int | None = None,
) -> Meeting:  # fmt: skip
    """What became of the minutes of the meeting on this day: shared with her, left at her wish, or withheld and why."""
    return _share("share_minutes", meeting, Paper.MINUTES, on, by, today, how, because, correcting, version)


@transaction.atomic
def _share(
    verb: str, meeting: Meeting, paper: Paper, on: date, by: User | None, today: date, how: str, because: str,
    correcting: str, version: int | None,
) -> Meeting:  # fmt: skip
    _open(meeting, by, today)
    not_in_future(on, today, "on", "This")
    field = f"{paper}_shared"
    if how not in set(SharedHow):
        raise Problem(f"Say what became of the {paper}.", "how")
    if how == SharedHow.WITHHELD and not because.strip():
        raise Problem(f"The {paper} cannot be withheld without a reason. Say why.", "because")
    if paper == Paper.MINUTES and on < meeting.day:
        raise Problem(f"There are no minutes before the meeting on {long_date(meeting.day)}. Check the day.", "on")
    _needs_reason(getattr(meeting, field), f"the {paper} was shared with her", correcting)
    fields = {field: on if how in SHARED else None}
    changed = _write(verb, meeting, version, by, today, fields, correcting)
    words = because.strip() if how == SharedHow.WITHHELD else correcting.strip()
    PaperShared.objects.create(meeting=meeting, paper=paper, how=how, day=on, because=words, by=by)
    return changed


@transaction.atomic
def cancel(
    *, meeting: Meeting, on: date, by: User | None, today: date, because: str = "", version: int | None = None
) -> Meeting:
    """From this day the meeting no longer takes place."""
    _open(meeting, by, today)
    not_in_future(on, today, "on", "This")
    fields = {"cancelled": on, "cancelled_because": because.strip()}
    return _write("cancel", meeting, version, by, today, fields)


@transaction.atomic
def prepare(
    *,
    meeting: Meeting,
    wishes_asked: str,
    by: User | None,
    today: date,
    wish_venue: str = "",
    wish_supporter: str = "",
    wish_easier: str = "",
    wish_topics: str = "",
    going_well: str = "",
    version: int | None = None,
) -> Meeting:
    """What she wishes for the meeting, and what is going well."""
    _open(meeting, by, today)
    wishes = {"wish_venue": wish_venue, "wish_supporter": wish_supporter.strip(), "wish_easier": wish_easier.strip()}
    wishes["wish_topics"] = wish_topics.strip()
    if wishes_asked != Asked.ASKED and any(wishes.values()):
        raise Problem("A wish of hers is written here, so choose “Asked”, or clear it.", "wishes_asked")
    fields = wishes | {"wishes_asked": wishes_asked, "going_well": going_well.strip()}
    return _write("prepare", meeting, version, by, today, fields)


@transaction.atomic
def recommend(
    *,
    meeting: Meeting,
    words: str,
    by: User | None,
    today: date,
    told_on: date | None = None,
    not_told_because: str = "",
) -> Recommendation:
    """What the meeting will be asked to decide; she is told of it first, unless that would put her or a child in danger."""
    _open(meeting, by, today)
    if not words.strip():
        raise Problem("Say what will be recommended.", "words")
    if told_on:
        not_in_future(told_on, today, "told_on", "This")
    elif not not_told_because.strip():
        raise Problem(
            "Tell her first, and give the day. Only a danger for her or a child can be a reason not to.", "told_on"
        )
    reason = "" if told_on else not_told_because.strip()
    found: Recommendation = meeting.recommendations.create(
        words=words.strip(), told_on=told_on, not_told_because=reason, day=today, by=by
    )
    record_event("meetings.recommend", found, meeting.pregnancy, by, information=Information.CHILD_PROTECTION)
    return found


def _open(meeting: Meeting, by: User | None, today: date) -> None:
    """Only who may, and only while it stands."""
    require(by, meeting.pregnancy, today, Information.CHILD_PROTECTION)
    if meeting.cancelled:
        raise Problem(f"This meeting was cancelled on {long_date(meeting.cancelled)}. Book another one.")


def _write(
    verb: str, meeting: Meeting, version: int | None, by: User | None, today: date, fields: Changes | dict[str, Any],
    correcting: str = "",
) -> Meeting:  # fmt: skip
    """Write the fields unless somebody was faster, keep old and new in an event, and judge anew."""
    changes = edit(meeting, version, "this meeting", **fields)
    if correcting.strip():
        changes["because"] = [None, correcting.strip()]
    kept = changes or {"version": [meeting.version - 1, meeting.version]}
    record_event(
        f"meetings.{verb}", meeting, meeting.pregnancy, by, information=Information.CHILD_PROTECTION, changes=kept
    )
    _judge(meeting, today, f"the record of the meeting on {long_date(meeting.day)}")
    return meeting


def _judge(meeting: Meeting, today: date, because: str) -> None:
    reassess([meeting.pregnancy], today=today, because=because, information=Information.CHILD_PROTECTION)
