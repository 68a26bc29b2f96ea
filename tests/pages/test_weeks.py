"""Weeks: hers, mine, a colleague's: what stands, what overlaps, what could be one visit, and who may see it."""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pages.weeks import FURTHEST, monday_of
from pathway.actions import meetings
from pathway.models import Contact, Meeting, Service, Support
from pathway.models.meetings import Attendee
from pathway.permissions import CLOCK
from pathway.week import days_of, of_contact, of_meeting, sums_of
from tests import factories as make
from tests.pages.conftest import Browser
from tests.people import People

TODAY = date(2026, 11, 26)  # a Thursday
MONDAY = date(2026, 11, 23)
ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("said", "monday"),
    [
        ("", MONDAY),
        ("2026-W48", MONDAY),
        ("2026-11-29", MONDAY),
        ("2026-11-30", date(2026, 11, 30)),
        ("2026-W53", date(2026, 12, 28)),
        ("2027-W53", MONDAY),
        ("9999-W52", MONDAY),
        ("2026-W99", MONDAY),
        ("next", MONDAY),
        ("²⁰²⁶-W48", MONDAY),
        ((TODAY + FURTHEST).isoformat(), TODAY + FURTHEST - timedelta(days=(TODAY + FURTHEST).weekday())),
        ((TODAY + FURTHEST + ONE_DAY).isoformat(), MONDAY),
    ],
)
def test_a_week_is_said_by_its_number_or_one_of_its_days(said: str, monday: date) -> None:
    assert monday_of(said, TODAY) == monday


def a_contact(**fields: object) -> Contact:
    booked = {"day": MONDAY, "known": MONDAY, "at": time(10), "minutes": 60, "mode": "home"}
    return Contact(support=Support(service=Service(name="Midwifery")), **booked | fields)


def marks(*rows: Contact | Meeting, hers: bool = True) -> list[tuple[bool, bool]]:
    items = [of_contact(row) if isinstance(row, Contact) else of_meeting(row) for row in rows]
    return [(one.clashes, one.together) for one in days_of(items, MONDAY, hers=hers)[0].items]


@pytest.mark.parametrize(("at", "clash"), [(time(10, 59), True), (time(11), False), (time(9, 30), False)])
def test_two_overlap_if_one_begins_before_the_other_ends(at: time, clash: bool) -> None:
    rows = a_contact(mode="phone"), a_contact(mode="phone", at=at, minutes=30)
    assert marks(*rows) == [(clash, False)] * 2


def test_what_fell_through_or_does_not_need_her_takes_none_of_her_time() -> None:
    for other in (
        {"outcome": "missed"},
        {"outcome": "cancelled_by_her"},
        {"needs_her": False},
        {"at": None},
        {"minutes": None},
    ):
        assert marks(a_contact(), a_contact(**other))[0][0] is False
    assert marks(a_contact(), a_contact(needs_her=False), hers=False) == [(True, False)] * 2


def test_what_took_place_overlaps_with_what_is_open_and_can_no_longer_be_one_visit() -> None:
    assert marks(a_contact(), a_contact(outcome="delivered")) == [(True, False)] * 2
    assert marks(*[a_contact(outcome="delivered")] * 2) == [(False, False)] * 2
    assert marks(a_contact(), a_contact(at=time(14), outcome="delivered")) == [(False, False)] * 2


def test_two_at_one_place_could_be_one_visit() -> None:
    assert marks(a_contact(), a_contact(at=time(14))) == [(False, True)] * 2
    one = a_contact(mode="clinic", place="Children’s Centre")
    assert marks(one, a_contact(mode="clinic", place="children’s centre ", at=time(14))) == [(False, True)] * 2
    assert marks(one, Meeting(day=MONDAY, place="Children’s centre")) == [(False, True)] * 2
    assert marks(one, a_contact(mode="clinic", place="Elsewhere")) == [(True, False)] * 2
    assert marks(a_contact(), a_contact(at=time(14)), hers=False) == [(False, False)] * 2


