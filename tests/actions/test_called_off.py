"""Called off ahead: told at once, taken back until its day; the rules learn of it on the day itself."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from pathway import facts, her_week, strip
from pathway.actions import contacts, flags
from pathway.actions.base import Conflict, Problem
from pathway.models import Contact, Flag, Pregnancy, Support
from pathway.rules.words import Outcome
from pathway.stories import Entry, replay
from tests.rules.test_properties import story_of
from tests.test_lives import judged_afresh

from .. import factories as make
from ..people import People

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)
CALLED_OFF = (Outcome.CANCELLED_BY_SERVICE, Outcome.CANCELLED_BY_HER)


@pytest.fixture
def visits(people: People) -> Support:
    return people.nadia.supports.get(every=7)


@pytest.fixture
def thursday(visits: Support, today: date) -> Contact:
    """A visit in three days."""
    return make.a_contact(visits, today + 3 * ONE_DAY, today, None)


def record(contact: Contact, people: People, today: date, outcome: str, **more: Any) -> Contact:
    about = {"support": contact.support, "contact": contact, "on": contact.day}
    return contacts.record(outcome=outcome, by=people.asha, today=today, **about | more)


@pytest.mark.parametrize("outcome", CALLED_OFF)
def test_who_cancels_is_recorded_before_the_day(outcome: str, thursday: Contact, people: People, today: date) -> None:
    record(thursday, people, today, outcome)
    assert Contact.objects.get(pk=thursday.pk).outcome == outcome
    assert not thursday.is_coming(today)
    assert [row.recorded_on for row in thursday.records.all()] == [today]


@pytest.mark.parametrize("outcome", sorted(set(Outcome) - set(CALLED_OFF)))
def test_nothing_else_is_known_before_the_day(outcome: str, thursday: Contact, people: People, today: date) -> None:
    with pytest.raises(Problem, match="cannot be in the future"):
        record(thursday, people, today, outcome)
    assert record(thursday, people, thursday.day, outcome).outcome == outcome


def test_only_what_is_booked_can_be_called_off(visits: Support, people: People, today: date) -> None:
    with pytest.raises(Problem, match="cannot be in the future"):
        contacts.record(support=visits, on=today + ONE_DAY, outcome=CALLED_OFF[0], by=people.asha, today=today)
    assert not visits.contacts.exists()


def test_until_its_day_it_can_be_on_again(thursday: Contact, people: People, today: date) -> None:
    record(thursday, people, today, CALLED_OFF[0])
    contacts.take_back(contact=thursday, by=people.ben, today=thursday.day - ONE_DAY)
    assert thursday.is_coming(today)
    record(thursday, people, today, CALLED_OFF[1])
    with pytest.raises(Problem, match="before today"):
        contacts.take_back(contact=thursday, by=people.ben, today=thursday.day)


def test_it_is_not_on_again_beside_another_at_that_time(visits: Support, people: People, today: date) -> None:
    at = {"at": time(10)}
    off = make.a_contact(visits, today + ONE_DAY, today, None, **at)
    record(off, people, today, CALLED_OFF[0])
    make.a_contact(visits, today + ONE_DAY, today, None, **at)
    with pytest.raises(Problem, match="already"):
        contacts.take_back(contact=off, by=people.asha, today=today)


def test_a_correction_before_the_day_is_between_the_two(thursday: Contact, people: People, today: date) -> None:
    record(thursday, people, today, CALLED_OFF[0])
    put_right = {"contact": thursday, "because": "It was she.", "by": people.asha, "today": today}
    with pytest.raises(Problem, match="lies ahead"):
        contacts.correct(outcome="delivered", **put_right)
    assert contacts.correct(outcome=CALLED_OFF[1], **put_right).outcome == CALLED_OFF[1]


def test_what_was_moved_meanwhile_is_not_called_off_unseen(thursday: Contact, people: People, today: date) -> None:
    with pytest.raises(Conflict):
        record(thursday, people, today, CALLED_OFF[0], version=thursday.version - 1)


def judged(pregnancy: Pregnancy, timeline: list[Entry], day: date) -> None:
    """The flags after the clock's pass are those of the replay, and of judging afresh."""
    flags.sweep(today=day)
    standing = {(flag.rule, flag.about) for flag in pregnancy.flags.open()}
    open_then = [entry for entry in timeline if entry.opened <= day and (entry.closed is None or entry.closed > day)]
    assert standing == {(entry.rule, entry.about) for entry in open_then}, day
    assert standing == {(rule, about) for rule, about, _ in judged_afresh(pregnancy, day)}, day


def test_the_clock_tells_it_on_its_day_as_the_replay_does(
    visits: Support, people: People, nadia: Pregnancy, today: date
) -> None:
    for weeks in (1, 2, 3):
        make.a_contact(visits, today - weeks * ONE_WEEK, today)
    off = make.a_contact(visits, today + 5 * ONE_DAY, today, None)
    record(off, people, today, CALLED_OFF[0])
    nadia.refresh_from_db()
    assert nadia.reassess_on is not None
    assert nadia.reassess_on <= off.day
    timeline = replay(story_of(facts.load([nadia.pk])[nadia.pk]))
    for ahead in range(9):
        judged(nadia, timeline, today + ahead * ONE_DAY)
    assert [flag.opened for flag in Flag.objects.filter(pregnancy=nadia, rule="nothing_booked")] == [off.day]


def test_the_strip_and_her_week_know_at_once(thursday: Contact, people: People, nadia: Pregnancy, today: date) -> None:
    def drawn() -> tuple[set[str], list[int]]:
        pathway = facts.load([nadia.pk])[nadia.pk]
        ahead = [cell.state for row in strip.draw(pathway, today).rows for cell in row.cells if cell.contacts]
        weeks = her_week.weeks(pathway, today, most=5, ahead=1)
        return set(ahead), [len(week.booked) for week in weeks[:2]]

    assert (drawn()[0], sum(drawn()[1])) == ({strip.State.BOOKED}, 1)
    record(thursday, people, today, CALLED_OFF[0])
    assert (drawn()[0], sum(drawn()[1])) == ({strip.State.CANCELLED_BY_SERVICE}, 0)


@pytest.fixture
def nadia(people: People) -> Pregnancy:
    return people.nadia
