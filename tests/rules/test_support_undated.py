"""A promise without a first day is open from the fifteenth day after it was made."""

from .women import BOOKED, ONE_DAY, WEEK, breaches, days, sentence, support, woman

RULE = "support_undated"
TWO_WEEKS = 2 * WEEK
UNDATED = support(start=None)


def test_it_is_open_more_than_fourteen_days_after_the_promise() -> None:
    assert breaches(RULE, woman(supports=(UNDATED,))) == [("visits", BOOKED + TWO_WEEKS + ONE_DAY, None)]
    later = UNDATED._replace(planned=BOOKED + WEEK)
    assert breaches(RULE, woman(supports=(later,))) == [("visits", BOOKED + 3 * WEEK + ONE_DAY, None)]


def test_a_first_day_or_a_single_contact_is_a_date() -> None:
    assert breaches(RULE, woman(supports=(support(start=BOOKED + 40 * WEEK),))) == []
    assert breaches(RULE, woman(supports=(support(once_by=BOOKED + 40 * WEEK),))) == []


def test_it_closes_on_the_day_the_promise_is_stopped() -> None:
    stopped = BOOKED + TWO_WEEKS + days(5)
    spells = breaches(RULE, woman(supports=(UNDATED._replace(stopped=stopped),)))
    assert spells == [("visits", BOOKED + TWO_WEEKS + ONE_DAY, stopped - ONE_DAY)]


def test_the_sentence() -> None:
    assert sentence(RULE, woman(supports=(UNDATED,)), BOOKED + 5 * WEEK) == (
        "Family support promised her regular contact on 1 September 2025 and has not yet said from when."
    )
