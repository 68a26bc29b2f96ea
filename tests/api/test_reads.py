"""What the four resources tell, how lists are narrowed and paged, and what they cost."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from pathway.actions import plans, pregnancies
from pathway.models import Contact, Flag, Pregnancy, Support, Worker
from pathway.permissions import CLOCK

from .. import factories as make
from ..people import People

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)


def ids(client: APIClient, address: str) -> list[int]:
    return [row["id"] for row in client.get(address).json()["results"]]


def family_support() -> Support:
    return Support.objects.get(reference="family-support")


def test_a_pregnancy_tells_who_she_is_and_how_far(asha: APIClient, people: People, today: date) -> None:
    kim = Worker.objects.get(name="Asha Midwife")
    pregnancies.appoint_lead(pregnancy=people.nadia, worker=kim, start=today - ONE_DAY, by=CLOCK, today=today)
    told = asha.get(f"/api/pregnancies/{people.nadia.pk}/").json()
    assert told["mother"] == {"called": "Nadi", "name": "Nadia Example", "nhs_number": None}
    assert (told["resource_type"], told["status"]) == ("pregnancy", "active")
    assert told["period"] == {"start": (today - 12 * ONE_WEEK).isoformat(), "end": None}
    assert told["estimated_date_of_delivery"] == (today + 16 * ONE_WEEK).isoformat()
    assert told["gestation"] == {"weeks": 24, "days": 0}
    assert [lead["worker"]["display"] for lead in told["leads"]] == ["Asha Midwife"]
    assert (told["birth_date"], told["babies"]) == (None, [])


@pytest.mark.parametrize(("after_booking", "gestation"), [
    (-7, {"weeks": 23, "days": 0}), (-1, {"weeks": 23, "days": 6}), (0, {"weeks": 24, "days": 0}),
])  # fmt: skip
def test_gestation_stops_at_the_birth(
    after_booking: int, gestation: dict[str, int], asha: APIClient, people: People, today: date
) -> None:
    make.a_birth(people.nadia, today + after_booking * ONE_DAY, today)
    assert asha.get(f"/api/pregnancies/{people.nadia.pk}/").json()["gestation"] == gestation


def test_a_baby_lives_where_the_latest_row_that_has_begun_says(asha: APIClient, people: People, today: date) -> None:
    make.a_birth(people.nadia, today - 3 * ONE_WEEK, today)
    baby = people.nadia.babies.get()
    pregnancies.move_baby(
        baby=baby, start=today - ONE_WEEK, with_her=False, where="Foster carers", by=CLOCK, today=today
    )
    lives = asha.get(f"/api/pregnancies/{people.nadia.pk}/").json()["babies"][0]["lives"]
    assert lives == {"with_her": False, "where": "Foster carers", "since": (today - ONE_WEEK).isoformat()}


def test_a_verdict_past_its_own_day_is_not_current(asha: APIClient, people: People, today: date) -> None:
    Pregnancy.objects.filter(pk=people.nadia.pk).update(reassess_on=today, judged_on=today - ONE_WEEK)
    checked = asha.get(f"/api/pregnancies/{people.nadia.pk}/").json()["checked"]
    day = today.isoformat()
    assert checked == {"judged_on": (today - ONE_WEEK).isoformat(), "reassess_on": day, "stale": True}
    flags = asha.get("/api/flags/").json()["results"]
    assert flags
    assert {(flag["current"], flag["not_current_since"]) for flag in flags} == {(False, day)}


def test_a_verdict_before_its_own_day_is_current(asha: APIClient, people: People, today: date) -> None:
    Pregnancy.objects.filter(pk=people.nadia.pk).update(reassess_on=today + ONE_DAY)
    assert asha.get(f"/api/pregnancies/{people.nadia.pk}/").json()["checked"]["stale"] is False
    flags = asha.get("/api/flags/").json()["results"]
    assert {(flag["current"], flag["not_current_since"]) for flag in flags} == {(True, None)}


def test_who_was_never_judged_is_stale_and_has_no_day(asha: APIClient, people: People, today: date) -> None:
    Pregnancy.objects.filter(pk=people.nadia.pk).update(reassess_on=date.min, judged_on=None)
    checked = asha.get(f"/api/pregnancies/{people.nadia.pk}/").json()["checked"]
    assert checked == {"judged_on": None, "reassess_on": None, "stale": True}


@pytest.mark.parametrize(("terms", "status"), [
    ({"start": None}, "not-started"),
    ({"start": ONE_DAY}, "not-started"),
    ({"start": timedelta(0)}, "in-progress"),
    ({"start": -ONE_WEEK, "until": timedelta(0)}, "in-progress"),
    ({"start": -ONE_WEEK, "until": -ONE_DAY}, "completed"),
])  # fmt: skip
def test_a_support_says_where_it_stands(
    terms: dict[str, timedelta | None], status: str, asha: APIClient, people: People, today: date
) -> None:
    days: dict[str, Any] = {name: None if shift is None else today + shift for name, shift in terms.items()}
    support = make.a_support(people.nadia, today, planned=today - 2 * ONE_WEEK, **days)
    assert asha.get(f"/api/supports/{support.pk}/").json()["status"] == status


def test_a_paused_support_is_on_hold_and_a_stopped_one_is_stopped(asha: APIClient, people: People, today: date) -> None:
    paused, stopped = Support.objects.order_by("pk")
    plans.pause(support=paused, start=today, until=today, by=CLOCK, today=today)
    plans.stop(support=stopped, on=today - ONE_DAY, by=CLOCK, today=today)
    statuses = [asha.get(f"/api/supports/{support.pk}/").json()["status"] for support in (paused, stopped)]
    assert statuses == ["on-hold", "stopped"]


def test_a_support_tells_what_is_promised(asha: APIClient, people: People, today: date) -> None:
    told = asha.get(f"/api/supports/{family_support().pk}/").json()
    assert told["timing"] == {"frequency": 1, "period": 7, "period_unit": "d", "once_by": None}
    assert told["period"] == {"start": (today - 8 * ONE_WEEK).isoformat(), "end": None}
    address = f"/api/pregnancies/{people.nadia.pk}/"
    assert told["subject"] == {"id": people.nadia.pk, "reference": address, "display": "Nadi"}
    assert asha.get(told["subject"]["reference"]).status_code == 200


def test_a_contact_tells_its_outcome_and_who_recorded_it(asha: APIClient, people: People, today: date) -> None:
    contact = make.a_contact(family_support(), today - ONE_DAY, today, "cancelled_by_service", minutes=45)
    told = asha.get(f"/api/contacts/{contact.pk}/").json()
    assert (told["status"], told["outcome"]) == ("recorded", "cancelled_by_service")
    assert told["recorded"] == {"on": today.isoformat(), "by": None, "note": "", "because": ""}
    assert (told["minutes_duration"], told["at"], told["help"]) == (45, None, [])


@pytest.mark.parametrize(("shift", "status"), [(-1, "unrecorded"), (0, "unrecorded"), (1, "booked")])
def test_a_contact_without_outcome_is_booked_until_its_day_comes(
    shift: int, status: str, asha: APIClient, people: People, today: date
) -> None:
    contact = make.a_contact(family_support(), today + shift * ONE_DAY, today, outcome=None)
    assert asha.get(f"/api/contacts/{contact.pk}/").json()["status"] == status


def test_a_flag_tells_its_reasons(asha: APIClient, people: People) -> None:
    found = asha.get("/api/flags/?open=true&level=soon").json()["results"]
    told = next(flag for flag in found if flag["code"] == "support_missed")
    assert (told["code"], told["about"], told["status"]) == ("support_missed", "family-support", "active")
    assert told["service"]["display"] == "Family support"
    assert all(told[words] for words in ("sentence", "evidence", "next_step", "closes_when"))


def test_lists_are_narrowed(asha: APIClient, people: People, today: date) -> None:
    family, social_work = Support.objects.order_by("pk")
    early = make.a_contact(family, today - ONE_WEEK, today)
    late = make.a_contact(social_work, today, today, outcome=None)
    assert ids(asha, f"/api/contacts/?support={family.pk}") == [early.pk]
    assert ids(asha, f"/api/contacts/?service={social_work.service_id}") == [late.pk]
    assert ids(asha, f"/api/contacts/?since={today}") == [late.pk]
    assert ids(asha, f"/api/contacts/?until={today - ONE_DAY}") == [early.pk]
    assert ids(asha, "/api/contacts/?outcome=delivered") == [early.pk]
    assert ids(asha, "/api/contacts/?recorded=false") == [late.pk]
    assert ids(asha, f"/api/contacts/?pregnancy={people.nadia.pk + 1}") == []
    assert ids(asha, f"/api/supports/?service={family.service_id}") == [family.pk]
    assert ids(asha, "/api/pregnancies/?open=false") == []
    assert ids(asha, "/api/pregnancies/?before_birth=true") == [people.nadia.pk]


def test_flags_are_narrowed(asha: APIClient, people: People, today: date) -> None:
    family = family_support()
    missed = Flag.objects.get(rule="support_missed", about="family-support")
    assert missed.pk in ids(asha, "/api/flags/?open=true")
    assert ids(asha, "/api/flags/?open=false") == []
    assert ids(asha, f"/api/flags/?service={family.service_id}") == [missed.pk]
    assert missed.pk not in ids(asha, "/api/flags/?level=now")
    assert missed.pk in ids(asha, f"/api/flags/?since={today}&pregnancy={people.nadia.pk}")
    assert ids(asha, f"/api/flags/?since={today + ONE_DAY}") == []
    Flag.objects.filter(pk=missed.pk).update(opened=today - ONE_WEEK, closed=today)
    assert missed.pk in ids(asha, f"/api/flags/?since={today}")


def test_pages_follow_each_other_in_order(asha: APIClient, people: People, today: date) -> None:
    made = [make.a_contact(family_support(), today - days * ONE_DAY, today).pk for days in (5, 4, 3, 2, 1)]
    address, found = "/api/contacts/?page_size=2", []
    while address:
        page = asha.get(address).json()
        assert page["count"] == 5
        found += [row["id"] for row in page["results"]]
        address = page["next"]
    assert found == made


@pytest.mark.parametrize("noun", ["pregnancies", "supports", "contacts", "flags"])
def test_a_list_costs_the_same_for_one_woman_as_for_many(
    noun: str, asha: APIClient, people: People, today: date
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert asha.get(f"/api/{noun}/").status_code == 200
        return len(queries)

    def full(pregnancy: Pregnancy) -> None:
        make.a_birth(pregnancy, today - ONE_DAY, today)
        support = make.a_support(pregnancy, today, worker=Worker.objects.get(name="Fern Example"))
        plans.pause(support=support, start=today, until=today, by=CLOCK, today=today)
        make.a_contact(support, today, today)

    full(people.nadia)
    one = cost()
    for _ in range(4):
        full(make.a_pregnancy(people.nadia.team, today))
    assert Contact.objects.count() == 5
    assert cost() == one
