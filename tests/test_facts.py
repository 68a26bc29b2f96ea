"""The bridge from tables to facts: every field comes through as it was recorded, on SQLite and PostgreSQL alike."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pathway import facts as bridge
from pathway.models import Answer as AnswerRow
from pathway.models import (
    Baby,
    Lead,
    Meeting,
    Need,
    Pause,
    PlanGiven,
    PlanVersion,
    PracticalRequest,
    Pregnancy,
    Residence,
    Support,
)
from pathway.models import Contact as ContactRow
from pathway.rules import facts
from pathway.rules.words import GettingSupport, Help, Kind, MeetingKind, Mode, Outcome

from . import factories as make

TODAY = date(2026, 6, 1)
ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)


@pytest.fixture
def woman(db: None) -> Pregnancy:
    return make.a_pregnancy(make.a_team(make.a_trust()), TODAY)


def read(woman: Pregnancy) -> facts.Pathway:
    return bridge.load([woman.pk])[woman.pk]


def test_her_own_dates(woman: Pregnancy) -> None:
    fields: dict[str, Any] = {
        "booked": date(2026, 1, 5), "due": date(2026, 5, 20), "born": date(2026, 5, 18), "closed": date(2026, 5, 30),
        "conference_needed": True,
    }  # fmt: skip
    Pregnancy.objects.filter(pk=woman.pk).update(**fields)
    found = read(woman)
    assert {name: getattr(found, name) for name in fields} == fields


def test_a_woman_of_whom_little_is_known(woman: Pregnancy) -> None:
    found = read(woman)
    assert (found.born, found.closed, found.conference_needed) == (None, None, False)
    assert not any((found.contacts, found.meetings, found.requests, found.versions, found.answers))
    assert found.needs == frozenset()


def test_every_field_of_a_support(woman: Pregnancy) -> None:
    support = make.a_support(woman, TODAY)
    other = make.a_service(woman.team.service.trust, "Early help")
    fields: dict[str, Any] = {
        "planned": date(2026, 2, 1), "every": 14, "times": 2, "start": date(2026, 2, 3), "until": date(2026, 9, 1),
        "stopped": date(2026, 8, 1), "treatment": True, "agreed_ending": date(2026, 7, 1),
    }  # fmt: skip
    Support.objects.filter(pk=support.pk).update(kind="both", **fields)
    Pause.objects.create(support=support, start=date(2026, 3, 1), until=date(2026, 3, 9))
    support.handovers.create(to_service=other, offered=date(2026, 4, 1), accepted=date(2026, 4, 2))
    (found,) = read(woman).supports
    assert found == facts.Support(
        key=support.reference, service="Family support", kind=Kind.BOTH, hand_over_to="Early help",
        pauses=(facts.Span(date(2026, 3, 1), date(2026, 3, 9)),), accepted=date(2026, 4, 2), ref=str(support.pk),
        **fields,
    )  # fmt: skip


def test_a_one_off_support_without_dates(woman: Pregnancy) -> None:
    support = make.a_support(woman, TODAY, once_by=date(2026, 7, 1), start=None)
    (found,) = read(woman).supports
    assert (found.once_by, found.every, found.start, found.until) == (date(2026, 7, 1), None, None, None)
    assert (found.stopped, found.treatment, found.agreed_ending, found.pauses) == (None, False, None, ())
    assert (found.hand_over_to, found.accepted, found.planned) == (None, None, support.planned)


def test_a_declined_handover_is_not_one(woman: Pregnancy) -> None:
    support = make.a_support(woman, TODAY)
    one, two = (make.a_service(woman.team.service.trust, name) for name in ("Early help", "Health visiting"))
    support.handovers.create(to_service=one, offered=TODAY, declined=TODAY, because="No place before August.")
    assert read(woman).supports[0].hand_over_to is None
    support.handovers.create(to_service=two, offered=TODAY)
    assert (read(woman).supports[0].hand_over_to, read(woman).supports[0].accepted) == ("Health visiting", None)


@pytest.mark.parametrize("outcome", [None, *Outcome])
def test_every_field_of_a_contact(outcome: Outcome | None, woman: Pregnancy) -> None:
    support = make.a_support(woman, TODAY)
    worker = make.a_worker(support.service)
    row = ContactRow.objects.create(
        support=support, day=date(2026, 5, 20), known=date(2026, 5, 6), at=time(10, 30), minutes=45, mode="clinic",
        with_childcare=True, with_interpreter=True, needs_her=False, worker=worker, outcome=outcome,
    )  # fmt: skip
    assert read(woman).contacts == (
        facts.Contact(
            support.reference, date(2026, 5, 20), date(2026, 5, 6), outcome, str(worker.pk), 630, 45, Mode.CLINIC,
            frozenset({Help.CHILDCARE, Help.INTERPRETER}), False, str(row.pk),
        ),
    )  # fmt: skip


def test_a_contact_of_which_little_is_known(woman: Pregnancy) -> None:
    support = make.a_support(woman, TODAY)
    row = ContactRow.objects.create(support=support, day=TODAY, known=TODAY)
    assert read(woman).contacts == (facts.Contact(support.reference, TODAY, TODAY, ref=str(row.pk)),)


def test_a_contact_booked_by_mistake_is_none(woman: Pregnancy) -> None:
    support = make.a_support(woman, TODAY)
    ContactRow.objects.create(support=support, day=TODAY, known=TODAY, entered_in_error="Wrong woman.")
    assert read(woman).contacts == ()


def test_contacts_stand_in_the_order_in_which_they_were_recorded(woman: Pregnancy) -> None:
    support = make.a_support(woman, TODAY)
    days = [TODAY, TODAY - ONE_WEEK, TODAY - ONE_DAY]
    for day in days:
        ContactRow.objects.create(support=support, day=day, known=day)
    assert [contact.day for contact in read(woman).contacts] == days


def test_every_field_of_a_meeting(woman: Pregnancy) -> None:
    days = {
        "day": date(2026, 5, 1), "known": date(2026, 4, 1), "told_her": date(2026, 4, 2),
        "report_shared": date(2026, 4, 3), "minutes_shared": date(2026, 5, 4), "cancelled": date(2026, 4, 30),
    }  # fmt: skip
    row = Meeting.objects.create(
        pregnancy=woman, reference="icpc", kind="initial conference", at=time(14), minutes=90, needs_her=False, **days
    )
    assert read(woman).meetings == (
        facts.Meeting("icpc", MeetingKind.INITIAL_CONFERENCE, at=840, minutes=90, needs_her=False, ref=str(row.pk), **days),
    )  # fmt: skip


def test_requests_versions_answers_and_leads(woman: Pregnancy) -> None:
    service = make.a_service(woman.team.service.trust)
    worker = make.a_worker(service, "Jo Example")
    asked = PracticalRequest.objects.create(
        pregnancy=woman, reference="nursery", what="Nursery place", service=service, asked=date(2026, 4, 1),
        answered=date(2026, 4, 9),
    )  # fmt: skip
    hers = {"pregnancy": woman, "promises": []}
    first = PlanVersion.objects.create(number=1, agreed=date(2026, 3, 20), her_view="given", **hers)
    second = PlanVersion.objects.create(number=2, agreed=date(2026, 4, 20), **hers)
    for day in (date(2026, 3, 25), date(2026, 3, 22)):
        PlanGiven.objects.create(version=first, day=day)
    said = AnswerRow.objects.create(pregnancy=woman, day=date(2026, 5, 5), getting="some")
    lead = Lead.objects.create(pregnancy=woman, worker=worker, start=date(2026, 3, 9), until=date(2026, 8, 1))
    found = read(woman)
    assert found.requests == (
        facts.Request("nursery", "Nursery place", service.name, date(2026, 4, 1), date(2026, 4, 9), str(asked.pk)),
    )
    assert found.versions == (
        facts.Version(date(2026, 3, 20), True, date(2026, 3, 22), str(first.pk)),
        facts.Version(date(2026, 4, 20), False, None, str(second.pk)),
    )
    assert found.answers == (facts.Answer(date(2026, 5, 5), GettingSupport.SOME, str(said.pk)),)
    assert found.leads == (facts.Lead("Jo Example", date(2026, 3, 9), date(2026, 8, 1), str(lead.pk)),)


def test_only_help_that_she_needs_and_that_rules_know(woman: Pregnancy) -> None:
    for topic, needs_help in (("childcare", True), ("transport", False), ("interpreter", None), ("money", True)):
        Need.objects.update_or_create(
            pregnancy=woman, topic=topic, defaults={"asked": "asked", "needs_help": needs_help}
        )
    assert read(woman).needs == frozenset({Help.CHILDCARE})


def homes(woman: Pregnancy) -> list[tuple[date, bool]]:
    return [(home.start, home.with_her) for home in read(woman).homes]


def a_baby(woman: Pregnancy, *lives: tuple[date, bool], died: date | None = None) -> Baby:
    baby = Baby.objects.create(pregnancy=woman, born=lives[0][0], died=died)
    for start, with_her in lives:
        Residence.objects.create(baby=baby, start=start, with_her=with_her)
    return baby


def test_of_twins_one_apart_is_apart(woman: Pregnancy) -> None:
    born = date(2026, 4, 1)
    a_baby(woman, (born, True), (born + ONE_WEEK, False), (born + 3 * ONE_WEEK, True))
    a_baby(woman, (born, True), (born + 2 * ONE_WEEK, False))
    assert homes(woman)[-4:] == [
        (born, True),
        (born + ONE_WEEK, False),
        (born + 2 * ONE_WEEK, False),
        (born + 3 * ONE_WEEK, False),
    ]


def test_a_baby_who_has_died_does_not_live_apart_from_that_day_on(woman: Pregnancy) -> None:
    born = date(2026, 4, 1)
    a_baby(woman, (born, True), (born + ONE_DAY, False), died=born + ONE_WEEK)
    assert homes(woman) == [(born, True), (born + ONE_DAY, False), (born + ONE_WEEK, True)]


def test_each_woman_gets_her_own(woman: Pregnancy) -> None:
    other = make.a_pregnancy(woman.team, TODAY)
    make.a_contact(make.a_support(woman, TODAY), TODAY - ONE_DAY, TODAY)
    found = bridge.load([woman.pk, other.pk])
    assert (len(found[woman.pk].contacts), len(found[other.pk].contacts)) == (1, 0)
    assert (len(found[woman.pk].supports), len(found[other.pk].supports)) == (1, 0)


def queries(ids: list[int]) -> int:
    with CaptureQueriesContext(connection) as captured:
        bridge.load(ids)
    return len(captured)


def test_thirty_women_take_as_many_queries_as_one(woman: Pregnancy) -> None:
    team = woman.team
    women = [woman] + [make.a_pregnancy(team, TODAY) for _ in range(29)]
    for each in women:
        make.a_contact(make.a_support(each, TODAY), TODAY - ONE_DAY, TODAY)
        a_baby(each, (TODAY, True))
    assert queries([each.pk for each in women]) == queries([woman.pk]) <= 15
