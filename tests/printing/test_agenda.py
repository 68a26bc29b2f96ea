"""The agenda: services first, each promise that was not kept with its dates and its service, and nothing that gives her away."""

from datetime import date, timedelta
from typing import Any

import pytest

from pathway.actions import asks, assessments, attendees, confidences, meetings, requests, reviews
from pathway.models import Meeting
from pathway.permissions import CLOCK
from pathway.printing import agenda_pdf
from pathway.printing.agenda import Agenda, agenda
from tests import factories as make
from tests.actions.meeting_writes import a_meeting
from tests.people import People

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)


@pytest.fixture
def meeting(people: People, today: date) -> Meeting:
    """A core group in a week; the family team came once, cancelled once, and did not come in the other weeks."""
    visits = people.nadia.supports.get(every=7)
    make.a_contact(visits, today - 3 * ONE_WEEK, today)
    make.a_contact(visits, today - 2 * ONE_WEEK, today, "cancelled_by_service")
    make.a_contact(visits, today - ONE_WEEK, today, "missed")
    made: Meeting = a_meeting(people, today)
    return made


def drawn(people: People, meeting: Meeting, today: date) -> Agenda:
    return agenda(meeting, today=today, by=people.asha)


def prepare(meeting: Meeting, today: date, **given: Any) -> None:
    meetings.prepare(meeting=meeting, wishes_asked="asked", by=CLOCK, today=today, **given)


def test_each_time_that_was_not_kept_names_its_service_and_its_days(
    people: People, meeting: Meeting, today: date
) -> None:
    family = drawn(people, meeting, today).services[0]
    [line] = family.promises
    assert (family.name, line.tally) == ("the family team", (8, 1))
    assert line.missed[-2].endswith(": cancelled by the family team")
    assert line.missed[-1].endswith(": Nadi could not come")
    assert line.missed[0].endswith(": nothing came from the family team")
    first = today - 2 * ONE_WEEK
    assert line.missed[-2].startswith(f"{first.day}")
    assert (len(line.missed), line.more) == (6, 1)


def test_what_is_going_well_names_who_kept_their_promises_and_not_who_did_not(
    people: People, meeting: Meeting, today: date
) -> None:
    social = people.nadia.supports.get(reference="social-worker")
    for weeks in (7, 3):
        make.a_contact(social, today - weeks * ONE_WEEK, today)
    prepare(meeting, today, going_well="The cot is there.")
    assert drawn(people, meeting, today).going_well == (
        "The cot is there.",
        "Children's social work kept all 2 promises.",
    )


@pytest.mark.parametrize("word", ["methadone", "drinking", "heroin", "violence"])
def test_words_that_could_give_her_away_stay_off_it_wherever_they_stand(
    word: str, people: People, meeting: Meeting, today: date
) -> None:
    text = f"Talk about {word} here"
    prepare(meeting, today, going_well=text, wish_topics=text)
    attendees.ask_to_come(meeting=meeting, name="Kit", does=text, why=text, by=CLOCK, today=today)
    service = people.fern.workers.get().service
    given: dict[str, Any] = {"pregnancy": people.nadia, "by": CLOCK, "today": today}
    for dropped in (None, False, True):
        decision = reviews.decide(what=text, by_when=today, service=service, **given)
        if dropped is not None:
            reviews.finish(decision=decision, on=today, dropped=dropped, note=text, by=CLOCK, today=today)
    reviews.decide(what=text, by_when=today, hers=True, label="required", required_by=text, why=text, enough=text,
                   looked_at_again=today, ends_when=text, **given)  # fmt: skip
    found = drawn(people, meeting, today)
    assert word not in str(vars(found) | {"left_out": ()})
    assert any(word in note for note in found.left_out)


def test_what_she_tells_in_confidence_is_not_read_for_it(people: People, meeting: Meeting, today: date) -> None:
    confidences.record_substance(
        pregnancy=people.nadia, substance="Zopiclone", her_words="Only at night", by=CLOCK, today=today
    )
    confidences.record_safety(
        pregnancy=people.nadia, asked="asked", asked_alone=True, her_words="He shouts", by=CLOCK, today=today
    )
    found = str(vars(drawn(people, meeting, today)))
    assert not [word for word in ("Zopiclone", "Only at night", "He shouts") if word in found]


def test_her_requests_say_whether_they_were_answered_and_by_whom(people: People, meeting: Meeting, today: date) -> None:
    service = people.fern.workers.get().service
    requests.ask(pregnancy=people.nadia, what="A cot", service=service, asked=today - ONE_DAY, by=CLOCK, today=today)
    [cot] = drawn(people, meeting, today).requests
    assert cot.words.endswith("The family team has not answered yet.")


def test_what_is_asked_of_her_stands_with_its_label(people: People, meeting: Meeting, today: date) -> None:
    asks.add(pregnancy=people.nadia, what="Ring if you cannot come", binding="agreed", help_words="",
             by=CLOCK, today=today)  # fmt: skip
    [asked] = drawn(people, meeting, today).asked_of_her
    assert (asked.what, asked.words) == ("Ring if you cannot come", "Agreed together.")


def test_decisions_of_the_last_meeting_stand_with_the_services_first(
    people: People, meeting: Meeting, today: date
) -> None:
    service = people.fern.workers.get().service
    given: dict[str, Any] = {"pregnancy": people.nadia, "by": CLOCK, "today": today, "by_when": today}
    reviews.decide(what="Bring the letter", hers=True, label="agreed", **given)
    reviews.decide(what="Name the days", service=service, **given)
    this_one = reviews.decide(what="Of this meeting", service=service, meeting=meeting, **given)
    found = drawn(people, meeting, today).decided
    assert [job.what for job in found] == ["Name the days", "Bring the letter"]
    assert this_one.what not in [job.what for job in found]


def test_it_looks_back_to_the_meeting_before(people: People, meeting: Meeting, today: date) -> None:
    assert drawn(people, meeting, today).since == today - 12 * ONE_WEEK
    before = today - 10 * ONE_DAY
    meetings.book(pregnancy=people.nadia, kind="review conference", day=before, by=CLOCK, today=today)
    assert drawn(people, meeting, today).since == before


def test_without_anything_to_say_it_still_has_its_order(people: People, today: date) -> None:
    woman = make.a_pregnancy(people.nadia.team, today)
    bare = meetings.book(pregnancy=woman, kind="other", day=today + ONE_WEEK, by=CLOCK, today=today)
    found = agenda(bare, today=today, by=people.asha)
    assert (found.services, found.going_well, found.decided) == ((), (), ())
    assert agenda_pdf(bare, today=today, by=people.asha).startswith(b"%PDF-")


def test_it_asks_nothing_of_those_who_print_what_they_may_not_see(
    people: People, meeting: Meeting, today: date
) -> None:
    assessments.record_answer(pregnancy=people.nadia, day=today, getting="some", by=CLOCK, today=today)
    found = agenda(meeting, today=today, by=people.carol)
    assert (found.services, found.decided, found.views) == ((), (), ())
