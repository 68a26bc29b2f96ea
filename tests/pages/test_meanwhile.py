"""What two people do at the same time: neither writes over the other without knowing, and nobody meets an error page."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from datetime import date
from typing import Any

import pytest
from django.db.models import Model
from django.db.models.signals import pre_save
from django.test import Client
from django.urls import reverse

from pathway.actions import aims, arrangements, asks, contacts, plans, printouts, separations
from pathway.actions.base import Problem
from pathway.models import Explored, Option, OptionBefore, Pregnancy, PrintRun, Separation, ServiceKind, Support
from pathway.permissions import CLOCK
from tests import factories as make
from tests.pages.typed import ONE_WEEK, refused, send, typed
from tests.people import People


@contextmanager
def somebody_is_faster(model: type[Model]) -> Iterator[None]:
    """Just before a row is written, somebody else writes the same one."""

    def write(instance: Any, **_: Any) -> None:
        model._base_manager.bulk_create([copy(instance)])  # type: ignore[attr-defined]

    pre_save.connect(write, sender=model)
    try:
        yield
    finally:
        pre_save.disconnect(write, sender=model)


def opened(client: Client, page: str, pk: int) -> dict[str, str]:
    """What a form's hidden fields hold when it is opened."""
    form = client.get(reverse(page, args=[pk])).context["form"]
    return {field.html_name: str(field.value()) for field in form.hidden_fields()}


def arranged(pregnancy: Pregnancy) -> dict[str, str]:
    return {row.question: row.arranged for row in pregnancy.birth_arrangements.all()}


def test_an_answer_about_the_birth_written_meanwhile_is_not_written_over(
    asha: Client, people: People, nadia: Pregnancy, today: date
) -> None:
    given: dict[str, Any] = {"pregnancy": nadia, "question": "who_visits", "by": people.ben, "today": today}
    arrangements.arrange(arranged="Jo, on Monday", **given)
    was = opened(asha, "birth_arrangements", nadia.pk)
    arrangements.arrange(arranged="Kim, on Tuesday", version=1, **given)
    page = refused(
        send(asha, "birth_arrangements", nadia.pk, **was, who_visits="Nobody"), "It says now: “Kim, on Tuesday”."
    )
    assert arranged(nadia)["who_visits"] == "Kim, on Tuesday"
    assert "Nobody" in page
    now = opened(asha, "birth_arrangements", nadia.pk)
    assert send(asha, "birth_arrangements", nadia.pk, **now, who_visits="Nobody").status_code == 302
    assert arranged(nadia)["who_visits"] == "Nobody"


def test_an_answer_about_the_birth_that_was_not_touched_takes_over_what_others_wrote(
    asha: Client, people: People, nadia: Pregnancy, today: date
) -> None:
    given: dict[str, Any] = {"pregnancy": nadia, "question": "who_visits", "by": people.ben, "today": today}
    arrangements.arrange(arranged="Jo, on Monday", **given)
    was = opened(asha, "birth_arrangements", nadia.pk)
    arrangements.arrange(arranged="Kim, on Tuesday", version=1, **given)
    mine = {"who_visits": "Jo, on Monday", "where_baby": "With you, on the ward"}
    assert send(asha, "birth_arrangements", nadia.pk, **was, **mine).status_code == 302
    assert arranged(nadia) == mine | {"who_visits": "Kim, on Tuesday"}


@pytest.fixture
def apart(people: People, today: date) -> Separation:
    """Nadia's baby lives apart from her since today."""
    baby = make.a_birth(people.nadia, today - ONE_WEEK, today).babies.get()
    person = people.fern.workers.get()
    return separations.separate(
        baby=baby, start=today, named_person=person, first_contact_by=today, by=CLOCK, today=today
    )


def test_what_was_explored_is_not_written_over_by_a_page_opened_before(
    asha: Client, people: People, apart: Separation, today: date
) -> None:
    was = opened(asha, "separation_ground", apart.pk)
    offered = {option.value: (Explored.OFFERED.value, "") for option in Option}
    given: dict[str, Any] = {"options": offered, "since": today, "by": people.ben, "today": today}
    route = separations.Route.values[0]
    separations.set_ground(separation=apart, route=route, **given)
    mine = {option.value: "not_explored" for option in Option} | {f"{option}_reason": "No place" for option in Option}
    response = send(asha, "separation_ground", apart.pk, **was, **mine, route=route, **typed("since", today))
    assert response.status_code == 409
    assert "What the record says now" in response.content.decode()
    assert set(OptionBefore.objects.values_list("explored", flat=True)) == {Explored.OFFERED.value}


