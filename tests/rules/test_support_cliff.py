"""More than half of what is promised ends: seen 28 days ahead and 28 days behind, from four weeks before her due date."""

from .women import (
    BORN,
    DUE,
    ENDS,
    ONE_DAY,
    WEEK,
    YEAR,
    breaches,
    changes_on,
    days,
    mother,
    sentence,
    support,
    woman,
)

RULE = "support_cliff"
LAST = BORN + 10 * WEEK  # the last day of the support that ends
FOUR_WEEKS = 4 * WEEK


def test_a_fall_to_nothing_is_seen_four_weeks_ahead_and_four_weeks_behind() -> None:
    pathway = mother(supports=(support(until=LAST),))
    fall = LAST + ONE_DAY
    assert breaches(RULE, pathway) == [("", fall - FOUR_WEEKS, fall + FOUR_WEEKS - ONE_DAY)]
    assert changes_on(RULE, pathway, BORN) == fall - FOUR_WEEKS
    assert changes_on(RULE, pathway, fall - FOUR_WEEKS) == fall


def test_half_is_no_cliff_and_less_than_half_is() -> None:
    ending, going_on = support("ending", until=LAST), support("going-on")
    assert breaches(RULE, mother(supports=(ending, going_on))) == []
    every_eight_days = going_on._replace(every=8)
    assert breaches(RULE, mother(supports=(ending, every_eight_days))) == [
        ("", LAST + ONE_DAY - FOUR_WEEKS, LAST + FOUR_WEEKS)
    ]


def test_rates_are_compared_exactly() -> None:
    ends, goes_on = support("ends", every=3, times=1, until=LAST), support("goes-on", every=3)
    assert breaches(RULE, mother(supports=(ends, goes_on))) == []


def test_two_steps_within_four_weeks_are_compared_with_what_runs_on_the_day() -> None:
    one, two, three = (support(str(number), until=last) for number, last in enumerate((LAST, LAST + WEEK, None)))
    assert breaches(RULE, mother(supports=(one, two, three))) == [
        ("", LAST + days(8) - FOUR_WEEKS, LAST),  # three run now, and one will
        ("", LAST + days(8), LAST + FOUR_WEEKS),  # one runs now, and three did; in between two run: half is left
    ]


def test_it_looks_from_four_weeks_before_her_due_date_while_she_has_not_given_birth() -> None:
    pathway = woman(supports=(support(until=DUE - WEEK),))
    assert breaches(RULE, pathway, ENDS) == [("", DUE - FOUR_WEEKS, DUE - WEEK + FOUR_WEEKS)]
    early = woman(supports=(support(until=DUE - 9 * WEEK),))
    assert breaches(RULE, early, ENDS) == []


def test_a_fall_more_than_a_year_after_the_birth_is_not_its_business() -> None:
    assert breaches(RULE, mother(supports=(support(until=BORN + YEAR),))) == []
    just_within = mother(supports=(support(until=BORN + YEAR - ONE_DAY),))
    assert breaches(RULE, just_within) == [("", BORN + YEAR - FOUR_WEEKS, BORN + YEAR)]


def test_an_ending_that_she_agreed_to_is_no_fall_from_the_day_she_agreed() -> None:
    agreed = LAST - WEEK
    pathway = mother(supports=(support(until=LAST, agreed_ending=agreed),))
    assert breaches(RULE, pathway) == [("", LAST + ONE_DAY - FOUR_WEEKS, agreed - ONE_DAY)]


def test_a_stop_is_a_fall_that_nobody_saw_coming() -> None:
    stopped = BORN + 10 * WEEK
    pathway = mother(supports=(support(stopped=stopped),))
    assert breaches(RULE, pathway) == [("", stopped, stopped + FOUR_WEEKS)]


def test_new_support_that_makes_up_for_it_ends_it() -> None:
    new = support("new", start=LAST + ONE_DAY, planned=LAST - WEEK)
    pathway = mother(supports=(support(until=LAST), new))
    assert breaches(RULE, pathway) == [("", LAST + ONE_DAY - FOUR_WEEKS, LAST - WEEK - ONE_DAY)]


def test_the_sentence_names_the_day_and_who_ends() -> None:
    pathway = mother(supports=(support(until=LAST),))
    ahead, behind = sentence(RULE, pathway, LAST), sentence(RULE, pathway, LAST + days(20))
    assert (
        ahead == "From 19 May 2026 less than half of the support promised to her now is left, as Family support ends."
    )
    assert (
        behind
        == "Since 19 May 2026 less than half of the support promised to her before is left: Family support ended."
    )


def test_the_sentence_names_all_who_end() -> None:
    pathway = mother(supports=(support(until=LAST), support("more", service="Peer support", until=LAST)))
    assert sentence(RULE, pathway, LAST).endswith("is left, as Family support and Peer support end.")
