"""Her latest answer counts for 28 days."""

import pytest

from pathway.rules.facts import Answer
from pathway.rules.words import GettingSupport

from .women import BOOKED, ONE_DAY, WEEK, breaches, days, sentence, woman

RULE = "she_says_less"
DAY = BOOKED + 10 * WEEK
ALL, SOME, NONE = GettingSupport


@pytest.mark.parametrize("getting", [SOME, NONE])
def test_some_or_none_is_flagged_from_her_answer_for_28_days(getting: GettingSupport) -> None:
    assert breaches(RULE, woman(answers=(Answer(DAY, getting),))) == [("", DAY, DAY + days(28))]


def test_all_is_not() -> None:
    assert breaches(RULE, woman(answers=(Answer(DAY, ALL),))) == []


def test_her_latest_answer_counts() -> None:
    better = woman(answers=(Answer(DAY, NONE), Answer(DAY + WEEK, ALL)))
    assert breaches(RULE, better) == [("", DAY, DAY + WEEK - ONE_DAY)]
    again = woman(answers=(Answer(DAY, NONE), Answer(DAY + days(28), SOME)))
    assert breaches(RULE, again) == [("", DAY, DAY + days(56))]


def test_of_two_answers_on_one_day_the_later_listed_counts() -> None:
    assert breaches(RULE, woman(answers=(Answer(DAY, NONE), Answer(DAY, ALL)))) == []
    assert breaches(RULE, woman(answers=(Answer(DAY, ALL), Answer(DAY, NONE)))) == [("", DAY, DAY + days(28))]


def test_the_sentences() -> None:
    assert sentence(RULE, woman(answers=(Answer(DAY, SOME),)), DAY) == (
        "She said on 10 November 2025 that she is getting only some of the support she was promised."
    )
