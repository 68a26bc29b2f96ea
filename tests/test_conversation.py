"""The booking conversation's steps: who sees them follows from one table, and nothing unasked reads as answered."""

from datetime import date, timedelta

import pytest

from pathway import conversation
from pathway.actions import assessments, confidences
from pathway.conversation import BY_SLUG, QUESTIONS, STEPS, Step
from pathway.models import SEES, Asked, Information, Pregnancy, Role, Route, SubstanceKind, Topic
from pathway.models.assessments import class_of
from pathway.permissions import CLOCK

from . import factories as make
from .people import People

ONE_DAY = timedelta(days=1)
ALL = frozenset(Information)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.slug)
def test_who_will_see_a_step_is_what_the_table_of_roles_says(step: Step) -> None:
    assert set(step.seen_by) == {
        Role(role).label for role, classes in SEES.items() if any(item in classes for item in step.classes)
    }
    assert {class_of(topic) for topic in step.topics} <= step.classes


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.slug)
def test_nobody_is_asked_to_see_a_step_who_sees_only_a_part_of_it(step: Step) -> None:
    sees_some = {role for role, classes in SEES.items() if classes & step.classes}
    sees_all = {role for role, classes in SEES.items() if step.classes <= classes}
    assert sees_some == sees_all


def test_every_topic_is_asked_in_one_step_and_has_a_question() -> None:
    asked = [topic for step in STEPS for topic in step.topics]
    assert sorted(asked) == sorted(Topic)
    assert set(QUESTIONS) == set(Topic)
    assert len(BY_SLUG) == len(STEPS)


def test_every_step_says_why() -> None:
    assert all(step.why.endswith(".") and len(step.why) < 300 for step in STEPS)


def test_alcohol_stands_first_and_heroin_does_not() -> None:
    kinds = list(SubstanceKind)
    assert kinds[0] == SubstanceKind.ALCOHOL
    opiates = {SubstanceKind.HEROIN, SubstanceKind.TREATMENT, SubstanceKind.PAINKILLERS}
    assert not opiates & set(kinds[:6])


@pytest.mark.parametrize(
    ("role", "hidden"),
    [
        (Role.LIAISON_MIDWIFE, set()),
        (Role.MIDWIFE, {"alcohol-and-drugs", "safety"}),
        (Role.FAMILY_SUPPORT_WORKER, {"health", "feelings", "alcohol-and-drugs", "safety"}),
        (Role.DRUG_AND_ALCOHOL_WORKER, {"health", "feelings", "safety"}),
        (Role.PERINATAL_SOCIAL_WORKER, {"health", "feelings", "alcohol-and-drugs"}),
    ],
)
def test_steps_that_a_role_may_not_see_are_not_there(role: str, hidden: set[str], people: People) -> None:
    shown = {step.slug for step in conversation.steps_for(people.nadia, SEES[role])}
    assert shown == set(BY_SLUG) - hidden


def test_late_is_asked_of_those_booked_after_ten_weeks_and_of_nobody_else(people: People, today: date) -> None:
    due = today + timedelta(days=280 - 70)
    for days, late in ((0, False), (1, True)):
        woman = make.a_pregnancy(people.nadia.team, today, booked=today, due=due - days * ONE_DAY)
        assert woman.booked_late is late
        assert (BY_SLUG["late"] in conversation.steps_for(woman, ALL)) is late


def states(pregnancy: Pregnancy) -> dict[str, str]:
    found = conversation.progress(pregnancy, STEPS)
    return {row.step.slug: row.said for row in found if row.state != Asked.NOT_ASKED}


def test_nothing_reads_as_asked_until_it_was(people: People, today: date) -> None:
    nadia = people.nadia
    about = {"pregnancy": nadia, "by": CLOCK, "today": today}
    assert states(nadia) == {}
    assessments.answer_need(topic="home", asked="asked", her_words="Damp", **about)
    assessments.answer_need(topic="matters", asked="rather_not_say", **about)
    assessments.answer_need(topic="health", asked="not_asked", **about)
    assessments.add_person(name="Jo", **about)
    confidences.record_safety(asked="rather_not_say", asked_alone=True, **about)
    assert states(nadia) == {
        "home": "Asked in part",
        "matters": "She would rather not say",
        "people": "Asked",
        "safety": "She would rather not say",
    }
    assessments.answer_need(topic="home_after", asked="asked", needs_help=False, **about)
    confidences.talk_of_substances(asked="asked", **about)
    nadia = Pregnancy.objects.get(pk=nadia.pk)
    assert states(nadia)["home"] == "Asked"
    assert states(nadia)["alcohol-and-drugs"] == "Asked"


def test_meeting_safely_is_asked_only_once_every_way_is(people: People, today: date) -> None:
    about = {"pregnancy": people.nadia, "by": CLOCK, "today": today}
    for route in Route.values:
        assessments.record_safe_contact(route=route, safe=route == Route.PHONE, answered_on=today, **about)
        assert states(people.nadia) == {"meeting": "Asked in part"}
    assessments.answer_need(topic="places", asked="asked", her_words="The library", **about)
    assert states(people.nadia) == {"meeting": "Asked"}


def test_where_she_would_rather_not_say_no_way_is_left_open(people: People, today: date) -> None:
    about = {"pregnancy": people.nadia, "by": CLOCK, "today": today}
    assessments.answer_need(topic="places", asked="rather_not_say", **about)
    assert states(people.nadia) == {"meeting": "She would rather not say"}
    assessments.record_safe_contact(route="phone", safe=False, answered_on=today, **about)
    assert states(people.nadia) == {"meeting": "Asked"}


def test_the_services_that_see_an_answer_today_are_named(people: People, today: date) -> None:
    def named(slug: str, on: date = today) -> list[str]:
        return conversation.services_that_see(people.nadia, BY_SLUG[slug], on)

    assert named("matters") == ["Children's social work", "Family support", "Midwifery"]
    assert named("health") == ["Midwifery"]
    assert named("safety") == ["Children's social work", "Midwifery"]
    people.fern.workers.update(left=today)
    assert "Family support" in named("matters")
    assert "Family support" not in named("matters", today + ONE_DAY)
