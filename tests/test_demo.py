"""The demonstration caseload: everybody, every stage, about half without a flag, on whatever day it is made."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import transaction
from nhs_number.validate import is_valid
from pytest_django import DjangoDbBlocker, Settings

from pathway import demo, packs
from pathway.demo_days import DAYS_LIVED
from pathway.demo_people import NEIGHBOUR
from pathway.models import (
    Aim,
    Ask,
    BirthArrangement,
    Contact,
    Decision,
    Event,
    Flag,
    FlagStep,
    Handover,
    Loss,
    Meeting,
    Mother,
    Move,
    Need,
    PlanVersion,
    Pregnancy,
    Review,
    SafeContact,
    Service,
    StepKind,
    SubstanceUse,
    Support,
    User,
    Worker,
)
from pathway.models.handovers import State
from pathway.rules import judge
from pathway.rules.facts import Pathway

from . import factories as make

pytestmark = pytest.mark.django_db  # or no database for tests would be made for some of them alone
LEAP_DAY = date(2028, 2, 29)
DAYS = [
    LEAP_DAY,
    date(2027, 3, 28),
    date(2026, 10, 25),
    date(2026, 12, 31),
    *(date(2027, 6, 7 + day) for day in range(7)),
]
NOT_SAID = (
    "addict|abuser|misus|junkie|alcoholic|clean|dirty|relapse|chaotic|dysfunctional|hard to reach|engag|DNA|attend(?!ee)|complian"
    "|refus|den(y|ies)|admit|confess|claim|alleg|manipulat|aggressive|hostile|insight|habit|failed|unfit|drug user"
)
"""The stems of DOMAIN C2: words that blame; an attendee is somebody asked to a meeting."""


def stage(pathway: Pathway, closed: bool, today: date) -> str:
    """Where she is on the way, in the field's words."""
    if closed:
        return "closed"
    if pathway.born is None:
        booked, weeks = (today - pathway.booked).days // 7, (pathway.due - today).days // 7
        return "just booked" if booked < 4 else "pregnant" if weeks > 3 else "about to give birth"
    weeks = (today - pathway.born).days // 7
    return "just given birth" if weeks < 3 else "first half year" if weeks < 26 else "second half year"


def shape(today: date) -> tuple[Counter[str], int]:
    """Women by stage, and how many of them have a finding, as of a day."""
    pack = packs.load("england")
    parts = demo.cast(today)
    stages = Counter(stage(part.life.pathway, part.closes is not None, today) for part in parts)
    open_parts = [part.life.pathway for part in parts if part.closes is None]
    return stages, sum(bool(judge(pathway, today, pack).findings) for pathway in open_parts)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_caseload_has_the_same_shape_on_every_day(day: date) -> None:
    stages, flagged = shape(day)
    assert sum(stages.values()) == 62
    assert stages.keys() == {
        "just booked", "pregnant", "about to give birth", "just given birth", "first half year", "second half year",
        "closed",
    }  # fmt: skip
    assert min(stages.values()) >= 2
    assert flagged == 28


def test_weekdays_stay_what_they_are() -> None:
    days = {contact.day.weekday() for part in demo.cast(LEAP_DAY) for contact in part.life.pathway.contacts}
    assert days <= set(range(5)), "nobody visits on a Sunday"


def test_nobody_knows_yet_how_todays_visits_go() -> None:
    for part in demo.cast(LEAP_DAY):
        assert not [row for row in part.life.pathway.contacts if row.day >= LEAP_DAY and row.outcome]


def test_no_worker_is_to_be_everywhere_at_once() -> None:
    contacts = [row for part in demo.cast(LEAP_DAY) for row in part.life.pathway.contacts if row.day > LEAP_DAY]
    hours = Counter((row.worker, row.day, row.at) for row in contacts if row.worker)
    assert max(hours.values()) <= 3


def test_the_same_day_makes_the_same_caseload() -> None:
    assert [part.life for part in demo.cast(LEAP_DAY)] == [part.life for part in demo.cast(LEAP_DAY)]


def test_names_and_nhs_numbers_are_nobodys() -> None:
    lives = [part.life for part in demo.cast(LEAP_DAY)]
    numbers = [life.details["nhs_number"] for life in lives]
    assert all(number.startswith("999") and is_valid(number) for number in numbers)
    assert len(set(numbers)) == len({life.name for life in lives}) == len(lives)


def test_a_database_in_use_stays_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    make.a_trust()
    with pytest.raises(CommandError, match="in use already"):
        call_command("demo")
    call_command("demo", "--if-empty")
    assert not Mother.objects.exists()
    assert capsys.readouterr().out == ""


