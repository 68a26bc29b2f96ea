"""The clock finds its work by a query: nothing is lost by an outage, nothing doubled by two clocks."""

from datetime import date, timedelta

import pytest
from celery.schedules import crontab
from django.utils import timezone

import tasks
from pathway.actions import flags
from pathway.models import Event, Flag, FlagStep, Heartbeat, Pregnancy, Service, StepKind, Stumble
from tasks.flags import escalate_unacknowledged, reassess_due

from .. import factories as make
from ..people import People

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)


def test_every_entry_of_the_schedule_names_a_task_that_exists() -> None:
    tasks.app.loader.import_default_modules()
    for entry in tasks.app.conf.beat_schedule.values():
        assert entry["task"] in tasks.app.tasks
        assert isinstance(entry["schedule"], crontab | int)


def test_the_clock_judges_whoever_is_due_and_records_that_it_came_by(people: People) -> None:
    Pregnancy.objects.update(reassess_on=date.min)
    assert Heartbeat.has_stopped(Heartbeat.last())
    reassess_due()
    assert not Pregnancy.objects.due_for_reassessment(timezone.localdate()).exists()
    assert not Heartbeat.has_stopped(Heartbeat.last())
    assert Flag.objects.open().filter(rule="support_missed").exists()


def test_a_second_pass_on_the_same_day_changes_nothing(people: People, today: date) -> None:
    Pregnancy.objects.update(reassess_on=date.min)
    first = flags.sweep(today=today)
    before = list(Flag.objects.values()), FlagStep.objects.count(), Event.objects.count()
    second = flags.sweep(today=today)
    assert (first.judged, second.judged) == (1, 0)
    assert before == (list(Flag.objects.values()), FlagStep.objects.count(), Event.objects.count())


def test_an_idle_poll_is_few_queries(people: People, today: date, django_assert_max_num_queries: object) -> None:
    flags.sweep(today=today)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        flags.sweep(today=today)


def test_missed_days_lose_nothing(people: People, today: date) -> None:
    """A clock that was away for three weeks finds what one that never slept finds."""
    later = today + 3 * ONE_WEEK
    flags.sweep(today=later)
    found = set(Flag.objects.open().values_list("rule", "about"))
    assert ("support_missed", "social-worker") in found


def test_time_never_runs_backwards_for_a_woman(people: People, today: date) -> None:
    flags.reassess([people.nadia], today=today + ONE_WEEK)
    flags.reassess([people.nadia], today=today)
    people.nadia.refresh_from_db()
    assert people.nadia.judged_on == today + ONE_WEEK
    assert not Flag.objects.filter(closed__lt=today + ONE_WEEK).exists()


def test_one_record_that_cannot_be_judged_holds_up_nobody(people: People, today: date) -> None:
    other = make.a_pregnancy(people.nadia.team, today)
    people.nadia.supports.update(kind="?")  # what no action would write
    Pregnancy.objects.update(reassess_on=date.min)
    changes = flags.sweep(today=today)
    assert (changes.judged, changes.stumbled) == (1, 1)
    assert Stumble.objects.get().pregnancy == people.nadia
    other.refresh_from_db()
    assert other.judged_on == today
    assert flags.sweep(today=today).stumbled == 0  # not again before its time
    Stumble.objects.update(try_again_at=timezone.now())
    people.nadia.supports.update(kind="support")
    assert flags.sweep(today=today).judged == 1
    assert not Stumble.objects.exists()


@pytest.mark.parametrize(("level", "working_days"), [(1, 1), (2, 5)])
def test_what_nobody_acknowledged_in_time_is_escalated_once(level: int, working_days: int, people: People) -> None:
    monday = date(2026, 3, 2)
    in_time = monday + working_days * ONE_DAY if level == 1 else monday + ONE_WEEK
    flag = Flag.objects.create(
        pregnancy=people.nadia, rule="example", level=level, began=monday, opened=monday, sentence="…",
        acknowledge_by=in_time,
    )  # fmt: skip
    assert flags.escalate(today=in_time) == []
    assert flags.escalate(today=in_time + ONE_DAY) == [flag]
    assert flags.escalate(today=in_time + 2 * ONE_DAY) == []
    assert [step.kind for step in flag.steps.all()] == [StepKind.ESCALATED]
    step = flag.steps.get()
    flag.refresh_from_db()
    assert (step.to_worker, step.note, flag.escalated_to) == (people.ben.workers.get(), "Ben Midwife", "Ben Midwife")


@pytest.mark.parametrize(("leads", "named"), [(("Ann", "Zed"), "Ann and Zed"), ((), "")])
def test_all_who_lead_her_team_that_day_are_named(
    leads: tuple[str, ...], named: str, people: People, today: date
) -> None:
    people.ben.workers.update(left=today - ONE_DAY)
    team = people.nadia.team
    for name in leads:
        make.a_worker(team.service, name, "liaison_midwife", team=team, leads_team=True)
    late = {"acknowledge_by": today - ONE_DAY, "began": today, "opened": today, "level": 1, "sentence": "…"}
    Flag.objects.create(pregnancy=people.nadia, rule="example", **late)
    (flag,) = flags.escalate(today=today)
    assert flag.escalated_to == named
    assert flag.steps.get().to_worker is None


def test_an_acknowledged_flag_is_not_escalated(people: People, today: date) -> None:
    flag = Flag.objects.open().first()
    assert flag is not None
    flags.acknowledge(flag=flag, by=people.asha, today=today)
    late = flags.escalate(today=today + 4 * ONE_WEEK)
    assert late
    assert flag not in late


def test_what_was_set_aside_returns_on_its_day(people: People, today: date) -> None:
    flag = Flag.objects.open().first()
    assert flag is not None
    flags.set_aside(flag=flag, until=today + ONE_WEEK, reason="She is with her sister.", by=people.asha, today=today)
    assert flag not in Flag.objects.to_show(today + 6 * ONE_DAY)
    assert flag in Flag.objects.to_show(today + ONE_WEEK)
    flags.escalate(today=today + ONE_WEEK)
    flag.refresh_from_db()
    assert flag.set_aside_until is None
    assert flag.acknowledged_on is None
    assert flag.steps.filter(kind=StepKind.RETURNED).exists()


def test_the_escalating_task_runs(people: People) -> None:
    escalate_unacknowledged()
    assert Heartbeat.objects.filter(part="escalate").exists()
    assert Service.objects.exists()
