"""Promises: nothing is silently overwritten, pauses stay within reason, a template is saved whole or not at all."""

from datetime import date, timedelta
from typing import Any

import pytest

from pathway.actions import aims, asks, plans
from pathway.actions.base import Conflict, Problem
from pathway.models import Event, Pause, PlanVersion, Service, Support
from pathway.permissions import CLOCK
from pathway.plan_content import fingerprint
from tests import factories as make
from tests.people import People

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)


@pytest.fixture
def visits(people: People) -> Support:
    return people.nadia.supports.get(reference="family-support")


@pytest.fixture
def family(people: People) -> Service:
    return Service.objects.get(name="Family support", trust=people.nadia.team.service.trust)


def by(people: People, today: date) -> dict[str, Any]:
    return {"by": people.asha, "today": today}


def pause(support: Support, start: date, until: date, today: date) -> Pause:
    return plans.pause(support=support, start=start, until=until, by=CLOCK, today=today)


def test_a_pause_in_the_year_9999_is_refused(visits: Support, today: date) -> None:
    with pytest.raises(Problem, match="The year 9999 cannot be right") as refused:
        pause(visits, today, date(9999, 12, 31), today)
    assert refused.value.field == "until"


def test_a_pause_of_half_a_year_is_one_and_a_day_more_is_an_ending(visits: Support, today: date) -> None:
    pause(visits, today, today + timedelta(days=182), today)
    with pytest.raises(Problem, match="more than half a year is an ending"):
        pause(visits, today, today + timedelta(days=183), today)


def test_a_pause_lies_within_the_promise(visits: Support, today: date) -> None:
    with pytest.raises(Problem, match="It was promised on"):
        pause(visits, visits.planned - ONE_WEEK, visits.planned - ONE_DAY, today)
    plans.stop(support=visits, on=today, by=CLOCK, today=today)
    with pytest.raises(Problem, match="This support ends on"):
        pause(visits, today + ONE_DAY, today + ONE_WEEK, today)


def test_a_stop_is_not_silently_replaced(visits: Support, today: date) -> None:
    plans.stop(support=visits, on=today - ONE_WEEK, by=CLOCK, today=today)
    visits.refresh_from_db()
    with pytest.raises(Problem, match="already recorded as stopped"):
        plans.stop(support=visits, on=today, by=CLOCK, today=today)
    with pytest.raises(Conflict):
        plans.stop(support=visits, on=today, version=visits.version - 1, by=CLOCK, today=today)
    plans.stop(support=visits, on=today, version=visits.version, by=CLOCK, today=today)
    assert Event.objects.filter(verb="plans.stop").last().changes["stopped"] == [
        (today - ONE_WEEK).isoformat(),
        today.isoformat(),
    ]


def test_her_agreement_to_an_ending_is_not_silently_replaced(visits: Support, today: date) -> None:
    plans.agree_ending(support=visits, on=today - ONE_WEEK, by=CLOCK, today=today)
    visits.refresh_from_db()
    with pytest.raises(Problem, match="Her agreement is already on record"):
        plans.agree_ending(support=visits, on=today, by=CLOCK, today=today)
    plans.agree_ending(support=visits, on=today, version=visits.version, by=CLOCK, today=today)
    visits.refresh_from_db()
    assert visits.agreed_ending == today


def test_a_date_changed_by_hand_is_no_longer_counted_from_the_birth(
    people: People, family: Service, today: date
) -> None:
    due = people.nadia.due
    line = make.a_support(
        people.nadia, today, family, reference="after", start=due, until=due + ONE_WEEK, counted_from="birth",
        start_days=0, until_days=7,
    )  # fmt: skip
    plans.change(support=line, version=None, start=due + ONE_DAY, by=CLOCK, today=today)
    line.refresh_from_db()
    assert (line.start_days, line.until_days) == (None, 7)


