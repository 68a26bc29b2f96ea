"""Who sees what: the liaison team, the services involved now, each role its own classes of information."""

from datetime import date, timedelta

import pytest

from pathway.actions import assessments, confidences, sharing
from pathway.actions.base import record_event
from pathway.models import (
    Event,
    Information,
    Involvement,
    Need,
    Pregnancy,
    Role,
    SafetyDetail,
    ServiceKind,
    SubstanceUse,
    Support,
)
from pathway.permissions import CLOCK

from .. import factories as make
from ..people import People

ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(("name", "sees"), [
    ("asha", True), ("ben", True), ("carol", False), ("fern", True), ("sol", True), ("dara", False),
])  # fmt: skip
def test_the_pathway_is_for_her_team_and_the_services_involved(
    name: str, sees: bool, people: People, today: date
) -> None:
    user = getattr(people, name)
    assert Pregnancy.objects.visible_to(user, today).filter(pk=people.nadia.pk).exists() is sees
    assert Support.objects.visible_to(user, today).exists() is sees


@pytest.mark.parametrize(("name", "classes"), [
    ("asha", set(Information)),
    ("carol", set()),
    ("fern", {Information.PATHWAY, Information.NEEDS}),
    ("sol", {Information.PATHWAY, Information.NEEDS, Information.CHILD_PROTECTION, Information.SAFETY}),
])  # fmt: skip
def test_each_role_sees_its_own_classes(name: str, classes: set[str], people: People, today: date) -> None:
    user = getattr(people, name)
    seen = {
        information
        for information in Information
        if Pregnancy.objects.visible_to(user, today, information).filter(pk=people.nadia.pk).exists()
    }
    assert seen == classes


def test_needs_substances_and_safety_each_follow_their_class(people: People, today: date) -> None:
    about = {"pregnancy": people.nadia, "by": CLOCK, "today": today}
    assessments.answer_need(topic="home", asked="asked", needs_help=True, **about)
    confidences.record_substance(substance="alcohol", **about)
    confidences.record_safety(asked="asked", asked_alone=True, **about)
    seen = {
        name: [
            bool(table.objects.visible_to(getattr(people, name), today)) for table in (Need, SubstanceUse, SafetyDetail)
        ]
        for name in ("asha", "fern", "sol", "carol")
    }
    assert seen == {
        "asha": [True, True, True],
        "fern": [True, False, False],
        "sol": [True, False, True],
        "carol": [False, False, False],
    }


def test_an_event_is_seen_only_with_its_own_class(people: People, today: date) -> None:
    confidences.record_safety(pregnancy=people.nadia, asked="asked", asked_alone=True, by=CLOCK, today=today)
    secret = Event.objects.filter(verb="confidences.record_safety")
    assert secret.visible_to(people.asha, today).exists()
    assert not secret.visible_to(people.fern, today).exists()
    assert Event.objects.visible_to(people.fern, today).exists()


def test_an_involvement_that_has_ended_opens_nothing(people: People, today: date) -> None:
    involvement = Involvement.objects.get(service__name="Family support")
    sharing.end_involvement(involvement=involvement, until=today, by=people.asha, today=today, because="Moved")
    assert Support.objects.visible_to(people.fern, today).exists()
    assert not Support.objects.visible_to(people.fern, today + ONE_DAY).exists()


def test_a_worker_who_has_left_sees_nothing(people: People, today: date) -> None:
    people.ben.workers.update(left=today)
    assert Support.objects.visible_to(people.ben, today).exists()
    assert not Support.objects.visible_to(people.ben, today + ONE_DAY).exists()


def test_two_jobs_each_open_their_own_classes_of_their_own_women(people: People, today: date) -> None:
    """Fern also works in a health visitors' service: it opens health of its women, and not of Nadia."""
    trust = people.nadia.team.service.trust
    visitors = make.a_service(trust, "Health visiting", ServiceKind.HEALTH_VISITING)
    make.a_worker(visitors, "Fern Example", Role.HEALTH_VISITOR, user=people.fern)
    other = make.a_pregnancy(people.nadia.team, today)
    make.a_support(other, today, visitors)
    rows = {
        (woman.pk, kind): record_event("assessments.try", woman, woman, CLOCK, information=kind)
        for woman in (people.nadia, other)
        for kind in Information
    }
    seen = set(Event.objects.filter(verb="assessments.try").visible_to(people.fern, today))
    family = {Information.PATHWAY, Information.NEEDS}
    expected = {(people.nadia.pk, kind) for kind in family}
    expected |= {(other.pk, kind) for kind in family | {Information.HEALTH, Information.CHILD_PROTECTION}}
    assert seen == {rows[key] for key in expected}
