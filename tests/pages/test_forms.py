"""Every form: what it does when all is well, what it says when not, and that nothing typed is lost."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.test import Client
from django.urls import reverse

from pages.fields import DayField
from pathway.actions import contacts, plans
from pathway.models import Contact, Pregnancy, Support
from pathway.permissions import CLOCK
from pathway.rules.words import Outcome
from tests import factories as make
from tests.people import People

from .typed import ONE_DAY, ONE_WEEK, refused, send, typed


@pytest.mark.parametrize(
    ("boxes", "day"),
    [
        (("3", "9", "2026"), date(2026, 9, 3)),
        (("03", "09", "2026"), date(2026, 9, 3)),
        (("3", "sep", "2026"), date(2026, 9, 3)),
        (("3", "September", "2026"), date(2026, 9, 3)),
        (("", "", ""), None),
    ],
)
def test_a_date_may_be_typed_in_several_ways(boxes: tuple[str, ...], day: date | None) -> None:
    assert DayField(label="Day", required=False).clean(boxes) == day


@pytest.mark.parametrize(
    ("boxes", "sentence"),
    [
        (("31", "9", "2026"), "there is no such day"),
        (("3", "13", "2026"), "there is no such day"),
        (("x", "9", "2026"), "there is no such day"),
        (("3", "9", "26"), "write the year with four figures"),
        (("3", "", "2026"), "give the month too"),
        (("", "", "2026"), "give the day and the month too"),
        (("²", "9", "2026"), "there is no such day"),
        (("3", "9", "0000"), "the year 0000 cannot be right"),
        (("3", "9", "1066"), "the year 1066 cannot be right"),
    ],
)
def test_a_date_that_cannot_be_read_is_said_plainly(boxes: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(forms.ValidationError, match=sentence):
        DayField(label="Day").clean(boxes)


def book_her(client: Client, people: People, today: date, **fields: Any) -> Any:
    team = people.nadia.team_id
    days = typed("booked", today) | typed("due", today + 30 * ONE_WEEK)
    return send(client, "pregnancy_book", **{"name": "Mira Example", "team": team} | days | fields)


def test_a_woman_is_booked(asha: Client, people: People, today: date) -> None:
    response = book_her(asha, people, today, preferred_name="Mi", nhs_number="999 000 0018", phone="01632 960999")
    mira = Pregnancy.objects.get(mother__name="Mira Example")
    assert response.headers["Location"] == reverse("conversation_show", args=[mira.pk])
    assert (mira.mother.called, mira.due, mira.booked) == ("Mi", today + 30 * ONE_WEEK, today)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "Give her name."),
        ({"nhs_number": "12345"}, "An NHS number has 10 digits"),
        ({"nhs_number": "999 000 0019"}, "its last digit does not fit"),
        ({"due-year": "2060"}, "more than 40 weeks after the booking"),
        ({"booked-year": "2060"}, "cannot be in the future"),
        ({"name": "x" * 100_000}, "Full name: shorten this to 120 characters; it has 100,000."),
    ],
)
def test_a_booking_that_cannot_be_right_says_what_to_mend(
    fields: dict[str, str], sentence: str, asha: Client, people: People, today: date
) -> None:
    page = refused(book_her(asha, people, today, language="Somali", **fields), sentence)
    assert 'value="Somali"' in page
    assert not Pregnancy.objects.filter(mother__name="Mira Example").exists()


def test_only_a_liaison_team_books(people: People, as_: Any, today: date) -> None:
    client = as_(people.fern)
    assert client.get(reverse("pregnancy_book")).status_code == 403
    assert book_her(client, people, today).status_code == 403


def test_a_contact_is_recorded_in_three_steps_from_today(asha: Client, visits: Support, today: date) -> None:
    contact = make.a_contact(visits, today, today, None)
    address = reverse("contact_record", args=[contact.pk])
    assert address in asha.get(reverse("today")).content.decode()  # one: open
    assert 'value="delivered"' in asha.get(address).content.decode()  # two: choose
    response = asha.post(address, {"outcome": "delivered"})  # three: save
    contact.refresh_from_db()
    assert response.status_code == 302
    assert contact.outcome == Outcome.DELIVERED


def test_a_contact_without_an_outcome_chosen_keeps_the_note(asha: Client, visits: Support, today: date) -> None:
    contact = make.a_contact(visits, today, today, None)
    page = refused(send(asha, "contact_record", contact.pk, note="She likes mornings"), "Choose what happened.")
    assert "She likes mornings" in page


def test_a_contact_that_was_not_booked_is_recorded_on_its_day(
    asha: Client, nadia: Pregnancy, visits: Support, today: date
) -> None:
    day = typed("on", today - ONE_DAY)
    assert send(asha, "contact_add", nadia.pk, support=visits.pk, outcome="missed", **day).status_code == 302
    assert visits.contacts.get().outcome == Outcome.MISSED


def test_a_contact_in_the_future_cannot_have_an_outcome(
    asha: Client, nadia: Pregnancy, visits: Support, today: date
) -> None:
    day = typed("on", today + ONE_DAY)
    response = send(asha, "contact_add", nadia.pk, support=visits.pk, outcome="delivered", **day)
    refused(response, "A contact with an outcome cannot be in the future.")
    assert not visits.contacts.exists()


def test_a_long_line_is_stored_without_the_breaks_in_which_it_was_typed(
    asha: Client, nadia: Pregnancy, today: date
) -> None:
    typed_in = {"words": "I want my\r\nown  front door\r\n", "her_words": "yes", "about": "home"}
    assert send(asha, "aim_add", nadia.pk, **typed_in).status_code == 302
    assert nadia.aims.get().words == "I want my own  front door"


def test_another_womans_support_cannot_be_slipped_in(
    asha: Client, nadia: Pregnancy, others: list[Pregnancy], today: date
) -> None:
    theirs = others[0].supports.get()
    response = send(asha, "contact_add", nadia.pk, support=theirs.pk, outcome="delivered", **typed("on", today))
    refused(response, "choose one of those listed")


def test_a_correction_says_why_and_keeps_the_old_record(asha: Client, visits: Support, today: date) -> None:
    contact = make.a_contact(visits, today, today)
    refused(send(asha, "contact_correct", contact.pk, version=contact.version, outcome="missed"), "Say why")
    contact.refresh_from_db()
    fields = {"outcome": "missed", "because": "Wrong day", "version": contact.version}
    assert send(asha, "contact_correct", contact.pk, **fields).status_code == 302
    assert [record.outcome for record in contact.records.all()] == [Outcome.DELIVERED, Outcome.MISSED]


def test_somebody_elses_change_is_shown_and_what_was_typed_stays(asha: Client, visits: Support, today: date) -> None:
    contact = make.a_contact(visits, today, today)
    contact.refresh_from_db()
    opened_with = contact.version
    contacts.correct(
        contact=contact, outcome="cancelled_by_service", because="Rota", by=CLOCK, today=today, version=opened_with
    )
    fields = {"outcome": "missed", "because": "She rang", "version": opened_with}
    page = refused(send(asha, "contact_correct", contact.pk, **fields), "Somebody else changed", status=409)
    assert "What the record says now" in page
    assert "The service cancelled" in page
    assert "She rang" in page
    contact.refresh_from_db()
    assert f'name="version" value="{contact.version}"' in page
    assert send(asha, "contact_correct", contact.pk, **fields | {"version": contact.version}).status_code == 302


def test_a_contact_entered_in_error_is_crossed_out(asha: Client, visits: Support, today: date) -> None:
    contact = make.a_contact(visits, today + ONE_WEEK, today, None)
    assert send(asha, "contact_mark_error", contact.pk, because="Wrong woman").status_code == 302
    contact.refresh_from_db()
    assert contact.entered_in_error == "Wrong woman"


def test_a_run_of_contacts_is_booked_as_often_as_promised(asha: Client, visits: Support, today: date) -> None:
    fields = {"mode": "home", "repeat": "3", "at": "10.30", "minutes": "45", "childcare": "ours"}
    fields |= {"checked": "yes", "take": [(today + ONE_DAY + n * ONE_WEEK).isoformat() for n in range(3)]}
    assert send(asha, "contact_book", visits.pk, **fields, **typed("day", today + ONE_DAY)).status_code == 302
    days = [contact.day for contact in visits.contacts.all()]
    assert days == [today + ONE_DAY + n * ONE_WEEK for n in range(3)]
    assert {(contact.at.hour, contact.with_childcare) for contact in visits.contacts.all() if contact.at} == {
        (10, True)
    }


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [("at", "half ten", "write it like 10:30"), ("minutes", "0", "from 1 to 480"), ("repeat", "400", "from 1 to 52")],
)
def test_a_booking_of_a_contact_says_what_to_mend(
    field: str, value: str, sentence: str, asha: Client, visits: Support, today: date
) -> None:
    fields = {"mode": "home", "repeat": "1"} | typed("day", today + ONE_DAY) | {field: value}
    refused(send(asha, "contact_book", visits.pk, **fields), sentence)
    assert not Contact.objects.exists()


def promise(client: Client, nadia: Pregnancy, today: date, **fields: Any) -> Any:
    service = make.a_service(nadia.team.service.trust).pk
    terms = {"service": service, "often": "7", "kind": "support", "mode": "home", "what": "help you at home"}
    return send(client, "support_promise", nadia.pk, **terms | typed("planned", today) | typed("start", today) | fields)


@pytest.mark.parametrize(
    ("fields", "every", "times"),
    [({}, 7, 1), ({"often": "14"}, 14, 1), ({"often": "days", "every": "10"}, 10, 1), ({"times": "2"}, 7, 2)],
)
def test_a_promise_is_added(
    fields: dict[str, str], every: int, times: int, asha: Client, nadia: Pregnancy, today: date
) -> None:
    assert promise(asha, nadia, today, **fields).status_code == 302
    support = nadia.supports.last()
    assert support
    assert (support.every, support.times, support.start, support.what) == (every, times, today, "help you at home")


def test_a_promise_once_by_a_date_is_added(asha: Client, nadia: Pregnancy, today: date) -> None:
    assert promise(asha, nadia, today, often="once", **typed("once_by", today + ONE_WEEK)).status_code == 302
    support = nadia.supports.last()
    assert support
    assert (support.every, support.once_by) == (None, today + ONE_WEEK)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"service": ""}, "Choose the service."),
        ({"often": "days"}, "Say every how many days"),
        ({"often": "days", "every": "-1"}, "from 1 to 366"),
        ({"often": "once"}, "Give the date by which it happens."),
        ({"until-day": "1", "until-month": "1", "until-year": "2020"}, "This support ends before it starts."),
    ],
)
def test_a_promise_that_cannot_be_kept_says_what_to_mend(
    fields: dict[str, str], sentence: str, asha: Client, nadia: Pregnancy, today: date
) -> None:
    before = nadia.supports.count()
    page = refused(promise(asha, nadia, today, **fields), sentence)
    assert "help you at home" in page
    assert nadia.supports.count() == before


def test_a_promise_is_changed_stopped_paused_and_ended(asha: Client, visits: Support, today: date) -> None:
    visits.refresh_from_db()
    start = visits.start or today
    for page in ("support_stop", "support_pause", "support_agree_ending", "handover_offer", "handover_ask"):
        told = asha.get(reverse(page, args=[visits.pk])).content.decode()
        assert "Family support: visit you at home, every week." in told
    terms = {"often": "14", "kind": "both", "mode": "phone", "version": visits.version} | typed("start", start)
    assert send(asha, "support_change", visits.pk, **terms).status_code == 302
    assert send(asha, "support_pause", visits.pk, **typed("start", today), **typed("until", today)).status_code == 302
    assert send(asha, "support_agree_ending", visits.pk, **typed("on", today)).status_code == 302
    assert send(asha, "support_stop", visits.pk, **typed("on", today)).status_code == 302
    visits.refresh_from_db()
    assert (visits.every, visits.mode, visits.stopped, visits.agreed_ending) == (14, "phone", today, today)
    assert visits.pauses.count() == 1


def test_a_change_made_by_two_shows_the_others(asha: Client, visits: Support, today: date) -> None:
    visits.refresh_from_db()
    opened_with = visits.version
    plans.change(support=visits, version=opened_with, what="Cook with you", by=CLOCK, today=today)
    terms = {"often": "14", "kind": "support", "mode": "home", "what": "Walk with you", "version": opened_with}
    page = refused(send(asha, "support_change", visits.pk, **terms), "Somebody else changed", status=409)
    assert "Cook with you" in page
    assert "Walk with you" in page
