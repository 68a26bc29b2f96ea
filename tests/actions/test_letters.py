"""A letter is recorded as given only while it says when and where: not once what it is about has moved or was called off."""

from datetime import date, timedelta
from typing import Any

import pytest

from pathway.actions import contacts, meetings, moves, printouts
from pathway.actions.base import Problem
from pathway.models import Contact
from pathway.permissions import CLOCK
from pathway.printed_letters import fallen
from pathway.printing.letters import PLAIN
from tests.people import People

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)


@pytest.fixture
def visit(people: People, today: date) -> Contact:
    """A visit of next week."""
    return contacts.book(
        support=people.nadia.supports.get(every=7), day=today + ONE_WEEK, known=today, by=CLOCK, today=today
    )


@pytest.mark.parametrize(
    ("what", "said"), [("visit", "The appointment has moved since"), ("meeting", "The meeting has moved since")]
)
def test_a_letter_about_what_has_moved_since_is_not_recorded_as_given(
    what: str, said: str, visit: Contact, people: People, today: date
) -> None:
    given: dict[str, Any] = {"by": CLOCK, "today": today}
    about = {
        "visit": visit,
        "meeting": meetings.book(pregnancy=people.nadia, kind="core group", day=visit.day, **given),
    }[what]
    letter = printouts.write_letter(about=about, how="by_hand", **given)
    if what == "visit":
        moves.move(contact=visit, day=visit.day + ONE_DAY, asked_by="her", **given)
    else:
        meetings.change(meeting=about, day=visit.day + ONE_DAY, **given)
    with pytest.raises(Problem, match=said):
        printouts.give_letter(printout=letter, day=today, how="by_hand", **given)
    about.refresh_from_db()
    afresh = printouts.write_letter(about=about, how="by_hand", **given)
    assert printouts.give_letter(printout=afresh, day=today, how="by_hand", **given)


def test_a_letter_given_before_the_move_was_given(visit: Contact, today: date) -> None:
    """It is written down after the appointment has moved, of a day before."""
    given: dict[str, Any] = {"by": CLOCK, "today": today}
    letter = printouts.write_letter(about=visit, how="by_hand", by=CLOCK, today=today - ONE_DAY)
    moves.move(contact=visit, day=visit.day + ONE_DAY, asked_by="her", **given)
    assert printouts.give_letter(printout=letter, day=today - ONE_DAY, how="by_hand", **given)
    with pytest.raises(Problem, match="has moved since"):
        printouts.give_letter(printout=letter, day=today, how="by_hand", **given)


def test_a_letter_about_a_visit_that_came_has_not_moved(visit: Contact, today: date) -> None:
    given: dict[str, Any] = {"by": CLOCK, "today": today}
    letter = printouts.write_letter(about=visit, how="by_hand", **given)
    contacts.record(support=visit.support, contact=visit, on=visit.day, outcome="delivered", by=CLOCK, today=visit.day)
    assert printouts.give_letter(printout=letter, day=today, how="by_hand", **given)


def call_off(visit: Contact, by: Any, today: date) -> None:
    contacts.record(
        support=visit.support, contact=visit, on=visit.day, outcome="cancelled_by_service", by=by, today=today
    )


@pytest.mark.parametrize("what", ["off", "error", "meeting"])
def test_a_letter_about_what_was_called_off_since_is_not_recorded_as_given(
    what: str, visit: Contact, people: People, today: date
) -> None:
    given: dict[str, Any] = {"by": CLOCK, "today": today}
    about = (
        meetings.book(pregnancy=people.nadia, kind="core group", day=visit.day, **given) if what == "meeting" else visit
    )
    letter = printouts.write_letter(about=about, how="by_hand", by=CLOCK, today=today - ONE_DAY)
    other = printouts.write_letter(about=about, how="by_hand", by=CLOCK, today=today - ONE_DAY, envelope=PLAIN)
    assert fallen([letter, other], today) == {}
    if what == "meeting":
        meetings.cancel(meeting=about, on=today, **given)
    elif what == "off":
        call_off(visit, CLOCK, today)
    else:
        contacts.mark_entered_in_error(contact=visit, because="Booked twice.", **given)
    said = "was crossed out since" if what == "error" else "was called off since"
    assert {why for why in fallen([letter, other], today).values() if said in why}
    assert fallen([letter], today - ONE_DAY) == {}
    with pytest.raises(Problem, match=said):
        printouts.give_letter(printout=letter, day=today, how="by_hand", **given)
    assert printouts.give_letter(printout=letter, day=today - ONE_DAY, how="by_hand", **given)


def test_a_letter_holds_again_once_the_visit_is_on_again(visit: Contact, today: date) -> None:
    given: dict[str, Any] = {"by": CLOCK, "today": today}
    letter = printouts.write_letter(about=visit, how="by_hand", **given)
    call_off(visit, CLOCK, today)
    assert fallen([letter], today)
    contacts.take_back(contact=visit, **given)
    assert fallen([letter], today) == {}
