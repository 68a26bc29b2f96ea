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
    assert squares[MONDAY - 2 * WEEK] == (2, 2, State.KEPT, (2, 2))
    assert squares[MONDAY - WEEK].part
    assert squares[MONDAY - 3 * WEEK] == (2, 0, State.NOTHING, (2, 0))
    assert squares[MONDAY] == (2, 0, State.PROMISED, (0, 0))
    assert squares[MONDAY + 8 * WEEK] == (2, 0, State.PROMISED, (0, 0))


def test_what_came_before_its_time_is_over_is_not_still_to_come_and_not_counted_as_due() -> None:
    fortnightly = promised(every=14, start=MONDAY - 14 * WEEK, planned=MONDAY - 14 * WEEK)
    story = pathway(fortnightly, came(MONDAY - 2 * WEEK), came(MONDAY))
    assert line(story, MONDAY)[MONDAY - WEEK] == (1, 1, State.KEPT, (1, 1))
    assert line(story, MONDAY)[MONDAY + WEEK] == (1, 1, State.KEPT, (0, 0))
    last = review_grid.draw(story, MONDAY).lines[0].blocks[2]
    assert (last.tally, last.early, last.to_come) == ((0, 0), 1, 1)


def test_a_contact_is_counted_from_the_day_after_its_week_on() -> None:
    story = pathway(promised(), came(MONDAY + DAY), born=MONDAY - 8 * WEEK)
    assert review_grid.draw(story, MONDAY + 6 * DAY).lines[0].so_far == (8, 0)
    assert review_grid.draw(story, MONDAY + 7 * DAY).lines[0].so_far == (9, 1)


def test_of_two_promises_in_one_week_one_is_due_and_one_still_to_come() -> None:
    calls = promised(key="calls", start=MONDAY - 8 * WEEK + 3 * DAY)
    story = pathway(promised(), came(MONDAY - DAY, key="calls"))._replace(supports=(promised(), calls))
    grid = review_grid.draw(story, MONDAY + 4 * DAY)
    square = dict(zip((week.monday for week in grid.weeks), grid.lines[0].squares, strict=True))[MONDAY]
    assert (square.promised, square.kept, square.due, square.part) == (2, 1, (1, 1), True)
    assert sum(block.to_come for block in grid.lines[0].blocks) == 9 + 8


@pytest.mark.parametrize(
    ("days", "more"),
    [((-7,), 0), ((-7, -6), 1), ((-7, -6, -5), 2), ((0,), 1), ((1,), 0), ((-7, 0), 1), ((-57,), 0), ((-56,), 0)],
)
def test_more_is_what_came_beyond_a_promise_or_before_its_time_is_over(days: tuple[int, ...], more: int) -> None:
    support = promised(start=MONDAY - 9 * WEEK, planned=MONDAY - 9 * WEEK)
    story = pathway(support, *(came(MONDAY + day * DAY) for day in days))
    assert review_grid.draw(story, MONDAY).lines[0].more == more


def test_a_time_that_began_before_the_picture_counts_first_what_came_first() -> None:
    support = promised(every=14, start=MONDAY - 9 * WEEK, planned=MONDAY - 9 * WEEK)
    grid = review_grid.draw(pathway(support, came(MONDAY - 9 * WEEK), came(MONDAY - 8 * WEEK)), MONDAY)
    assert (grid.weeks[0].monday, grid.lines[0].so_far, grid.lines[0].more) == (MONDAY - 8 * WEEK, (4, 1), 1)


@pytest.mark.parametrize(("stopped", "ended"), [(-DAY, True), (0 * DAY, False), (None, False)])
def test_a_line_says_when_all_its_promises_are_over(stopped: timedelta | None, ended: bool) -> None:
    until = None if stopped is None else MONDAY + stopped
    story = pathway(promised(until=MONDAY - 2 * WEEK))
    story = story._replace(supports=(*story.supports, promised(key="calls", stopped=until)))
    assert review_grid.draw(story, MONDAY).lines[0].ended == (until if ended else None)


def test_a_single_visit_does_not_end() -> None:
    once = promised(every=None, start=None, once_by=MONDAY - DAY)
    assert review_grid.draw(pathway(once), MONDAY).lines[0].ended is None


def test_two_promises_of_one_service_stand_in_one_line_and_its_checks_in_another() -> None:
    calls, checks = promised(key="calls"), promised(key="checks", kind=Kind.CHECK)
    story = pathway(promised(), came(MONDAY - WEEK))._replace(supports=(promised(), calls, checks))
    grid = review_grid.draw(story, MONDAY)
    assert [(row.service, row.check) for row in grid.lines] == [("Family support", False), ("Family support", True)]
    assert line(story, MONDAY)[MONDAY - WEEK] == (2, 1, State.KEPT, (2, 1))
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
    [rate] = review_grid.rates(story, MONDAY, story.born)
    assert (rate.before, rate.since) == ((4, 4), (4, 1))
    assert (rate.came_before, rate.came_since) == (Fraction(2), Fraction(1))
    assert not rate.fell
    assert review_grid.rates(story._replace(contacts=story.contacts[:-1]), MONDAY, story.born)[0].fell
    assert review_grid.rates(story._replace(born=None), MONDAY, None) == []


REACHED, NOT_REACHED = came(MONDAY - DAY, key="theirs"), came(MONDAY - 2 * WEEK, key="theirs")


@pytest.mark.parametrize(
    ("terms", "theirs", "fell", "ended"),
    [
        ({}, REACHED, True, None),
        ({"until": MONDAY - WEEK}, REACHED, True, MONDAY - WEEK),
        ({"until": MONDAY - WEEK, "agreed_ending": MONDAY}, REACHED, False, MONDAY - WEEK),
        ({"until": MONDAY - WEEK, "agreed_ending": MONDAY + DAY}, REACHED, True, MONDAY - WEEK),
        ({"until": MONDAY, "agreed_ending": MONDAY}, REACHED, True, None),
        ({"until": MONDAY - WEEK, "hand_over_to": "Nursery", "accepted": MONDAY - WEEK}, REACHED, False, MONDAY - WEEK),
        ({"until": MONDAY - WEEK, "hand_over_to": "Nursery", "accepted": MONDAY - WEEK}, NOT_REACHED, True,
         MONDAY - WEEK),
        ({"until": MONDAY - WEEK, "hand_over_to": "Nursery"}, REACHED, True, MONDAY - WEEK),
    ],
)  # fmt: skip
def test_what_ended_with_her_or_went_over_to_another_service_did_not_fall(
    terms: dict[str, Any], theirs: Contact, fell: bool, ended: date | None
) -> None:
    born = MONDAY - 4 * WEEK
    before = [came(born - (number + 1) * WEEK) for number in range(4)]
    story = pathway(promised(**terms), *before, theirs, born=born)
    story = story._replace(supports=(*story.supports, promised(key="theirs", service="Nursery")))
    rate = review_grid.rates(story, MONDAY, story.born)[0]
    assert (rate.fell, rate.ended) == (fell, ended)


def test_what_still_runs_can_fall_beside_what_ended_with_her() -> None:
    born = MONDAY - 4 * WEEK
    calls = promised(key="calls", until=born, agreed_ending=born)
    before = [came(born - (number + 1) * WEEK, key=key) for number in range(4) for key in ("calls", "visits")]
    story = pathway(promised(), *before, born=born)._replace(supports=(promised(), calls))
    assert review_grid.rates(story, MONDAY, story.born)[0].fell
    still = [came(born + number * WEEK) for number in range(4)]
    assert not review_grid.rates(story._replace(contacts=(*before, *still)), MONDAY, story.born)[0].fell
