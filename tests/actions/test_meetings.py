"""Meetings: notice, safe ways of telling her, papers shared or withheld, nothing overwritten without a reason."""

from datetime import date, timedelta
from typing import Any

import pytest

from pathway.actions import assessments, attendees, meetings, pregnancies, reviews
from pathway.actions.base import Conflict, Problem
from pathway.models import Decision, Event, Flag, Meeting, PaperShared
from pathway.permissions import CLOCK

from ..people import People
from .meeting_writes import a_decision, a_meeting, an_attendee

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)
NOTICE = 5 * ONE_DAY


@pytest.fixture
def meeting(people: People, today: date) -> Meeting:
    """A core group in a week."""
    made: Meeting = a_meeting(people, today)
    return made


def book(people: People, today: date, day: date, **more: Any) -> Meeting:
    return meetings.book(pregnancy=people.nadia, kind="core group", day=day, by=people.asha, today=today, **more)


def refused(sentence: str, field: str | None, action: Any, **given: Any) -> None:
    """The action is refused with this sentence, about this field."""
    with pytest.raises(Problem, match=sentence) as problem:
        action(**given)
    assert problem.value.field == field


def test_a_meeting_with_too_little_notice_needs_a_reason(people: People, today: date) -> None:
    refused(
        "fewer than 5 days’ notice", "short_because", book, people=people, today=today, day=today + NOTICE - ONE_DAY
    )
    short = book(people, today, today + NOTICE - ONE_DAY, short_because=" She goes home on Friday. ")
    assert short.short_because == "She goes home on Friday."
    assert book(people, today, today + NOTICE, short_because="not needed").short_because == ""


def test_the_same_meeting_is_not_booked_twice(people: People, today: date, meeting: Meeting) -> None:
    refused("booked already", "day", book, people=people, today=today, day=meeting.day)
    meetings.cancel(meeting=meeting, on=today, by=people.asha, today=today)
    assert book(people, today, meeting.day).reference == "core-group-2"


def tell(people: People, today: date, meeting: Meeting, **given: Any) -> Meeting:
    told = {"on": today, "how": "face_to_face"} | given
    return meetings.tell_her(meeting=meeting, by=people.asha, today=today, **told)


def test_telling_her_late_needs_a_reason_to_the_day(people: People, today: date) -> None:
    late = a_meeting(people, today - ONE_DAY, today + NOTICE - ONE_DAY)
    refused("Say why it cannot be later", "short_because", tell, people=people, today=today, meeting=late)
    assert tell(people, today, late, on=today - ONE_DAY).short_because == ""
    again = a_meeting(people, today - 2 * ONE_DAY, today + NOTICE - 2 * ONE_DAY)
    assert tell(people, today, again, short_because="We could not reach her").short_because == "We could not reach her"


@pytest.mark.parametrize(("safe", "needs_reason"), [(None, True), (False, True), (True, False)])
def test_a_way_that_she_has_not_called_safe_needs_a_reason(
    safe: bool | None, needs_reason: bool, people: People, today: date, meeting: Meeting
) -> None:
    if safe is not None:
        assessments.record_safe_contact(
            pregnancy=people.nadia, route="text", safe=safe, answered_on=today, by=CLOCK, today=today
        )
    if needs_reason:
        refused("has not said that being told by text message is safe", "told_because", tell, people=people,
                today=today, meeting=meeting, how="text")  # fmt: skip
    told = tell(people, today, meeting, how="text", told_because="No other number" if needs_reason else "")
    assert (told.told_her, told.told_how) == (today, "text")


def test_her_latest_answer_counts_for_what_is_safe(people: People, today: date, meeting: Meeting) -> None:
    for day, safe in ((today - ONE_DAY, True), (today, False)):
        assessments.record_safe_contact(
            pregnancy=people.nadia, route="phone", safe=safe, answered_on=day, by=CLOCK, today=today
        )
    refused("by phone is safe", "told_because", tell, people=people, today=today, meeting=meeting, how="phone")


def test_what_she_was_told_is_replaced_only_with_a_reason_and_both_days_are_kept(
    people: People, today: date, meeting: Meeting
) -> None:
    tell(people, today, meeting, on=today - ONE_DAY)
    refused("It is recorded that she was told on", "correcting", tell, people=people, today=today, meeting=meeting)
    tell(people, today, meeting, correcting="It was the day after")
    event = Event.objects.filter(verb="meetings.tell_her").last()
    assert event
    assert event.information == "child_protection"
    assert event.changes["told_her"] == [(today - ONE_DAY).isoformat(), today.isoformat()]
    assert event.changes["because"] == [None, "It was the day after"]


