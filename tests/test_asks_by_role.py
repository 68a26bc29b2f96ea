"""What children's social care or a court requires of her is for those whose role covers child protection; the rest is for all."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.urls import reverse

from pathway.actions import asks, plans, printouts
from pathway.actions.base import Problem
from pathway.models import Ask, Event, Pregnancy, Printout, Role, ServiceKind, User
from pathway.plan_content import fingerprint
from pathway.printing import plan_html
from tests import factories as make
from tests.people import People

COURT = "See the guardian on Tuesdays"
CLINIC = "Ring the clinic before noon"
AGREED = "Come to the scan"


def requirement(today: date, required_by: str, what: str, **said: Any) -> dict[str, Any]:
    words = {"authority": "Order of May", "enough": "Four times", "ends_when": "At the review"}
    return (
        {"what": what, "binding": "required", "required_by": required_by, "review": today, "until": today}
        | words
        | said
    )


@pytest.fixture
def asked(people: People, today: date) -> Pregnancy:
    """One ask of each kind, with whose requirement it is said."""
    hers: dict[str, Any] = {"pregnancy": people.nadia, "by": people.asha, "today": today}
    asks.add(**hers, **requirement(today, "court", COURT))
    asks.add(**hers, **requirement(today, "other", CLINIC))
    asks.add(**hers, what=AGREED)
    return people.nadia


def somebody(people: People, today: date, role: str) -> User:
    """A worker with this role in a service that is involved with her."""
    service = make.a_service(people.nadia.team.service.trust, f"Service of the {role}", ServiceKind.OTHER)
    make.a_support(people.nadia, today, service, reference=role)
    user = make.a_user(role)
    make.a_worker(service, role, role, user=user)
    return user


def signed_in(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def pages(browser: Client, woman: Pregnancy) -> dict[str, str]:
    """Every page on which asks stand."""
    version = woman.plan_versions.get()
    addresses = {
        "builder": reverse("plan_build", args=[woman.pk]),
        "agree": reverse("plan_agree", args=[woman.pk]),
        "version": reverse("plan_version", args=[version.pk]),
        "compare": reverse("plan_compare", args=[woman.pk]),
        "check": reverse("plan_check", args=[woman.pk]),
        "her page": reverse("pregnancy_show", args=[woman.pk]),
    }
    return {name: browser.get(address).content.decode() for name, address in addresses.items()}


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.LIAISON_MIDWIFE, True), (Role.MIDWIFE, True), (Role.PERINATAL_SOCIAL_WORKER, True), (Role.HEALTH_VISITOR, True),
        (Role.DRUG_AND_ALCOHOL_WORKER, False), (Role.FAMILY_SUPPORT_WORKER, False), (Role.GP, False),
        (Role.MENTAL_HEALTH_WORKER, False),
    ],
)  # fmt: skip
def test_each_role_reads_what_it_may(role: str, sees: bool, people: People, asked: Pregnancy, today: date) -> None:
    user = somebody(people, today, role)
    plans.agree(pregnancy=asked, by=people.asha, today=today)
    assert Ask.objects.visible_to(user, today).filter(what=COURT).exists() is sees
    assert Ask.objects.visible_to(user, today).count() == 2 + sees
    for name, page in pages(signed_in(user), asked).items():
        assert (COURT in page) is (sees and name not in ("her page", "check")), name
        if name in ("builder", "agree", "version", "compare"):
            assert CLINIC in page, name
            assert AGREED in page, name
    assert (COURT in plan_html(asked, today=today, by=user)) is sees
    assert CLINIC in plan_html(asked, today=today, by=user)


def test_another_trust_reads_none_of_it(people: People, asked: Pregnancy, today: date) -> None:
    assert not Ask.objects.visible_to(people.carol, today).exists()
    assert signed_in(people.carol).get(reverse("ask_change", args=[Ask.objects.get(what=AGREED).pk])).status_code == 404


def test_those_who_may_not_see_it_cannot_open_change_or_end_it(people: People, asked: Pregnancy, today: date) -> None:
    court = Ask.objects.get(what=COURT)
    fern = signed_in(people.fern)
    for name in ("ask_change", "ask_end"):
        assert fern.get(reverse(name, args=[court.pk])).status_code == 404
        assert fern.post(reverse(name, args=[court.pk]), {"what": "Mine"}).status_code == 404
    for what in (CLINIC, AGREED):
        assert fern.get(reverse("ask_change", args=[Ask.objects.get(what=what).pk])).status_code == 200


def test_nobody_writes_what_they_could_not_read(people: People, asked: Pregnancy, today: date) -> None:
    with pytest.raises(Problem, match="covers child protection") as refused:
        asks.add(pregnancy=asked, by=people.fern, today=today, **requirement(today, "social_care", "Stay in"))
    assert refused.value.field == "required_by"
    clinic = Ask.objects.get(what=CLINIC)
    with pytest.raises(Problem, match="covers child protection"):
        asks.change(ask=clinic, version=clinic.version, by=people.fern, today=today, required_by="court")
    clinic.refresh_from_db()
    assert clinic.information == "pathway"


def test_a_paper_with_such_a_requirement_is_as_private(people: People, asked: Pregnancy, today: date) -> None:
    version = plans.agree(pregnancy=asked, by=people.asha, today=today)
    hers = printouts.make(version=version, by=people.asha, today=today)
    theirs = printouts.make(version=version, by=people.fern, today=today)
    assert (hers.information, theirs.information) == ("child_protection", "needs")
    assert list(Printout.objects.visible_to(people.fern, today)) == [theirs]
    fridge = printouts.make(version=version, by=people.asha, today=today, variant="fridge")
    assert fridge.information == "needs"


def test_what_is_said_later_closes_what_was_agreed_before(people: People, asked: Pregnancy, today: date) -> None:
    version = plans.agree(pregnancy=asked, by=people.asha, today=today)
    fern = signed_in(people.fern)
    assert CLINIC in fern.get(reverse("plan_version", args=[version.pk])).content.decode()
    clinic = Ask.objects.get(what=CLINIC)
    asks.change(ask=clinic, version=clinic.version, by=people.asha, today=today, required_by="social_care")
    assert CLINIC not in fern.get(reverse("plan_version", args=[version.pk])).content.decode()
    assert printouts.make(version=version, by=people.asha, today=today).information == "child_protection"


def test_what_one_may_not_read_does_not_disturb_agreeing(people: People, asked: Pregnancy, today: date) -> None:
    classes = ("pathway", "needs")
    seen = fingerprint(asked, today, classes)
    court = Ask.objects.get(what=COURT)
    asks.change(ask=court, version=court.version, by=people.asha, today=today, why="So that he knows her")
    version = plans.agree(pregnancy=asked, by=people.fern, today=today, seen=seen)
    assert {row["what"] for row in version.content["asks"]} == {COURT, CLINIC, AGREED}  # the version is whole
    with pytest.raises(Problem, match="changed or agreed the plan"):
        plans.agree(pregnancy=asked, by=people.asha, today=today, seen=seen)


def test_events_are_as_private_and_do_not_repeat_the_version(people: People, asked: Pregnancy, today: date) -> None:
    plans.agree(pregnancy=asked, by=people.asha, today=today)
    court = Ask.objects.get(what=COURT)
    asks.change(ask=court, version=court.version, by=people.asha, today=today, required_by="other")
    asks.end(ask=Ask.objects.get(what=COURT), on=today, because="Done", by=people.asha, today=today)
    told = {(event.verb, event.information) for event in Event.objects.filter(record=f"ask {court.pk}")}
    assert told == {("asks.add", "child_protection"), ("asks.change", "child_protection"), ("asks.end", "pathway")}
    open_ones = Event.objects.visible_to(people.fern, today)
    assert not [event for event in open_ones if COURT in str(event.changes)]


def test_requirements_from_before_are_closed_until_somebody_says(people: People, asked: Pregnancy, today: date) -> None:
    version = plans.agree(pregnancy=asked, by=people.asha, today=today)
    for row in version.content["asks"]:
        del row["information"]
    type(version)._base_manager.filter(pk=version.pk).update(content=version.content)
    paper = printouts.make(version=version, by=people.fern, today=today)
    twin = printouts.make(version=version, by=people.asha, today=today)
    Ask.objects.filter(binding="required").update(required_by="", information="child_protection")
    loader = MigrationExecutor(connection).loader
    migration = loader.get_migration("pathway", "0019_asks_in_their_own_class")
    close = next(step for step in migration.operations if hasattr(step, "code"))
    close.code(loader.project_state().apps, None)
    paper.refresh_from_db()
    assert (paper.information, paper.subject) == ("child_protection", "before requirements had their own class")
    assert Printout.objects.get(pk=twin.pk).subject == ""
    page = signed_in(people.fern).get(reverse("plan_version", args=[version.pk])).content.decode()
    assert CLINIC not in page
    assert AGREED in page
