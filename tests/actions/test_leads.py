"""Who leads and until when: ends that have passed stay, leaving a job ends a lead, and nobody's edit is lost."""

from datetime import date, timedelta

import pytest

from pathway.actions import flags, pregnancies
from pathway.actions.base import Conflict, Problem
from pathway.models import Lead
from pathway.permissions import CLOCK

from .. import factories as make
from ..people import People

ONE_DAY = timedelta(days=1)


@pytest.fixture
def lead(people: People, today: date) -> Lead:
    """Asha leads from today."""
    return pregnancies.appoint_lead(
        pregnancy=people.nadia, worker=people.asha.workers.get(), start=today, by=CLOCK, today=today
    )


def test_an_end_that_has_passed_stays(people: People, lead: Lead, today: date) -> None:
    pregnancies.end_lead(lead=lead, until=today, by=people.asha, today=today)
    later = today + ONE_DAY
    with pytest.raises(Problem, match="That is over"):
        pregnancies.end_lead(lead=lead, until=later, by=people.asha, today=later)
    lead.refresh_from_db()
    assert lead.until == today


def test_of_two_ends_at_once_the_second_is_told_so(people: People, lead: Lead, today: date) -> None:
    seen = lead.version
    pregnancies.end_lead(lead=lead, until=today, by=people.asha, today=today, version=seen)
    with pytest.raises(Conflict):
        pregnancies.end_lead(lead=lead, until=today + ONE_DAY, by=people.ben, today=today, version=seen)


def test_years_that_cannot_be_meant_are_refused(people: People, lead: Lead, today: date) -> None:
    far = date(3026, 1, 1)
    with pytest.raises(Problem, match="cannot be right"):
        pregnancies.end_lead(lead=lead, until=far, by=people.asha, today=today)
    with pytest.raises(Problem, match="cannot be right"):
        pregnancies.appoint_lead(pregnancy=people.nadia, worker=lead.worker, start=far, by=people.asha, today=today)


def test_somebody_who_leaves_their_job_leads_until_then(people: People, lead: Lead, today: date) -> None:
    flags.reassess([people.nadia], today=today)
    assert not people.nadia.flags.open().filter(rule="no_lead").exists()
    worker = lead.worker
    worker.left = today + 15 * ONE_DAY
    worker.save()
    flags.reassess([people.nadia], today=today)
    assert not people.nadia.flags.open().filter(rule="no_lead").exists()
    tomorrow = today + ONE_DAY
    flags.reassess([people.nadia], today=tomorrow)
    assert "nobody is named to follow" in people.nadia.flags.open().get(rule="no_lead").sentence
    with pytest.raises(Problem, match="Choose somebody who is in post"):
        pregnancies.appoint_lead(
            pregnancy=people.nadia, worker=worker, start=today + 16 * ONE_DAY, by=people.ben, today=today
        )


def test_her_own_details_are_guarded_across_her_pregnancies(people: People, today: date) -> None:
    first = people.nadia
    second = make.a_pregnancy(first.team, today, booked=today)
    second.mother = first.mother
    second.save()
    seen = first.mother.version
    pregnancies.change_details(pregnancy=first, version=None, mother_version=seen, phone="1", by=CLOCK, today=today)
    with pytest.raises(Conflict):
        pregnancies.change_details(
            pregnancy=second, version=None, mother_version=seen, phone="2", by=CLOCK, today=today
        )
