"""Loss: recorded with care, seen by the rules as the beginning of the year, and never the end of her own support."""

from datetime import date, timedelta
from typing import Any

import pytest

from pathway import facts
from pathway.actions import losses, meetings, plans, pregnancies
from pathway.actions.base import Problem
from pathway.models import Baby, Loss, LossDetail, LossKind, Pregnancy
from pathway.permissions import CLOCK

from .. import factories as make
from ..people import People

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)


def given(people: People, day: date, today: date, **more: Any) -> dict[str, Any]:
    person = people.fern.workers.get()
    return {"day": day, "named_person": person, "first_contact_by": today, "by": people.asha, "today": today} | more


def rules(woman: Pregnancy) -> set[str]:
    return set(woman.flags.open().values_list("rule", flat=True))


def test_a_lost_pregnancy_ends_the_need_for_a_conference_and_not_her_support(people: People, today: date) -> None:
    nadia = people.nadia
    pregnancies.change_details(
        pregnancy=nadia, version=None, due=today + 8 * ONE_WEEK, conference_needed=True, by=CLOCK, today=today
    )
    assert "conference_late" in rules(nadia)
    losses.record_loss(pregnancy=nadia, **given(people, today, today))
    nadia.refresh_from_db()
    assert (nadia.born, nadia.lost_on) == (None, today)
    assert "conference_late" not in rules(nadia)
    for support in nadia.supports.all():
        plans.stop(support=support, on=today - ONE_DAY, by=CLOCK, today=today)
    assert "no_support_planned" in rules(nadia)


def test_her_plan_is_agreed_anew_and_no_birth_is_spoken_of(people: People, today: date) -> None:
    ended = today - 15 * ONE_DAY
    losses.record_loss(pregnancy=people.nadia, **given(people, ended, today))
    flag = people.nadia.flags.open().get(rule="plan_not_reviewed")
    assert flag.sentence.startswith("Her pregnancy ended on ")
    assert "birth" not in flag.sentence


def test_the_facts_hold_the_day_and_no_kind(people: People, today: date) -> None:
    losses.record_loss(pregnancy=people.nadia, kind=LossKind.TERMINATION, **given(people, today, today))
    pathway = facts.load([people.nadia.pk])[people.nadia.pk]
    assert (pathway.born, pathway.ended) == (None, today)
    assert "termination" not in repr(pathway)
    assert LossDetail.objects.visible_to(people.asha, today).exists()
    assert not LossDetail.objects.visible_to(people.fern, today).exists()
    assert Loss.objects.visible_to(people.fern, today).exists()


def test_a_stillbirth_is_a_birth_and_a_death(people: People, today: date) -> None:
    losses.record_stillbirth(pregnancy=people.nadia, name="Leo", **given(people, today, today))
    people.nadia.refresh_from_db()
    baby = people.nadia.babies.get()
    assert (people.nadia.born, people.nadia.lost_on, baby.born, baby.died) == (today, today, today, today)
    assert "alone_after_separation" not in rules(people.nadia)


def test_where_one_twin_lives_no_baby_wording_is_left_off_for_good(people: People, today: date) -> None:
    pregnancies.record_birth(pregnancy=people.nadia, born=today, babies=("A", "B"), by=CLOCK, today=today)
    first, second = people.nadia.babies.all()
    losses.record_death(baby=first, **given(people, today, today))
    people.nadia.refresh_from_db()
    assert people.nadia.lost_on is None
    losses.record_death(baby=second, **given(people, today, today))
    people.nadia.refresh_from_db()
    assert people.nadia.lost_on == today


@pytest.mark.parametrize(("days", "sentence"), [(1, "in the future"), (-200, "She was booked on")])
def test_days_that_cannot_be(days: int, sentence: str, people: People, today: date) -> None:
    with pytest.raises(Problem, match=sentence):
        losses.record_loss(pregnancy=people.nadia, **given(people, today + days * ONE_DAY, today))


def test_nothing_is_recorded_twice(people: People, today: date) -> None:
    losses.record_loss(pregnancy=people.nadia, **given(people, today, today))
    with pytest.raises(Problem, match="recorded already"):
        losses.record_loss(pregnancy=people.nadia, **given(people, today, today))
    with pytest.raises(Problem, match="A loss is recorded"):
        pregnancies.record_birth(pregnancy=people.nadia, born=today, by=CLOCK, today=today)


