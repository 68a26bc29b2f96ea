"""The week strip: boundaries to the day."""

from datetime import date, timedelta
from typing import Any

import pytest

from pathway import strip
from pathway.rules.facts import Contact, Pathway, Span, Support
from pathway.rules.words import Kind, Outcome
from pathway.strip import State

MONDAY = date(2026, 3, 2)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
SUNDAY = MONDAY + 6 * DAY


def promised(**fields: Any) -> Support:
    """A weekly promise from a Monday eight weeks before, made that day."""
    terms: dict[str, Any] = {"every": 7, "start": MONDAY - 8 * WEEK, "planned": MONDAY - 8 * WEEK}
    return Support(**({"key": "visits", "service": "Family support", "kind": Kind.SUPPORT} | terms | fields))


def contact(day: date, outcome: Outcome | None = Outcome.DELIVERED) -> Contact:
    """A contact of the promise, known a week before."""
    return Contact("visits", day, day - WEEK, outcome)


def pathway(support: Support | None = None, *contacts: Contact, **fields: Any) -> Pathway:
    """A woman booked long ago whose due date is ten weeks off."""
    days: dict[str, Any] = {"booked": MONDAY - 20 * WEEK, "due": MONDAY + 10 * WEEK}
    return Pathway(**(days | {"supports": (support or promised(),), "contacts": contacts} | fields))


def cell(story: Pathway, monday: date, today: date) -> strip.Cell:
    """The first promise's cell in the week from this Monday."""
    drawn = strip.draw(story, today)
    return dict(zip((week.monday for week in drawn.weeks), drawn.rows[0].cells, strict=True))[monday]


def test_it_starts_eight_weeks_before_the_birth_and_ends_four_weeks_ahead() -> None:
    drawn = strip.draw(pathway(born=MONDAY - 10 * WEEK), MONDAY + 3 * DAY)
    assert drawn.weeks[0].monday == MONDAY - 18 * WEEK
    assert drawn.weeks[-1].monday == MONDAY + 4 * WEEK
    assert [week.monday for week in drawn.weeks if week.holds_birth] == [MONDAY - 10 * WEEK]
    assert [week.monday for week in drawn.weeks if week.is_now] == [MONDAY]


def test_it_does_not_start_before_she_was_booked() -> None:
    drawn = strip.draw(pathway(born=MONDAY - 10 * WEEK, booked=MONDAY - 12 * WEEK + 3 * DAY), MONDAY)
    assert drawn.weeks[0].monday == MONDAY - 12 * WEEK


def test_before_the_birth_it_looks_eight_weeks_back_and_marks_the_due_date() -> None:
    drawn = strip.draw(pathway(due=SUNDAY + 2 * WEEK), MONDAY)
    assert drawn.weeks[0].monday == MONDAY - 8 * WEEK
    assert [week.monday for week in drawn.weeks if week.holds_due] == [MONDAY + 2 * WEEK]


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Outcome.DELIVERED, State.KEPT),
        (Outcome.CANCELLED_BY_SERVICE, State.CANCELLED_BY_SERVICE),
        (Outcome.CANCELLED_BY_HER, State.COULD_NOT_COME),
        (Outcome.MISSED, State.COULD_NOT_COME),
        (None, State.NOT_RECORDED),
    ],
)
def test_a_past_contact_shows_what_became_of_it(outcome: Outcome | None, state: State) -> None:
    assert cell(pathway(promised(), contact(MONDAY, outcome)), MONDAY, MONDAY + DAY).state == state


def test_a_contact_without_an_outcome_is_booked_on_its_own_day() -> None:
    assert cell(pathway(promised(), contact(MONDAY, None)), MONDAY, MONDAY).state == State.BOOKED


@pytest.mark.parametrize("day", [MONDAY, SUNDAY])
def test_a_week_runs_from_monday_to_sunday(day: date) -> None:
    assert cell(pathway(promised(), contact(day)), MONDAY, SUNDAY + DAY).state == State.KEPT


def test_several_contacts_show_the_best_and_count_all() -> None:
    found = cell(pathway(promised(), contact(MONDAY, Outcome.MISSED), contact(MONDAY + DAY)), MONDAY, SUNDAY)
    assert found == strip.Cell(State.KEPT, ((State.KEPT, 1), (State.COULD_NOT_COME, 1)))
    assert found.contacts == 2


def test_an_empty_week_is_still_promised_on_its_last_day_and_nothing_the_day_after() -> None:
    assert cell(pathway(), MONDAY, SUNDAY).state == State.PROMISED
    assert cell(pathway(), MONDAY, SUNDAY + DAY).state == State.NOTHING


def test_a_window_that_ends_in_midweek_is_empty_from_the_day_after_its_end() -> None:
    story = pathway(promised(start=MONDAY - 5 * WEEK - 4 * DAY))  # Thursday to Wednesday
    assert cell(story, MONDAY, MONDAY + 2 * DAY).state == State.PROMISED
    assert cell(story, MONDAY, MONDAY + 3 * DAY).state == State.NOTHING


def test_a_promise_kept_in_the_week_before_leaves_nothing_due() -> None:
    story = pathway(promised(start=MONDAY - 5 * WEEK - 4 * DAY), contact(MONDAY - 4 * DAY))
    assert cell(story, MONDAY, SUNDAY + DAY).state == State.NOT_DUE


