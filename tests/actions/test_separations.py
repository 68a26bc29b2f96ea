"""Separation: who is there for her, within the trust's own limit; what was explored; and that her record stays open."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from pathway.actions import pregnancies, separations, thresholds
from pathway.actions.base import Problem
from pathway.models import Baby, Event, Explored, Information, LegalRoute, Option, OptionBefore, Separation
from pathway.permissions import CLOCK

from .. import factories as make
from ..people import People

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)
EXPLORED = {option.value: (Explored.OFFERED.value, "") for option in Option}


@pytest.fixture
def baby(people: People, today: date) -> Baby:
    """Nadia's baby, born four weeks ago."""
    return make.a_birth(people.nadia, today - 4 * ONE_WEEK, today).babies.get()


def apart(people: People, baby: Baby, start: date, today: date, **more: Any) -> Separation:
    given = {"named_person": people.fern.workers.get(), "first_contact_by": start, "by": people.asha}
    return separations.separate(baby=baby, start=start, today=today, **given | more)


def test_the_first_contact_lies_within_the_trusts_own_limit(people: People, baby: Baby, today: date) -> None:
    with pytest.raises(Problem, match="should come by"):
        apart(people, baby, today, today, first_contact_by=today + 4 * ONE_DAY)
    assert apart(people, baby, today, today, first_contact_by=today + 3 * ONE_DAY).first_contact_by


def test_a_trust_may_ask_for_it_sooner(people: People, baby: Baby, today: date) -> None:
    thresholds.change(
        trust=people.nadia.team.service.trust, rule="alone_after_separation", name="first_contact", value=1,
        because="Within a day here", by=CLOCK, today=today,
    )  # fmt: skip
    with pytest.raises(Problem, match="should come by"):
        apart(people, baby, today, today, first_contact_by=today + 2 * ONE_DAY)


def test_where_the_limit_has_passed_it_comes_by_tomorrow(people: People, baby: Baby, today: date) -> None:
    with pytest.raises(Problem, match="should come by"):
        apart(people, baby, today - ONE_WEEK, today, first_contact_by=today + 2 * ONE_DAY)
    apart(people, baby, today - ONE_WEEK, today, first_contact_by=today + ONE_DAY)


def test_options_not_explored_need_their_reason(people: People, baby: Baby, today: date) -> None:
    unexplored = EXPLORED | {Option.TOGETHER.value: (Explored.NOT_EXPLORED.value, " ")}
    with pytest.raises(Problem, match="say why it was not explored"):
        apart(people, baby, today, today, options=unexplored)
    with pytest.raises(Problem, match="say how far this went"):
        apart(people, baby, today, today, options={})
    unexplored[Option.TOGETHER.value] = (Explored.NOT_EXPLORED.value, "No place within 60 miles")
    separation = apart(people, baby, today, today, options=unexplored)
    assert separation.options.count() == len(Option)


def test_a_separation_is_all_or_nothing(people: People, baby: Baby, today: date) -> None:
    with pytest.raises(Problem):
        apart(people, baby, today, today, options={})
    baby.refresh_from_db()
    assert (baby.apart_since(), Separation.objects.count()) == (None, 0)


def test_legal_grounds_and_options_are_for_those_who_see_child_protection(
    people: People, baby: Baby, today: date
) -> None:
    with pytest.raises(PermissionDenied):
        apart(people, baby, today, today, by=people.fern, options=EXPLORED)
    apart(people, baby, today, today, by=people.sol, options=EXPLORED, route="interim")
    for rows in (LegalRoute.objects, OptionBefore.objects):
        assert rows.visible_to(people.sol, today).exists()
        assert not rows.visible_to(people.fern, today).exists()
    events = Event.objects.filter(verb__in=["separations.explore", "separations.set_route"])
    assert set(events.values_list("information", flat=True)) == {Information.CHILD_PROTECTION}


def test_legal_grounds_change_as_new_rows(people: People, baby: Baby, today: date) -> None:
    separation = apart(people, baby, today - ONE_WEEK, today, first_contact_by=today, route="police")
    given = {"options": EXPLORED, "by": people.sol, "today": today}
    separations.set_ground(separation=separation, route="interim", since=today, **given)
    separations.set_ground(separation=separation, route="interim", since=today, **given)
    assert [row.route for row in separation.routes.all()] == ["police", "interim"]


def test_her_record_stays_open_for_a_year_after_the_separation(people: People, baby: Baby, today: date) -> None:
    start = today - ONE_WEEK
    apart(people, baby, start, today, first_contact_by=today)
    last = start + timedelta(days=364)
    for reason in ("year_over", "pregnancy_ended"):
        with pytest.raises(Problem, match="stays open for a year"):
            pregnancies.close(pregnancy=people.nadia, on=last, reason=reason, by=CLOCK, today=last)
    later = last + ONE_DAY
    pregnancies.close(pregnancy=people.nadia, on=later, reason="year_over", by=CLOCK, today=later)
    assert people.nadia.closed == later


def test_a_reunion_leaves_the_year_after_the_birth(people: People, baby: Baby, today: date) -> None:
    apart(people, baby, today - ONE_WEEK, today, first_contact_by=today)
    pregnancies.move_baby(baby=baby, start=today, with_her=True, by=people.asha, today=today)
    baby.refresh_from_db()
    assert baby.apart_since() is None
    assert people.nadia.stays_open_until() == baby.born + timedelta(days=364)
    again = apart(people, baby, today, today)
    assert again.residence.start == today


def test_a_move_between_carers_is_the_same_separation(people: People, baby: Baby, today: date) -> None:
    start = today - 2 * ONE_WEEK
    separation = apart(people, baby, start, today, first_contact_by=today)
    pregnancies.move_baby(baby=baby, start=today, with_her=False, with_whom="her sister", by=CLOCK, today=today)
    baby.refresh_from_db()
    assert baby.apart_since() == separation.residence.start == start
    with pytest.raises(Problem, match="apart from her already"):
        apart(people, baby, today, today)


def test_a_separation_recorded_elsewhere_can_be_given_its_person(people: People, baby: Baby, today: date) -> None:
    pregnancies.move_baby(baby=baby, start=today, with_her=False, by=CLOCK, today=today)
    given = {"baby": baby, "named_person": people.fern.workers.get(), "first_contact_by": today, "by": people.asha}
    separations.begin(today=today, **given)
    with pytest.raises(Problem, match="named already"):
        separations.begin(today=today, **given)
