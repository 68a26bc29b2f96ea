"""Somebody leads on every day, and whoever follows is named two weeks before the last one leaves."""

from datetime import date

from pathway.rules.facts import Lead

from .women import BOOKED, ENDS, ONE_DAY, WEEK, breaches, days, sentence, woman

RULE = "no_lead"
LAST = BOOKED + 10 * WEEK
TWO_WEEKS = 2 * WEEK


def lead(first: date, last: date | None = None, worker: str = "Jo") -> Lead:
    return Lead(worker, first, last)


def test_nobody_at_all() -> None:
    assert breaches(RULE, woman()) == [("", BOOKED, None)]
    assert breaches(RULE, woman(leads=(lead(BOOKED),))) == []
    assert breaches(RULE, woman(leads=(lead(BOOKED + WEEK),))) == [("", BOOKED, BOOKED + days(6))]


def test_leaving_without_a_follower_is_seen_two_weeks_before_the_last_day() -> None:
    assert breaches(RULE, woman(leads=(lead(BOOKED, LAST),))) == [("", LAST - TWO_WEEKS, None)]


def test_a_follower_without_a_gap_is_enough() -> None:
    follows = woman(leads=(lead(BOOKED, LAST), lead(LAST + ONE_DAY)))
    assert breaches(RULE, follows) == []
    gap = woman(leads=(lead(BOOKED, LAST), lead(LAST + days(2))))
    assert breaches(RULE, gap) == [("", LAST - TWO_WEEKS, LAST + ONE_DAY)]


def test_of_two_who_lead_the_last_to_leave_counts() -> None:
    assert breaches(RULE, woman(leads=(lead(BOOKED, LAST - WEEK), lead(BOOKED, LAST)))) == [
        ("", LAST - TWO_WEEKS, None)
    ]
    assert breaches(RULE, woman(leads=(lead(BOOKED, LAST), lead(BOOKED)))) == []


def test_a_follower_who_is_leaving_too_is_seen_once_she_leads() -> None:
    short = woman(leads=(lead(BOOKED, LAST), lead(LAST + ONE_DAY, LAST + WEEK), lead(LAST + 5 * WEEK)))
    assert breaches(RULE, short, ENDS) == [("", LAST + ONE_DAY, LAST + 5 * WEEK - ONE_DAY)]


def test_the_sentences() -> None:
    pathway = woman(leads=(lead(BOOKED, LAST),))
    assert sentence(RULE, pathway, LAST) == "Jo leads for her until 10 November 2025, and nobody is named to follow."
    after = sentence(RULE, pathway, LAST + ONE_DAY)
    assert after == (
        "Nobody leads for her. Jo did until 10 November 2025; who follows was to be named by 27 October 2025."
    )
    assert sentence(RULE, woman(), BOOKED) == "Nobody leads for her."
