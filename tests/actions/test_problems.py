"""Wrong input is answered by a sentence that says what to mend, and nothing is written."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from pathway.actions import (
    arrangements,
    assessments,
    confidences,
    contacts,
    flags,
    handovers,
    plans,
    pregnancies,
    printouts,
)
from pathway.actions.base import Problem
from pathway.actions.pregnancies import checked_nhs_number
from pathway.models import Event, Flag

from .. import factories as make
from ..people import People
from .test_writes import ONE_DAY, ONE_WEEK, a_version, an_offer, family, support

PROBLEMS: dict[str, Callable[[People, date], Callable[..., Any]]] = {
    "cannot be in the future": lambda p, t: (
        lambda **k: contacts.record(support=support(p), on=t + ONE_DAY, outcome="delivered", **k)
    ),
    "Choose what happened": lambda p, t: lambda **k: contacts.record(support=support(p), on=t, outcome="DNA", **k),
    "Its outcome is recorded already": lambda p, t: (
        lambda **k: contacts.record(
            support=support(p), on=t, outcome="missed", contact=make.a_contact(support(p), t, t), **k
        )
    ),
    "Nothing is recorded yet": lambda p, t: (
        lambda **k: contacts.correct(
            contact=make.a_contact(support(p), t, t, outcome=None), outcome="missed", because="x", **k
        )
    ),
    "The birth cannot be before the booking": lambda p, t: (
        lambda **k: pregnancies.record_birth(pregnancy=p.nadia, born=p.nadia.booked - ONE_DAY, **k)
    ),
    "This support ends before it starts": lambda p, t: (
        lambda **k: plans.promise(pregnancy=p.nadia, service=family(p), every=7, start=t, until=t - ONE_DAY, **k)
    ),
    "Say either how often": lambda p, t: lambda **k: plans.promise(pregnancy=p.nadia, service=family(p), **k),
    "between every day and every": lambda p, t: (
        lambda **k: plans.promise(pregnancy=p.nadia, service=family(p), every=0, **k)
    ),
    "The year 9999 cannot be right": lambda p, t: (
        lambda **k: plans.promise(pregnancy=p.nadia, service=family(p), every=7, start=date(9999, 1, 1), **k)
    ),
    "An NHS number has 10 digits": lambda p, t: (
        lambda **k: pregnancies.book(
            name="Mira Example", nhs_number="99 123", team=p.nadia.team, booked=t, due=t + ONE_WEEK, **k
        )
    ),
    "more than 40 weeks after": lambda p, t: (
        lambda **k: pregnancies.book(name="Mira Example", team=p.nadia.team, booked=t, due=t + timedelta(days=281), **k)
    ),
    "Give her name": lambda p, t: (
        lambda **k: pregnancies.book(name=" ", team=p.nadia.team, booked=t, due=t + ONE_WEEK, **k)
    ),
    "does not work for": lambda p, t: (
        lambda **k: plans.promise(pregnancy=p.nadia, service=family(p), every=7, worker=p.sol.workers.get(), **k)
    ),
    "Ask this only when she is alone": lambda p, t: (
        lambda **k: confidences.record_safety(pregnancy=p.nadia, asked="asked", asked_alone=False, **k)
    ),
    "An answer is written here": lambda p, t: (
        lambda **k: assessments.answer_need(
            pregnancy=p.nadia, topic="home", asked="not_asked", her_words="A flat.", **k
        )
    ),
    "Choose all, some or none": lambda p, t: (
        lambda **k: assessments.record_answer(pregnancy=p.nadia, day=t, getting="yes", **k)
    ),
    "Choose another service": lambda p, t: lambda **k: handovers.offer(support=support(p), to_service=family(p), **k),
    "Say why the handover is declined": lambda p, t: (
        lambda **k: handovers.decline(handover=an_offer(p, t), on=t, because="", **k)
    ),
    "Choose a day after today": lambda p, t: (
        lambda **k: flags.set_aside(flag=Flag.objects.open().first(), until=t, reason="x", **k)
    ),
    "Write what was done": lambda p, t: lambda **k: flags.act(flag=Flag.objects.open().first(), note=" ", **k),
    "The day it was given cannot be before": lambda p, t: (
        lambda **k: plans.give(version=a_version(p, t, safe="by_hand"), day=t - ONE_DAY, how="by_hand", **k)
    ),
    "Nobody has recorded whether post is safe for her": lambda p, t: (
        lambda **k: plans.give(version=a_version(p, t, safe="by_hand"), day=t, how="post", **k)
    ),
    "A paper is given to her by hand, by post": lambda p, t: (
        lambda **k: plans.give(version=a_version(p, t, safe="phone"), day=t, how="phone", **k)
    ),
    "Write what is arranged, or give the day": lambda p, t: (
        lambda **k: arrangements.arrange(pregnancy=p.nadia, question="who_visits", **k)
    ),
    "Choose one of the questions about the birth": lambda p, t: (
        lambda **k: arrangements.arrange(pregnancy=p.nadia, question="why", arranged="Jo", **k)
    ),
    "Choose one of the ways of printing it": lambda p, t: (
        lambda **k: printouts.make(version=a_version(p, t), variant="poster", **k)
    ),
    "Write her view in her own words": lambda p, t: lambda **k: plans.agree(pregnancy=p.nadia, her_view="given", **k),
}


@pytest.mark.parametrize("sentence", PROBLEMS)
def test_a_problem_says_what_to_mend_and_nothing_is_written(sentence: str, people: People, today: date) -> None:
    act = PROBLEMS[sentence](people, today)
    with pytest.raises(Problem) as problem:
        act(by=people.asha, today=today)
    assert sentence in problem.value.sentence
    assert not Event.objects.filter(by=people.asha).exists()


@pytest.mark.parametrize("number", ["999 000 0000x", "12345", "9990000001", "９９９０００００００", "999000000000"])
def test_what_cannot_be_an_nhs_number_is_refused(number: str) -> None:
    with pytest.raises(Problem):
        checked_nhs_number(number)


@pytest.mark.parametrize("empty", [None, "", "  "])
def test_an_nhs_number_may_be_left_out(empty: str | None) -> None:
    assert checked_nhs_number(empty) is None