def test_an_empty_fortnight_shows_once_in_its_second_week() -> None:
    story = pathway(promised(every=14))
    assert cell(story, MONDAY - 2 * WEEK, SUNDAY).state == State.NOT_DUE
    assert cell(story, MONDAY - WEEK, SUNDAY).state == State.NOTHING


def test_nothing_is_promised_before_the_start_or_after_the_end() -> None:
    story = pathway(promised(start=MONDAY - WEEK, until=MONDAY - DAY))
    assert cell(story, MONDAY - 2 * WEEK, MONDAY).state == State.NOT_PROMISED
    assert cell(story, MONDAY - WEEK, MONDAY).state == State.NOTHING
    assert cell(story, MONDAY, MONDAY).state == State.NOT_PROMISED


def test_a_window_cut_short_by_a_stop_does_not_count() -> None:
    assert cell(pathway(promised(stopped=SUNDAY)), MONDAY, SUNDAY + DAY).state == State.NOTHING
    assert cell(pathway(promised(stopped=SUNDAY - DAY)), MONDAY, SUNDAY + DAY).state == State.NOT_DUE


def test_a_window_that_began_before_the_promise_was_made_does_not_count() -> None:
    assert cell(pathway(promised(planned=MONDAY)), MONDAY, SUNDAY + DAY).state == State.NOTHING
    assert cell(pathway(promised(planned=MONDAY + DAY)), MONDAY, SUNDAY + DAY).state == State.NOT_DUE


def test_a_pause_shows_in_every_week_that_it_touches() -> None:
    story = pathway(promised(pauses=(Span(SUNDAY, SUNDAY + DAY),)))
    states = [cell(story, MONDAY + n * WEEK, SUNDAY + 3 * WEEK).state for n in range(-1, 3)]
    assert states == [State.NOTHING, State.PAUSED, State.PAUSED, State.NOTHING]


def test_a_contact_in_a_paused_week_is_shown() -> None:
    story = pathway(promised(pauses=(Span(MONDAY, SUNDAY),)), contact(MONDAY))
    assert cell(story, MONDAY, SUNDAY).state == State.KEPT


def test_a_one_off_shows_in_the_week_of_its_date_until_it_has_happened() -> None:
    once = promised(every=None, start=None, once_by=MONDAY + DAY)
    assert cell(pathway(once), MONDAY, MONDAY + DAY).state == State.PROMISED
    assert cell(pathway(once), MONDAY, MONDAY + 2 * DAY).state == State.NOTHING
    assert cell(pathway(once, contact(MONDAY - WEEK)), MONDAY, SUNDAY).state == State.NOT_PROMISED
    assert cell(pathway(once, contact(MONDAY - WEEK, Outcome.MISSED)), MONDAY, SUNDAY).state == State.NOTHING


def test_a_one_off_stopped_by_its_date_is_promised_no_longer() -> None:
    once = promised(every=None, start=None, once_by=MONDAY + DAY)
    assert cell(pathway(once._replace(stopped=MONDAY + DAY)), MONDAY, SUNDAY).state == State.NOT_PROMISED
    assert cell(pathway(once._replace(stopped=MONDAY + 2 * DAY)), MONDAY, SUNDAY).state == State.NOTHING


def test_a_promise_without_a_date_promises_no_week() -> None:
    assert cell(pathway(promised(start=None)), MONDAY, SUNDAY).state == State.NOT_PROMISED


def test_what_reached_her_counts_support_and_not_checks() -> None:
    check = promised(key="weighing", kind=Kind.CHECK)
    story = pathway(
        supports=(check, promised()), contacts=(contact(MONDAY), Contact("weighing", MONDAY, MONDAY, Outcome.DELIVERED))
    )
    drawn = strip.draw(story, SUNDAY)
    assert [row.support.key for row in drawn.rows] == ["visits", "weighing"]
    assert dict(zip((week.monday for week in drawn.weeks), drawn.reached, strict=True))[MONDAY] == 1


def test_a_closed_record_ends_four_weeks_after_its_closing() -> None:
    drawn = strip.draw(pathway(born=MONDAY - 60 * WEEK, closed=MONDAY - 7 * WEEK, booked=MONDAY - 80 * WEEK), MONDAY)
    assert drawn.weeks[-1].monday == MONDAY - 3 * WEEK
    assert not any(week.is_now for week in drawn.weeks)


@pytest.mark.parametrize(
    ("outcomes", "state", "number"),
    [
        ((), State.NOTHING, 0),
        ((Outcome.DELIVERED,), State.KEPT, 1),
        ((Outcome.DELIVERED, Outcome.CANCELLED_BY_HER), State.KEPT, 1),
        ((Outcome.DELIVERED, Outcome.DELIVERED), State.KEPT, 2),
        ((Outcome.MISSED, Outcome.CANCELLED_BY_HER), State.COULD_NOT_COME, 2),
    ],
)
def test_the_small_number_is_of_those_whose_sign_is_shown(
    outcomes: tuple[Outcome, ...], state: State, number: int
) -> None:
    contacts = [contact(MONDAY - WEEK + days * DAY, outcome) for days, outcome in enumerate(outcomes)]
    found = cell(pathway(promised(), *contacts), MONDAY - WEEK, MONDAY)
    assert (found.state, found.number, found.contacts) == (state, number, len(outcomes))
