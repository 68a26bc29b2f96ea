"""Births as they truly are: recorded late, twins on two dates, entered wrongly; and what moves with them."""

from datetime import date, timedelta
from typing import Any

import pytest

from pathway.actions import births, pregnancies, separations
from pathway.actions.base import Conflict, Problem
from pathway.actions.births import Newborn, Put
from pathway.models import CountedFrom, Event, Pregnancy, Support
from pathway.models.pregnancies import YEAR_AFTER_BIRTH
from pathway.permissions import CLOCK

from .. import factories as make
from ..people import People

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)


@pytest.fixture
def after(people: People, today: date) -> Support:
    """A promise that begins ten days after the birth."""
    support = make.a_support(
        people.nadia, today, reference="after", planned=today, start=people.nadia.due + 10 * ONE_DAY
    )
    Support.objects.filter(pk=support.pk).update(counted_from=CountedFrom.BIRTH, start_days=10)
    return support


def born(people: People, *days: date, today: date, **more: Any) -> Pregnancy:
    births.record(pregnancy=people.nadia, babies=[Newborn(day) for day in days], by=people.asha, today=today, **more)
    people.nadia.refresh_from_db()
    return people.nadia


def test_promises_counted_from_the_birth_move_with_it(people: People, after: Support, today: date) -> None:
    born(people, today - 3 * ONE_DAY, today=today)
    after.refresh_from_db()
    assert after.start == today + 7 * ONE_DAY


def test_dates_stay_where_somebody_says_so(people: People, after: Support, today: date) -> None:
    born(people, today, today=today, move_dates=False)
    stood, now = after.start, Support.objects.get(pk=after.pk).start
    assert now == stood


def test_what_is_foreseen_is_what_then_happens_and_nothing_is_kept_of_it(
    people: People, after: Support, today: date
) -> None:
    late = today - 20 * ONE_DAY
    events = Event.objects.count()
    foreseen = births.foresee(pregnancy=people.nadia, babies=[Newborn(late)], by=people.asha, today=today)
    people.nadia.refresh_from_db()
    assert (people.nadia.born, people.nadia.babies.count(), Event.objects.count()) == (None, 0, events)
    before = set(people.nadia.flags.open().values_list("rule", flat=True))
    born(people, late, today=today)
    opened = set(people.nadia.flags.open().values_list("rule", flat=True)) - before
    assert {flag.rule for flag in foreseen.opens} == opened
    assert "support_fading" in opened
    assert [(move.field, move.new) for move in foreseen.moves] == [("start", late + 10 * ONE_DAY)]


def test_twins_may_have_two_birthdays_and_the_year_runs_from_the_last(people: People, today: date) -> None:
    first, second = today - 2 * ONE_DAY, today - ONE_DAY
    nadia = born(people, second, first, today=today)
    assert nadia.born == first
    assert sorted(nadia.babies.values_list("born", flat=True)) == [first, second]
    assert nadia.stays_open_until() == second + YEAR_AFTER_BIRTH


def test_a_birth_is_recorded_once_and_not_over_a_newer_record(people: People, today: date) -> None:
    seen = people.nadia.version
    pregnancies.change_details(
        pregnancy=people.nadia, version=seen, phone="1", due=people.nadia.due, by=CLOCK, today=today
    )
    people.nadia.refresh_from_db()
    with pytest.raises(Problem, match="has changed meanwhile"):
        born(people, today, today=today, version=seen)
    born(people, today, today=today, version=people.nadia.version)
    with pytest.raises(Problem, match="recorded already"):
        born(people, today, today=today)


def test_a_forgotten_baby_is_added_but_not_before_the_first(people: People, today: date) -> None:
    nadia = born(people, today - ONE_DAY, today=today)
    with pytest.raises(Problem, match="came first"):
        births.add(pregnancy=nadia, born=today - 2 * ONE_DAY, by=people.asha, today=today)
    births.add(pregnancy=nadia, born=today, by=people.asha, today=today)
    assert nadia.babies.count() == 2


def test_a_wrong_day_is_corrected_and_what_stood_is_kept(people: People, after: Support, today: date) -> None:
    nadia = born(people, today, today=today)
    baby = nadia.babies.get()
    right = today - 5 * ONE_DAY
    births.correct(
        pregnancy=nadia, babies=[Put(baby, right, "Tay")], because="Typed wrongly", by=people.asha, today=today
    )
    baby.refresh_from_db()
    nadia.refresh_from_db()
    after.refresh_from_db()
    assert (nadia.born, baby.born, baby.name, baby.residences.get().start) == (right, right, "Tay", right)
    assert after.start == right + 10 * ONE_DAY
    event = Event.objects.filter(verb="births.correct", record=f"pregnancy {nadia.pk}").get()
    assert event.changes["born"] == [today.isoformat(), right.isoformat()]
    assert event.changes["because"] == [None, "Typed wrongly"]


def test_a_birth_entered_for_the_wrong_woman_no_longer_stands(people: People, after: Support, today: date) -> None:
    nadia = born(people, today, today=today)
    baby = nadia.babies.get()
    put = [Put(baby, baby.born, "", mistaken=True)]
    births.correct(pregnancy=nadia, babies=put, because="Another woman", by=people.asha, today=today)
    nadia.refresh_from_db()
    after.refresh_from_db()
    assert (nadia.born, nadia.babies.standing().count(), nadia.babies.count()) == (None, 0, 1)
    assert after.start == nadia.due + 10 * ONE_DAY
    assert not nadia.flags.open().filter(rule="no_support_planned").exists()


def test_a_correction_says_why_and_overwrites_nobody(people: People, today: date) -> None:
    nadia = born(people, today, today=today)
    baby = nadia.babies.get()
    put = [Put(baby, today - ONE_DAY, "")]
    with pytest.raises(Problem, match="why it is corrected"):
        births.correct(pregnancy=nadia, babies=put, because=" ", by=people.asha, today=today)
    with pytest.raises(Conflict):
        births.correct(pregnancy=nadia, babies=put, because="x", version=nadia.version - 1, by=people.asha, today=today)


def test_a_baby_with_a_history_is_no_mistake(people: People, today: date) -> None:
    nadia = born(people, today - ONE_DAY, today=today)
    baby = nadia.babies.get()
    separations.separate(
        baby=baby, start=today - ONE_DAY, named_person=people.asha.workers.get(), first_contact_by=today, by=CLOCK,
        today=today,
    )  # fmt: skip
    with pytest.raises(Problem, match="cannot be a mistake"):
        births.correct(
            pregnancy=nadia, babies=[Put(baby, baby.born, "", mistaken=True)], because="x", by=CLOCK, today=today
        )
    with pytest.raises(Problem, match="cannot be in the future"):
        births.correct(pregnancy=nadia, babies=[Put(baby, today + ONE_DAY, "")], because="x", by=CLOCK, today=today)
