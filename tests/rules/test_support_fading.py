"""After the birth: fewer than half of at least four promised contacts, in windows that ended in the last 28 days."""

from pathway.rules.words import Kind

from .women import BORN, CANCELLED, ONE_DAY, WEEK, YEAR, breaches, contact, days, mother, pause, run, sentence, support

RULE = "support_fading"
WEEKLY = support(start=BORN, planned=BORN)
FOUR_WINDOWS = BORN + 4 * WEEK  # the first day on which four windows have ended


def test_nothing_of_four_promised_contacts_is_fading_until_a_year_after_the_birth() -> None:
    pathway = mother(supports=(WEEKLY,))
    assert breaches(RULE, pathway) == [("", FOUR_WINDOWS, BORN + YEAR)]


def test_half_of_them_is_just_enough() -> None:
    half = (contact(BORN), contact(BORN + WEEK))
    pathway = mother(supports=(WEEKLY._replace(until=FOUR_WINDOWS - ONE_DAY),), contacts=half)
    assert breaches(RULE, pathway) == []
    one = mother(supports=(WEEKLY._replace(until=FOUR_WINDOWS - ONE_DAY),), contacts=half[:1])
    assert breaches(RULE, one) == [("", FOUR_WINDOWS, FOUR_WINDOWS + days(6))]  # then the first window is 29 days old


def test_three_promised_contacts_are_too_few_to_speak() -> None:
    pathway = mother(supports=(WEEKLY._replace(until=BORN + 3 * WEEK - ONE_DAY),))
    assert breaches(RULE, pathway) == []


def test_more_than_was_promised_in_one_window_does_not_make_up_for_another() -> None:
    thrice_in_one = (contact(BORN), contact(BORN + ONE_DAY), contact(BORN + days(2)))
    pathway = mother(supports=(WEEKLY._replace(until=FOUR_WINDOWS - ONE_DAY),), contacts=thrice_in_one)
    assert breaches(RULE, pathway) == [("", FOUR_WINDOWS, FOUR_WINDOWS + days(6))]


def test_all_her_regular_supports_are_weighed_together_and_checks_are_not() -> None:
    other = support("other", service="Midwives", start=BORN, until=FOUR_WINDOWS - ONE_DAY)
    check = support("check", kind=Kind.CHECK, start=BORN)
    kept = run(BORN, FOUR_WINDOWS - ONE_DAY, key="other")
    weekly = WEEKLY._replace(until=FOUR_WINDOWS - ONE_DAY)
    assert breaches(RULE, mother(supports=(weekly, other, check), contacts=kept)) == []
    one_less = mother(
        supports=(weekly, other, check), contacts=kept[1:]
    )  # one of four after two weeks, then 2 of 6, 3 of 8
    assert breaches(RULE, one_less) == [("", BORN + 2 * WEEK, FOUR_WINDOWS + days(6))]  # then three of six: half


def test_windows_with_a_pause_in_them_do_not_count() -> None:
    paused = WEEKLY._replace(pauses=pause(BORN + WEEK, BORN + WEEK))
    assert breaches(RULE, mother(supports=(paused,))) == [("", BORN + 6 * WEEK, BORN + YEAR)]


def test_before_the_birth_it_does_not_speak_and_from_the_birth_it_looks_back() -> None:
    long_silent = support(start=BORN - 10 * WEEK)
    assert breaches(RULE, mother(supports=(long_silent,))) == [("", BORN, BORN + YEAR)]


def test_the_sentence_counts_by_service() -> None:
    outcomes = (contact(BORN), contact(BORN + WEEK, CANCELLED))
    pathway = mother(supports=(WEEKLY,), contacts=outcomes)
    assert sentence(RULE, pathway, FOUR_WINDOWS) == (
        "Of the last 4 contacts that fell due by 5 April 2026, 1 reached her: Family support 1 of 4."
    )