@pytest.fixture(scope="module")
def caseload(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[date]:
    """The whole caseload on a leap day, once for this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        demo.load(LEAP_DAY)
        yield LEAP_DAY
        transaction.set_rollback(True)


def test_the_database_holds_them_all(caseload: date) -> None:
    assert Pregnancy.objects.count() == 62
    assert Pregnancy.objects.filter(team__service__trust__name=NEIGHBOUR).count() == 4
    assert Pregnancy.objects.filter(closed__isnull=False).count() == 2


def test_flags_are_those_that_the_rules_find(caseload: date) -> None:
    pack, parts = packs.load("england"), demo.cast(caseload)
    for part in (part for part in parts if part.closes is None):
        found = {(row.rule, row.about) for row in judge(part.life.pathway, caseload, pack).findings}
        flags = Flag.objects.open().filter(pregnancy__mother__name=part.life.name)
        assert set(flags.values_list("rule", "about")) == found, part.life.name


def test_about_half_have_no_flag_and_all_levels_appear(caseload: date) -> None:
    flagged = Flag.objects.open().values("pregnancy").distinct().count()
    assert 24 <= flagged <= 36
    assert set(Flag.objects.open().values_list("level", flat=True)) == {1, 2, 3}
    assert Flag.objects.open().values("rule").distinct().count() >= 15


def test_flags_have_a_past_with_people_in_it(caseload: date) -> None:
    kinds = Counter(FlagStep.objects.values_list("kind", flat=True))
    assert all(kinds[kind] for kind in StepKind.values)
    by_people = FlagStep.objects.filter(kind=StepKind.ACKNOWLEDGED)
    assert not by_people.filter(by__isnull=True).exists()
    assert not by_people.filter(day__gt=caseload).exists()
    assert not Flag.objects.filter(opened__lt=caseload - timedelta(days=DAYS_LIVED)).exists()


def test_flags_closed_by_a_record_name_it(caseload: date) -> None:
    closed = Flag.objects.filter(rule="support_missed", closed__isnull=False)
    assert closed.exists()
    assert all("contact with" in flag.closed_with for flag in closed)


def test_nothing_is_recorded_after_today(caseload: date) -> None:
    ahead = Contact.objects.filter(day__gte=caseload, outcome__isnull=False)
    assert [contact.outcome for contact in ahead] == ["cancelled_by_service"], "one visit that is called off ahead"
    assert not PlanVersion.objects.filter(agreed__gt=caseload).exists()
    assert Contact.objects.filter(day__gt=caseload, at__isnull=False).count() > 50


def test_one_visit_was_moved_twice_by_its_service(caseload: date) -> None:
    first, second = Move.objects.by_service()
    assert (first.contact, first.to_day, first.moved_on) == (second.contact, second.from_day, caseload - timedelta(3))
    assert second.contact.is_coming(caseload)
    assert first.contact.support.pregnancy.team.service.trust.name == demo.TRUST


def test_the_birth_is_arranged_for_three_women(caseload: date) -> None:
    days = list(BirthArrangement.objects.values_list("tell_by", flat=True))
    assert (len(days), len([day for day in days if day])) == (12, 3)


def test_each_of_what_a_visitor_should_see_is_there(caseload: date) -> None:
    assert {loss.baby_id is None for loss in Loss.objects.all()} == {True, False}, "a loss of each kind"
    assert Meeting.objects.filter(cancelled__isnull=False).exclude(cancelled_because="").exists()
    states = {handover.state for handover in Handover.objects.with_seen(caseload)}
    assert {State.OFFERED, State.DECLINED, State.SAID_YES} <= states


def test_the_women_who_had_a_loss_say_and_are_asked_nothing_of_a_baby(caseload: date) -> None:
    women = Pregnancy.objects.filter(lost_on__isnull=False)
    assert women.count() == 2
    said = [*Need.objects.filter(pregnancy__in=women).values_list("her_words", flat=True)]
    said += Aim.objects.filter(pregnancy__in=women).values_list("words", flat=True)
    assert not [words for words in said if re.search("baby|birth|pram|first word", words)]
    assert not Ask.objects.filter(pregnancy__in=women).exists()
    assert Ask.objects.filter(what="come to the scan").exists()


def test_everybody_has_a_number_of_the_drama_range(caseload: date) -> None:
    numbers = [*Service.objects.values_list("phone", flat=True), *Worker.objects.values_list("phone", flat=True)]
    numbers += Mother.objects.values_list("phone", flat=True)
    drama = re.compile(r"01632 960\d{3}|0161 496 0\d{3}|07700 900\d{3}")
    assert not [number for number in numbers if number and not drama.fullmatch(number)]


def test_no_word_blames_her(caseload: date) -> None:
    texts = [
        *Need.objects.values_list("her_words", flat=True),
        *PlanVersion.objects.values_list("her_words", flat=True),
        *SubstanceUse.objects.values_list("her_words", flat=True),
        *Support.objects.values_list("what", flat=True),
        *Service.objects.values_list("does", flat=True),
        *Service.objects.values_list("plain_name", flat=True),
        *FlagStep.objects.values_list("note", flat=True),
        *Flag.objects.values_list("sentence", flat=True),
        *Event.objects.values_list("record", flat=True),
        *(text for row in Meeting.objects.values_list("her_words", "wish_topics", "going_well") for text in row),
        *Decision.objects.values_list("what", flat=True),
        *Review.objects.values_list("summary", flat=True),
    ]
    blame = re.compile(rf"\b({NOT_SAID})", re.IGNORECASE)
    assert not [text for text in texts if blame.search(text)]


def test_everybody_in_the_list_can_sign_in(caseload: date, settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]  # as the caseload was made
    for email, password, _ in demo.sign_ins():
        assert authenticate(email=email, password=password), email
    assert len(demo.sign_ins()) == User.objects.count() == 8


def test_each_sees_what_is_theirs(caseload: date) -> None:
    seen = {
        email.split("@")[0]: Pregnancy.objects.visible_to(User.objects.get(email=email), caseload).count()
        for email, _, _ in demo.sign_ins()
    }
    assert seen["asha"] == seen["ben"] == 58
    assert seen["carol"] == 4
    assert seen["admin"] == 0
    assert all(0 < seen[name] < 56 for name in ("dara", "fern", "sol", "hana"))


def test_every_woman_was_asked_how_to_reach_her(caseload: date) -> None:
    assert SafeContact.objects.values("pregnancy").distinct().count() == 62
