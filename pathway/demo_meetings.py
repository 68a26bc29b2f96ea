"""What the demonstration tells of meetings and reviews beyond what a rule sees: who comes, her wishes, decisions, reviews."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from .actions import attendees, meetings, reviews, sharing
from .models import Meeting, Pregnancy, Service, ServiceKind, User, Venue, Worker
from .permissions import CLOCK
from .rules.words import MeetingKind

ONE_WEEK = timedelta(weeks=1)
REVIEWED = 6 * ONE_WEEK
"""So long ago the support of some women was last reviewed."""
EVERY_THIRD = 3


def furnish(women: Iterable[tuple[Pregnancy, User | None]], today: date) -> None:
    """Go through every woman's meetings, review the support of every third who gave birth some months ago; call one off."""
    with_one_to_come = []
    for number, (pregnancy, by) in enumerate(women):
        pregnancy.refresh_from_db()
        if pregnancy.closed:
            continue
        for meeting in pregnancy.meetings.standing():
            prepare(meeting, by, today)
            if meeting.day < today:
                hold(meeting, by, today)
            else:
                with_one_to_come.append(meeting)
        if number % EVERY_THIRD == 0 and pregnancy.born and pregnancy.born < today - 2 * REVIEWED:
            review(pregnancy, by, today)
    if with_one_to_come:
        call_one_off(with_one_to_come[-1], today)


def call_one_off(after: Meeting, today: date) -> None:
    """A core group that was to follow does not take place, for a reason on the services' side."""
    meeting = meetings.book(
        pregnancy=after.pregnancy, kind=MeetingKind.CORE_GROUP, day=after.day + 4 * ONE_WEEK, at=after.at, minutes=60,
        venue=Venue.OFFICE, place="Family centre, Room 2", known=today - ONE_WEEK, by=CLOCK, today=today,
    )  # fmt: skip
    meetings.cancel(
        meeting=meeting, on=today, because="The room is not to be had. Another day is being found with her.",
        by=CLOCK, today=today,
    )  # fmt: skip


def prepare(meeting: Meeting, by: User | None, today: date) -> None:
    """Social work is involved; her wishes, where it is, what is recommended, and who is asked to come."""
    involve_social_work(meeting.pregnancy, by, today)
    meetings.recommend(
        meeting=meeting, words="That the plan goes on, with the family team once a week.",
        told_on=meeting.told_her or meeting.known, by=CLOCK, today=today,
    )  # fmt: skip
    meetings.change(
        meeting=meeting, day=meeting.day, at=meeting.at, minutes=meeting.minutes or 90, venue=Venue.OFFICE,
        place="Family centre, Room 2", by=CLOCK, today=today,
    )  # fmt: skip
    meetings.prepare(
        meeting=meeting, wishes_asked="asked", wish_venue=Venue.NEARBY, wish_supporter="Her sister", by=by, today=today,
        wish_easier="A seat near the door, and no more than six people.",
        wish_topics="When does the family team come again, and who tells me?",
        going_well="She has been to every scan. The cot is there, and the room is ready.",
    )  # fmt: skip
    attendees.ask_to_come(meeting=meeting, name="Robin Example", does="her sister", for_her=True, by=by, today=today)
    attendees.ask_to_come(
        meeting=meeting, name="Jules Example", does="leads the meeting and takes no side",
        why="makes sure that everybody is heard, she first", by=by, today=today,
    )  # fmt: skip
    for worker, why in asked(meeting.pregnancy, today):
        attendees.ask_to_come(meeting=meeting, worker=worker, why=why, by=by, today=today)


def involve_social_work(pregnancy: Pregnancy, by: User | None, today: date) -> None:
    """From today, so that nothing of the past is told otherwise."""
    for service in Service.objects.filter(trust=pregnancy.team.service.trust, kind=ServiceKind.SOCIAL_WORK):
        sharing.involve(pregnancy=pregnancy, service=service, start=today, by=by, today=today)


def asked(pregnancy: Pregnancy, today: date) -> list[tuple[Worker, str]]:
    """Her main worker, and somebody of each of two services that promised her something."""
    found = [(lead.worker, "knows her best") for lead in pregnancy.leads.on(today).select_related("worker")[:1]]
    kinds = (ServiceKind.FAMILY_SUPPORT, ServiceKind.SOCIAL_WORK)
    for service in Service.objects.filter(trust=pregnancy.team.service.trust, kind__in=kinds).order_by("pk"):
        worker = service.workers.working(today).order_by("pk").first()
        if worker and worker not in [row for row, _ in found]:
            found.append((worker, "can say what help there is, and from when"))
    return found


CONFERENCES = (MeetingKind.INITIAL_CONFERENCE, MeetingKind.REVIEW_CONFERENCE)
FIRST = {True: "Name the days of the next four visits", False: "Say who comes while Fern is away"}
SECOND = {True: "Write to the housing team about the damp", False: "Find out when the nursery place begins"}


def hold(meeting: Meeting, by: User | None, today: date) -> None:
    """Who was there, what she said, and what was decided."""
    came = {row.pk: "came" for row in meeting.attendees.all()}
    attendees.record_attendance(
        meeting=meeting, she_came="came", her_words="I want it written down who comes, and when.", came=came, by=by,
        today=today,
    )  # fmt: skip
    family = Service.objects.filter(trust=meeting.pregnancy.team.service.trust, kind=ServiceKind.FAMILY_SUPPORT).first()
    given: dict[str, Any] = {
        "pregnancy": meeting.pregnancy,
        "meeting": meeting,
        "decided": meeting.day,
        "by": by,
        "today": today,
    }
    first = reviews.decide(what=FIRST[meeting.kind in CONFERENCES], service=family,
                           by_when=meeting.day + ONE_WEEK, **given)  # fmt: skip
    if first.by_when <= today:
        reviews.finish(
            decision=first, on=first.by_when, note="A card with the days is on her fridge.", by=by, today=today
        )
    reviews.decide(what=SECOND[meeting.kind in CONFERENCES], service=family, by_when=meeting.day + 3 * ONE_WEEK,
                   **given)  # fmt: skip
    reviews.decide(
        what="Show the family team the letter from the nursery", hers=True, label="agreed",
        helped_by="the family team brings her and the baby", by_when=meeting.day + 4 * ONE_WEEK, **given,
    )  # fmt: skip


def review(pregnancy: Pregnancy, by: User | None, today: date) -> None:
    """Her support was looked at some weeks ago."""
    involve_social_work(pregnancy, by, today)
    day = today - REVIEWED
    held = reviews.record(
        pregnancy=pregnancy, day=day, with_whom="she, her health visitor and the family team", by=by, today=today,
        summary="She says the visits help and that she wants them to go on into the spring.", next_on=day + 8 * ONE_WEEK,
    )  # fmt: skip
    family = Service.objects.filter(trust=pregnancy.team.service.trust, kind=ServiceKind.FAMILY_SUPPORT).first()
    reviews.decide(pregnancy=pregnancy, review=held, what="Say how long the weekly visits go on", service=family,
                   decided=day, by_when=day + 4 * ONE_WEEK, by=by, today=today)  # fmt: skip
