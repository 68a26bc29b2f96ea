"""What was promised between two days and what came of it: boundaries to the day; and the squares of a review."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from pathway import kept, review_grid
from pathway.rules.facts import Contact, Pathway, Span, Support
from pathway.rules.words import Kind, Outcome
from pathway.strip import State

MONDAY = date(2026, 3, 2)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


def promised(**fields: Any) -> Support:
    """A weekly promise from a Monday eight weeks before, made that day."""
    terms: dict[str, Any] = {"every": 7, "start": MONDAY - 8 * WEEK, "planned": MONDAY - 8 * WEEK}
    return Support(**({"key": "visits", "service": "Family support", "kind": Kind.SUPPORT} | terms | fields))


def came(day: date, outcome: Outcome | None = Outcome.DELIVERED, key: str = "visits") -> Contact:
    """A contact of the promise."""
    return Contact(key, day, day - WEEK, outcome)


def pathway(support: Support, *contacts: Contact, **fields: Any) -> Pathway:
    """A woman booked long ago whose due date is ten weeks off."""
    days: dict[str, Any] = {"booked": MONDAY - 30 * WEEK, "due": MONDAY + 10 * WEEK}
    return Pathway(**(days | {"supports": (support,), "contacts": contacts} | fields))


def times(support: Support, *contacts: Contact, since: date = MONDAY - WEEK, until: date = MONDAY) -> list[kept.Time]:
    """Those that ended between two days, as of the day after the second."""
    return list(kept.times(support, pathway(support, *contacts), since, until, until + DAY))


@pytest.mark.parametrize(("since", "until", "count"), [(-1, -1, 1), (0, 5, 0), (0, 6, 1), (-1, 6, 2), (-8, 6, 3)])
def test_a_time_belongs_to_the_day_on_which_it_ends(since: int, until: int, count: int) -> None:
    assert len(times(promised(), since=MONDAY + since * DAY, until=MONDAY + until * DAY)) == count


def test_a_time_that_has_not_ended_does_not_count_yet() -> None:
    sunday = MONDAY + 6 * DAY
    support = promised()
    assert [row.last for row in kept.times(support, pathway(support), MONDAY, sunday, sunday)] == []
    assert [row.last for row in kept.times(support, pathway(support), MONDAY, sunday, sunday + DAY)] == [sunday]


@pytest.mark.parametrize(
    ("outcomes", "why_not"),
    [
        ((), State.NOTHING),
        ((Outcome.MISSED,), State.COULD_NOT_COME),
        ((Outcome.CANCELLED_BY_HER, Outcome.CANCELLED_BY_SERVICE), State.CANCELLED_BY_SERVICE),
        ((None,), State.NOT_RECORDED),
        ((Outcome.DELIVERED,), None),
        ((Outcome.CANCELLED_BY_SERVICE, Outcome.DELIVERED), None),
    ],
)
def test_the_service_s_own_reason_stands_first(outcomes: tuple[Outcome | None, ...], why_not: State | None) -> None:
    contacts = [came(MONDAY - WEEK + DAY, outcome) for outcome in outcomes]
    [time] = times(promised(), *contacts, since=MONDAY - WEEK, until=MONDAY - DAY)
    assert time.why_not == why_not


def test_more_than_was_promised_does_not_make_up_for_another_week() -> None:
    both = times(promised(), came(MONDAY), came(MONDAY + DAY), since=MONDAY - WEEK, until=MONDAY + 6 * DAY)
    assert kept.tally(both) == (2, 1)


def test_a_pause_excuses_a_week_and_a_stop_ends_the_promise() -> None:
    paused = promised(pauses=(Span(MONDAY, MONDAY),))
    assert times(paused, since=MONDAY, until=MONDAY + 6 * DAY) == []
    assert times(promised(stopped=MONDAY + 5 * DAY), since=MONDAY, until=MONDAY + 6 * DAY) == []


@pytest.mark.parametrize(("by", "count"), [(MONDAY, 1), (MONDAY + DAY, 0)])
def test_a_one_off_counts_on_its_day_and_is_kept_whenever_it_came(by: date, count: int) -> None:
    once = promised(every=None, start=None, once_by=by)
    assert len(times(once, since=MONDAY, until=MONDAY)) == count
    late = list(kept.times(promised(every=None, start=None, once_by=MONDAY),
                           pathway(promised(), came(MONDAY + DAY)), MONDAY, MONDAY, MONDAY + DAY))  # fmt: skip
    assert [row.kept for row in late] == [1]


def line(story: Pathway, today: date) -> dict[date, review_grid.Square]:
    """The squares of the first service, by the Monday of each week."""
    grid = review_grid.draw(story, today)
    return dict(zip((week.monday for week in grid.weeks), grid.lines[0].squares, strict=True))


def test_the_picture_runs_from_the_week_of_the_birth_to_eight_weeks_ahead() -> None:
    weeks = review_grid.draw(pathway(promised(), born=MONDAY - 3 * WEEK + DAY), MONDAY + DAY).weeks
    assert (weeks[0].monday, weeks[-1].monday) == (MONDAY - 3 * WEEK, MONDAY + 8 * WEEK)


def test_a_square_says_what_came_and_what_is_promised_ahead() -> None:
    twice = promised(times=2)
    story = pathway(twice, came(MONDAY - WEEK), came(MONDAY - 2 * WEEK), came(MONDAY - 2 * WEEK + DAY))
    squares = line(story, MONDAY)
    assert squares[MONDAY - 2 * WEEK] == (2, 2, State.KEPT)
    assert squares[MONDAY - WEEK].part
    assert squares[MONDAY - 3 * WEEK] == (2, 0, State.NOTHING)
    assert squares[MONDAY] == (2, 0, State.PROMISED)
    assert squares[MONDAY + 8 * WEEK] == (2, 0, State.PROMISED)


def test_two_promises_of_one_service_stand_in_one_line_and_its_checks_in_another() -> None:
    calls, checks = promised(key="calls"), promised(key="checks", kind=Kind.CHECK)
    story = pathway(promised(), came(MONDAY - WEEK))._replace(supports=(promised(), calls, checks))
    grid = review_grid.draw(story, MONDAY)
    assert [(row.service, row.check) for row in grid.lines] == [("Family support", False), ("Family support", True)]
    assert line(story, MONDAY)[MONDAY - WEEK] == (2, 1, State.KEPT)
    assert grid.lines[0].so_far == (16, 1)


def test_four_weeks_at_a_time_add_up_to_the_squares() -> None:
    grid = review_grid.draw(pathway(promised(), came(MONDAY - WEEK), born=MONDAY - 4 * WEEK), MONDAY)
    first = grid.lines[0].blocks[0]
    assert (first.first, first.last, first.tally, first.to_come) == (MONDAY - 4 * WEEK, MONDAY - DAY, (4, 1), 0)
    assert [(row.tally.promised, row.to_come) for row in grid.lines[0].blocks[1:]] == [(0, 4), (0, 4), (0, 1)]


def test_rates_before_and_since_the_birth() -> None:
    born = MONDAY - 4 * WEEK
    before = [came(born - (number + 1) * WEEK) for number in range(4)]
    story = pathway(promised(start=born - 4 * WEEK, planned=born - 4 * WEEK), *before, came(born), born=born)
    [rate] = review_grid.rates(story, MONDAY)
    assert (rate.before, rate.since) == ((4, 4), (4, 1))
    assert (rate.came_before, rate.came_since) == (Fraction(2), Fraction(1))
    assert not rate.fell
    assert review_grid.rates(story._replace(contacts=story.contacts[:-1]), MONDAY)[0].fell
    assert review_grid.rates(story._replace(born=None), MONDAY) == []
