"""An empty diary: after more than half of a window, nothing done in it and nothing ahead in it, where visits are usually booked."""

from .women import (
    BOOKED,
    CANCELLED,
    ONE_DAY,
    WEEK,
    Spell,
    breaches,
    contact,
    days,
    pause,
    run,
    sentence,
    support,
    woman,
)

RULE = "nothing_booked"
KEPT = run(BOOKED, BOOKED + 3 * WEEK)  # four visits, each booked two weeks ahead, on the first day of its week
FIFTH = BOOKED + 4 * WEEK  # the first day of the fifth window
LAST = FIFTH + days(6)
ONE_EMPTY_WEEK = support(until=LAST)


def test_it_is_open_after_half_of_the_window_until_its_end() -> None:
    pathway = woman(supports=(ONE_EMPTY_WEEK,), contacts=KEPT)
    assert breaches(RULE, pathway) == [("visits", FIFTH + days(4), LAST)]  # half of seven days is three


def test_it_opens_anew_in_each_window() -> None:
    pathway = woman(supports=(support(until=LAST + WEEK),), contacts=KEPT)
    assert breaches(RULE, pathway) == [
        ("visits", FIFTH + days(4), LAST),
        ("visits", FIFTH + WEEK + days(4), LAST + WEEK),
    ]


def test_a_contact_booked_in_the_window_holds_it_up_to_its_own_day() -> None:
    booked = contact(FIFTH + days(5), None)
    pathway = woman(supports=(ONE_EMPTY_WEEK,), contacts=(*KEPT, booked))
    assert breaches(RULE, pathway) == [("visits", LAST, LAST)]
    cancelled = contact(FIFTH + days(5), CANCELLED)
    pathway = woman(supports=(ONE_EMPTY_WEEK,), contacts=(*KEPT, cancelled))
    assert breaches(RULE, pathway) == [("visits", FIFTH + days(5), LAST)]


def test_a_visit_in_the_window_is_enough_and_one_in_the_next_is_not() -> None:
    assert breaches(RULE, woman(supports=(ONE_EMPTY_WEEK,), contacts=(*KEPT, contact(FIFTH)))) == []
    ahead = contact(LAST + ONE_DAY, None)
    pathway = woman(supports=(ONE_EMPTY_WEEK,), contacts=(*KEPT, ahead))
    assert breaches(RULE, pathway) == [("visits", FIFTH + days(4), LAST)]


def test_two_of_the_last_four_visits_were_booked_ahead() -> None:
    def unbooked(number: int) -> list[Spell]:
        visits = [visit._replace(known=visit.day) if place < number else visit for place, visit in enumerate(KEPT)]
        return breaches(RULE, woman(supports=(ONE_EMPTY_WEEK,), contacts=tuple(visits)))

    assert unbooked(2) == [("visits", FIFTH + days(4), LAST)]
    assert unbooked(3) == []


def test_older_visits_do_not_say_what_is_usual() -> None:
    five = (*run(BOOKED, BOOKED + ONE_DAY, every=1), *KEPT[1:])
    unplanned = tuple(visit._replace(known=visit.day) if place >= 2 else visit for place, visit in enumerate(five))
    assert breaches(RULE, woman(supports=(ONE_EMPTY_WEEK,), contacts=unplanned)) == []


def test_a_window_cut_short_or_paused_does_not_count() -> None:
    cut = support(until=LAST - ONE_DAY)
    assert breaches(RULE, woman(supports=(cut,), contacts=KEPT)) == []
    paused = support(until=LAST, pauses=pause(LAST, LAST))
    assert breaches(RULE, woman(supports=(paused,), contacts=KEPT)) == []


def test_the_sentence_names_the_window_and_the_last_contact() -> None:
    pathway = woman(supports=(ONE_EMPTY_WEEK,), contacts=KEPT)
    assert sentence(RULE, pathway, LAST) == (
        "Nothing from Family support has taken place or is booked between 29 September 2025 and 5 October 2025; "
        "the last contact was on 22 September 2025."
    )
