"""Random lives in the database: loaded at once or recorded day by day, they leave the flags that judging them afresh gives."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial

import pytest
from django.db import transaction
from hypothesis import Phase, given, reject, settings
from hypothesis import strategies as st

from pathway import facts, loading
from pathway.actions import assessments, confidences, flags
from pathway.actions.base import Problem
from pathway.models import Asked, Flag, Goal, Pregnancy, Service
from pathway.places import Place
from pathway.rules import judge
from pathway.rules.facts import Pathway
from pathway.stories import Entry, replay

from .rules.pathways import BOOKED, LENGTH, dates, lives
from .rules.test_properties import story_of
from .rules.women import ENGLAND

pytestmark = pytest.mark.django_db
WEEKS = [BOOKED + timedelta(weeks=gone) for gone in range(LENGTH // 7 + 1)]
IN_A_DATABASE = settings(
    max_examples=settings().max_examples // 5, phases=[Phase.explicit, Phase.reuse, Phase.generate]
)
"""Each of these is written row by row, through every action: fewer of them are tried, and none is made smaller for long."""
Began = set[tuple[str, str, date]]
"""Flags: the rule, what it is about, and the day it began."""


@contextmanager
def undone() -> Iterator[None]:
    """What is written inside is gone afterwards: every random life begins with empty tables.

    A life that the actions turn down (two appointments with one service at one time, say) is none to try.
    """
    with transaction.atomic():
        try:
            yield
        except Problem:
            reject()
        finally:
            transaction.set_rollback(True)


def standing(pregnancy: Pregnancy) -> Began:
    """The open flags."""
    return {(flag.rule, flag.about, max(flag.began, BOOKED)) for flag in pregnancy.flags.open()}


def replayed(timeline: list[Entry], day: date) -> Began:
    """What the replay has open on a day."""
    return {
        (entry.rule, entry.about, entry.opened)
        for entry in timeline
        if entry.opened <= day and (entry.closed is None or entry.closed > day)
    }


def judged_afresh(pregnancy: Pregnancy, day: date) -> Began:
    """What the rules say of the facts as they stand in the tables."""
    findings = judge(facts.load([pregnancy.pk])[pregnancy.pk], day, ENGLAND).findings
    return {(finding.rule, finding.about, max(finding.since, BOOKED)) for finding in findings}


@IN_A_DATABASE
@given(lives())
def test_a_life_recorded_as_it_becomes_known_has_the_replays_flags_and_those_of_judging_afresh(
    pathway: Pathway,
) -> None:
    timeline = replay(story_of(pathway))
    with undone():
        life = loading.Loading(loading.Life("Asha Example", pathway), Place.named())
        steps = life.steps()
        for day in sorted({step.day for step in steps} | set(WEEKS)):
            for step in (step for step in steps if step.day == day):
                step.act()
            flags.sweep(today=day)
            assert standing(life.pregnancy) == replayed(timeline, day), day
        assert standing(life.pregnancy) == judged_afresh(life.pregnancy, day)


@IN_A_DATABASE
@given(lives(), st.sets(dates(), min_size=1, max_size=8))
def test_a_life_loaded_at_once_has_the_replays_flags_on_whatever_days_the_clock_comes_by(
    pathway: Pathway, days: set[date]
) -> None:
    timeline = replay(story_of(pathway))
    with undone():
        pregnancy = loading.load(loading.Life("Asha Example", pathway))
        for day in sorted(days):
            flags.sweep(today=day)
            assert standing(pregnancy) == replayed(timeline, day), day
            assert standing(pregnancy) == judged_afresh(pregnancy, day), day


WHAT_NO_RULE_SEES: tuple[Callable[..., object], ...] = (
    partial(confidences.record_substance, substance="heroin", her_goal=Goal.STOP, her_words="I used again on Sunday."),
    partial(confidences.record_substance, substance="methadone", prescribed=True),
    partial(confidences.record_safety, asked=Asked.ASKED, asked_alone=True, her_words="He hit me."),
    partial(assessments.record_safe_contact, route="phone", safe=False, answered_on=BOOKED, note="He reads it."),
    partial(assessments.answer_need, topic="home", asked=Asked.ASKED, needs_help=True, her_words="Test positive."),
)


@IN_A_DATABASE
@given(lives(), dates(), st.sampled_from(WHAT_NO_RULE_SEES))
def test_neither_another_name_of_a_service_nor_what_no_rule_sees_changes_a_flag(
    pathway: Pathway, day: date, tell: Callable[..., object]
) -> None:
    with undone():
        pregnancy = loading.load(loading.Life("Asha Example", pathway))
        flags.sweep(today=day)
        before = list(Flag.objects.order_by("pk").values())
        tell(pregnancy=pregnancy, by=None, today=day)
        flags.reassess([pregnancy], today=day)
        assert list(Flag.objects.order_by("pk").values()) == before
        for service in Service.objects.all():
            Service.objects.filter(pk=service.pk).update(name=f"New name {service.pk}")
        flags.reassess([pregnancy], today=day)
        after = Flag.objects.order_by("pk")
        assert [fixed(flag) for flag in after.values()] == [fixed(flag) for flag in before]


def fixed(flag: dict[str, object]) -> list[object]:
    """What makes a flag this flag, and says that it neither closed nor came up anew."""
    return [
        flag[name] for name in ("id", "rule", "level", "service_id", "began", "opened", "closed", "acknowledged_on")
    ]