def test_on_another_day_she_has_to_be_told_again(people: People, today: date, meeting: Meeting) -> None:
    tell(people, today, meeting)
    meetings.change(meeting=meeting, day=meeting.day, place="Room 2", by=people.asha, today=today)
    assert (meeting.told_her, meeting.place) == (today, "Room 2")
    meetings.change(meeting=meeting, day=meeting.day + ONE_DAY, by=people.asha, today=today)
    assert (meeting.told_her, meeting.told_how) == (None, "")
    refused("fewer than 5 days", "short_because", meetings.change, meeting=meeting, day=today + ONE_DAY, by=people.asha,
            today=today)  # fmt: skip


def share(people: People, today: date, meeting: Meeting, **given: Any) -> Meeting:
    return meetings.share_report(meeting=meeting, by=people.asha, today=today, **{"on": today} | given)


def test_a_paper_is_not_withheld_without_a_reason_and_withheld_is_not_shared(
    people: People, today: date, meeting: Meeting
) -> None:
    refused(
        "without a reason", "because", share, people=people, today=today, meeting=meeting, how="withheld", because=" "
    )
    assert not PaperShared.objects.exists()
    assert share(people, today, meeting, how="withheld", because="Names another child").report_shared is None
    assert share(people, today, meeting, how="read_through").report_shared == today
    assert [row.how for row in meeting.papers.all()] == ["withheld", "read_through"]


def test_a_paper_that_she_decided_not_to_have_has_been_offered(people: People, today: date, meeting: Meeting) -> None:
    assert share(people, today, meeting, how="her_decision").report_shared == today


def test_a_shared_paper_is_corrected_only_with_a_reason(people: People, today: date, meeting: Meeting) -> None:
    share(people, today, meeting)
    refused("To change that, say why", "correcting", share, people=people, today=today, meeting=meeting, how="withheld",
            because="x")  # fmt: skip
    share(people, today, meeting, how="withheld", because="It was another report", correcting="Wrong report")
    assert meeting.report_shared is None


def test_there_are_no_minutes_before_the_meeting(people: People, today: date, meeting: Meeting) -> None:
    refused("no minutes before", "on", meetings.share_minutes, meeting=meeting, on=today, by=people.asha, today=today)


def test_a_flag_about_papers_closes_when_they_are_shared_and_not_when_withheld(people: People, today: date) -> None:
    held = meetings.book(pregnancy=people.nadia, kind="core group", day=today - 21 * ONE_DAY, by=CLOCK, today=today)
    flags = Flag.objects.open().filter(rule="papers_not_shared", about=held.reference)
    given = {"meeting": held, "on": today, "by": people.asha, "today": today}
    meetings.share_minutes(how="withheld", because="Not agreed yet", **given)
    assert flags.exists()
    meetings.share_minutes(**given)
    assert not flags.exists()


def test_nothing_more_is_recorded_of_a_cancelled_meeting(people: People, today: date, meeting: Meeting) -> None:
    meetings.cancel(meeting=meeting, on=today, because="She is in hospital", by=people.asha, today=today)
    refused("was cancelled on", None, tell, people=people, today=today, meeting=meeting)
    refused("was cancelled on", None, meetings.cancel, meeting=meeting, on=today, by=people.asha, today=today)


def test_the_second_of_two_who_record_the_same_is_told(people: People, today: date, meeting: Meeting) -> None:
    other = Meeting.objects.get(pk=meeting.pk)
    tell(people, today, meeting)
    with pytest.raises(Conflict):
        meetings.prepare(meeting=other, wishes_asked="asked", wish_venue="home", version=1, by=people.asha, today=today)


def test_wishes_need_a_question(people: People, today: date, meeting: Meeting) -> None:
    refused("choose “Asked”", "wishes_asked", meetings.prepare, meeting=meeting, wishes_asked="not_asked",
            wish_topics="My flat", by=people.asha, today=today)  # fmt: skip


def test_a_mismatch_of_place_is_seen_and_unknown_is_one(people: People, today: date, meeting: Meeting) -> None:
    meetings.prepare(meeting=meeting, wishes_asked="asked", wish_venue="home", by=people.asha, today=today)
    assert meeting.not_where_she_wished
    for venue, mismatch in (("office", True), ("home", False)):
        meetings.change(meeting=meeting, day=meeting.day, venue=venue, by=people.asha, today=today)
        assert meeting.not_where_she_wished is mismatch


def test_everybody_in_the_room_is_there_for_a_reason_or_at_her_side(
    people: People, today: date, meeting: Meeting
) -> None:
    given: dict[str, Any] = {"meeting": meeting, "name": "Kit", "by": people.asha, "today": today}
    refused("Say in plain words why", "why", attendees.ask_to_come, **given)
    assert attendees.ask_to_come(for_her=True, **given).called == "Kit"
    refused("Choose one of the workers", "worker", attendees.ask_to_come, **given | {"name": "", "why": "x"})
    worker = people.fern.workers.get()
    asked = {"meeting": meeting, "worker": worker, "why": "Visits her", "by": people.asha, "today": today}
    attendees.ask_to_come(**asked)
    refused("asked to this meeting already", "worker", attendees.ask_to_come, **asked)


