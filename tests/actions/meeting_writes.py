"""The writes about meetings, who comes to them, decisions and reviews, for tests that hold for every write."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from pathway.actions import attendees, meetings, reviews
from pathway.models import Service, Worker
from pathway.permissions import CLOCK

from ..people import People

ONE_WEEK = timedelta(weeks=1)
Act = Callable[[People, date], tuple[Callable[..., Any], dict[str, Any]]]


def service(p: People) -> Service:
    return Service.objects.get(name="Family support", trust=p.nadia.team.service.trust)


def a_meeting(p: People, today: date, day: date | None = None) -> Any:
    return meetings.book(pregnancy=p.nadia, kind="core group", day=day or today + ONE_WEEK, by=CLOCK, today=today)


def an_attendee(p: People, today: date) -> Any:
    return attendees.ask_to_come(meeting=a_meeting(p, today), name="Kit Example", by=CLOCK, today=today)


def a_decision(p: People, today: date) -> Any:
    return reviews.decide(
        pregnancy=p.nadia, what="Ring the nursery", by_when=today, service=service(p), by=CLOCK, today=today
    )


MEETING_WRITES: dict[str, Act] = {
    "meetings.book": lambda p, t: (meetings.book, {"pregnancy": p.nadia, "kind": "core group", "day": t + ONE_WEEK}),
    "meetings.change": lambda p, t: (meetings.change, {"meeting": a_meeting(p, t), "day": t + 2 * ONE_WEEK}),
    "meetings.tell_her": lambda p, t: (
        meetings.tell_her, {"meeting": a_meeting(p, t), "on": t, "how": "face_to_face"}),
    "meetings.share_report": lambda p, t: (meetings.share_report, {"meeting": a_meeting(p, t), "on": t}),
    "meetings.share_minutes": lambda p, t: (meetings.share_minutes, {"meeting": a_meeting(p, t, t), "on": t}),
    "meetings.prepare": lambda p, t: (
        meetings.prepare, {"meeting": a_meeting(p, t), "wishes_asked": "asked", "wish_venue": "home"}),
    "meetings.recommend": lambda p, t: (
        meetings.recommend, {"meeting": a_meeting(p, t), "words": "A safety plan", "told_on": t}),
    "meetings.cancel": lambda p, t: (meetings.cancel, {"meeting": a_meeting(p, t), "on": t}),
    "attendees.ask_to_come": lambda p, t: (
        attendees.ask_to_come, {"meeting": a_meeting(p, t), "worker": Worker.objects.get(name="Fern Example"), "why": "She visits."}),
    "attendees.change": lambda p, t: (attendees.change, {"attendee": an_attendee(p, t), "why": "She knows the home."}),
    "attendees.record_attendance": lambda p, t: (
        attendees.record_attendance, {"meeting": a_meeting(p, t, t), "she_came": "came", "her_words": "I was heard."}),
    "reviews.record": lambda p, t: (
        reviews.record, {"pregnancy": p.nadia, "day": t, "summary": "It holds.", "next_on": t + ONE_WEEK}),
    "reviews.decide": lambda p, t: (
        reviews.decide, {"pregnancy": p.nadia, "what": "Ring the nursery", "by_when": t, "service": service(p)}),
    "reviews.finish": lambda p, t: (reviews.finish, {"decision": a_decision(p, t), "on": t}),
}  # fmt: skip
