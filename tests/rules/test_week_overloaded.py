"""A calendar week with more than five contacts and meetings that need her, this week or one of the three after it."""

from typing import Any

from .women import (
    BOOKED,
    CANCELLED,
    CANCELLED_BY_HER,
    MISSED,
    ONE_DAY,
    WEEK,
    breaches,
    contact,
    days,
    meeting,
    run,
    sentence,
    support,
    woman,
)

RULE = "week_overloaded"
MONDAY = BOOKED + 10 * WEEK
SUNDAY = MONDAY + days(6)
NAME = MONDAY.isoformat()
KNOWN: dict[str, Any] = {"known": BOOKED, "outcome": None}
FIVE = run(MONDAY, MONDAY + days(4), every=1, **KNOWN)


def test_six_in_one_week_are_too_many_from_three_weeks_before_to_its_sunday() -> None:
    six = (*FIVE, contact(SUNDAY, **KNOWN))
    assert breaches(RULE, woman(supports=(support(),), contacts=FIVE)) == []
    assert breaches(RULE, woman(supports=(support(),), contacts=six)) == [(NAME, MONDAY - 3 * WEEK, SUNDAY)]


def test_the_week_is_the_calendar_week() -> None:
    across = (*FIVE, contact(SUNDAY + ONE_DAY, **KNOWN), contact(MONDAY - ONE_DAY, **KNOWN))
    assert breaches(RULE, woman(supports=(support(),), contacts=across)) == []


def test_a_meeting_counts_if_it_needs_her_and_stands() -> None:
    sixth = meeting(MONDAY, known=BOOKED)
    pathway = woman(supports=(support(),), contacts=FIVE, meetings=(sixth,))
    assert breaches(RULE, pathway) == [(NAME, MONDAY - 3 * WEEK, SUNDAY)]
    cancelled = MONDAY - WEEK
    assert breaches(RULE, pathway._replace(meetings=(sixth._replace(cancelled=cancelled),))) == [
        (NAME, MONDAY - 3 * WEEK, cancelled - ONE_DAY)
    ]
    assert breaches(RULE, pathway._replace(meetings=(sixth._replace(needs_her=False),))) == []


def test_what_anybody_cancelled_is_not_asked_of_her_but_what_she_missed_was() -> None:
    for outcome, spells in (
        (CANCELLED, [(NAME, MONDAY - 3 * WEEK, SUNDAY - ONE_DAY)]),  # known on its own day
        (CANCELLED_BY_HER, [(NAME, MONDAY - 3 * WEEK, SUNDAY - ONE_DAY)]),
        (MISSED, [(NAME, MONDAY - 3 * WEEK, SUNDAY)]),
    ):
        six = (*FIVE, contact(SUNDAY, known=BOOKED, outcome=outcome))
        assert breaches(RULE, woman(supports=(support(),), contacts=six)) == spells, outcome


def test_it_opens_when_the_sixth_becomes_known() -> None:
    known = MONDAY - WEEK
    six = (*FIVE, contact(SUNDAY, None, known=known))
    assert breaches(RULE, woman(supports=(support(),), contacts=six)) == [(NAME, known, SUNDAY)]


def test_the_sentence_counts_contacts_and_meetings() -> None:
    pathway = woman(supports=(support(),), contacts=FIVE, meetings=(meeting(MONDAY, known=BOOKED),))
    assert sentence(RULE, pathway, MONDAY) == (
        "5 contacts and 1 meeting need her in the week that begins on 10 November 2025."
    )
