"""Promises kept, counted by the rules' own windows; and no number of fewer than five women, nor one to work it out from."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from pathway import facts
from pathway.actions import tallies as actions
from pathway.models import Counted, Tally, Team
from pathway.rules.facts import Contact, Pathway, Span, Support
from pathway.rules.words import Kind, Outcome
from pathway.tallies import FEWEST, Count, Place, counted, first_month, months_until, shown
from tasks.tallies import count_promises
from tests import factories as make
from tests.people import People

MONDAY = date(2026, 3, 2)
TODAY = date(2026, 3, 31)
WEEK, ONE_DAY = timedelta(weeks=1), timedelta(days=1)


def woman(*kept: date, born: date | None = None, **fields: object) -> Pathway:
    """Weekly visits from the Monday on, of which some came."""
    terms = {"kind": Kind.SUPPORT, "planned": MONDAY, "every": 7, "start": MONDAY, **fields}
    support = Support("visits", "Family support", **terms)  # type: ignore[arg-type]
    contacts = tuple(Contact("visits", day, MONDAY, Outcome.DELIVERED) for day in kept)
    return Pathway(booked=MONDAY, due=MONDAY, born=born, supports=(support,), contacts=contacts)


MARCH, MARCH_AFTER = (Place("Family support", date(2026, 3, 1), after) for after in (False, True))


def test_windows_that_are_over_are_counted_with_what_came_in_them() -> None:
    """Four weeks are over on 31 March; two visits in one week keep one promise."""
    one = woman(MONDAY, MONDAY + ONE_DAY, MONDAY + 2 * WEEK)
    assert counted([one], TODAY) == {MARCH: Count(1, 4, 2)}
    assert counted([one, woman()], TODAY) == {MARCH: Count(2, 8, 2)}


def test_a_week_is_over_the_day_after_its_last() -> None:
    sunday = MONDAY + 6 * ONE_DAY
    assert counted([woman()], sunday) == {}
    assert counted([woman()], sunday + ONE_DAY) == {MARCH: Count(1, 1, 0)}


def test_a_week_that_ends_on_the_day_of_the_birth_is_after_it() -> None:
    sunday = MONDAY + WEEK + 6 * ONE_DAY
    assert counted([woman(born=sunday)], TODAY) == {MARCH: Count(1, 1, 0), MARCH_AFTER: Count(1, 3, 0)}
    assert counted([woman(born=sunday + ONE_DAY)], TODAY) == {MARCH: Count(1, 2, 0), MARCH_AFTER: Count(1, 2, 0)}


def test_checks_pauses_and_what_ended_are_not_counted() -> None:
    assert counted([woman(kind=Kind.CHECK)], TODAY) == {}
    paused = woman(pauses=(Span(MONDAY + WEEK, MONDAY + WEEK),))
    assert counted([paused], TODAY) == {MARCH: Count(1, 3, 0)}
    assert counted([woman(stopped=MONDAY + WEEK)], TODAY) == {MARCH: Count(1, 1, 0)}
    assert counted([woman()._replace(closed=MONDAY + WEEK)], TODAY) == {MARCH: Count(1, 1, 0)}


def test_a_year_and_the_present_month_are_shown() -> None:
    assert first_month(date(2026, 3, 31)) == date(2025, 3, 1)
    assert months_until(date(2026, 1, 1))[0] == date(2025, 1, 1)
    assert months_until(date(2026, 1, 1))[-1] == date(2026, 1, 1)
    assert len(months_until(TODAY)) == 13


@pytest.mark.parametrize(("women", "there"), [(FEWEST - 1, False), (FEWEST, True)])
def test_fewer_than_five_women_are_not_told_of(women: int, there: bool) -> None:
    row = shown({"Family support": Count(women, 40, 30)})
    assert (row.counts["Family support"] is not None) is there
    assert (row.together is not None) is there


def test_what_is_hidden_cannot_be_had_from_the_sum() -> None:
    row = shown({"A": Count(2, 8, 1), "B": Count(9, 30, 20), "C": Count(6, 20, 20)})
    assert row.counts == {"A": None, "B": Count(9, 30, 20), "C": None}
    assert row.together == Count(9, 58, 41)


COUNTS = st.integers(0, 40).flatmap(
    lambda promised: st.builds(Count, st.integers(1, 12), st.just(promised), st.integers(0, promised))
)


@given(st.dictionaries(st.sampled_from("ABCDEFG"), COUNTS))
def test_no_sum_of_anything_shown_is_about_fewer_than_five_women_alone(counts: dict[str, Count]) -> None:
    """Whoever takes all that is shown from the sum is left with numbers of five women or more, or with no sum."""
    row = shown(counts)
    hidden = [name for name, count in row.counts.items() if count is None]
    assert all(count is None or count.women >= FEWEST for count in row.counts.values())
    if row.together and hidden:
        assert len(hidden) > 1
        assert max(counts[name].women for name in hidden) >= FEWEST


def test_the_clock_counts_each_team_once_a_day(people: People, today: date) -> None:
    count_promises()
    row = Tally.objects.filter(service__name="Family support").latest("month")
    assert Counted.objects.filter(on=today).count() == Team.objects.count()
    assert sum(Tally.objects.values_list("promised", flat=True)) == sum(
        count.promised for count in counted(facts.load([people.nadia.pk]).values(), today).values()
    )
    assert (row.women, row.kept) == (1, 0)
    assert actions.count_due(today=today) == 0
    assert actions.count_due(today=today + ONE_DAY) == Team.objects.count()
    assert Tally.objects.filter(service__name="Family support", month=row.month).count() == 1


def test_counting_costs_the_same_queries_for_any_number_of_women(people: People, today: date) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            actions.count(team=people.nadia.team, by=None, today=today)
        return len(caught)

    actions.count(team=people.nadia.team, by=None, today=today)
    few = queries()
    for _ in range(5):
        make.a_support(make.a_pregnancy(people.nadia.team, today), today)
    assert queries() == few
