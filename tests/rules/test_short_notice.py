"""She is told of a meeting five days before it, or it is flagged until it is over."""

from .women import BOOKED, ONE_DAY, WEEK, breaches, days, meeting, sentence, woman

RULE = "short_notice"
DAY = BOOKED + 10 * WEEK


def test_not_told_is_flagged_from_four_days_before_to_the_day() -> None:
    assert breaches(RULE, woman(meetings=(meeting(DAY),))) == [("meeting", DAY - days(4), DAY)]


def test_five_days_are_enough_and_four_are_not() -> None:
    assert breaches(RULE, woman(meetings=(meeting(DAY, told_her=DAY - days(5)),))) == []
    assert breaches(RULE, woman(meetings=(meeting(DAY, told_her=DAY - days(4)),))) == [("meeting", DAY - days(4), DAY)]


def test_one_arranged_at_short_notice_is_flagged_when_it_becomes_known() -> None:
    soon = meeting(DAY, known=DAY - days(2), told_her=DAY - days(2))
    assert breaches(RULE, woman(meetings=(soon,))) == [("meeting", DAY - days(2), DAY)]


def test_one_that_is_called_off_is_not() -> None:
    off = meeting(DAY, cancelled=DAY - days(2))
    assert breaches(RULE, woman(meetings=(off,))) == [("meeting", DAY - days(4), DAY - days(3))]


def test_the_sentences() -> None:
    assert sentence(RULE, woman(meetings=(meeting(DAY),)), DAY) == (
        "Initial conference on 10 November 2025: she has not been told."
    )
    assert sentence(RULE, woman(meetings=(meeting(DAY, told_her=DAY - ONE_DAY),)), DAY) == (
        "Initial conference on 10 November 2025: she was told only on 9 November 2025."
    )