def test_what_was_entered_by_mistake_is_taken_back(people: People, today: date) -> None:
    loss = losses.record_loss(pregnancy=people.nadia, **given(people, today, today))
    with pytest.raises(Problem, match="why it is taken back"):
        losses.take_back(loss=loss, because=" ", by=people.asha, today=today)
    losses.take_back(loss=loss, because="Another woman", by=people.asha, today=today)
    people.nadia.refresh_from_db()
    assert people.nadia.lost_on is None
    losses.record_loss(pregnancy=people.nadia, **given(people, today, today))
    dead = make.a_birth(make.a_pregnancy(people.nadia.team, today), today, today).babies.get()
    death = losses.record_death(baby=dead, **given(people, today, today))
    losses.take_back(loss=death, because="Another baby", by=CLOCK, today=today)
    dead.refresh_from_db()
    assert dead.died is None


def test_only_what_is_chosen_is_called_off(people: People, today: date) -> None:
    nadia = people.nadia
    checks = make.a_support(nadia, today, reference="checks", kind="check", planned=today - ONE_WEEK)
    hers = nadia.supports.get(reference="family-support")
    first, kept = (make.a_contact(checks, today + n * ONE_DAY, today, outcome=None) for n in (1, 2))
    core = meetings.book(pregnancy=nadia, kind="core group", day=today + ONE_DAY, by=CLOCK, today=today)
    done = losses.call_off(pregnancy=nadia, appointments=[first], sittings=[core], by=people.asha, today=today)
    assert done == 2
    for row in (first, kept, core, hers):
        row.refresh_from_db()
    assert (bool(first.entered_in_error), kept.entered_in_error, core.cancelled, hers.stopped) == (
        True,
        "",
        today,
        None,
    )


def test_her_record_stays_open_for_a_year_after_a_loss(people: People, today: date) -> None:
    losses.record_loss(pregnancy=people.nadia, **given(people, today, today))
    last = today + timedelta(days=364)
    with pytest.raises(Problem, match="stays open for a year"):
        pregnancies.close(pregnancy=people.nadia, on=last, reason="pregnancy_ended", by=CLOCK, today=last)
    later = last + ONE_DAY
    pregnancies.close(pregnancy=people.nadia, on=later, reason="pregnancy_ended", by=CLOCK, today=later)


def test_somebody_else_can_come_for_her(people: People, today: date) -> None:
    loss = losses.record_loss(pregnancy=people.nadia, **given(people, today, today))
    sol = people.sol.workers.get()
    losses.name_another(loss=loss, named_person=sol, first_contact_by=today, by=people.asha, today=today)
    loss.refresh_from_db()
    assert loss.named_person == sol


def test_somebody_else_never_begins_with_a_day_that_is_past(people: People, today: date) -> None:
    loss = losses.record_loss(pregnancy=people.nadia, **given(people, today, today))
    later, sol = today + 9 * ONE_DAY, people.sol.workers.get()
    again = {"loss": loss, "by": people.asha, "today": later}
    with pytest.raises(Problem, match="cannot be before") as caught:
        losses.name_another(named_person=sol, first_contact_by=today, **again)
    assert caught.value.field == "first_contact_by"
    losses.name_another(named_person=loss.named_person, first_contact_by=loss.first_contact_by, **again)
    losses.name_another(named_person=sol, first_contact_by=later, **again)
    assert loss.first_contact_by == later


def test_a_day_to_remember_stops_when_she_says_so(people: People, today: date) -> None:
    row = losses.remember(
        pregnancy=people.nadia, day=today, words="Leo’s day", she_agreed_on=today, by=people.asha, today=today
    )
    losses.stop_remembering(row=row, on=today, by=people.asha, today=today)
    with pytest.raises(Problem, match="stopped already"):
        losses.stop_remembering(row=row, on=today, by=people.asha, today=today)


def test_a_baby_who_died_is_called_by_the_whole_name(people: People, today: date) -> None:
    baby = make.a_birth(people.nadia, today - ONE_WEEK, today).babies.get()
    Baby.objects.filter(pk=baby.pk).update(name="Leo James", died=today)
    baby.refresh_from_db()
    with pytest.raises(Problem, match="Leo James died on"):
        pregnancies.move_baby(baby=baby, start=today, with_her=True, by=people.asha, today=today)
