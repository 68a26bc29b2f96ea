"""The way through meetings: what is booked, what is missing and whose step it is, to the day."""

from datetime import date, timedelta

import pytest

from pathway import meetings as ways
from pathway.actions import meetings, plans, pregnancies, reviews
from pathway.meetings import State, Step
from pathway.models import Pregnancy
from pathway.permissions import CLOCK
from tests import factories as make
from tests.people import People

CONFERENCE = "Last day for the pre-birth conference"
ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)
LIMIT, NOTICE = 42 * ONE_DAY, 28 * ONE_DAY


def steps(pregnancy: Pregnancy, today: date) -> dict[str, Step]:
    """Each step by its first words."""
    found = ways.timeline(ways.way_of(Pregnancy.objects.get(pk=pregnancy.pk), pregnancy.meetings.all(), today))
    return {step.what: step for step in found}


def needed(people: People, due: date, today: date) -> Pregnancy:
    """A woman for whom a pre-birth conference is needed."""
    return make.a_pregnancy(people.nadia.team, today, due=due, conference_needed=True)


@pytest.mark.parametrize(("late_by", "state"), [(-1, State.TO_DO), (0, State.LATE)])
def test_a_conference_that_is_not_booked_names_whose_step_it_is(
    late_by: int, state: State, people: People, today: date
) -> None:
    woman = needed(people, today + LIMIT + NOTICE - late_by * ONE_DAY, today)
    step = steps(woman, today)[CONFERENCE]
    assert (step.state, step.day, step.owner) == (state, woman.due - LIMIT, str(woman.team))
    make.a_support(woman, today, people.sol.workers.get().service)
    assert steps(woman, today)[CONFERENCE].owner == "Children's social work"


@pytest.mark.parametrize(("after_limit", "state"), [(0, State.BOOKED), (1, State.LATE)])
def test_a_conference_after_the_limit_stays_late(after_limit: int, state: State, people: People, today: date) -> None:
    woman = needed(people, today + LIMIT + ONE_WEEK, today)
    day = woman.due - LIMIT + after_limit * ONE_DAY
    meetings.book(pregnancy=woman, kind="initial conference", day=day, by=CLOCK, today=today)
    assert steps(woman, today)[CONFERENCE].state == state


def test_without_need_no_conference_is_missing_and_a_cancelled_one_is_none(people: People, today: date) -> None:
    assert CONFERENCE not in steps(people.nadia, today)
    woman = needed(people, today + LIMIT + ONE_WEEK, today)
    gone = meetings.book(pregnancy=woman, kind="initial conference", day=today + ONE_DAY, by=CLOCK, today=today)
    meetings.cancel(meeting=gone, on=today, by=CLOCK, today=today)
    assert "Not booked" in steps(woman, today)[CONFERENCE].words


def test_telling_her_and_her_papers_have_their_last_days(people: People, today: date) -> None:
    day = today + ONE_WEEK
    meeting = meetings.book(pregnancy=people.nadia, kind="review conference", day=day, by=CLOCK, today=today)
    told, report = (
        "Last day to tell her of the review conference",
        "Last day to share the report of the review conference with her",
    )
    before, after = steps(people.nadia, day - 5 * ONE_DAY)[told], steps(people.nadia, day - 4 * ONE_DAY)[told]
    assert (before.state, after.state) == (State.TO_DO, State.LATE)
    assert [steps(people.nadia, day - n * ONE_DAY)[report].state for n in (3, 2)] == [State.TO_DO, State.LATE]
    meetings.tell_her(meeting=meeting, on=today, by=CLOCK, today=today)
    assert steps(people.nadia, today)[told].state == State.DONE
    minutes = "Last day to share the minutes of the review conference with her"
    assert minutes not in steps(people.nadia, day)
    assert [steps(people.nadia, day + n * ONE_DAY)[minutes].state for n in (20, 21)] == [State.TO_DO, State.LATE]


def test_her_plan_is_agreed_again_after_the_birth(people: People, today: date) -> None:
    plans.agree(pregnancy=people.nadia, agreed=today - 20 * ONE_DAY, by=CLOCK, today=today)
    pregnancies.record_birth(pregnancy=people.nadia, born=today - 15 * ONE_DAY, by=CLOCK, today=today)
    what = "Last day to agree her plan again after the birth"
    assert [steps(people.nadia, today - n * ONE_DAY)[what].state for n in (1, 0)] == [State.TO_DO, State.LATE]
    plans.agree(pregnancy=people.nadia, agreed=today, by=CLOCK, today=today)
    assert steps(people.nadia, today)[what].state == State.DONE


def test_the_next_review_is_on_the_way(people: People, today: date) -> None:
    reviews.record(pregnancy=people.nadia, day=today - ONE_WEEK, summary="Well", next_on=today, by=CLOCK, today=today)
    what = "Next review of her support"
    assert [steps(people.nadia, today + n * ONE_DAY)[what].state for n in (0, 1)] == [State.TO_DO, State.LATE]


def test_where_she_lost_her_baby_nothing_speaks_of_a_birth(people: People, today: date) -> None:
    woman = needed(people, today + LIMIT, today)
    Pregnancy.objects.filter(pk=woman.pk).update(lost_on=today)
    assert steps(woman, today) == {}
