"""Every write: one event with old and new values, judged in the same transaction, refused for those not involved."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from pathway.actions import (
    arrangements,
    assessments,
    confidences,
    contacts,
    flags,
    handovers,
    moves,
    plans,
    pregnancies,
    printouts,
    requests,
    sharing,
)
from pathway.actions.base import Conflict, Problem
from pathway.models import (
    Baby,
    Contact,
    Event,
    Flag,
    HerPerson,
    Lead,
    PlanVersion,
    PracticalRequest,
    Pregnancy,
    Printout,
    SafetyDetail,
    Service,
    SubstanceUse,
    Support,
    Worker,
)
from pathway.permissions import CLOCK
from pathway.rules.words import Outcome

from .. import factories as make
from ..people import People
from .meeting_writes import MEETING_WRITES
from .plan_writes import PLAN_WRITES

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)
Act = Callable[[People, date], tuple[Callable[..., Any], dict[str, Any]]]


def family(p: People) -> Service:
    return Service.objects.get(name="Family support", trust=p.nadia.team.service.trust)


def support(p: People) -> Support:
    return p.nadia.supports.get(reference="family-support")


def worker(p: People) -> Worker:
    return Worker.objects.get(name="Fern Example")


def a_baby(p: People, today: date) -> Baby:
    make.a_birth(p.nadia, today - ONE_WEEK, today)
    return p.nadia.babies.get()


def an_offer(p: People, today: date) -> Any:
    midwifery = Service.objects.get(name="Midwifery", trust=p.nadia.team.service.trust)
    return handovers.offer(support=support(p), to_service=midwifery, by=CLOCK, today=today)


def a_version(p: People, today: date, safe: str = "by_hand") -> PlanVersion:
    """An agreed version; she has said that this way of reaching her is safe."""
    answer = {"route": safe, "safe": True, "answered_on": today, "by": CLOCK, "today": today}
    assessments.record_safe_contact(pregnancy=p.nadia, **answer)
    return plans.agree(pregnancy=p.nadia, by=CLOCK, today=today)


def a_visit_to_come(p: People, today: date) -> Contact:
    """A visit next week, and a safe way to write to her about it."""
    a_version(p, today)
    return make.a_contact(support(p), today + ONE_WEEK, today, outcome=None)


def a_letter(p: People, today: date) -> Printout:
    return printouts.write_letter(about=a_visit_to_come(p, today), how="by_hand", by=CLOCK, today=today)


def a_person(p: People, today: date) -> HerPerson:
    return assessments.add_person(pregnancy=p.nadia, name="Jo", by=CLOCK, today=today)


def a_substance(p: People, today: date) -> SubstanceUse:
    return confidences.record_substance(pregnancy=p.nadia, substance="Alcohol", kind="alcohol", by=CLOCK, today=today)


def a_safety_detail(p: People, today: date) -> SafetyDetail:
    return confidences.record_safety(pregnancy=p.nadia, asked="asked", asked_alone=True, by=CLOCK, today=today)


def an_answered_request(p: People, today: date) -> PracticalRequest:
    return requests.answer(request=a_request(p, today), answered=today, result="granted", by=CLOCK, today=today)


def a_request(p: People, today: date) -> Any:
    return requests.ask(pregnancy=p.nadia, what="Cot", service=family(p), asked=today, by=CLOCK, today=today)


WRITES: dict[str, Act] = {
    "pregnancies.book": lambda p, t: (
        pregnancies.book, {"name": "Mira Example", "team": p.nadia.team, "booked": t, "due": t + 20 * ONE_WEEK}),
    "pregnancies.change_details": lambda p, t: (
        pregnancies.change_details, {"pregnancy": p.nadia, "version": None, "phone": "01632 960123"}),
    "pregnancies.record_birth": lambda p, t: (pregnancies.record_birth, {"pregnancy": p.nadia, "born": t}),
    "pregnancies.move_baby": lambda p, t: (
        pregnancies.move_baby, {"baby": a_baby(p, t), "start": t, "with_her": False, "where": "foster carer"}),
    "pregnancies.appoint_lead": lambda p, t: (
        pregnancies.appoint_lead, {"pregnancy": p.nadia, "worker": worker(p), "start": t}),
    "pregnancies.end_lead": lambda p, t: (
        pregnancies.end_lead, {"lead": Lead.objects.create(pregnancy=p.nadia, worker=worker(p), start=t), "until": t}),
    "pregnancies.close": lambda p, t: (pregnancies.close, {"pregnancy": p.nadia, "on": t, "reason": "moved"}),
    "assessments.answer_need": lambda p, t: (
        assessments.answer_need, {"pregnancy": p.nadia, "topic": "home", "asked": "asked", "her_words": "A flat."}),
    "assessments.add_person": lambda p, t: (assessments.add_person, {"pregnancy": p.nadia, "name": "Jo"}),
    "assessments.change_person": lambda p, t: (
        assessments.change_person, {"person": a_person(p, t), "name": "Jo", "relation": "her sister"}),
    "assessments.remove_person": lambda p, t: (assessments.remove_person, {"person": a_person(p, t)}),
    "confidences.talk_of_substances": lambda p, t: (
        confidences.talk_of_substances, {"pregnancy": p.nadia, "asked": "asked", "her_words": "Somebody to ring."}),
    "confidences.change_substance": lambda p, t: (
        confidences.change_substance, {"use": a_substance(p, t), "substance": "Wine", "her_goal": "less"}),
    "confidences.change_safety": lambda p, t: (
        confidences.change_safety, {"detail": a_safety_detail(p, t), "what_keeps_her_safer": "Her neighbour."}),
    "confidences.record_substance": lambda p, t: (
        confidences.record_substance, {"pregnancy": p.nadia, "substance": "alcohol"}),
    "confidences.record_safety": lambda p, t: (
        confidences.record_safety, {"pregnancy": p.nadia, "asked": "asked", "asked_alone": True}),
    "assessments.record_safe_contact": lambda p, t: (
        assessments.record_safe_contact, {"pregnancy": p.nadia, "route": "phone", "safe": True, "answered_on": t}),
    "requests.ask": lambda p, t: (
        requests.ask, {"pregnancy": p.nadia, "what": "Cot", "service": family(p), "asked": t}),
    "requests.answer": lambda p, t: (
        requests.answer, {"request": a_request(p, t), "answered": t, "answer": "It comes on Monday."}),
    "requests.correct_answer": lambda p, t: (
        requests.correct_answer,
        {"request": an_answered_request(p, t), "answered": t, "result": "not_granted", "answer": "None left."}),
    "requests.arrive": lambda p, t: (requests.arrive, {"request": an_answered_request(p, t), "on": t}),
    "requests.chase": lambda p, t: (requests.chase, {"request": a_request(p, t), "day": t, "note": "Rang Jo."}),
    "assessments.record_answer": lambda p, t: (
        assessments.record_answer, {"pregnancy": p.nadia, "day": t, "getting": "some"}),
    "plans.promise": lambda p, t: (plans.promise, {"pregnancy": p.nadia, "service": family(p), "every": 14}),
    "plans.change": lambda p, t: (plans.change, {"support": support(p), "version": None, "times": 2}),
    "plans.stop": lambda p, t: (plans.stop, {"support": support(p), "on": t}),
    "plans.pause": lambda p, t: (plans.pause, {"support": support(p), "start": t, "until": t + ONE_WEEK}),
    "plans.agree_ending": lambda p, t: (plans.agree_ending, {"support": support(p), "on": t}),
    "plans.agree": lambda p, t: (plans.agree, {"pregnancy": p.nadia}),
    "plans.give": lambda p, t: (plans.give, {"version": a_version(p, t), "day": t, "how": "by_hand"}),
    "printouts.make": lambda p, t: (printouts.make, {"version": a_version(p, t), "variant": "safe"}),
    "printouts.write_letter": lambda p, t: (
        printouts.write_letter, {"about": a_visit_to_come(p, t), "how": "by_hand"}),
    "printouts.give_letter": lambda p, t: (
        printouts.give_letter, {"printout": a_letter(p, t), "day": t, "how": "by_hand"}),
    "arrangements.arrange": lambda p, t: (
        arrangements.arrange, {"pregnancy": p.nadia, "question": "who_visits", "arranged": "Jo, on day two"}),
    "contacts.book": lambda p, t: (contacts.book, {"support": support(p), "day": t + ONE_WEEK, "at": time(10, 30)}),
    "contacts.record": lambda p, t: (contacts.record, {"support": support(p), "on": t, "outcome": Outcome.DELIVERED}),
    "contacts.correct": lambda p, t: (
        contacts.correct,
        {"contact": make.a_contact(support(p), t, t), "outcome": "missed", "because": "It was another day."}),
    "contacts.tell": lambda p, t: (
        contacts.tell, {"contact": make.a_contact(support(p), t, t, "missed"), "reason": "childcare"}),
    "contacts.take_back": lambda p, t: (contacts.take_back, {"contact": make.a_contact(support(p), t, t)}),
    "contacts.prefer_place": lambda p, t: (
        contacts.prefer_place, {"pregnancy": p.nadia, "mode": "home", "answered_on": t}),
    "contacts.mark_entered_in_error": lambda p, t: (
        contacts.mark_entered_in_error, {"contact": make.a_contact(support(p), t, t, outcome=None), "because": "Another woman's."}),
    "moves.move": lambda p, t: (
        moves.move, {"contact": a_visit_to_come(p, t), "day": t, "asked_by": "service", "reason": "no_cover"}),
    "handovers.offer": lambda p, t: (
        handovers.offer, {"support": support(p), "to_service": Service.objects.get(name="Midwifery", trust=family(p).trust)}),
    "handovers.accept": lambda p, t: (handovers.accept, {"handover": an_offer(p, t), "on": t}),
    "handovers.decline": lambda p, t: (handovers.decline, {"handover": an_offer(p, t), "on": t, "because": "No room."}),
    "sharing.involve": lambda p, t: (
        sharing.involve, {"pregnancy": p.nadia, "service": Service.objects.get(name="Drug and alcohol service"), "start": t}),
    "sharing.end_involvement": lambda p, t: (
        sharing.end_involvement, {"involvement": p.nadia.involvements.get(service=family(p)), "until": t, "because": "Moved"}),
    "flags.acknowledged": lambda p, t: (flags.acknowledge, {"flag": Flag.objects.open().first()}),
    "flags.acted": lambda p, t: (flags.act, {"flag": Flag.objects.open().first(), "note": "Rang the team."}),
    "flags.set_aside": lambda p, t: (
        flags.set_aside, {"flag": Flag.objects.open().first(), "until": t + ONE_WEEK, "reason": "She is away."}),
    "flags.handed_on": lambda p, t: (flags.hand_on, {"flag": Flag.objects.open().first(), "to_worker": worker(p)}),
}  # fmt: skip
WRITES |= PLAN_WRITES | MEETING_WRITES


@pytest.mark.parametrize("verb", WRITES)
def test_a_write_records_one_event_of_its_own(verb: str, people: People, today: date) -> None:
    action, arguments = WRITES[verb](people, today)
    before = Event.objects.filter(verb=verb).count()
    action(by=people.asha, today=today, **arguments)
    events = list(Event.objects.filter(verb=verb))[before:]
    assert events, f"no event {verb}"
    assert all(event.by == people.asha for event in events)
    assert events[-1].changes


@pytest.mark.parametrize("verb", WRITES)
def test_nobody_of_another_trust_may_write(verb: str, people: People, today: date) -> None:
    action, arguments = WRITES[verb](people, today)
    before = Event.objects.count()
    with pytest.raises(PermissionDenied):
        action(by=people.carol, today=today, **arguments)
    assert Event.objects.count() == before


@pytest.mark.parametrize(
    "verb",
    [
        "confidences.talk_of_substances",
        "confidences.record_substance",
        "confidences.change_substance",
        "confidences.record_safety",
        "confidences.change_safety",
        *MEETING_WRITES,
    ],
)
def test_a_role_that_may_not_see_a_class_may_not_write_it(verb: str, people: People, today: date) -> None:
    action, arguments = WRITES[verb](people, today)
    with pytest.raises(PermissionDenied):
        action(by=people.fern, today=today, **arguments)


def test_a_contact_closes_its_flag_in_the_same_transaction(people: People, today: date) -> None:
    assert Flag.objects.open().filter(rule="support_missed", about="family-support").exists()
    contacts.record(support=support(people), on=today, outcome=Outcome.DELIVERED, by=people.asha, today=today)
    flag = Flag.objects.get(rule="support_missed", about="family-support")
    assert flag.closed == today
    assert "Family support" in flag.closed_with
    assert [step.kind for step in flag.steps.all()] == ["opened", "closed"]


def test_a_flag_that_comes_again_is_new_and_knows_the_last(people: People, today: date) -> None:
    contact = contacts.record(support=support(people), on=today, outcome="delivered", by=people.asha, today=today)
    first = Flag.objects.get(rule="support_missed", about="family-support")
    contacts.correct(contact=contact, outcome="missed", because="She was out.", by=people.asha, today=today)
    again = Flag.objects.open().get(rule="support_missed", about="family-support")
    assert again.pk != first.pk
    assert again.last == first


def test_a_correction_keeps_the_first_record(people: People, today: date) -> None:
    contact = make.a_contact(support(people), today, today)
    contacts.correct(contact=contact, outcome="missed", because="Wrong day.", by=people.asha, today=today)
    first, second = contact.records.all()
    assert (first.outcome, second.outcome, second.replaces) == ("delivered", "missed", first)


def test_a_booked_contact_of_that_day_takes_the_outcome(people: People, today: date) -> None:
    booked = make.a_contact(support(people), today, today, outcome=None)
    recorded = contacts.record(support=support(people), on=today, outcome="missed", by=people.asha, today=today)
    assert recorded.pk == booked.pk


def test_the_second_of_two_editors_is_told_and_nothing_is_overwritten(people: People, today: date) -> None:
    version = support(people).version
    plans.change(support=support(people), version=version, times=2, by=people.asha, today=today)
    with pytest.raises(Conflict, match="Somebody else changed"):
        plans.change(support=support(people), version=version, times=3, by=people.ben, today=today)
    assert support(people).times == 2


def test_the_plan_stays_open_for_a_year(people: People, today: date) -> None:
    born = people.nadia.booked
    make.a_birth(people.nadia, born, today)
    last = born + timedelta(days=364)
    with pytest.raises(Problem, match="stays open for a year"):
        pregnancies.close(pregnancy=people.nadia, on=last, reason="year_over", by=people.asha, today=last)
    pregnancies.close(
        pregnancy=people.nadia, on=last + ONE_DAY, reason="year_over", by=people.asha, today=last + ONE_DAY
    )
    assert Pregnancy.objects.get(pk=people.nadia.pk).closed == last + ONE_DAY
