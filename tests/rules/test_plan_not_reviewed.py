"""The plan is agreed within 28 days of booking, and anew within 14 of the birth and 7 of a separation."""

from datetime import date

from pathway.rules.facts import Home, Pathway, Version

from .women import BOOKED, BORN, ENDS, ONE_DAY, WEEK, breaches, days, mother, sentence, woman

RULE = "plan_not_reviewed"
APART = BORN + 9 * WEEK


def planned(pathway: Pathway, *agreed: date) -> Pathway:
    return pathway._replace(versions=tuple(Version(day) for day in agreed))


def test_after_booking() -> None:
    assert breaches(RULE, woman()) == [("", BOOKED + days(29), None)]
    assert breaches(RULE, planned(woman(), BOOKED)) == []
    assert breaches(RULE, planned(woman(), BOOKED + days(28))) == []
    assert breaches(RULE, planned(woman(), BOOKED + days(29))) == []
    assert breaches(RULE, planned(woman(), BOOKED + days(30))) == [("", BOOKED + days(29), BOOKED + days(29))]
    assert breaches(RULE, planned(woman(), BOOKED - ONE_DAY)) == [("", BOOKED + days(29), None)]


def test_the_birth_asks_for_a_new_agreement_and_gives_it_time() -> None:
    assert breaches(RULE, mother()) == [("", BOOKED + days(29), BORN - ONE_DAY), ("", BORN + days(15), None)]
    assert breaches(RULE, planned(mother(), BOOKED, BORN - ONE_DAY)) == [("", BORN + days(15), None)]
    assert breaches(RULE, planned(mother(), BOOKED, BORN)) == []


def test_so_does_each_separation() -> None:
    apart = mother(
        homes=(
            Home(APART, with_her=False),
            Home(APART + 4 * WEEK, with_her=True),
            Home(APART + 8 * WEEK, with_her=False),
        )
    )
    assert breaches(RULE, planned(apart, BOOKED, BORN)) == [
        ("", APART + days(8), APART + 8 * WEEK - ONE_DAY),
        ("", APART + 8 * WEEK + days(8), None),
    ]
    moved = mother(homes=(Home(APART, with_her=False), Home(APART + 4 * WEEK, with_her=False)))
    assert breaches(RULE, planned(moved, BOOKED, BORN, APART)) == []


def test_of_two_events_on_one_day_the_later_deadline_counts() -> None:
    apart_at_birth = planned(mother(homes=(Home(BORN, with_her=False),)), BOOKED)
    assert breaches(RULE, apart_at_birth, ENDS) == [("", BORN + days(15), None)]


def test_the_sentence() -> None:
    assert sentence(RULE, planned(mother(), BOOKED), BORN + 4 * WEEK) == (
        "She gave birth on 9 March 2026, and her plan is from 1 September 2025."
    )
    assert sentence(RULE, woman(), BORN) == "She booked on 1 September 2025, and she has no agreed plan."


def test_a_loss_asks_for_a_new_agreement_as_a_birth_does_and_speaks_of_none() -> None:
    ended = planned(woman(ended=BORN), BOOKED)
    assert breaches(RULE, ended) == [("", BORN + days(15), None)]
    assert sentence(RULE, ended, BORN + 4 * WEEK) == (
        "Her pregnancy ended on 9 March 2026, and her plan is from 1 September 2025."
    )
