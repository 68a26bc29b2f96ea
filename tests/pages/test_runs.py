"""Booking a run: each day is shown with what stands against it, and only what is ticked is booked."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pathway.actions import contacts, meetings, plans
from pathway.models import Contact, Support
from pathway.permissions import CLOCK
from pathway.runs import Look, against, odd_time
from pathway.week import of_contact
from tests import factories as make
from tests.pages.conftest import Browser
from tests.pages.typed import send, typed
from tests.people import People

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)


def ask(client: Client, support: Support, first: date, **fields: Any) -> Any:
    said = {"mode": "home", "repeat": "1", "every": "7"} | typed("day", first) | fields
    return send(client, "contact_book", support.pk, **said)


def test_a_single_contact_with_nothing_against_it_is_booked_at_once(asha: Client, visits: Support, today: date) -> None:
    assert ask(asha, visits, free_day(today)).status_code == 302
    assert visits.contacts.get().day == free_day(today)


def free_day(today: date) -> date:
    """A day soon that is no bank holiday."""
    look = Look([], [], "england")
    days = (today + n * ONE_DAY for n in range(1, 30))
    return next(
        day for day in days if not against(of_contact(Contact(support=Support(), day=day)), Support(pk=0), None, look)
    )


def test_a_run_is_shown_before_it_is_booked(asha: Client, visits: Support, today: date) -> None:
    page = ask(asha, visits, today + ONE_DAY, repeat="3").content.decode()
    assert page.count('name="take"') == 3
    assert not visits.contacts.exists()
    days = [(today + ONE_DAY + n * ONE_WEEK).isoformat() for n in (0, 2)]
    assert ask(asha, visits, today + ONE_DAY, repeat="3", checked="yes", take=days).status_code == 302
    assert [contact.day.isoformat() for contact in visits.contacts.all()] == days


def test_nothing_ticked_books_nothing(asha: Client, visits: Support, today: date) -> None:
    answer = ask(asha, visits, today + ONE_DAY, repeat="3", checked="yes", take=["9999-12-31", "x"])
    assert "Choose at least one day" in answer.content.decode()
    assert not visits.contacts.exists()


@pytest.mark.parametrize(("year", "said"), [("9999", "cannot be right"), ("2200", "two years ahead")])
def test_a_year_that_cannot_be_meant_is_answered(
    year: str, said: str, asha: Client, visits: Support, today: date
) -> None:
    fields = typed("day", today) | {"day-year": year}
    answer = ask(asha, visits, today, **fields, repeat="52", every="366")
    assert said in answer.content.decode()


def test_a_clash_is_shown_and_left_out_unless_ticked(
    asha: Client, people: People, visits: Support, today: date
) -> None:
    day = free_day(today)
    other = people.nadia.supports.exclude(pk=visits.pk).get()
    make.a_contact(other, day, today, None, at=time(10), minutes=60)
    page = ask(asha, visits, day, at="10:30", minutes="30").content.decode()
    assert "overlaps with Children&#x27;s social work at 10:00" in page
    assert f'value="{day.isoformat()}" checked' not in page
    assert ask(asha, visits, day, at="10:30", minutes="30", checked="yes", take=[day.isoformat()]).status_code == 302


def test_two_at_one_place_are_offered_as_one_visit(asha: Client, people: People, visits: Support, today: date) -> None:
    day = free_day(today)
    make.a_contact(people.nadia.supports.exclude(pk=visits.pk).get(), day, today, None, at=time(10), minutes=60)
    page = ask(asha, visits, day, at="14:00", minutes="30").content.decode()
    assert "could it be one visit?" in page
    assert f'value="{day.isoformat()}" checked' in page


def test_a_meeting_stands_against_it_only_for_those_who_may_see_meetings(
    people: People, as_: Browser, visits: Support, today: date
) -> None:
    day = free_day(today)
    meetings.book(pregnancy=people.nadia, kind="core group", day=day, at=time(10), minutes=60, by=CLOCK, today=today)
    page = ask(as_(people.sol), visits, day, at="10:00", minutes="30").content.decode()
    assert "overlaps with core group" in page
    assert ask(as_(people.fern), visits, day, at="10:00", minutes="30").status_code == 302


def test_each_thing_against_a_day_is_said(visits: Support, today: date) -> None:
    christmas = date(2026, 12, 25)
    kim = make.a_worker(visits.service, "Kim Example", left=christmas - ONE_DAY)
    plans.pause(support=visits, start=today, until=date(2027, 1, 1), by=CLOCK, today=today)
    plans.stop(support=visits, on=today, by=CLOCK, today=today)
    slot = of_contact(Contact(support=visits, day=christmas, at=time(10), minutes=30, mode="home"))
    busy = of_contact(Contact(support=visits, day=christmas, at=time(10), minutes=30, mode="home"))
    said = "; ".join(against(slot, visits, kim, Look([], [busy], "england")))
    for words in (
        "Christmas Day, a bank holiday",
        "in her pause",
        "after the promise ends",
        "Kim Example leaves on 24",
    ):
        assert words in said
    assert "Kim Example has another appointment then" in said
    assert "Christmas" not in "".join(
        against(slot._replace(day=date(2026, 12, 24)), visits, None, Look([], [], "wales"))
    )


def test_nations_have_holidays_of_their_own(visits: Support) -> None:
    second = date(2027, 1, 4)  # the second of January falls on a Saturday
    slot = of_contact(Contact(support=visits, day=second, mode="home"))
    assert against(slot, visits, None, Look([], [], "scotland"))
    assert not against(slot, visits, None, Look([], [], "england"))


@pytest.mark.parametrize(("at", "odd"), [(time(6, 59), True), (time(7), False), (time(21), False), (time(21, 1), True)])
def test_an_odd_time_is_asked_about(at: time, odd: bool) -> None:
    assert bool(odd_time(at)) is odd
    assert odd_time(None) == ""


def test_after_one_that_fell_through_the_offer_starts_where_she_prefers(
    asha: Client, people: People, visits: Support, today: date
) -> None:
    contacts.prefer_place(
        pregnancy=people.nadia, mode="video", note="In the morning", answered_on=today, by=CLOCK, today=today
    )
    page = asha.get(reverse("contact_book", args=[visits.pk])).content.decode()
    assert 'value="home" checked' in page
    assert "by video" in page
    make.a_contact(visits, today, today, "missed")
    page = asha.get(reverse("contact_book", args=[visits.pk])).content.decode()
    assert 'value="video" checked' in page
    assert ">In the morning</textarea>" in page


def test_where_she_would_rather_be_seen_is_recorded(asha: Client, people: People, today: date) -> None:
    assert send(asha, "place_record", people.nadia.pk, mode="home", **typed("answered_on", today)).status_code == 302
    assert people.nadia.place_answers.get().mode == "home"
