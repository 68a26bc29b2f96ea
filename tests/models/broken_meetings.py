"""A row of meetings, decisions and reviews that breaks each constraint of theirs."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db import models

from pathway.models import (
    Attendee,
    Decision,
    Label,
    Meeting,
    PaperShared,
    Recommendation,
    Review,
    SharedHow,
    ToldHow,
    Venue,
    Worker,
)
from tests.people import People

DAY = date(2026, 3, 2)
BEFORE = DAY - timedelta(days=1)


def meeting(p: People, **fields: object) -> Meeting:
    """A meeting, not saved."""
    return Meeting(pregnancy=p.nadia, **{"reference": "m", "kind": "core group", "day": DAY, "known": DAY} | fields)


def saved(p: People) -> Meeting:
    """A meeting in the database."""
    row = meeting(p)
    row.save()
    return row


def asked_twice(p: People) -> Attendee:
    """A worker asked to a meeting, and asked again."""
    of = saved(p)
    Attendee.objects.create(meeting=of, worker=Worker.objects.first())
    return Attendee(meeting=of, worker=Worker.objects.first())


def decision(p: People, **fields: object) -> Decision:
    """A decision for her, not saved."""
    given = {"decided": DAY, "by_when": DAY, "what": "Ring the nursery", "hers": True, "label": Label.AGREED}
    return Decision(pregnancy=p.nadia, **given | fields)


BROKEN_MEETINGS: dict[str, Callable[[People], models.Model]] = {
    "wishes_for_a_meeting_need_a_question": lambda p: meeting(p, wish_venue=Venue.HOME),
    "how_she_was_told_needs_a_day": lambda p: meeting(p, told_how=ToldHow.PHONE),
    "a_paper_is_withheld_with_a_reason": lambda p: PaperShared(
        meeting=saved(p), paper="report", how=SharedHow.WITHHELD, day=DAY
    ),
    "she_is_told_of_a_recommendation_first_or_a_danger_says_why_not": lambda p: Recommendation(
        meeting=saved(p), words="A safety plan", day=DAY
    ),
    "somebody_at_a_meeting_is_a_worker_or_is_named": lambda p: Attendee(meeting=saved(p)),
    "a_worker_is_asked_to_a_meeting_once": asked_twice,
    "a_review_says_what_it_came_to": lambda p: Review(pregnancy=p.nadia, day=BEFORE, summary="", next_on=DAY),
    "the_next_review_is_after_this_one": lambda p: Review(pregnancy=p.nadia, day=DAY, summary="Well", next_on=DAY),
    "a_decision_has_one_owner": lambda p: decision(p, worker=Worker.objects.first()),
    "what_is_asked_of_her_is_agreed_or_required": lambda p: decision(p, label=""),
    "what_is_required_of_her_says_by_whom_and_how_it_ends": lambda p: decision(p, label=Label.REQUIRED, why="Safety"),
    "a_decision_is_not_done_before_it_is_made": lambda p: decision(p, done=BEFORE),
}
