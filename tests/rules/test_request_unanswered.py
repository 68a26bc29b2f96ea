"""Practical help that she asked for is answered within fourteen days."""

from pathway.rules.facts import Request

from .women import BOOKED, WEEK, breaches, days, sentence, woman

RULE = "request_unanswered"
ASKED = BOOKED + 10 * WEEK
NURSERY = Request("nursery", "Nursery place", "Early help", ASKED)


def test_it_is_flagged_on_the_fifteenth_day_until_it_is_answered() -> None:
    assert breaches(RULE, woman(requests=(NURSERY,))) == [("nursery", ASKED + days(15), None)]
    answered = NURSERY._replace(answered=ASKED + days(20))
    assert breaches(RULE, woman(requests=(answered,))) == [("nursery", ASKED + days(15), ASKED + days(19))]


def test_an_answer_on_the_fifteenth_day_is_just_in_time_to_be_silent() -> None:
    assert breaches(RULE, woman(requests=(NURSERY._replace(answered=ASKED + days(15)),))) == []


def test_the_sentence() -> None:
    assert sentence(RULE, woman(requests=(NURSERY,)), ASKED + 4 * WEEK) == (
        "She asked Early help on 10 November 2025 for help (Nursery place) and has had no answer."
    )
