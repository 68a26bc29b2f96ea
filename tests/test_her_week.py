"""Her week: what is booked, what overlaps, where she must travel, and what else is promised, beside the limit."""

from datetime import date
from fractions import Fraction

from pathway.her_week import Week, weeks
from pathway.rules.words import Kind, Mode
from tests.rules.women import BOOKED, ONE_DAY, WEEK, contact, days, meeting, pause, support, woman

TODAY = BOOKED  # a Monday
CLINIC = Mode.CLINIC


def drawn(most: int = 5, **said: object) -> list[Week]:
    return weeks(woman(**said), TODAY, most=most, ahead=3)


def first(most: int = 5, **said: object) -> Week:
    return drawn(most, **said)[0]


def test_this_week_and_three_more_are_shown() -> None:
    assert [week.monday for week in drawn()] == [TODAY + number * WEEK for number in range(4)]


def test_a_fuller_week_later_is_shown_too() -> None:
    later = TODAY + 10 * WEEK
    rows = tuple(contact(later + days(n), None, known=TODAY) for n in range(3))
    assert drawn(supports=(support(),), contacts=rows)[-1].monday == later


def test_six_booked_are_too_much_and_five_are_not() -> None:
    rows = tuple(contact(TODAY + days(n), None, known=TODAY) for n in range(6))
    assert not first(supports=(support(),), contacts=rows[:5]).too_much
    assert first(supports=(support(),), contacts=rows).too_much


def test_a_week_that_would_be_too_much_if_all_promises_came() -> None:
    rows = tuple(contact(TODAY + days(n), None, known=TODAY) for n in range(5))
    more = support("drugs", service="Drug service")
    week = first(supports=(support(), more), contacts=rows)
    assert week.unbooked == 1
    assert week.would_be_too_much
    assert not first(supports=(support(),), contacts=rows).would_be_too_much


def test_contacts_called_off_or_that_do_not_need_her_are_left_out() -> None:
    rows = (
        contact(TODAY, None, known=TODAY, needs_her=False),
        contact(TODAY, known=TODAY, outcome="cancelled_by_service"),  # type: ignore[arg-type]
    )
    assert first(supports=(support(),), contacts=rows).booked == ()


def test_two_that_overlap_are_both_marked_and_two_that_touch_are_not() -> None:
    at = {"known": TODAY, "minutes": 60}
    touching = (contact(TODAY, None, at=600, **at), contact(TODAY, None, at=660, **at))
    overlapping = (contact(TODAY, None, at=600, **at), contact(TODAY, None, at=659, **at))
    assert first(supports=(support(),), contacts=touching).clashes == 0
    assert first(supports=(support(),), contacts=overlapping).clashes == 2


def test_journeys_support_and_checks_are_counted_apart() -> None:
    supports = (support(), support("checks", kind=Kind.CHECK))
    rows = (contact(TODAY, None, known=TODAY, mode=CLINIC), contact(TODAY, None, "checks", known=TODAY))
    week = first(supports=supports, contacts=rows, meetings=(meeting(TODAY + ONE_DAY),))
    assert (week.journeys, week.for_her, week.checks, len(week.booked)) == (2, 1, 1, 3)


def test_a_cancelled_meeting_is_no_part_of_her_week() -> None:
    assert first(meetings=(meeting(TODAY, cancelled=TODAY),)).booked == ()


def test_what_is_promised_without_a_day_counts_by_its_days_and_pauses_do_not() -> None:
    fortnightly = support(every=14)
    assert first(supports=(fortnightly,)).unbooked == Fraction(1, 2)
    assert first(supports=(support(pauses=pause(TODAY, TODAY + days(6))),)).unbooked == 0
    once = support("once", once_by=date(2025, 9, 3))
    assert first(supports=(once,)).unbooked == 1
