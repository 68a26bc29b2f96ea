"""A button that is pressed twice, on a page without script, keeps once what was typed; the same words on a new page are new."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pathway.models import Aim, Ask, Contact, Event, HerPerson, KeptWord, Sending, Support
from tests import factories as make
from tests.pages.reading import Reading
from tests.pages.wrong import IN_ORDER, typed
from tests.people import People

ONE_WEEK = timedelta(weeks=1)
TWO_MINUTES = timedelta(minutes=2)


@pytest.fixture
def browser(people: People) -> Client:
    """Asha's browser, which sends with each form what came with its page."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.asha)
    return client


def filled_in(browser: Client, page: str, today: date, **fields: Any) -> dict[str, Any]:
    """The form of a page with something in every field, and the fields that are to hold something else."""
    form = next(one for one in Reading(browser.get(page).content.decode()).forms if len(one.boxes) > 1)
    return typed(form, IN_ORDER, today) | fields


@pytest.mark.parametrize(
    ("page", "kept", "fields"),
    [
        (
            "aim_add",
            Aim,
            {"her_words": "no", "words": "She walks away from addicts", "keep_because": "It is her book."},
        ),
        ("ask_add", Ask, {"binding": "agreed"}),
        ("support_promise", Support, {"often": "7", "worker": ""}),
    ],
)
def test_it_is_kept_once(
    page: str, kept: Any, fields: dict[str, Any], people: People, browser: Client, today: date
) -> None:
    to = reverse(page, args=[people.nadia.pk])
    sent, before, events = filled_in(browser, to, today, **fields), kept.objects.count(), Event.objects.count()
    answers = [browser.post(to, sent)]
    written = Event.objects.count() - events
    answers += [browser.post(to, sent) for _ in range(2)]
    assert {(answer.status_code, answer.headers.get("Location")) for answer in answers} == {(302, answers[0].url)}
    assert (kept.objects.count(), Event.objects.count() - events) == (before + 1, written)
    assert KeptWord.objects.count() == ("keep_because" in fields)
    assert browser.post(to, filled_in(browser, to, today, **fields)).status_code == 302
    assert kept.objects.count() == before + 2, "whoever opens the form anew means it"


def test_after_a_moment_it_is_meant(people: People, browser: Client, today: date) -> None:
    to = reverse("ask_add", args=[people.nadia.pk])
    sent = filled_in(browser, to, today, binding="agreed")
    browser.post(to, sent)
    Sending.objects.update(at=Sending.objects.get().at - TWO_MINUTES)
    browser.post(to, sent)
    assert Ask.objects.count() == 2


def test_what_was_refused_is_not_taken_for_kept(people: People, browser: Client, today: date) -> None:
    to = reverse("ask_add", args=[people.nadia.pk])
    sent = filled_in(browser, to, today, binding="required", required_by="")
    assert [browser.post(to, sent).status_code for _ in range(2)] == [200, 200]
    assert not Sending.objects.exists()


def test_a_run_of_contacts_is_booked_once(browser: Client, visits: Support, today: date) -> None:
    to = reverse("contact_book", args=[visits.pk])
    days = [today + weeks * ONE_WEEK for weeks in (1, 2, 3)]
    first = filled_in(browser, to, days[0], repeat="3", every="7", at="", worker="")
    form = next(one for one in Reading(browser.post(to, first).content.decode()).forms if "checked" in one.boxes)
    sent = form.hidden() | {"take": [day.isoformat() for day in days]}
    assert [browser.post(to, sent).status_code for _ in range(2)] == [302, 302]
    assert list(Contact.objects.values_list("day", flat=True)) == days


def test_two_forms_sent_from_one_page_are_two(people: People, browser: Client) -> None:
    to = reverse("conversation_step", args=[people.nadia.pk, "people"])
    form = next(one for one in Reading(browser.get(to).content.decode()).forms if len(one.boxes) > 3)
    sent = form.hidden() | {box.name: "" for box in form.open_boxes if not box.chosen}
    sent |= {next(name for name in form.boxes if name.endswith("-name")): ["Jo"], "then": ["add"]}
    assert [browser.post(to, sent).status_code for _ in range(2)] == [302, 302]
    assert HerPerson.objects.count() == 1


def test_two_contacts_recorded_from_one_list_are_two(browser: Client, visits: Support, today: date) -> None:
    waiting = [make.a_contact(visits, today - weeks * ONE_WEEK, today, None) for weeks in (1, 2)]
    forms = Reading(browser.get(reverse("contacts_unrecorded")).content.decode()).forms
    token = next(form.hidden()["csrfmiddlewaretoken"] for form in forms if "/record/" in form.action)
    sent = {"csrfmiddlewaretoken": token, "outcome": "delivered"}
    for contact in waiting * 2:
        assert browser.post(reverse("contact_record", args=[contact.pk]), sent).status_code == 302
        contact.refresh_from_db()
        assert contact.outcome == "delivered"
