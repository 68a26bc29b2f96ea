"""Recording from a list: one tap, undone or told more of in one more, and back where one was."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pages.templatetags.words import whole
from pathway.actions import contacts
from pathway.models import Answer, Contact, Pregnancy, Support
from pathway.permissions import CLOCK
from tests import factories as make
from tests.pages.conftest import Browser
from tests.pages.typed import send
from tests.people import People

ONE_DAY = timedelta(days=1)


@pytest.fixture
def waiting(visits: Support, today: date) -> Contact:
    return make.a_contact(visits, today, today, None)


def page_of(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def tap(client: Client, name: str, contact: Contact, back: str = "/", **fields: Any) -> Any:
    return send(client, name, contact.pk, back=back, **fields)


def test_one_tap_on_today_records_and_stays_on_today(asha: Client, waiting: Contact) -> None:
    assert f'action="{reverse("contact_record", args=[waiting.pk])}"' in page_of(asha, "/")
    done = tap(asha, "contact_record", waiting, outcome="cancelled_by_service")
    assert done.headers["Location"] == f"/?recorded={waiting.pk}#recorded"
    page = page_of(asha, f"/?recorded={waiting.pk}")
    assert "What got in the way?" in page
    assert "Staff were ill" in page
    assert "No childcare" not in page
    assert f'action="{reverse("contact_undo", args=[waiting.pk])}"' in page


def test_the_list_keeps_its_filter(asha: Client, waiting: Contact) -> None:
    back = f"/contacts/?service={waiting.support.service_id}&worker=nobody&page=1"
    done = tap(asha, "contact_record", waiting, back=back, outcome="delivered")
    assert done.headers["Location"] == f"{back}&recorded={waiting.pk}#recorded"


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "", "\\\\x"]
)
def test_nobody_is_led_to_another_house(back: str, asha: Client, waiting: Contact) -> None:
    done = tap(asha, "contact_record", waiting, back=back, outcome="delivered")
    assert done.headers["Location"].startswith(reverse("pregnancy_show", args=[waiting.support.pregnancy_id]))


def test_undo_lets_the_contact_wait_again(asha: Client, waiting: Contact) -> None:
    tap(asha, "contact_record", waiting, outcome="missed")
    assert tap(asha, "contact_undo", waiting).headers["Location"] == "/"
    assert "waits for its outcome again" in page_of(asha, "/")
    waiting.refresh_from_db()
    assert waiting.outcome is None


def test_undo_asked_for_by_its_address_asks_first(asha: Client, waiting: Contact) -> None:
    tap(asha, "contact_record", waiting, outcome="missed")
    assert "Take it back" in page_of(asha, reverse("contact_undo", args=[waiting.pk]))
    waiting.refresh_from_db()
    assert waiting.outcome == "missed"


def test_what_was_recorded_before_today_is_corrected_not_undone(
    asha: Client, people: People, visits: Support, today: date
) -> None:
    contact = make.a_contact(visits, today - ONE_DAY, today - ONE_DAY)
    page = page_of(asha, f"/?recorded={contact.pk}")
    assert reverse("contact_undo", args=[contact.pk]) not in page
    assert reverse("contact_correct", args=[contact.pk]) in page


def test_a_second_tap_changes_nothing(asha: Client, waiting: Contact) -> None:
    tap(asha, "contact_record", waiting, outcome="missed")
    tap(asha, "contact_record", waiting, outcome="missed")
    assert "has its outcome already" not in page_of(asha, "/")
    tap(asha, "contact_record", waiting, outcome="delivered")
    assert "has its outcome already" in page_of(asha, "/")
    waiting.refresh_from_db()
    assert (waiting.outcome, waiting.records.count()) == ("missed", 1)


def test_why_her_words_and_her_answer_are_one_tap_each(asha: Client, waiting: Contact) -> None:
    tap(asha, "contact_record", waiting, outcome="cancelled_by_her")
    for told in ({"reason": "childcare"}, {"getting": "some"}, {"note": "Mornings are best."}):
        assert tap(asha, "contact_tell", waiting, **told).headers["Location"].startswith("/?recorded=")
    assert ": she cancelled.</p>" in page_of(asha, reverse("contact_tell", args=[waiting.pk]))
    last = waiting.records.last()
    assert last is not None
    assert (last.reason, last.note) == ("childcare", "Mornings are best.")
    assert Answer.objects.get(pregnancy=waiting.support.pregnancy).getting == "some"
    page = page_of(asha, f"/?recorded={waiting.pk}")
    for said in ("no childcare", "Mornings are best.", "some of the support"):
        assert said in page


@pytest.mark.parametrize("told", [{}, {"reason": "staff_ill"}, {"note": "x" * 5000}, {"getting": "maybe"}])
def test_what_cannot_be_told_is_said_and_what_was_typed_stays(
    told: dict[str, str], asha: Client, waiting: Contact
) -> None:
    tap(asha, "contact_record", waiting, outcome="missed")
    answer = tap(asha, "contact_tell", waiting, **told)
    assert answer.status_code == 200
    assert "Please look at this again" in answer.content.decode()
    assert waiting.records.count() == 1


def test_nothing_is_asked_of_her_where_she_was_not_there(asha: Client, waiting: Contact) -> None:
    tap(asha, "contact_record", waiting, outcome="missed")
    page = page_of(asha, f"/?recorded={waiting.pk}")
    assert "Is she getting the support" not in page
    assert "Offer another time" in page


@pytest.mark.parametrize("key", ["0", "x", "²", "9" * 40, "-1"])
def test_an_address_that_names_no_contact_shows_no_panel(key: str, asha: Client) -> None:
    assert 'id="recorded"' not in page_of(asha, f"/?recorded={key}")


def test_others_see_no_panel_and_cannot_tap(people: People, as_: Browser, asha: Client, waiting: Contact) -> None:
    tap(asha, "contact_record", waiting, outcome="missed")
    assert 'id="recorded"' in page_of(as_(people.fern), f"/?recorded={waiting.pk}")
    for outsider in (as_(people.carol), as_(people.dara)):
        assert 'id="recorded"' not in page_of(outsider, f"/?recorded={waiting.pk}")
        for name in ("contact_record", "contact_tell", "contact_undo"):
            assert tap(outsider, name, waiting, outcome="delivered").status_code == 404


def test_the_queue_is_by_service_and_worker_oldest_first(
    asha: Client, people: People, visits: Support, today: date
) -> None:
    kim = make.a_worker(visits.service, "Kim Example")
    other = people.nadia.supports.exclude(pk=visits.pk).get()
    late = make.a_contact(visits, today - ONE_DAY, today, None, worker=kim)
    later = make.a_contact(visits, today - 3 * ONE_DAY, today, None)
    social = make.a_contact(other, today - 2 * ONE_DAY, today, None)

    def shown(**query: object) -> list[int]:
        page = asha.get(reverse("contacts_unrecorded"), query).content.decode()
        found = {c.pk: page.find(f'id="waiting-{c.pk}"') for c in (late, later, social)}
        return sorted((key for key, at in found.items() if at > 0), key=lambda key: found[key])

    assert shown() == [later.pk, social.pk, late.pk]
    assert shown(service=visits.service_id) == [later.pk, late.pk]
    assert shown(worker=kim.pk) == [late.pk]
    assert shown(worker="nobody", service=visits.service_id) == [later.pk]
    assert shown(service="²", worker="9" * 40) == [later.pk, social.pk, late.pk]


def test_mine_are_my_contacts_and_those_of_the_women_whom_i_lead(
    asha: Client, people: People, nadia: Pregnancy, visits: Support, today: date, waiting: Contact
) -> None:
    record = reverse("contact_record", args=[waiting.pk])
    assert record in page_of(asha, "/")
    assert record not in page_of(asha, "/?whose=mine")
    make.pregnancies.appoint_lead(pregnancy=nadia, worker=people.asha.workers.get(), start=today, by=CLOCK, today=today)
    assert record in page_of(asha, "/?whose=mine")
    Contact.objects.filter(pk=waiting.pk).update(worker=make.a_worker(visits.service, "Kim Example"))
    assert record not in page_of(asha, "/?whose=mine")


def test_mine_keeps_to_the_women_whom_i_lead(asha: Client, people: People, missed: Any, today: date) -> None:
    assert whole(missed.sentence) in page_of(asha, "/")
    assert missed.sentence not in page_of(asha, "/?whose=mine")
    make.pregnancies.appoint_lead(
        pregnancy=people.nadia, worker=people.asha.workers.get(), start=today, by=CLOCK, today=today
    )
    assert whole(missed.sentence) in page_of(asha, "/?whose=mine")


def test_her_page_tells_why_and_what_she_said(asha: Client, waiting: Contact, today: date) -> None:
    contacts.record(
        support=waiting.support, contact=waiting, on=today, outcome="missed", reason="transport", by=CLOCK, today=today
    )
    contacts.tell(contact=waiting, note="The bus stopped.", by=CLOCK, today=today)
    page = page_of(asha, reverse("pregnancy_show", args=[waiting.support.pregnancy_id]))
    assert 'She could not come: <span class="app-quiet">no way of getting there' in page
    assert page.count("The bus stopped.") == 1
