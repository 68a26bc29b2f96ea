"""After the birth: a regular support for her runs, or begins within fourteen days; if not, it is said on that day."""

from pathway.rules.words import Kind

from .women import BORN, ONE_DAY, WEEK, YEAR, breaches, changes_on, days, mother, sentence, support, woman

RULE = "no_support_planned"
LAST = BORN + 10 * WEEK
TWO_WEEKS = 2 * WEEK


def test_nothing_planned_is_flagged_from_the_birth_to_a_year_after() -> None:
    assert breaches(RULE, mother()) == [("", BORN, BORN + YEAR)]
    assert breaches(RULE, woman()) == []


def test_it_opens_on_the_day_after_the_last_support_ended() -> None:
    pathway = mother(supports=(support(until=LAST),))
    assert breaches(RULE, pathway) == [("", LAST + ONE_DAY, BORN + YEAR)]
    assert changes_on(RULE, pathway, BORN) == LAST + ONE_DAY
    assert sentence(RULE, pathway, LAST + days(40)) == (
        "Since 19 May 2026 no regular support for her is running or about to begin: "
        "the last, from Family support, ended on 18 May 2026."
    )


def test_support_that_begins_within_fourteen_days_is_enough() -> None:
    begins = BORN + 6 * WEEK
    pathway = mother(supports=(support(start=begins),))
    assert breaches(RULE, pathway) == [("", BORN, begins - TWO_WEEKS - ONE_DAY)]


def test_support_that_would_end_before_it_begins_is_none() -> None:
    begins = BORN + 6 * WEEK
    stopped = mother(supports=(support(start=begins, stopped=begins - WEEK),))
    assert breaches(RULE, stopped) == [
        ("", BORN, begins - TWO_WEEKS - ONE_DAY),
        ("", begins - WEEK, BORN + YEAR),
    ]


def test_checks_and_single_contacts_are_not_regular_support() -> None:
    check, one_off = support("check", kind=Kind.CHECK), support("one", once_by=LAST)
    assert breaches(RULE, mother(supports=(check, one_off))) == [("", BORN, BORN + YEAR)]


def test_an_ending_that_she_chose_leaves_nothing_to_flag() -> None:
    chosen = support(until=LAST, agreed_ending=LAST + 3 * WEEK)
    assert breaches(RULE, mother(supports=(chosen,))) == [("", LAST + ONE_DAY, LAST + 3 * WEEK - ONE_DAY)]


def test_the_last_day_of_the_year_counts_and_a_support_of_one_day_is_one() -> None:
    assert breaches(RULE, mother(supports=(support(until=BORN + YEAR - ONE_DAY),))) == [("", BORN + YEAR, BORN + YEAR)]
    assert breaches(RULE, mother(supports=(support(until=BORN + YEAR),))) == []
    one_day = BORN + 6 * WEEK
    assert breaches(RULE, mother(supports=(support(start=one_day, until=one_day),))) == [
        ("", BORN, one_day - TWO_WEEKS - ONE_DAY),
        ("", one_day + ONE_DAY, BORN + YEAR),
    ]
