"""A handover: accepted two weeks before the end, and begun two weeks after it; looked at until eight weeks after it."""

from .women import BORN, ONE_DAY, WEEK, breaches, contact, days, mother, sentence, support

RULE = "handover_open"
LAST = BORN + 6 * WEEK
TWO_WEEKS, EIGHT_WEEKS = 2 * WEEK, 8 * WEEK
MIDWIVES = support("midwife", service="Midwives", until=LAST, hand_over_to="Health visiting")
HEALTH_VISITOR = support("visitor", service="Health visiting", start=BORN)


def test_unanswered_it_is_open_from_two_weeks_before_the_end_to_eight_weeks_after() -> None:
    pathway = mother(supports=(MIDWIVES,))
    assert breaches(RULE, pathway) == [("midwife", LAST - TWO_WEEKS, LAST + EIGHT_WEEKS)]


def test_accepted_it_is_open_only_if_nothing_has_begun_two_weeks_after_the_end() -> None:
    accepted = MIDWIVES._replace(accepted=LAST - 4 * WEEK)
    supports = (accepted, HEALTH_VISITOR)
    assert breaches(RULE, mother(supports=supports)) == [("midwife", LAST + TWO_WEEKS + ONE_DAY, LAST + EIGHT_WEEKS)]
    begun = contact(LAST + TWO_WEEKS, key="visitor")
    assert breaches(RULE, mother(supports=supports, contacts=(begun,))) == []
    late = begun._replace(day=LAST + 5 * WEEK)
    assert breaches(RULE, mother(supports=supports, contacts=(late,))) == [
        ("midwife", LAST + TWO_WEEKS + ONE_DAY, LAST + 5 * WEEK - ONE_DAY)
    ]


def test_a_contact_before_it_accepted_is_not_the_beginning() -> None:
    accepted = MIDWIVES._replace(accepted=LAST)
    before = contact(LAST - ONE_DAY, key="visitor")
    on_the_day = contact(LAST, key="visitor")
    unanswered = ("midwife", LAST - TWO_WEEKS, LAST - ONE_DAY)
    spells = breaches(RULE, mother(supports=(accepted, HEALTH_VISITOR), contacts=(before,)))
    assert spells == [unanswered, ("midwife", LAST + TWO_WEEKS + ONE_DAY, LAST + EIGHT_WEEKS)]
    assert breaches(RULE, mother(supports=(accepted, HEALTH_VISITOR), contacts=(on_the_day,))) == [unanswered]


def test_a_stop_is_an_end_known_on_its_day() -> None:
    stopped = MIDWIVES._replace(stopped=BORN + WEEK)
    assert breaches(RULE, mother(supports=(stopped,))) == [("midwife", BORN + WEEK, BORN + WEEK + EIGHT_WEEKS)]


def test_without_an_end_or_a_receiver_there_is_no_handover() -> None:
    assert breaches(RULE, mother(supports=(MIDWIVES._replace(until=None),))) == []
    assert breaches(RULE, mother(supports=(MIDWIVES._replace(hand_over_to=None),))) == []
    one_off = support("midwife", once_by=LAST, hand_over_to="Health visiting")
    assert breaches(RULE, mother(supports=(one_off,))) == []


def test_the_sentence_says_who_has_not_answered_or_not_begun() -> None:
    assert sentence(RULE, mother(supports=(MIDWIVES,)), LAST) == (
        "Support from Midwives has 20 April 2026 as its last day, and Health visiting has not yet said that it takes over."
    )
    accepted = mother(supports=(MIDWIVES._replace(accepted=LAST), HEALTH_VISITOR))
    assert sentence(RULE, accepted, LAST + days(20)) == (
        "Support from Midwives has 20 April 2026 as its last day, "
        "and Health visiting accepted on 20 April 2026 and has not reached her yet."
    )
