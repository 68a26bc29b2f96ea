"""The baby lives apart from her: somebody is there for her within three days, and then at least every fourteen."""

from pathway.rules.facts import Home
from pathway.rules.words import Kind

from .women import BORN, ONE_DAY, WEEK, breaches, contact, days, mother, run, sentence, support

RULE = "alone_after_separation"
APART = BORN + 9 * WEEK
YEAR_APART = APART + days(364)
FOSTERED = (Home(APART, with_her=False),)


def test_nobody_within_three_days_is_flagged_on_the_fourth_for_a_year() -> None:
    assert breaches(RULE, mother(homes=FOSTERED), YEAR_APART + WEEK) == [("", APART + days(4), YEAR_APART)]


def test_a_contact_for_her_holds_it_for_fourteen_days() -> None:
    on_the_day = mother(homes=FOSTERED, supports=(support(),), contacts=(contact(APART),))
    assert breaches(RULE, on_the_day, YEAR_APART + WEEK) == [("", APART + days(15), YEAR_APART)]
    late = mother(homes=FOSTERED, supports=(support(),), contacts=(contact(APART + days(5)),))
    assert breaches(RULE, late, YEAR_APART + WEEK) == [
        ("", APART + days(4), APART + days(4)),
        ("", APART + days(20), YEAR_APART),
    ]


def test_a_contact_before_that_day_or_only_to_check_is_not_for_this() -> None:
    before = mother(homes=FOSTERED, supports=(support(),), contacts=(contact(APART - ONE_DAY),))
    assert breaches(RULE, before, YEAR_APART) == [("", APART + days(4), None)]
    check = mother(homes=FOSTERED, supports=(support(kind=Kind.CHECK),), contacts=(contact(APART),))
    assert breaches(RULE, check, YEAR_APART) == [("", APART + days(4), None)]


def test_a_move_from_one_carer_to_another_is_the_same_separation() -> None:
    moved = (*FOSTERED, Home(APART + 3 * WEEK, with_her=False))
    assert breaches(RULE, mother(homes=moved), YEAR_APART + WEEK) == [("", APART + days(4), YEAR_APART)]


def test_it_ends_when_the_baby_comes_home_and_begins_anew() -> None:
    home, again = APART + 3 * WEEK, APART + 6 * WEEK
    homes = (*FOSTERED, Home(home, with_her=True), Home(again, with_her=False))
    assert breaches(RULE, mother(homes=homes), YEAR_APART + 7 * WEEK) == [
        ("", APART + days(4), home - ONE_DAY),
        ("", again + days(4), again + days(364)),
    ]


def test_of_two_moves_on_one_day_the_later_listed_counts() -> None:
    assert breaches(RULE, mother(homes=(*FOSTERED, Home(APART, with_her=True)))) == []
    back = (Home(APART, with_her=True), *FOSTERED)
    assert breaches(RULE, mother(homes=back), YEAR_APART) == [("", APART + days(4), None)]


def test_nobody_lives_apart_before_the_birth() -> None:
    early = mother(homes=(Home(BORN - WEEK, with_her=False),))
    assert breaches(RULE, early, BORN + WEEK) == [("", BORN + days(4), None)]


def test_the_sentence() -> None:
    assert sentence(RULE, mother(homes=FOSTERED), APART + WEEK) == (
        "Her baby has lived apart from her since 11 May 2026, and no support for her has reached her since then."
    )


def test_the_last_day_of_the_year_counts() -> None:
    for came, spells in ((YEAR_APART - days(15), [("", YEAR_APART, YEAR_APART)]), (YEAR_APART - days(14), [])):
        fortnightly = run(APART, came - ONE_DAY, every=14)
        pathway = mother(homes=FOSTERED, supports=(support(),), contacts=(*fortnightly, contact(came)))
        assert breaches(RULE, pathway, YEAR_APART + WEEK) == spells
