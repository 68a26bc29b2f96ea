"""The pages of a loss: how it is recorded and taken back, what is offered after it, and the words that are left out."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pathway.actions import aims, losses, pregnancies
from pathway.models import Loss, Pregnancy
from pathway.permissions import CLOCK
from tests import factories as make
from tests.pages.conftest import Browser
from tests.people import People

from .typed import ONE_DAY, ONE_WEEK, refused, send, typed

JOYFUL = ("congratulat", "happy", "joy", "lovely", "well done")


def page(client: Client, name: str, pk: int) -> str:
    return str(client.get(reverse(name, args=[pk])).content.decode())


def loss_of(people: People, day: date, **more: Any) -> dict[str, Any]:
    person = {"named_person": people.fern.workers.get().pk}
    return person | typed("day", day) | typed("first_contact_by", day) | more


def test_after_a_loss_nothing_speaks_of_a_birth(
    people: People, as_: Browser, asha: Client, nadia: Pregnancy, today: date
) -> None:
    form = page(asha, "loss_record", nadia.pk)
    assert "A miscarriage" in form
    assert "A miscarriage" not in page(as_(people.sol), "loss_record", nadia.pk)
    refused(send(asha, "loss_record", nadia.pk, **loss_of(people, today)), "Say what happened")
    sent = send(asha, "loss_record", nadia.pk, **loss_of(people, today, what="pregnancy", kind="miscarriage"))
    assert sent.headers["Location"] == reverse("loss_call_off", args=[nadia.pk])
    shown = page(asha, "pregnancy_show", nadia.pk)
    assert "her pregnancy ended today" in shown
    assert "A miscarriage" in shown
    assert "A miscarriage" not in page(as_(people.sol), "pregnancy_show", nadia.pk)
    for word in ("Record the birth", "Gave birth", "Due date", "week of the due date", *JOYFUL):
        assert word not in shown
    for name in ("caseload", "today"):
        assert "weeks +" not in asha.get(reverse(name)).content.decode()


def test_after_a_loss_nobody_is_asked_where_she_will_live_after_the_birth(
    asha: Client, people: People, nadia: Pregnancy, today: date
) -> None:
    Pregnancy.objects.filter(pk=nadia.pk).update(due=today + 8 * ONE_WEEK)
    words = "where she will live when she leaves hospital"
    assert words in page(asha, "pregnancy_show", nadia.pk)
    assert send(asha, "loss_record", nadia.pk, **loss_of(people, today, what="pregnancy")).status_code == 302
    assert words not in page(asha, "pregnancy_show", nadia.pk)


def test_after_a_stillbirth_her_plan_asks_what_she_wants_without_the_birth(
    asha: Client, people: People, nadia: Pregnancy, today: date
) -> None:
    aims.add(pregnancy=nadia, words="A cot", about="baby", by=people.asha, today=today)
    assert send(asha, "loss_record", nadia.pk, **loss_of(people, today, what="stillborn")).status_code == 302
    shown = page(asha, "plan_build", nadia.pk)
    assert "What would help her now, for herself?" in shown
    assert "Since the birth" not in shown


def test_a_stillbirth_and_a_death_are_recorded(asha: Client, people: People, nadia: Pregnancy, today: date) -> None:
    assert (
        send(asha, "loss_record", nadia.pk, **loss_of(people, today, what="stillborn", name="Leo")).status_code == 302
    )
    shown = page(asha, "pregnancy_show", nadia.pk)
    assert "Leo died on" in shown
    assert "Leo’s death on" in page(asha, "loss_take_back", Loss.objects.get().pk)
    assert "gave birth" not in shown.lower()
    other = make.a_birth(make.a_pregnancy(nadia.team, today), today, today)
    make.a_support(other, today)
    baby = other.babies.get()
    assert send(asha, "loss_record", other.pk, **loss_of(people, today, what=f"baby-{baby.pk}")).status_code == 302
    other.refresh_from_db()
    assert other.lost_on == today


def test_what_she_no_longer_needs_is_offered_and_never_taken(
    asha: Client, people: People, nadia: Pregnancy, today: date
) -> None:
    checks = make.a_support(nadia, today, reference="checks", kind="check", what="see your baby")
    visit = make.a_contact(checks, today + ONE_DAY, today, outcome=None)
    make.a_loss(nadia, people.fern.workers.get(), today, today)
    assert "see your baby" in page(asha, "loss_call_off", nadia.pk)
    send(asha, "loss_call_off", nadia.pk)
    visit.refresh_from_db()
    assert visit.entered_in_error == ""
    send(asha, "loss_call_off", nadia.pk, appointments=[visit.pk], supports=[checks.pk])
    visit.refresh_from_db()
    checks.refresh_from_db()
    assert (visit.entered_in_error, checks.stopped) == ("No longer needed since her loss", today)


def test_a_loss_is_taken_back_and_another_person_named(
    asha: Client, people: People, nadia: Pregnancy, today: date
) -> None:
    loss = make.a_loss(nadia, people.fern.workers.get(), today, today).losses.get()
    sol = {"named_person": people.sol.workers.get().pk, "version": 1} | typed("first_contact_by", today)
    assert shows(page(asha, "loss_person", loss.pk), today)
    assert send(asha, "loss_person", loss.pk, **sol).status_code == 302
    said = f"The loss of her pregnancy on {today:%-d\N{NO-BREAK SPACE}%B\N{NO-BREAK SPACE}%Y} will be taken back."
    assert said in page(asha, "loss_take_back", loss.pk)
    assert send(asha, "loss_take_back", loss.pk, because="Another woman", version=2).status_code == 302
    assert "ended" not in page(asha, "pregnancy_show", nadia.pk).split("app-stage")[1][:100]


def test_whoever_comes_next_is_offered_a_day_to_come(
    asha: Client, people: People, nadia: Pregnancy, today: date
) -> None:
    loss = losses.record_loss(
        pregnancy=nadia, day=today, named_person=people.fern.workers.get(), first_contact_by=today, by=CLOCK, today=today
    )  # fmt: skip
    Loss.objects.update(day=today - 11 * ONE_DAY, first_contact_by=today - 9 * ONE_DAY)
    next_day = today + ONE_DAY
    assert shows(page(asha, "loss_person", loss.pk), next_day)
    sol = {"named_person": people.sol.workers.get().pk, "version": 1}
    past = send(asha, "loss_person", loss.pk, **sol | typed("first_contact_by", today - 9 * ONE_DAY))
    assert "The first contact cannot be before" in past.content.decode()
    assert send(asha, "loss_person", loss.pk, **sol | typed("first_contact_by", next_day)).status_code == 302


def shows(html: str, day: date) -> bool:
    """The first contact is offered for this day."""
    parts = {"day": day.day, "month": day.month, "year": day.year}
    return all(
        re.search(rf'id="id_first_contact_by-{part}"[^>]*value="{value}"', html) for part, value in parts.items()
    )


@pytest.mark.parametrize(("days", "shown"), [(0, True), (14, True), (15, False), (-1, False)])
def test_a_day_to_remember_prompts_whoever_leads_before_it(
    days: int, shown: bool, people: People, as_: Browser, asha: Client, nadia: Pregnancy, today: date
) -> None:
    pregnancies.appoint_lead(pregnancy=nadia, worker=people.asha.workers.get(), start=today, by=CLOCK, today=today)
    day = today + days * ONE_DAY
    given = {"words": "Leo’s day"} | typed("day", day.replace(year=today.year - 3)) | typed("she_agreed_on", today)
    assert send(asha, "day_remember", nadia.pk, **given).status_code == 302
    assert ("Leo’s day" in asha.get(reverse("today")).content.decode()) is shown
    assert "Leo’s day" not in as_(people.ben).get(reverse("today")).content.decode()
    row = nadia.days_to_remember.get()
    assert send(asha, "day_stop", row.pk, version=1, **typed("on", today)).status_code == 302
    assert "Leo’s day" not in asha.get(reverse("today")).content.decode()
