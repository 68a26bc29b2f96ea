"""Weekly support, grace one day: a window of seven days, one day of grace, and on the day after that it is missed."""

from pathway.rules.words import Kind

from .women import (
    BOOKED,
    CANCELLED,
    CANCELLED_BY_HER,
    ENDS,
    ENGLAND,
    MISSED,
    ONE_DAY,
    WEEK,
    breaches,
    changes_on,
    contact,
    days,
    found,
    pause,
    run,
    sentence,
    support,
    woman,
)

RULE = "support_missed"
FIRST_BREACH = BOOKED + WEEK + ONE_DAY  # the window's last day is BOOKED + 6, one day of grace, then it counts


def test_silence_is_flagged_when_a_window_and_its_grace_have_gone_by() -> None:
    assert breaches(RULE, woman(supports=(support(),))) == [("visits", FIRST_BREACH, None)]
    assert changes_on(RULE, woman(supports=(support(),)), BOOKED) == FIRST_BREACH


def test_a_visit_on_any_day_of_its_week_keeps_the_promise() -> None:
    early_then_late = (contact(BOOKED), contact(BOOKED + WEEK + days(6)), contact(BOOKED + 2 * WEEK))
    spells = breaches(RULE, woman(supports=(support(until=BOOKED + 3 * WEEK - ONE_DAY),), contacts=early_then_late))
    assert spells == []


def test_a_visit_closes_it_on_its_own_day_and_the_next_whole_silent_window_opens_it_again() -> None:
    visit = FIRST_BREACH + days(3)  # in the second window, so the third is the next that counts
    pathway = woman(supports=(support(),), contacts=(contact(visit),))
    again = BOOKED + 3 * WEEK + ONE_DAY
    assert breaches(RULE, pathway) == [("visits", FIRST_BREACH, visit - ONE_DAY), ("visits", again, None)]


def test_grace_is_a_quarter_of_the_window_at_least_one_day_and_at_most_seven() -> None:
    for every, grace in ((1, 1), (7, 1), (8, 2), (14, 3), (28, 7), (56, 7)):
        pathway = woman(supports=(support(every=every),))
        assert breaches(RULE, pathway) == [("visits", BOOKED + days(every + grace), None)], every


def test_a_pause_excuses_the_windows_that_it_touches() -> None:
    one_day = support(pauses=pause(BOOKED + days(6), BOOKED + days(6)))
    assert breaches(RULE, woman(supports=(one_day,))) == [("visits", FIRST_BREACH + WEEK, None)]
    before = support(pauses=pause(BOOKED - WEEK, BOOKED - ONE_DAY))
    assert breaches(RULE, woman(supports=(before,))) == [("visits", FIRST_BREACH, None)]


def test_a_window_that_began_before_the_promise_was_made_does_not_count() -> None:
    late = support(planned=BOOKED + ONE_DAY)
    assert breaches(RULE, woman(supports=(late,))) == [("visits", FIRST_BREACH + WEEK, None)]


def test_it_ends_with_the_support_and_a_window_cut_short_does_not_count() -> None:
    last = BOOKED + 2 * WEEK - ONE_DAY
    assert breaches(RULE, woman(supports=(support(until=last),))) == [("visits", FIRST_BREACH, last)]
    assert breaches(RULE, woman(supports=(support(until=BOOKED + days(5)),))) == []
    stopped = BOOKED + days(9)
    assert breaches(RULE, woman(supports=(support(stopped=stopped),))) == [("visits", FIRST_BREACH, stopped)]


def test_checks_are_not_support_but_both_is() -> None:
    assert breaches(RULE, woman(supports=(support(kind=Kind.CHECK),))) == []
    assert breaches(RULE, woman(supports=(support(kind=Kind.BOTH),))) == [("visits", FIRST_BREACH, None)]


def test_a_one_off_is_missed_on_the_day_after_its_day() -> None:
    by = BOOKED + 3 * WEEK
    one_off = support(once_by=by)
    assert breaches(RULE, woman(supports=(one_off,))) == [("visits", by + ONE_DAY, None)]
    assert breaches(RULE, woman(supports=(one_off,), contacts=(contact(by),))) == []
    late = breaches(RULE, woman(supports=(one_off,), contacts=(contact(by + days(4)),)))
    assert late == [("visits", by + ONE_DAY, by + days(3))]
    stopped = one_off._replace(stopped=by + days(5))
    assert breaches(RULE, woman(supports=(stopped,))) == [("visits", by + ONE_DAY, by + days(4))]


def test_a_one_off_does_not_end_with_its_until() -> None:
    by = BOOKED + 3 * WEEK
    assert breaches(RULE, woman(supports=(support(once_by=by, until=by),))) == [("visits", by + ONE_DAY, None)]


def test_the_sentence_says_since_when_and_why() -> None:
    kept = contact(BOOKED)
    today = BOOKED + 3 * WEEK
    why = {
        "nothing offered.": (),
        "2 contacts cancelled by the service.": (CANCELLED, CANCELLED),
        "she could not make it (2 times); ask what got in the way.": (MISSED, CANCELLED_BY_HER),
        "1 contact not recorded.": (None,),
        "mixed – 1 cancelled by the service, 1 that she could not make.": (CANCELLED, MISSED),
    }
    for reason, outcomes in why.items():
        others = tuple(contact(BOOKED + (number + 1) * WEEK, outcome) for number, outcome in enumerate(outcomes))
        pathway = woman(supports=(support(),), contacts=(kept, *others))
        expected = f"Weekly contact from Family support has not reached her since 1 September 2025: {reason}"
        assert sentence(RULE, pathway, today) == expected


def test_a_booked_contact_counts_as_not_recorded_only_when_its_day_has_passed() -> None:
    day = FIRST_BREACH + days(2)
    pathway = woman(supports=(support(),), contacts=(contact(day, None),))
    assert sentence(RULE, pathway, day).endswith("nothing offered.")
    assert changes_on(RULE, pathway, day) == day + ONE_DAY
    assert sentence(RULE, pathway, day + ONE_DAY).endswith("1 contact not recorded.")


def test_the_day_it_began_does_not_move_while_it_lasts() -> None:
    pathway = woman(supports=(support(),))
    began = {finding.since for gone in range(100) for finding in found(RULE, pathway, BOOKED + days(gone))}
    assert began == {FIRST_BREACH}


def test_a_trust_may_give_more_grace() -> None:
    pack = ENGLAND.with_changes({RULE: {"grace_least": 4}}, version="2026.1+1", source="Decided by the trust")
    pathway = woman(supports=(support(),))
    assert breaches(RULE, pathway, ENDS, pack) == [("visits", FIRST_BREACH + days(3), None)]


def test_kept_week_after_week_it_never_speaks() -> None:
    last = BOOKED + 30 * WEEK
    pathway = woman(supports=(support(until=last + ONE_DAY),), contacts=run(BOOKED + days(2), last))
    assert breaches(RULE, pathway) == []
