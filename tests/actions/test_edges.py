"""Edges of sharing and of the clock: what others may not learn, and who must not be forgotten."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from pathway.actions import flags, meetings, pregnancies, thresholds
from pathway.actions.base import Problem
from pathway.models import Flag, Pregnancy, Reassessment, Stumble, Worker
from pathway.permissions import CLOCK

from .. import factories as make
from ..people import People

NUMBER = "9990000018"
ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)


@pytest.mark.parametrize("name", ["Mira Example", "Somebody Else"])
def test_an_nhs_number_tells_nobody_of_a_woman_seen_elsewhere(name: str, people: People, today: date) -> None:
    hers = make.a_pregnancy(people.nadia.team, today, name="Mira Example", nhs_number=NUMBER, phone="01632 960001")
    booked = pregnancies.book(
        name=name, nhs_number=NUMBER, team=people.carol.workers.get().team, booked=today, due=today + 20 * ONE_WEEK,
        by=people.carol, today=today,
    )  # fmt: skip
    assert booked.mother != hers.mother
    assert booked.mother.phone == ""


def test_her_own_team_finds_her_by_her_number_again(people: People, today: date) -> None:
    hers = make.a_pregnancy(people.nadia.team, today, name="Mira Example", nhs_number=NUMBER)
    again = pregnancies.book(
        name="Mira Example", nhs_number=NUMBER, team=people.nadia.team, booked=today, due=today + 30 * ONE_WEEK,
        by=people.asha, today=today,
    )  # fmt: skip
    assert again.mother == hers.mother


def test_a_flag_that_names_a_meeting_is_for_those_who_may_see_meetings(people: People, today: date) -> None:
    monday = today + timedelta(days=7 - today.weekday())
    for gone in range(6):
        meetings.book(pregnancy=people.nadia, kind="core group", day=monday + gone * ONE_DAY, by=CLOCK, today=today)
    full = Flag.objects.open().filter(rule="week_overloaded")
    assert full.visible_to(people.asha, today).exists()
    assert not full.visible_to(people.fern, today).exists()
    with pytest.raises(Problem, match="may not see this flag"):
        flags.hand_on(flag=full.get(), to_worker=Worker.objects.get(name="Fern Example"), by=people.asha, today=today)


def test_who_could_not_be_judged_on_a_write_is_tried_again(people: People, today: date) -> None:
    Pregnancy.objects.update(reassess_on=None)
    people.nadia.supports.update(kind="?")
    flags.reassess([people.nadia], today=today)
    people.nadia.refresh_from_db()
    assert people.nadia.is_stale(today)
    people.nadia.supports.update(kind="support")
    Stumble.objects.update(try_again_at=timezone.now())
    assert flags.sweep(today=today).judged == 1
    assert not Stumble.objects.exists()


def test_a_reassessment_for_a_pack_that_is_no_more_ends(people: People, today: date) -> None:
    Reassessment.objects.create(trust=people.nadia.team.service.trust, pack="england 2025.9", total=1)
    assert thresholds.work_off(today=today).judged == 0


def test_a_flag_cannot_be_set_aside_for_ever(people: People, today: date) -> None:
    flag = Flag.objects.open().first()
    assert flag is not None
    with pytest.raises(Problem, match="91 days at most"):
        flags.set_aside(flag=flag, until=date(9999, 1, 1), reason="Never", by=people.asha, today=today)
