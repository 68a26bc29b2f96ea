"""Contacts: booked within reason, told of more than once, taken back on the day; nothing is lost on the way."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from pathway.actions import contacts
from pathway.actions.base import Conflict, Problem
from pathway.actions.contacts import MOST_IN_A_RUN
from pathway.actions.slots import FURTHEST_AHEAD, LONGEST_AGO
from pathway.models import Contact, Event, Support, Why
from pathway.models.contacts import WHY_BY_OUTCOME, WHY_OF_HERS, WHY_OF_SERVICE
from pathway.rules.words import Outcome

from .. import factories as make
from ..people import People

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)
TEN = time(10, 0)


@pytest.fixture
def visits(people: People) -> Support:
    return people.nadia.supports.get(every=7)


@pytest.fixture
def asha(people: People, today: date) -> dict[str, Any]:
    return {"by": people.asha, "today": today}


def test_a_run_is_booked_in_one_go(visits: Support, asha: dict[str, Any], today: date) -> None:
    days = [today + week * ONE_WEEK for week in (1, 2, 4)]
    made = contacts.book_run(support=visits, days=days, at=TEN, place="Children's centre", childcare="ours", **asha)
    assert [contact.day for contact in made] == days
    assert all(contact.with_childcare and contact.known == today for contact in made)
    assert Event.objects.filter(verb="contacts.book", by=asha["by"]).count() == 3


def test_a_run_with_one_impossible_day_books_nothing(visits: Support, asha: dict[str, Any], today: date) -> None:
    with pytest.raises(Problem, match="two years ahead"):
        contacts.book_run(support=visits, days=[today + ONE_DAY, today + FURTHEST_AHEAD + ONE_DAY], **asha)
    assert not Contact.objects.filter(support=visits).exists()


def test_the_last_day_that_can_be_meant_can_be_booked(visits: Support, asha: dict[str, Any], today: date) -> None:
    for day in (today + FURTHEST_AHEAD, visits.pregnancy.booked - LONGEST_AGO):
        assert contacts.book(support=visits, day=day, **asha).day == day


BOOKINGS: dict[str, Callable[[Support, date], dict[str, Any]]] = {
    "two years ahead": lambda s, t: {"days": [t + FURTHEST_AHEAD + ONE_DAY]},
    "a year before she was booked": lambda s, t: {"days": [s.pregnancy.booked - LONGEST_AGO - ONE_DAY]},
    "9999 cannot be right": lambda s, t: {"days": [date(9999, 12, 31)]},
    "at least one day": lambda s, t: {"days": []},
    f"at most {MOST_IN_A_RUN}": lambda s, t: {"days": [t + n * ONE_DAY for n in range(MOST_IN_A_RUN + 1)]},
    "past midnight": lambda s, t: {"days": [t], "at": time(23, 30), "minutes": 31},
    "between 1 and 1440": lambda s, t: {"days": [t], "minutes": 0},
    "already": lambda s, t: {"days": [t, t], "at": TEN},
    "who looks after her children": lambda s, t: {"days": [t], "childcare": "nobody"},
    "does not work at": lambda s, t: {
        "days": [t], "worker": make.a_worker(make.a_service(s.service.trust, "Health visiting"), "Hana Example")},
    "leaves Family support": lambda s, t: {
        "days": [t], "worker": make.a_worker(s.service, "Kim Example", left=t - ONE_DAY)},
}  # fmt: skip


@pytest.mark.parametrize("sentence", BOOKINGS)
def test_what_cannot_be_booked_is_said_in_a_sentence(
    sentence: str, visits: Support, asha: dict[str, Any], today: date
) -> None:
    with pytest.raises(Problem, match=sentence):
        contacts.book_run(support=visits, **BOOKINGS[sentence](visits, today), **asha)
    assert not Contact.objects.filter(support=visits).exists()


def test_midnight_itself_is_not_past_midnight(visits: Support, asha: dict[str, Any], today: date) -> None:
    assert contacts.book(support=visits, day=today, at=time(23, 30), minutes=30, **asha).minutes == 30


def test_somebody_who_has_left_is_not_booked_by_default(visits: Support, asha: dict[str, Any], today: date) -> None:
    leaving = make.a_worker(visits.service, "Kim Example", left=today)
    Support.objects.filter(pk=visits.pk).update(worker=leaving)
    visits.refresh_from_db()
    assert contacts.book(support=visits, day=today, **asha).worker == leaving
    assert contacts.book(support=visits, day=today + ONE_DAY, **asha).worker is None


def test_every_reason_belongs_to_one_side() -> None:
    assert set(WHY_OF_SERVICE) | set(WHY_OF_HERS) == set(Why)
    assert not set(WHY_OF_SERVICE) & set(WHY_OF_HERS)
    assert set(WHY_BY_OUTCOME) == set(Outcome)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_a_reason_must_fit_who_could_not_come(
    outcome: Outcome, visits: Support, asha: dict[str, Any], today: date
) -> None:
    for reason in Why:
        contact = make.a_contact(visits, today, today, outcome)
        if reason in WHY_BY_OUTCOME[outcome]:
            open_to_all = Why.RATHER_NOT_SAY if reason == Why.NOT_SAFE else reason
            assert contacts.tell(contact=contact, reason=reason, **asha).records.last().reason == open_to_all
        else:
            with pytest.raises(Problem, match="does not go with what happened"):
                contacts.tell(contact=contact, reason=reason, **asha)


def test_what_is_told_later_adds_to_what_was_told(visits: Support, asha: dict[str, Any], today: date) -> None:
    contact = make.a_contact(visits, today, today, Outcome.MISSED)
    contacts.tell(contact=contact, reason=Why.CHILDCARE, **asha)
    contacts.tell(contact=contact, note="She would like mornings.", **asha)
    last = contact.records.last()
    assert (last.outcome, last.reason, last.note) == ("missed", "childcare", "She would like mornings.")
    assert contact.records.count() == 3


def test_words_without_a_reason_ask_for_one(visits: Support, asha: dict[str, Any], today: date) -> None:
    contact = make.a_contact(visits, today, today, Outcome.MISSED)
    with pytest.raises(Problem, match="Choose what got in the way"):
        contacts.tell(contact=contact, reason_words="The bus.", **asha)


def test_another_outcome_drops_the_reason_and_keeps_what_she_said(
    visits: Support, asha: dict[str, Any], today: date
) -> None:
    contact = make.a_contact(visits, today, today, Outcome.CANCELLED_BY_SERVICE)
    contacts.tell(contact=contact, reason=Why.NO_COVER, note="A call helps.", **asha)
    contacts.correct(contact=contact, outcome="delivered", because="Somebody came after all.", **asha)
    last = contact.records.last()
    assert (last.reason, last.note) == ("", "A call helps.")


def test_an_outcome_taken_back_waits_again_and_can_be_recorded(
    visits: Support, asha: dict[str, Any], today: date
) -> None:
    contact = make.a_contact(visits, today, today, Outcome.MISSED)
    contacts.take_back(contact=contact, **asha)
    assert Contact.objects.unrecorded(today).get(pk=contact.pk).outcome is None
    contacts.record(support=visits, contact=contact, on=today, outcome="delivered", **asha)
    assert [record.outcome for record in contact.records.all()] == ["missed", "", "delivered"]


def test_only_what_was_recorded_today_is_taken_back(
    visits: Support, people: People, asha: dict[str, Any], today: date
) -> None:
    contact = make.a_contact(visits, today, today, Outcome.MISSED)
    with pytest.raises(Problem, match="before today"):
        contacts.take_back(contact=contact, by=people.asha, today=today + ONE_DAY)
    with pytest.raises(Problem, match="nothing to undo"):
        contacts.take_back(contact=make.a_contact(visits, today, today, None), **asha)


def test_the_second_who_takes_it_back_is_told(visits: Support, asha: dict[str, Any], today: date) -> None:
    contact = make.a_contact(visits, today, today, Outcome.MISSED)
    with pytest.raises(Conflict):
        contacts.take_back(contact=contact, version=contact.version - 1, **asha)


def test_nothing_is_told_of_a_contact_without_an_outcome(visits: Support, asha: dict[str, Any], today: date) -> None:
    with pytest.raises(Problem, match="Record what happened first"):
        contacts.tell(contact=make.a_contact(visits, today, today, None), note="x", **asha)


def test_where_she_would_rather_be_seen_is_her_latest_answer(people: People, asha: dict[str, Any], today: date) -> None:
    for mode, day in (("home", today), ("clinic", today - ONE_DAY)):
        contacts.prefer_place(pregnancy=people.nadia, mode=mode, answered_on=day, **asha)
    assert people.nadia.place_answers.last().mode == "home"
    with pytest.raises(Problem, match="Choose where"):
        contacts.prefer_place(pregnancy=people.nadia, mode="moon", answered_on=today, **asha)


def test_only_those_on_the_case_tell_take_back_or_ask(people: People, visits: Support, today: date) -> None:
    contact = make.a_contact(visits, today, today, Outcome.MISSED)
    carol = {"by": people.carol, "today": today}
    for act in (
        lambda: contacts.tell(contact=contact, note="x", **carol),
        lambda: contacts.take_back(contact=contact, **carol),
        lambda: contacts.prefer_place(pregnancy=people.nadia, mode="home", answered_on=today, **carol),
        lambda: contacts.book_run(support=visits, days=[today], **carol),
    ):
        with pytest.raises(PermissionDenied):
            act()
