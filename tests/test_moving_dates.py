"""Dates counted from the birth move with it; fixed ones, and those of promises that were stopped, stay."""

from dataclasses import dataclass
from datetime import date, timedelta

from pathway.moving_dates import moves

DUE, BORN = date(2026, 3, 10), date(2026, 2, 24)
TWO_WEEKS = timedelta(weeks=2)


@dataclass
class Line:
    counted_from: str = "birth"
    start: date | None = DUE
    until: date | None = None
    once_by: date | None = None
    stopped: date | None = None
    start_days: int | None = 0
    until_days: int | None = None
    once_by_days: int | None = None


def moved(*lines: Line, born: date | None = BORN, due: date = DUE) -> list[tuple[str, date | None, date]]:
    return [(move.field, move.old, move.new) for move in moves(lines, due=due, born=born)]


def test_a_start_counted_from_the_birth_moves_to_it() -> None:
    assert moved(Line()) == [("start", DUE, BORN)]


def test_nothing_moves_until_there_is_a_birth_or_another_due_date() -> None:
    assert moved(Line(), born=None) == []
    assert moved(Line(), born=None, due=DUE + TWO_WEEKS) == [("start", DUE, DUE + TWO_WEEKS)]


def test_what_is_counted_from_the_due_date_stays_when_the_birth_comes() -> None:
    assert moved(Line(counted_from="due")) == []


def test_fixed_dates_and_stopped_promises_stay() -> None:
    assert moved(Line(counted_from="", start_days=None), Line(start_days=None), Line(stopped=DUE)) == []


def test_every_date_moves_by_its_own_days() -> None:
    line = Line(until=DUE + TWO_WEEKS, until_days=14)
    assert moved(line) == [("start", DUE, BORN), ("until", DUE + TWO_WEEKS, BORN + TWO_WEEKS)]
    once = Line(start=None, start_days=None, once_by=DUE + TWO_WEEKS, once_by_days=14)
    assert moved(once) == [("once_by", DUE + TWO_WEEKS, BORN + TWO_WEEKS)]


def test_no_promise_ends_before_it_starts_when_the_baby_comes_early() -> None:
    fixed_start = BORN + timedelta(days=5)
    line = Line(start=fixed_start, start_days=None, until=DUE, until_days=0)
    assert moved(line) == [("until", DUE, fixed_start)]