def test_somebody_who_is_not_needed_is_kept_on_record(people: People, today: date) -> None:
    attendee = an_attendee(people, today)
    attendees.change(attendee=attendee, needed=False, by=people.asha, today=today)
    assert attendee.not_needed == today


def test_who_was_there_is_recorded_only_of_a_meeting_that_was_held(
    people: People, today: date, meeting: Meeting
) -> None:
    given: dict[str, Any] = {"she_came": "came", "by": people.asha, "today": today}
    refused("has not been held", None, attendees.record_attendance, meeting=meeting, **given)
    held = a_meeting(people, today, today)
    someone = attendees.ask_to_come(meeting=held, name="Kit", by=CLOCK, today=today)
    attendees.record_attendance(meeting=held, her_words="I was heard", came={someone.pk: "apology"}, **given)
    someone.refresh_from_db()
    assert (held.she_came, held.her_words, someone.came) == ("came", "I was heard", "apology")


REQUIRED = {"required_by": "The court", "why": "Safety", "enough": "Three visits", "ends_when": "In June"}


def decide(people: People, today: date, **given: Any) -> Decision:
    base = {"pregnancy": people.nadia, "what": "See the midwife", "by_when": today + ONE_WEEK}
    return reviews.decide(by=people.asha, today=today, **base | given)


@pytest.mark.parametrize("missing", [*REQUIRED, "looked_at_again"])
def test_nothing_is_required_of_her_without_all_that_makes_it_fair(missing: str, people: People, today: date) -> None:
    whole = REQUIRED | {"looked_at_again": today + ONE_WEEK}
    assert decide(people, today, hers=True, label="required", **whole).label == "required"
    lacking = {name: value for name, value in whole.items() if name != missing}
    refused(
        "Nothing can be required", missing, decide, people=people, today=today, hers=True, label="required", **lacking
    )


def test_a_decision_has_one_owner_and_what_she_does_a_label(people: People, today: date) -> None:
    service = people.fern.workers.get().service
    refused("Choose who does it", "owner", decide, people=people, today=today)
    refused("Choose who does it", "owner", decide, people=people, today=today, service=service, hers=True)
    refused("agreed to it or it is required", "label", decide, people=people, today=today, hers=True)
    refused("Only what she does", "label", decide, people=people, today=today, service=service, label="agreed")


def test_a_decision_ends_once_and_is_not_dropped_without_a_reason(people: People, today: date) -> None:
    decision = a_decision(people, today)
    given: dict[str, Any] = {"decision": decision, "by": people.asha, "today": today}
    refused("before the decision itself", "on", reviews.finish, on=today - ONE_DAY, **given)
    refused("Say why it is no longer needed", "note", reviews.finish, on=today, dropped=True, **given)
    reviews.finish(on=today, **given)
    refused("already that this is done", "on", reviews.finish, on=today, **given)


def test_the_next_review_comes_after_this_one(people: People, today: date) -> None:
    given: dict[str, Any] = {"pregnancy": people.nadia, "day": today, "by": people.asha, "today": today}
    refused("comes after this one", "next_on", reviews.record, summary="Well", next_on=today, **given)
    refused("what the review came to", "summary", reviews.record, summary=" ", next_on=today + ONE_DAY, **given)


def test_that_a_conference_is_needed_stands_in_an_event_of_its_own_class(people: People, today: date) -> None:
    given: dict[str, Any] = {"pregnancy": people.nadia, "version": None, "by": people.asha, "today": today}
    pregnancies.change_details(conference_needed=True, preferred_name="Na", **given)
    events = Event.objects.filter(verb="pregnancies.change_details")
    assert [(row.information, list(row.changes)) for row in events] == [
        ("child_protection", ["conference_needed"]),
        ("pathway", ["preferred_name"]),
    ]
    assert not events.visible_to(people.fern, today).filter(changes__has_key="conference_needed").exists()


def test_two_meetings_never_share_a_reference(people: People, today: date) -> None:
    given: dict[str, Any] = {"kind": "core group", "reference": "one", "day": today + ONE_WEEK, "today": today}
    meetings.book(pregnancy=people.nadia, by=people.asha, **given)
    refused("Somebody else booked a meeting", None, meetings.book, pregnancy=people.nadia, by=people.asha, **given)


def test_the_event_of_a_booking_keeps_the_conference_to_those_who_see_it(people: People, today: date) -> None:
    team = people.nadia.team
    hers = pregnancies.book(
        name="Rosa Example", team=team, booked=today, due=today + 140 * ONE_DAY, conference_needed=True, by=people.asha,
        today=today,
    )  # fmt: skip
    kept = Event.objects.filter(pregnancy=hers, changes__has_key="conference_needed")
    assert [row.information for row in kept] == ["child_protection"]
    assert Event.objects.filter(pregnancy=hers, information="pathway", changes__has_key="due").exists()
