"""Moves: one contact goes to another day or time, each move stays on the record, and the rules see where it now stands."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from pathway import facts, reviews
from pathway.actions import contacts, moves
from pathway.actions.base import Conflict, Problem
from pathway.models import Contact, Event, Move, NotSafe, OutcomeRecord, Support, Why
from pathway.models.moves import WHY_BY_WHOM
from pathway.permissions import CLOCK
from pathway.printing.accounts import promise_lines
from pathway.printing.records import Records
from pathway.reasons import reveal
from pathway.stories import replay
from tests.rules.test_properties import story_of

from .. import factories as make
from ..people import People
from .test_called_off import judged

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)
TEN, NOON = time(10), time(12)


@pytest.fixture
def visits(people: People) -> Support:
    return people.nadia.supports.get(every=7)


@pytest.fixture
def booked(visits: Support, today: date) -> Contact:
    return make.a_contact(visits, today + 2 * ONE_DAY, today, None, at=TEN, minutes=60)


@pytest.fixture
def by_service(people: People, today: date) -> dict[str, Any]:
    return {"asked_by": "service", "by": people.asha, "today": today}


def test_the_contact_stays_one_and_each_move_stays(booked: Contact, by_service: dict[str, Any], today: date) -> None:
    was = booked.day
    moves.move(contact=booked, day=today + ONE_WEEK, at=NOON, reason=Why.STAFF_ILL, **by_service)
    moves.move(contact=booked, day=today + ONE_DAY, **by_service)
    assert Contact.objects.get().day == today + ONE_DAY
    first, second = booked.moves.all()
    assert (first.from_day, first.from_at, first.to_day, first.to_at, first.why) == (
        was, TEN, today + ONE_WEEK, NOON, "Staff were ill")  # fmt: skip
    assert (second.from_day, second.to_at, second.moved_on, second.by) == (
        today + ONE_WEEK, None, today, by_service["by"])  # fmt: skip
    with pytest.raises(TypeError, match="never changed"):
        first.save()
    last = Event.objects.filter(verb="moves.move").last()
    assert last is not None
    assert last.changes["asked_by"] == [None, "service"]


@pytest.mark.parametrize(("to", "known"), [(0, 0), (1, 0), (5, 0)])
def test_on_its_new_day_it_is_known_from_the_day_of_the_move(
    to: int, known: int, booked: Contact, by_service: dict[str, Any], today: date
) -> None:
    assert booked.known < today
    moves.move(contact=booked, day=today + to * ONE_DAY, **by_service)
    assert booked.known == today + known * ONE_DAY


def test_a_new_time_alone_leaves_when_it_was_booked(booked: Contact, by_service: dict[str, Any]) -> None:
    known = booked.known
    moves.move(contact=booked, day=booked.day, at=NOON, **by_service)
    assert (booked.known, booked.at) == (known, NOON)


def test_whoever_has_left_by_the_new_day_is_not_named(visits: Support, by_service: dict[str, Any], today: date) -> None:
    kim = make.a_worker(visits.service, "Kim Example", left=today + ONE_DAY)
    contact = make.a_contact(visits, today, today, None, worker=kim)
    assert moves.move(contact=contact, day=today + ONE_DAY, **by_service).worker == kim
    assert moves.move(contact=contact, day=today + 2 * ONE_DAY, **by_service).worker is None


REFUSED: dict[str, Any] = {
    "or a later day": lambda c, t: {"day": t - ONE_DAY},
    "its day and time already": lambda c, t: {"day": c.day, "at": c.at},
    "past midnight": lambda c, t: {"day": t, "at": time(23, 1)},
    "two years ahead": lambda c, t: {"day": t + timedelta(days=731)},
    "Say who asked": lambda c, t: {"day": t, "asked_by": "nobody"},
    "does not go with who asked": lambda c, t: {"day": t, "reason": "childcare"},
    "then add your words": lambda c, t: {"day": t, "reason_words": "Snow."},
}


@pytest.mark.parametrize("sentence", REFUSED)
def test_what_cannot_be_meant_is_said_and_nothing_moves(
    sentence: str, booked: Contact, by_service: dict[str, Any], today: date
) -> None:
    was = booked.day
    with pytest.raises(Problem, match=sentence):
        moves.move(contact=booked, **by_service | REFUSED[sentence](booked, today))
    booked.refresh_from_db()
    assert (booked.day, Move.objects.count()) == (was, 0)


@pytest.mark.parametrize("asked_by", WHY_BY_WHOM)
def test_every_reason_of_who_asked_can_be_given(
    asked_by: str, visits: Support, by_service: dict[str, Any], today: date
) -> None:
    for reason in WHY_BY_WHOM[asked_by]:
        contact = make.a_contact(visits, today + ONE_DAY, today, None)
        moves.move(contact=contact, day=today, reason=reason, **by_service | {"asked_by": asked_by})


def test_a_contact_that_is_over_or_crossed_out_cannot_be_moved(
    visits: Support, by_service: dict[str, Any], today: date
) -> None:
    crossed = make.a_contact(visits, today, today, None)
    contacts.mark_entered_in_error(contact=crossed, because="Another woman’s.", by=CLOCK, today=today)
    off = make.a_contact(visits, today + ONE_DAY, today, None)
    contacts.record(support=visits, contact=off, on=off.day, outcome="cancelled_by_her", by=CLOCK, today=today)
    passed = make.a_contact(visits, today - ONE_DAY, today, None)
    for contact in (crossed, off, passed, make.a_contact(visits, today, today)):
        with pytest.raises(Problem):
            moves.move(contact=contact, day=today + ONE_WEEK, **by_service)
    moves.move(contact=make.a_contact(visits, today, today, None), day=today + ONE_WEEK, **by_service)


def test_the_second_of_two_who_move_it_is_told(booked: Contact, by_service: dict[str, Any], today: date) -> None:
    version = booked.version
    moves.move(contact=Contact.objects.get(), day=today, version=version, **by_service)
    with pytest.raises(Conflict):
        moves.move(contact=booked, day=today + ONE_DAY, version=version, **by_service)
    assert Move.objects.count() == 1


def test_the_rules_see_the_new_day_and_the_clock_agrees_with_the_replay(
    visits: Support, people: People, by_service: dict[str, Any], today: date
) -> None:
    for weeks in (1, 2, 3):
        make.a_contact(visits, today - weeks * ONE_WEEK, today)
    contact = make.a_contact(visits, today + 2 * ONE_DAY, today, None)
    moves.move(contact=contact, day=today + 8 * ONE_DAY, **by_service)
    timeline = replay(story_of(facts.load([people.nadia.pk])[people.nadia.pk]))
    for ahead in range(10):
        judged(people.nadia, timeline, today + ahead * ONE_DAY)
    assert people.nadia.flags.filter(rule="nothing_booked").get().opened == today + 4 * ONE_DAY


def test_what_the_service_moved_is_counted_and_what_she_moved_is_not(
    booked: Contact, people: People, by_service: dict[str, Any], today: date
) -> None:
    for ahead, asked_by in ((3, "service"), (4, "service"), (5, "her")):
        moves.move(contact=booked, day=today + ahead * ONE_DAY, **by_service | {"asked_by": asked_by})
    counts = {
        row.service: dict(row.numbers) for row in reviews.contacts_by_service(people.nadia, today - ONE_DAY, today)
    }
    assert counts["Family support"]["moved by the service"] == 2
    records = Records(people.nadia, today)
    (_, line), *_ = promise_lines([booked.support], (today - ONE_DAY, today), records)
    assert line.moved_words == "Moved by the service twice."
    (_, line), *_ = promise_lines([booked.support], (today - ONE_WEEK, today - ONE_DAY), records)
    assert line.moved_words == ""


def seen(contact: Contact, user: Any, today: date) -> list[str]:
    """What this user sees that got in the way, of each record and each move."""
    fetched = Contact.objects.prefetch_related("records", "moves").get(pk=contact.pk)
    reveal([fetched], user, today)
    return [f"{row.why} {row.why_words}".strip() for row in [*fetched.records.all(), *fetched.moves.all()]]


def test_that_it_did_not_feel_safe_is_told_to_few(visits: Support, people: People, today: date) -> None:
    about = {"by": people.asha, "today": today, "reason": Why.NOT_SAFE, "reason_words": "He was at home."}
    contact = make.a_contact(visits, today, today, None)
    moves.move(contact=contact, day=today, at=NOON, asked_by="her", **about)
    contacts.record(support=visits, contact=contact, on=today, outcome="missed", **about)
    for user in (people.asha, people.ben, people.sol):
        assert seen(contact, user, today) == ["It did not feel safe He was at home."] * 2
    for user in (people.fern, people.carol):
        assert seen(contact, user, today) == ["She would rather not say"] * 2
    told = str([*OutcomeRecord.objects.values(), *Move.objects.values(), *events_seen_by(people.fern, today)])
    assert "not_safe" not in told
    assert "at home." not in told
    assert "He was at home." in str(events_seen_by(people.sol, today))


def events_seen_by(user: Any, today: date) -> list[Any]:
    return list(Event.objects.visible_to(user, today).values_list("verb", "changes"))


def test_somebody_who_may_not_see_it_does_not_change_it_either(visits: Support, people: People, today: date) -> None:
    contact = make.a_contact(visits, today, today, "missed")
    unsafe = {"contact": contact, "today": today}
    with pytest.raises(PermissionDenied):
        contacts.tell(reason=Why.NOT_SAFE, by=people.fern, **unsafe)
    contact.refresh_from_db()
    contacts.tell(reason=Why.NOT_SAFE, reason_words="The stairs.", by=people.sol, **unsafe)
    contacts.tell(reason=Why.RATHER_NOT_SAY, note="Mornings.", by=people.fern, **unsafe)
    assert seen(contact, people.asha, today)[-1] == "It did not feel safe The stairs."
    contacts.tell(note="Afternoons.", by=people.asha, **unsafe)
    assert seen(contact, people.asha, today)[-1] == "It did not feel safe The stairs."
    contacts.tell(reason=Why.RATHER_NOT_SAY, by=people.asha, **unsafe)
    assert seen(contact, people.asha, today)[-1] == "She would rather not say"
    assert NotSafe.objects.count() == 3


def test_another_reason_takes_its_place(visits: Support, people: People, today: date) -> None:
    contact = make.a_contact(visits, today, today, "missed")
    contacts.tell(contact=contact, reason=Why.NOT_SAFE, by=people.sol, today=today)
    contacts.tell(contact=contact, reason=Why.CHILDCARE, by=people.fern, today=today)
    assert seen(contact, people.sol, today)[-1] == "No childcare"
