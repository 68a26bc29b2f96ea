"""A letter is recorded as given only while it says when and where: not once what it is about has moved."""

from datetime import date, timedelta
from typing import Any

import pytest

from pathway.actions import contacts, meetings, moves, printouts
from pathway.actions.base import Problem
from pathway.models import Contact
from pathway.permissions import CLOCK
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