def test_what_came_of_an_aim_an_action_or_an_ask_is_recorded_once(people: People, today: date) -> None:
    mine: dict[str, Any] = {"by": people.asha, "today": today}
    hers = {"pregnancy": people.nadia, **mine}
    aim, action, ask = (
        aims.add(words="A job", **hers),
        aims.add_action(what="Ring", due=today, **hers),
        asks.add(what="Come on Monday", **hers),
    )
    aims.end(aim=aim, reached=True, on=today, **mine)
    aims.end_action(plan_action=action, done=True, on=today, **mine)
    asks.end(ask=ask, on=today, because="She came", **mine)
    with pytest.raises(Problem, match="recorded already what came of it"):
        aims.end(aim=aim, reached=False, on=today, **mine)
    with pytest.raises(Problem, match="recorded already what came of it"):
        aims.end_action(plan_action=action, done=False, on=today, **mine)
    with pytest.raises(Problem, match="It has ended already"):
        asks.end(ask=ask, on=today, because="It was let go", **mine)


def test_an_action_for_an_aim_that_nobody_can_have_is_offered_for_none(asha: Client, nadia: Pregnancy) -> None:
    for key in ("²", "9" * 40, "x"):
        assert asha.get(reverse("action_add", args=[nadia.pk]), {"aim": key}).status_code == 200


def test_promises_from_a_template_made_twice_at_once_are_told_and_not_an_error(
    asha: Client, people: People, nadia: Pregnancy
) -> None:
    make.a_service(nadia.team.service.trust, "Health visiting", ServiceKind.HEALTH_VISITING)
    service = nadia.team.service.trust.services.get(kind=ServiceKind.HEALTH_VISITING)
    address = f"{reverse('plan_start', args=[nadia.pk])}?service={service.pk}"
    form = asha.get(address).context["lines"][0]
    sent = {form.add_prefix(name): str(value) for name, value in form.initial.items() if not isinstance(value, date)}
    for name, value in form.initial.items():
        sent |= typed(form.add_prefix(name), value) if isinstance(value, date) else {}
    before = Support.objects.count()
    with somebody_is_faster(Support):
        page = asha.post(address, {name: value for name, value in sent.items() if value != "None"})
    assert page.status_code == 200
    assert "at the same moment" in page.content.decode()
    assert Support.objects.count() == before


def test_two_who_have_a_teams_plans_printed_at_once_are_told_so(people: People, nadia: Pregnancy, today: date) -> None:
    plans.agree(pregnancy=nadia, by=CLOCK, today=today)
    with somebody_is_faster(PrintRun), pytest.raises(Problem, match="being made already"):
        printouts.start(team=nadia.team, by=people.asha, today=today)


@pytest.mark.parametrize(
    ("page", "typed_in"), [("contact_tell", {"note": "She likes mornings."}), ("contact_undo", {})]
)
def test_a_contact_that_somebody_corrected_meanwhile_is_shown_before_it_is_told_of_or_taken_back(
    page: str, typed_in: dict[str, str], asha: Client, people: People, visits: Support, today: date
) -> None:
    contact = make.a_contact(visits, today, today, "missed")
    was = opened(asha, page, contact.pk)
    contacts.correct(
        contact=contact, outcome="cancelled_by_service", because="She had rung.", by=people.ben, today=today
    )
    answer = send(asha, page, contact.pk, **was, **typed_in)
    assert "the service cancelled" in refused(answer, "Somebody else changed this contact", status=409)
    assert contact.records.count() == 2
    now = answer.context["form"]
    again = {field.html_name: str(field.value()) for field in now.hidden_fields()}
    assert send(asha, page, contact.pk, **again, **typed_in).status_code == 302
    assert contact.records.count() == 3


def test_an_undo_that_is_pressed_twice_is_done_once(asha: Client, visits: Support, today: date) -> None:
    contact = make.a_contact(visits, today, today, "missed")
    pressed = {"csrfmiddlewaretoken": "one page’s own", "version": str(contact.version), "back": "/"}
    for _ in range(2):
        assert send(asha, "contact_undo", contact.pk, **pressed).headers["Location"] == "/"
    assert contact.records.count() == 2