def test_what_is_counted_from_the_birth_moves_to_it_once(people: People, family: Service, today: date) -> None:
    due = people.nadia.due
    line = make.a_support(
        people.nadia, today, family, reference="after", start=due, until=due + ONE_WEEK, counted_from="birth",
        start_days=0, until_days=7,
    )  # fmt: skip
    make.a_birth(people.nadia, today, today)
    moved = plans.move_to_birth(pregnancy=people.nadia, **by(people, today))
    line.refresh_from_db()
    assert (line.start, line.until, len(moved)) == (today, today + ONE_WEEK, 2)
    assert plans.move_to_birth(pregnancy=people.nadia, **by(people, today)) == []
    assert Event.objects.filter(verb="plans.move_to_birth").count() == 1


def test_promises_made_together_are_made_all_or_none(people: People, family: Service, today: date) -> None:
    good = {"service": family, "every": 7, "start": today}
    bad = {"service": family, "every": 7, "start": today, "until": today - ONE_DAY}
    before = Support.objects.count()
    with pytest.raises(Problem, match="ends before it starts") as refused:
        plans.promise_all(pregnancy=people.nadia, lines=[good, bad], **by(people, today))
    assert refused.value.field == "1-until"
    assert Support.objects.count() == before
    assert len(plans.promise_all(pregnancy=people.nadia, lines=[good, good], **by(people, today))) == 2
    with pytest.raises(Problem, match="Tick at least one"):
        plans.promise_all(pregnancy=people.nadia, lines=[], **by(people, today))


def test_a_plan_that_changed_since_it_was_read_with_her_is_not_agreed(
    people: People, visits: Support, today: date
) -> None:
    seen = fingerprint(people.nadia, today)
    plans.change(support=visits, version=None, times=2, by=CLOCK, today=today)
    with pytest.raises(Problem, match="Somebody changed or agreed the plan meanwhile"):
        plans.agree(pregnancy=people.nadia, seen=seen, **by(people, today))
    plans.agree(pregnancy=people.nadia, seen=fingerprint(people.nadia, today), **by(people, today))


def test_of_two_who_agree_at_once_the_second_is_told(people: People, today: date) -> None:
    seen = fingerprint(people.nadia, today)
    plans.agree(pregnancy=people.nadia, seen=seen, **by(people, today))
    with pytest.raises(Problem, match="Somebody changed or agreed"):
        plans.agree(pregnancy=people.nadia, seen=seen, by=people.ben, today=today)
    assert [version.number for version in PlanVersion.objects.all()] == [1]


def test_a_version_keeps_the_plan_whole(people: People, visits: Support, family: Service, today: date) -> None:
    aim = aims.add(pregnancy=people.nadia, words="A bigger flat", about="home", **by(people, today))
    aims.add_action(
        pregnancy=people.nadia, what="Ring the council", due=today, service=family, aim=aim, **by(people, today)
    )
    asks.add(pregnancy=people.nadia, what="Come to the clinic", support=visits, **by(people, today))
    over = asks.add(pregnancy=people.nadia, what="Over", **by(people, today))
    asks.end(ask=over, on=today, because="Done", **by(people, today))
    version = plans.agree(pregnancy=people.nadia, **by(people, today))
    content = version.content
    assert content["shape"] == 1
    assert [row["words"] for row in content["aims"]] == ["A bigger flat"]
    assert [(row["owner"], row["phone"], row["aim"]) for row in content["actions"]] == [
        ("the family team", "01632 960001", "A bigger flat")
    ]
    assert [(row["what"], row["help"], row["help_service"]) for row in content["asks"]] == [
        ("Come to the clinic", "visit you at home", "the family team")
    ]
    assert {row["plain_name"] for row in content["helpers"]} >= {"the family team"}
    assert version.promises[0]["plain_service"] == "the family team"


def test_a_version_holds_nothing_of_child_protection_or_safety(people: People, today: date) -> None:
    from pathway.actions import confidences, meetings

    confidences.record_safety(
        pregnancy=people.nadia, asked="asked", asked_alone=True, her_words="SECRET", **by(people, today)
    )
    meetings.book(pregnancy=people.nadia, kind="core group", day=today + ONE_WEEK, place="SECRET", **by(people, today))
    version = plans.agree(pregnancy=people.nadia, **by(people, today))
    kept = f"{version.promises}{version.content}"
    assert "SECRET" not in kept
    assert "core group" not in kept.lower()
