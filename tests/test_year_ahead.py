"""The year ahead: exact rates to the day, and the falls on the days on which the rule would speak of them."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from pathway import packs
from pathway.rules.facts import Span
from pathway.rules.words import Kind
from pathway.year_ahead import YearAhead, draw, said_rate
from tests.rules.women import BOOKED, BORN, DUE, ONE_DAY, WEEK, YEAR, days, found, mother, support, woman

LIMITS = packs.load("england").limits["support_cliff"]


def ahead(pathway: object, today: date) -> YearAhead:
    drawn = draw(pathway, today, LIMITS)  # type: ignore[arg-type]
    assert drawn
    return drawn


def test_it_reaches_to_a_year_after_the_birth_and_no_further() -> None:
    pathway = mother(supports=(support(),))
    assert ahead(pathway, BORN + YEAR).last == BORN + YEAR
    assert draw(pathway, BORN + YEAR + ONE_DAY, LIMITS) is None


def test_before_the_birth_the_due_date_stands_in() -> None:
    drawn = ahead(woman(supports=(support(),)), BOOKED)
    assert (drawn.birth, drawn.born, drawn.last) == (DUE, False, DUE + YEAR)


def test_stretches_change_on_the_very_day_and_cover_every_day() -> None:
    ends = BORN + 6 * WEEK
    supports = (support(until=ends), support("drugs", service="Drug service", every=14))
    drawn = ahead(mother(supports=supports), BORN)
    assert [(s.first, s.last, s.a_week) for s in drawn.total] == [
        (BORN, ends, Fraction(3, 2)),
        (ends + ONE_DAY, BORN + YEAR, Fraction(1, 2)),
    ]
    assert sum(stretch.days for stretch in drawn.total) == drawn.days
    assert [lane.service for lane in drawn.lanes] == ["Family support", "Drug service"]


def test_a_pause_is_taken_out_to_the_day_and_is_no_fall() -> None:
    pause = Span(BORN + 2 * WEEK, BORN + 3 * WEEK)
    drawn = ahead(mother(supports=(support(pauses=(pause,)),)), BORN)
    assert [(s.first, s.last, s.a_week) for s in drawn.total] == [
        (BORN, pause.start - ONE_DAY, Fraction(1)),
        (pause.start, pause.until, Fraction(0)),
        (pause.until + ONE_DAY, BORN + YEAR, Fraction(1)),
    ]
    assert drawn.total == drawn.lanes[0].stretches
    assert (drawn.drops, drawn.fading, drawn.pauses) == ((), "", True)
    assert not ahead(mother(supports=(support(pauses=(pause,)),)), pause.until + ONE_DAY).pauses


def test_pauses_that_touch_overlap_or_outlast_the_promise_leave_only_what_runs() -> None:
    ends = BORN + 6 * WEEK
    spans = [(-1, 7), (5, 9), (10, 13), (35, 80)]
    pauses = tuple(Span(BORN + n * ONE_DAY, BORN + m * ONE_DAY) for n, m in spans)
    drawn = ahead(mother(supports=(support(until=ends, pauses=pauses),)), BORN)
    runs = [(s.first, s.last) for s in drawn.total if s.a_week]
    assert runs == [(BORN + 14 * ONE_DAY, BORN + 34 * ONE_DAY)]


def test_after_a_loss_the_year_counts_from_that_day() -> None:
    lost = BORN + 4 * WEEK
    pathway = mother(supports=(support(until=lost + 51 * WEEK),))
    drawn = draw(pathway, lost, LIMITS, lost=lost)
    assert drawn
    assert (drawn.birth, drawn.born, drawn.last) == (lost, True, lost + YEAR)
    assert [drop.on for drop in drawn.drops] == [lost + 51 * WEEK + ONE_DAY]
    assert draw(pathway, lost + YEAR + ONE_DAY, LIMITS, lost=lost) is None


def test_checks_one_offs_and_promises_without_a_date_are_not_support_that_runs() -> None:
    supports = (
        support(kind=Kind.CHECK),
        support("once", once_by=BORN + WEEK),
        support("later", start=None),
    )
    drawn = ahead(mother(supports=supports), BORN)
    assert drawn.lanes == ()
    assert drawn.nothing_after_birth
    assert drawn.drops == ()


def test_a_fall_is_named_with_its_day_its_numbers_and_whose_promise_ends() -> None:
    ends = BORN + 6 * WEEK
    supports = (support(times=3, until=ends), support("drugs", service="Drug service"))
    (drop,) = ahead(mother(supports=supports), BORN).drops
    assert drop.sentence == (
        "From 21 April 2026 promised support falls from 4 a week to 1 a week, as Family support ends."
    )


def test_a_fall_to_exactly_half_is_none_and_one_below_it_is() -> None:
    ends = BORN + 6 * WEEK
    half = (support(until=ends), support("drugs", service="Drug service"))
    less = (*half, support("home", service="Home team", every=28, until=ends))
    assert ahead(mother(supports=half), BORN).drops == ()
    assert [drop.on for drop in ahead(mother(supports=less), BORN).drops] == [ends + ONE_DAY]


@pytest.mark.parametrize("weeks", [1, 5, 10, 26, 45, 51])
def test_each_fall_is_one_that_the_rule_will_speak_of_if_nothing_changes(weeks: int) -> None:
    ends = BORN + weeks * WEEK
    pathway = mother(supports=(support(until=ends),))
    (drop,) = ahead(pathway, BORN).drops
    assert drop.on == ends + ONE_DAY
    speaks = found("support_cliff", pathway, drop.on - ONE_DAY)
    assert [finding.rule for finding in speaks] == ["support_cliff"]
    assert not found("support_cliff", pathway, drop.on - days(LIMITS.ahead) - ONE_DAY)


def test_the_year_is_over_before_it_falls() -> None:
    assert ahead(mother(supports=(support(until=BORN + YEAR),)), BORN).drops == ()
    assert len(ahead(mother(supports=(support(until=BORN + YEAR - ONE_DAY),)), BORN).drops) == 1


def test_support_that_goes_down_step_by_step_to_less_than_half_is_said_to() -> None:
    steps = (support(times=2), support("a", times=2, until=BORN + 12 * WEEK), support("b", until=BORN + 24 * WEEK))
    drawn = ahead(mother(supports=steps), BORN)
    assert drawn.drops == ()
    assert drawn.fading == "Promised support goes down step by step, from 5 a week to 2 a week."
    assert ahead(mother(supports=steps[:2]), BORN).fading == ""  # exactly half is left
    agreed = (*steps[:2], support("b", until=BORN + 24 * WEEK, agreed_ending=BORN))
    assert ahead(mother(supports=agreed), BORN).fading == ""


def test_an_ending_she_agreed_to_is_no_fall() -> None:
    agreed = support(until=BORN + 6 * WEEK, agreed_ending=BORN)
    assert ahead(mother(supports=(agreed,)), BORN).drops == ()


def test_a_fall_just_behind_is_told_as_past() -> None:
    drawn = ahead(mother(supports=(support(until=BORN + 6 * WEEK),)), BORN + 7 * WEEK)
    assert drawn.drops[0].sentence.startswith(
        "Since 21 April 2026 promised support has fallen from 1 a week to nothing"
    )


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (Fraction(4), "4 a week"),
        (Fraction(0), "nothing"),
        (Fraction(1, 2), "1 every 2 weeks"),
        (Fraction(7, 4), "nearly 2 a week"),
        (Fraction(17, 4), "a little over 4 a week"),
        (Fraction(7, 30), "about 1 every 4 weeks"),
    ],
)
def test_rates_are_said_as_people_say_them(rate: Fraction, words: str) -> None:
    assert said_rate(rate) == words


def test_nothing_known_later_than_today_is_shown() -> None:
    planned_later = support(planned=BORN + timedelta(days=1), start=BORN + timedelta(days=1))
    assert ahead(mother(supports=(planned_later,)), BORN).lanes == ()
