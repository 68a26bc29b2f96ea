"""The benchmark's parts run at a tiny size, and its yardsticks are true. No time is asserted: machines differ."""

from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from bench import caseload, clock, detection, goals, pages, speed, tables, yardsticks
from bench.lives import Fall, lives
from bench.women import TODAY, women
from pathway import facts
from pathway.actions import flags
from pathway.models import Pause, Pregnancy

WOMEN = 50


@pytest.fixture
def filled(db: None) -> None:
    caseload.fill(WOMEN)


def test_the_same_women_every_time() -> None:
    assert list(women(20)) == list(women(20))
    assert {len(woman.supports) for woman in women(20)} == {6}


def test_the_tables_hold_the_women_that_were_made(filled: None) -> None:
    """What is read back is what was written, but for the keys that tables add."""
    for made, read in zip(women(WOMEN), facts.load(range(1, WOMEN + 1)).values(), strict=True):
        assert [support._replace(ref="") for support in read.supports] == list(made.supports)
        assert [contact._replace(ref="") for contact in read.contacts] == list(made.contacts)
        assert [home._replace(ref="") for home in read.homes] == list(made.homes)
        assert read[:6] == made[:6]


def test_the_sql_yardstick_finds_exactly_what_the_engine_finds(filled: None) -> None:
    found = yardsticks.silent_promises(TODAY)
    flags.sweep(today=TODAY)
    assert Pause.objects.exists()
    assert found == clock.recurring_breaches() != []


def test_copies_are_women_in_their_own_right(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caseload, "DIFFERENT", 10)
    caseload.fill(30)
    read = list(facts.load(range(1, 31)).values())
    assert Pregnancy.objects.count() == 30
    assert [woman.booked for woman in read[:10]] == [woman.booked for woman in read[20:]]
    assert len(read[0].contacts) == len(read[10].contacts) > 0
    assert {row.ref for row in read[0].contacts}.isdisjoint(row.ref for row in read[10].contacts)


def test_the_clock_is_measured(filled: None) -> None:
    found = clock.measure(WOMEN)
    assert found["sql_agrees"]
    assert found["opened"] > 0
    assert [day["due"] for day in (*found["days"], found["again"])] == [2, 10, 50]
    assert [day["changed"] for day in (*found["days"], found["again"])] == [0, 0, 0]


def test_falls_are_noticed_after_they_happen(db: None) -> None:
    for life in lives(3):
        seen = list(detection.by_rules(life))
        days = detection.days_to_notice(life, seen)
        assert (days is None) == (life.fall is Fall.NONE)
        assert days is None or days >= 0


def test_twenty_eight_silent_days_are_counted_to_the_day() -> None:
    life = next(lives(1))
    silent = life._replace(pathway=life.pathway._replace(contacts=()))
    first = {alarm.about: alarm.first for alarm in detection.nothing_for_28_days(silent)}
    start = life.pathway.booked
    assert {(day - start).days for day in first.values()} == {29}
    assert [(alarm.first - start).days for alarm in detection.overdue(silent)] == [9, 18, 36]


def test_flags_of_one_promise_at_one_time_read_as_one_story() -> None:
    monday, day = TODAY, detection.ONE_DAY
    alarms = [
        detection.Alarm("nothing_booked", "visits", monday, monday + 3 * day),
        detection.Alarm("support_missed", "visits", monday + 2 * day, monday + 5 * day),
        detection.Alarm("support_missed", "talks", monday, monday),
        detection.Alarm("support_missed", "visits", monday + 6 * day, monday + 6 * day),
    ]
    assert detection.spells(alarms) == 3


def test_figures_are_told_beside_their_goals() -> None:
    found: dict[str, Any] = {"rules": speed.rules_alone(runs=1, number=2), "detection": detection.measure(2)}
    told = StringIO()
    tables.show(found, Console(width=140, file=told))
    for goal in goals.goals(found):
        assert goal.what in told.getvalue()


@pytest.mark.parametrize(("measured", "verdict"), [(0.2, "met (67% of the goal)"), (0.4, "missed by 0.1 ms")])
def test_a_goal_says_by_how_much(measured: float, verdict: str) -> None:
    assert goals.Goal("Something", measured, 0.3, "ms").verdict == verdict


def test_each_page_is_measured_and_told_beside_its_goal(db: None) -> None:
    pages.fill(20)
    found = {"pages": [{"database": "SQLite"} | pages.measure(20)]}
    measured = {row["page"]: row for row in found["pages"][0]["pages"]}
    assert measured["today"]["queries"] > 0
    assert {"team_show", "service_show", "search by name"} <= set(measured)
    slowest, longest, growing = goals.goals(found)
    assert "longest wait" in longest.what
    assert "slowest page" in slowest.what
    assert growing.met
    told = StringIO()
    tables.show(found, Console(width=140, file=told))
    assert "today (lead)" in told.getvalue()
