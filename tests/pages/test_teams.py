"""A team lead's page: for those who lead, about the women they may see, and no table of how anybody does."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from pages.templatetags.words import unbroken, whole
from pathway import workload
from pathway.actions import flags, pregnancies, tallies
from pathway.models import Contact, Flag, Pregnancy
from pathway.permissions import CLOCK
from pathway.plots import plot
from tests import factories as make
from tests.pages.conftest import Browser
from tests.people import People

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)


def page_for(people: People, as_: Browser, name: str = "ben") -> str:
    asked = reverse("team_show", args=[people.nadia.team_id])
    return as_(getattr(people, name)).get(asked).content.decode()


@pytest.mark.parametrize(
    ("name", "status"), [("ben", 200), ("asha", 404), ("carol", 404), ("fern", 404), ("sol", 404), ("dara", 404)]
)
def test_the_page_is_for_those_who_lead_the_team(name: str, status: int, people: People, as_: Browser) -> None:
    asked = reverse("team_show", args=[people.nadia.team_id])
    assert as_(getattr(people, name)).get(asked).status_code == status
    assert (asked in as_(getattr(people, name)).get(reverse("service_list")).content.decode()) is (status == 200)


def test_a_lead_who_has_left_leads_no_more(people: People, as_: Browser, today: date) -> None:
    people.ben.workers.update(left=today - ONE_DAY)
    assert as_(people.ben).get(reverse("team_show", args=[people.nadia.team_id])).status_code == 404


def test_what_was_passed_on_is_shown_until_somebody_acknowledges_it(
    people: People, as_: Browser, missed: Flag, today: date
) -> None:
    assert "Nothing has been passed on" in page_for(people, as_)
    Flag.objects.filter(pk=missed.pk).update(acknowledge_by=today - ONE_DAY)
    flags.escalate(today=today)
    page = page_for(people, as_)
    assert whole(missed.sentence) in page
    assert "passed to Ben Midwife, team lead" in page
    missed.refresh_from_db()
    flags.acknowledge(flag=missed, by=people.ben, today=today)
    assert missed.sentence not in page_for(people, as_)


def test_workload_adds_up_to_the_contacts_that_were_held_or_are_booked(people: People, today: date) -> None:
    visits, lead = people.nadia.supports.get(every=7), people.asha.workers.get()
    for days, outcome, minutes in ((0, None, 90), (-7, "delivered", 60), (-14, "missed", None),
                                   (-21, "cancelled_by_her", 60), (7, None, 30)):  # fmt: skip
        contact = make.a_contact(visits, today + days * ONE_DAY, today, outcome)
        Contact.objects.filter(pk=contact.pk).update(minutes=minutes, worker=lead)
    (line,) = workload.by_service(people.nadia.team, today)
    assert (line.whose, line.past, line.ahead) == ("Family support", (2, 60, 1), (2, 120, 0))
    assert [load.contacts for load in line.weeks] == [0, 0, 1, 1, 1, 1, 0, 0]
    shares = workload.by_worker(people.nadia.team, today)
    assert [share.worker.name for share in shares] == ["Asha Midwife", "Ben Midwife"]
    assert shares[0].line.past.plus(shares[0].line.ahead).contacts == 4


@pytest.mark.parametrize(("minutes", "said"), [(0, "0 h"), (30, "½ h"), (60, "1 h"), (100, "1½ h"), (450, "7½ h")])
def test_hours_are_said_in_halves(minutes: int, said: str) -> None:
    assert workload.Load(1, minutes).hours == unbroken(said)


def test_workers_stand_by_name_with_work_and_no_judgement(people: People, as_: Browser, today: date) -> None:
    pregnancies.appoint_lead(
        pregnancy=people.nadia, worker=people.ben.workers.get(), start=today, by=CLOCK, today=today
    )
    tallies.count_due(today=today)
    page = page_for(people, as_)
    table = page.split("Who in the team has what to do")[1].split("</table>")[0]
    assert table.index("Asha Midwife") < table.index("Ben Midwife")
    assert "%" not in table
    assert " of " not in re.sub("<[^>]+>", "", table)


def five_more(people: People, today: date, number: int = 5) -> None:
    """More women of the team with the same promise, and a visit that came in each of four weeks."""
    for _ in range(number):
        visits = make.a_support(make.a_pregnancy(people.nadia.team, today), today)
        for weeks in range(1, 5):
            make.a_contact(visits, today - weeks * ONE_WEEK, today)


def test_promises_of_fewer_than_five_women_are_not_told(people: People, as_: Browser, today: date) -> None:
    assert "Not counted yet" in page_for(people, as_)
    tallies.count_due(today=today)
    page = page_for(people, as_)
    assert "Fewer than 5 women in each month" in page
    assert "<polyline" not in page
    five_more(people, today)
    tallies.count_due(today=today + ONE_DAY)
    page = page_for(people, as_)
    assert 'class="app-plot"' in page
    assert re.search(r"<td>\d+ of \d+</td>", page)


def test_a_line_has_a_gap_where_nothing_is_shown() -> None:
    drawn = plot([date(2026, month, 1) for month in range(1, 6)], {"before": [1, 0.5, None, 0, None]})
    (line,) = drawn.lines
    assert len(line.runs) == 1
    assert len(line.marks) == 3
    assert line.marks[0].y < line.marks[1].y < line.marks[2].y


def test_another_trusts_women_are_nowhere_on_it(people: People, as_: Browser, today: date) -> None:
    team = people.carol.workers.get().team
    assert team
    other = make.a_pregnancy(team, today, name="Elsewhere Example")
    Flag.objects.create(
        pregnancy=other, rule="example", level=1, began=today, opened=today, sentence="Elsewhere", escalated_on=today
    )
    assert "Elsewhere" not in page_for(people, as_)
    assert Pregnancy.objects.count() == 2