def test_the_sums_count_journeys_and_places() -> None:
    rows = [a_contact(mode="clinic", place=place, day=MONDAY + n * ONE_DAY) for n, place in enumerate("aab")]
    rows += [a_contact(at=time(14)), a_contact(mode="clinic", place="c", at=time(16), outcome="delivered")]
    rows += [a_contact(mode="clinic", outcome=outcome) for outcome in ("missed", "cancelled_by_service")]
    assert sums_of(days_of(map(of_contact, rows), MONDAY, hers=True)) == (6, 4, 3, 0, 1)


def test_her_week_says_what_was_called_off(asha: Client, visits: Support, today: date) -> None:
    path = reverse("pregnancy_week", args=[visits.pregnancy_id])
    make.a_contact(visits, today, today, "cancelled_by_service")
    assert "<p>1 called off; nothing else is booked in this week.</p>" in asha.get(path).content.decode()
    make.a_contact(visits, today, today, None)
    assert "<p>1 appointment, and 1 called off.</p>" in asha.get(path).content.decode()


def test_her_week_shows_each_day_and_what_is_arranged(asha: Client, visits: Support, today: date) -> None:
    contact = make.a_contact(visits, today, today, None, at=time(10), minutes=60, childcare="ours", place="Flat 2")
    page = asha.get(reverse("pregnancy_week", args=[visits.pregnancy_id])).content.decode()
    assert page.count('class="app-days__name"') == 7
    for said in ("10:00", "60 min", "Flat 2", "Childcare: we arrange it", reverse("contact_record", args=[contact.pk])):
        assert said in page
    assert (
        "Nothing is booked in this week"
        in asha.get("?".join([reverse("pregnancy_week", args=[visits.pregnancy_id]), "of=2027-W40"])).content.decode()
    )


def test_meetings_stand_in_her_week_only_for_those_who_may_see_them(people: People, as_: Browser, today: date) -> None:
    meetings.book(pregnancy=people.nadia, kind="core group", day=today, place="Office", by=CLOCK, today=today)
    asked = reverse("pregnancy_week", args=[people.nadia.pk])
    for user, sees in ((people.asha, True), (people.ben, True), (people.sol, True), (people.fern, False)):
        assert ("Core group" in as_(user).get(asked).content.decode()) is sees
    for outsider in (people.carol, people.dara):
        assert as_(outsider).get(asked).status_code == 404


def test_my_week_holds_what_i_am_to_see_to(people: People, as_: Browser, visits: Support, today: date) -> None:
    fern = people.fern.workers.get()
    make.a_contact(visits, today, today, None, worker=fern)
    meeting = meetings.book(pregnancy=people.nadia, kind="core group", day=today, by=CLOCK, today=today)
    Attendee.objects.create(meeting=meeting, worker=people.asha.workers.get())
    mine = as_(people.fern).get(reverse("my_week")).content.decode()
    assert "Nadi" in mine
    assert "Core group" in as_(people.asha).get(reverse("my_week")).content.decode()
    assert "Nadi" not in as_(people.carol).get(reverse("my_week")).content.decode()


def test_a_colleagues_week_is_for_the_same_service(people: People, as_: Browser, visits: Support, today: date) -> None:
    kim = make.a_worker(visits.service, "Kim Example")
    make.a_contact(visits, today, today, None, worker=kim)
    asked = reverse("worker_week", args=[kim.pk])
    assert "Nadi" in as_(people.fern).get(asked).content.decode()
    for outsider in (people.asha, people.carol, people.dara):
        assert as_(outsider).get(asked).status_code == 404
    own = as_(people.fern).get(reverse("worker_week", args=[people.fern.workers.get().pk]))
    assert own.headers["Location"] == reverse("my_week")


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


@pytest.mark.parametrize("name", ["my_week", "pregnancy_week"])
def test_a_week_costs_the_same_queries_however_full(
    name: str, people: People, asha: Client, visits: Support, today: date
) -> None:
    path = reverse(name, args=[people.nadia.pk] if name == "pregnancy_week" else [])
    midwife = people.asha.workers.get()
    care = make.a_support(people.nadia, today, midwife.service, reference="midwife")
    make.a_contact(care, today, today, None, worker=midwife)
    few = queries(asha, path)
    for _ in range(4):
        make.a_contact(care, today, today, "missed", worker=midwife)
    assert queries(asha, path) == few
