"""What is known on a day: each record from its own day on, and not before."""

from datetime import date
from typing import Any

from pathway.rules.days import FOREVER
from pathway.rules.facts import Home, Pathway, Request, Version
from pathway.rules.known import Case

from .women import BOOKED, BORN, CANCELLED, DELIVERED, ONE_DAY, WEEK, contact, meeting, mother, support, woman

DAY = BOOKED + 10 * WEEK


def case(pathway: Pathway, today: date) -> Case:
    return Case(pathway, today.toordinal())


def news(pathway: Pathway, today: date) -> date | None:
    """The next day on which more becomes known."""
    day = case(pathway, today).news
    return None if day == FOREVER else date.fromordinal(day)


def test_an_outcome_is_known_from_its_own_day_and_before_that_a_booked_contact_from_the_day_it_was_known() -> None:
    pathway = woman(supports=(support(),), contacts=(contact(DAY, CANCELLED),))
    known = DAY - 2 * WEEK
    assert case(pathway, known - ONE_DAY).contacts == []
    assert news(pathway, known - ONE_DAY) == known
    assert [row.outcome for row in case(pathway, known).contacts] == [None]
    assert news(pathway, known) == DAY
    assert [row.outcome for row in case(pathway, DAY).contacts] == [CANCELLED]
    assert news(pathway, DAY) is None


def test_a_contact_that_stays_without_an_outcome_brings_no_news_on_its_day() -> None:
    assert news(woman(supports=(support(),), contacts=(contact(DAY, None),)), DAY - WEEK) is None


def test_nothing_of_a_support_is_seen_before_it_is_planned_its_contacts_included() -> None:
    pathway = woman(supports=(support(planned=DAY),), contacts=(contact(DAY - WEEK),))
    before, after = case(pathway, DAY - ONE_DAY), case(pathway, DAY)
    assert (before.promises, before.contacts) == ([], [])
    assert [promise.delivered for promise in after.promises] == [[(DAY - WEEK).toordinal()]]
    assert news(pathway, DAY - ONE_DAY) == DAY


def test_a_stop_an_acceptance_and_an_agreed_ending_are_known_from_their_own_day() -> None:
    for said in ("stopped", "accepted", "agreed_ending"):
        that: dict[str, Any] = {said: DAY}
        pathway = woman(supports=(support(hand_over_to="Health visiting", **that),))
        (before,), (after,) = case(pathway, DAY - ONE_DAY).promises, case(pathway, DAY).promises
        name = {"agreed_ending": "agreed"}.get(said, said)
        assert (getattr(before, name), getattr(after, name)) == (FOREVER, DAY.toordinal())
        assert news(pathway, DAY - ONE_DAY) == DAY


def test_a_meeting_is_known_until_it_is_called_off() -> None:
    pathway = woman(meetings=(meeting(DAY, told_her=DAY - WEEK, cancelled=DAY - ONE_DAY),))
    known = DAY - 4 * WEEK
    assert [case(pathway, day).sittings for day in (known - ONE_DAY, DAY - ONE_DAY)] == [[], []]
    assert [sitting.told for sitting in case(pathway, known).sittings] == [FOREVER]
    assert [news(pathway, day) for day in (BOOKED, known, DAY - WEEK)] == [known, DAY - WEEK, DAY - ONE_DAY]


def test_the_birth_and_where_the_baby_lives_are_known_from_their_own_days() -> None:
    pathway = mother(homes=(Home(BORN + WEEK, with_her=False),))
    assert case(pathway, BORN - ONE_DAY).born == FOREVER
    assert case(pathway, BORN).born == BORN.toordinal()
    assert case(pathway, BORN + WEEK - ONE_DAY).separations == []
    assert case(pathway, BORN + WEEK).separations == [((BORN + WEEK).toordinal(), FOREVER)]
    assert [news(pathway, day) for day in (BOOKED, BORN)] == [BORN, BORN + WEEK]


def test_so_are_an_answer_to_a_request_and_a_plan_given_to_her() -> None:
    asked = woman(requests=(Request("nursery", "Nursery place", "Early help", DAY, DAY + WEEK),))
    assert [len(case(asked, day).requests) for day in (DAY - ONE_DAY, DAY)] == [0, 1]
    assert [case(asked, day).requests[0].answered for day in (DAY, DAY + WEEK)] == [None, DAY + WEEK]
    planned = woman(versions=(Version(DAY, her_view=True, given_to_her=DAY + WEEK),))
    assert [len(case(planned, day).versions) for day in (DAY - ONE_DAY, DAY)] == [0, 1]
    assert [case(planned, day).versions[0].given_to_her for day in (DAY, DAY + WEEK)] == [None, DAY + WEEK]


def test_contacts_are_in_order_of_day_whatever_order_they_were_recorded_in() -> None:
    shuffled = (contact(DAY, DELIVERED), contact(BOOKED, DELIVERED), contact(BOOKED + WEEK, CANCELLED))
    known = case(woman(supports=(support(),), contacts=shuffled), DAY)
    assert known.days == sorted(known.days)
    assert known.promises[0].delivered == [BOOKED.toordinal(), DAY.toordinal()]


def test_a_contact_recorded_after_its_day_is_known_from_its_day() -> None:
    late = contact(DAY, DELIVERED, known=DAY + WEEK)
    assert len(case(woman(supports=(support(),), contacts=(late,)), DAY).contacts) == 1
