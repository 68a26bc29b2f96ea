"""A service's own page: for its workers and the liaison team, each woman only for those who may see her."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pages.templatetags.words import whole
from pathway import dues
from pathway.actions import flags, handovers, plans, sharing, tallies
from pathway.models import Flag, Involvement, Pregnancy, Service, Support
from pathway.permissions import CLOCK
from pathway.strip import monday_of
from tests import factories as make
from tests.pages.conftest import Browser
from tests.people import People

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)


@pytest.fixture
def family(people: People) -> Service:
    """The family support service."""
    service: Service = people.nadia.supports.get(every=7).service
    return service


def page_of(client: Client, service: Service) -> str:
    return client.get(reverse("service_show", args=[service.pk])).content.decode()


@pytest.mark.parametrize(
    ("name", "status"), [("fern", 200), ("asha", 200), ("ben", 200), ("carol", 404), ("sol", 404), ("dara", 404)]
)
def test_the_page_is_for_its_workers_and_the_team_of_its_women(
    name: str, status: int, people: People, as_: Browser, family: Service
) -> None:
    asked = reverse("service_show", args=[family.pk])
    assert as_(getattr(people, name)).get(asked).status_code == status
    assert (asked in as_(getattr(people, name)).get(reverse("service_list")).content.decode()) is (status == 200)


def test_a_service_that_is_not_involved_is_not_open_to_the_team(people: People, as_: Browser) -> None:
    harbour = people.dara.workers.get().service
    assert as_(people.asha).get(reverse("service_show", args=[harbour.pk])).status_code == 404
    page = page_of(as_(people.dara), harbour)
    for empty in ("No promise to a woman", "Every contact up to today", "None is open", "None is waiting"):
        assert empty in page


def test_a_woman_one_may_not_see_is_not_on_it(people: People, as_: Browser, family: Service, today: date) -> None:
    fern = as_(people.fern)
    assert "Nadi" in page_of(fern, family)
    involvement = Involvement.objects.get(pregnancy=people.nadia, service=family)
    sharing.end_involvement(involvement=involvement, until=today - ONE_DAY, by=CLOCK, today=today, because="Moved")
    assert "Nadi" not in page_of(fern, family)


def test_another_trusts_service_of_the_same_women_is_apart(people: People, as_: Browser, today: date) -> None:
    """Two services share a woman: each shows its own promises only."""
    social = people.sol.workers.get().service
    page = page_of(as_(people.sol), social)
    assert "every week" not in page


def due(support: Support, today: date) -> list[tuple[date, int, int, int]]:
    rows, more = dues.due_this_week(Support.objects.filter(pk=support.pk), support.service, today)
    assert not more
    return [(row.due.last, row.due.promised, row.booked, row.delivered) for row in dues.standings(rows)]


def test_what_is_due_ends_between_monday_and_sunday(people: People, family: Service, today: date) -> None:
    monday = monday_of(today)
    for days, there in ((-1, False), (0, True), (6, True), (7, False)):
        last = monday + days * ONE_DAY
        start = last - 28 * ONE_DAY + ONE_DAY
        support = make.a_support(people.nadia, today, family, every=28, start=start, planned=start)
        assert due(support, today) == ([(last, 1, 0, 0)] if there else []), days


def test_what_is_booked_and_delivered_is_counted_in_its_days(people: People, family: Service, today: date) -> None:
    monday = monday_of(today)
    start = monday - 7 * ONE_DAY
    support = make.a_support(people.nadia, today, family, every=14, times=3, start=start, planned=start)
    make.a_contact(support, start, today)
    make.a_contact(support, monday + 6 * ONE_DAY, today, None)
    make.a_contact(support, monday + 7 * ONE_DAY, today, None)
    make.a_contact(support, start + ONE_DAY, today, "cancelled_by_service")
    assert due(support, today) == [(monday + 6 * ONE_DAY, 3, 1, 1)]


def test_of_very_many_promises_the_first_by_name_are_shown(
    people: People, as_: Browser, family: Service, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monday = monday_of(today)
    make.a_support(people.nadia, today, family, start=monday, planned=monday)
    rows = Support.objects.filter(service=family)
    assert [len(due) for due, more in (dues.due_this_week(rows, family, today, most) for most in (2, 1))] == [2, 1]
    assert [more for _, more in (dues.due_this_week(rows, family, today, most) for most in (2, 1))] == [False, True]
    assert "At least" not in page_of(as_(people.asha), family)
    few = partial(dues.due_this_week, most=1)
    monkeypatch.setattr(dues, "due_this_week", few)
    page = page_of(as_(people.asha), family)
    assert "At least 1 promise whose time ends" in page
    assert "all women with this service" in page


def test_a_pause_excuses_a_window_from_its_first_day_to_its_last(people: People, family: Service, today: date) -> None:
    monday = monday_of(today)
    for last in (monday, monday + 6 * ONE_DAY):
        start = last - 13 * ONE_DAY  # two weeks that end on the first or the last day of this week
        for day, excused in ((start - ONE_DAY, False), (start, True), (last, True), (last + ONE_DAY, False)):
            support = make.a_support(people.nadia, today, family, every=14, start=start, planned=start - ONE_WEEK)
            plans.pause(support=support, start=day, until=day, by=CLOCK, today=today)
            assert (due(support, today) == []) is excused, day


def test_a_pause_and_an_ending_excuse_a_window(people: People, family: Service, today: date) -> None:
    monday = monday_of(today)
    support = make.a_support(people.nadia, today, family, start=monday, planned=monday)
    assert len(due(support, today)) == 1
    plans.pause(support=support, start=monday + ONE_DAY, until=monday + ONE_DAY, by=CLOCK, today=today)
    assert due(support, today) == []
    once = make.a_support(people.nadia, today, family, once_by=today, start=None)
    assert [row[0] for row in due(once, today)] == [today]


def test_flags_waiting_outcomes_and_handovers_are_the_services_own(
    people: People, as_: Browser, family: Service, missed: Flag, today: date
) -> None:
    make.a_contact(people.nadia.supports.get(every=7), today, today, None)
    other = people.nadia.supports.get(every=28)
    handovers.offer(support=other, to_service=family, by=CLOCK, today=today)
    page = page_of(as_(people.fern), family)
    assert whole(missed.sentence) in page
    assert "1 contact without an outcome" in page
    assert f"{reverse('contacts_unrecorded')}?service={family.pk}" in page
    assert "from Children&#x27;s social work" in page or "from Children’s social work" in page
    assert "Fern Example" in page
    assert missed.sentence not in page_of(as_(people.sol), other.service)


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


def test_pages_of_services_teams_and_finding_cost_the_same_queries_for_any_number_of_women(
    people: People, as_: Browser, family: Service, missed: Flag, today: date
) -> None:
    ben = as_(people.ben)
    tallies.count_due(today=today)
    paths = [
        reverse("service_show", args=[family.pk]), reverse("team_show", args=[people.nadia.team_id]),
        reverse("service_list"), f"{reverse('caseload')}?stage=pregnant&flag=any&whose=team&service={family.pk}",
    ]  # fmt: skip
    make.a_contact(people.nadia.supports.get(every=7), today, today, None)
    Flag.objects.update(escalated_on=today)
    few = [queries(ben, path) for path in paths]
    women = [make.a_pregnancy(people.nadia.team, today) for _ in range(6)]
    for woman in women:
        make.a_contact(make.a_support(woman, today, family), today, today, None)
    flags.reassess(Pregnancy.objects.all(), today=today)
    Flag.objects.update(escalated_on=today)
    tallies.count(team=people.nadia.team, by=None, today=today)
    assert [queries(ben, path) for path in paths] == few
