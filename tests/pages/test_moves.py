"""Called off ahead and moved, as people do it: offered where it is booked, told everywhere at once, safety told to few."""

from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from pathway.actions import assessments, contacts, moves
from pathway.models import Contact, Move, Pregnancy, Support
from pathway.permissions import CLOCK
from pathway.printing.coming_up import coming_up
from pathway.printing.records import Records
from tests import factories as make
from tests.pages.conftest import Browser
from tests.pages.typed import refused, send, typed
from tests.people import People

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)
TEN = time(10)


@pytest.fixture
def ahead(visits: Support, today: date) -> Contact:
    return make.a_contact(visits, today + 3 * ONE_DAY, today, None, at=TEN, minutes=60)


def page_of(client: Client, name: str, *args: int, **query: object) -> str:
    return str(client.get(reverse(name, args=args), query).content.decode())


def part_of(page: str, heading: str, until: str = "</section>") -> str:
    """The page from a heading on."""
    return page.partition(heading)[2].partition(until)[0]


def move(client: Client, contact: Contact, day: date, **fields: object) -> object:
    """Send the form for a move, as it was opened."""
    return send(client, "contact_move", contact.pk, **{"asked_by": "service", "version": contact.version} | fields,
                **typed("day", day))  # fmt: skip


def test_her_page_and_her_week_offer_to_call_off_and_to_move(asha: Client, ahead: Contact, nadia: Pregnancy) -> None:
    for page in (page_of(asha, "pregnancy_show", nadia.pk), page_of(asha, "pregnancy_week", nadia.pk, of=ahead.day)):
        for name in ("contact_record", "contact_move"):
            assert reverse(name, args=[ahead.pk]) in page


def test_calling_off_is_one_tap_told_at_once_and_offers_another_time(
    asha: Client, ahead: Contact, nadia: Pregnancy
) -> None:
    back = f"{reverse('pregnancy_week', args=[nadia.pk])}?of={ahead.day}"
    page = page_of(asha, "contact_record", ahead.pk, back=back)
    assert 'value="cancelled_by_service"' in page
    assert 'value="cancelled_by_her"' in page
    assert "missed" not in page
    done = send(asha, "contact_record", ahead.pk, back=back, outcome="cancelled_by_her", version=ahead.version)
    week = asha.get(done.headers["Location"]).content.decode()
    assert "Called off: she cancelled" in week
    assert "Offer another time" in week
    assert "No childcare" in week
    assert "Nothing stands in this week" in week or "appointment" in week
    assert 'class="app-quiet">Booked' not in week


def test_called_off_is_nowhere_told_as_coming(
    asha: Client, people: People, ahead: Contact, nadia: Pregnancy, visits: Support, today: date
) -> None:
    make.a_contact(visits, ahead.day, today, None, at=time(10, 30), minutes=60)
    safe = {"route": "by_hand", "safe": True, "answered_on": today}
    assessments.record_safe_contact(pregnancy=nadia, by=CLOCK, today=today, **safe)
    assert "overlap" in page_of(asha, "pregnancy_week", nadia.pk, of=ahead.day)
    contacts.record(support=visits, contact=ahead, on=ahead.day, outcome="cancelled_by_service", by=CLOCK, today=today)
    her = page_of(asha, "pregnancy_show", nadia.pk)
    assert f'id="contact-{ahead.pk}"' in part_of(her, "Called off</h3>")
    assert f'id="contact-{ahead.pk}"' not in part_of(her, "Coming</h3>", "Called off</h3>")
    assert her.count(f'id="contact-{ahead.pk}"') == 1
    week = page_of(asha, "pregnancy_week", nadia.pk, of=ahead.day)
    assert "overlap" not in week
    assert "The service cancelled" in week
    assert f'href="{reverse("contact_letter", args=[ahead.pk])}"' not in her
    letter = send(asha, "contact_letter", ahead.pk, how="by_hand", envelope="none", language="en")
    refused(letter, "not to come any more")


def test_no_paper_tells_of_what_is_called_off_and_each_tells_the_new_day(
    ahead: Contact, visits: Support, nadia: Pregnancy, today: date
) -> None:
    def printed() -> list[date]:
        return [line.order[0] for line in coming_up(Records(nadia, today))]

    moves.move(contact=ahead, day=today + 5 * ONE_DAY, at=TEN, asked_by="service", by=CLOCK, today=today)
    assert printed() == [today + 5 * ONE_DAY]
    contacts.record(support=visits, contact=ahead, on=ahead.day, outcome="cancelled_by_her", by=CLOCK, today=today)
    assert printed() == []


def test_one_without_a_choice_is_asked_again(asha: Client, ahead: Contact) -> None:
    refused(send(asha, "contact_record", ahead.pk, version=ahead.version), "Say who cancelled it")
    refused(send(asha, "contact_record", ahead.pk, version=ahead.version, outcome="delivered"), "Who cancelled it?")


def test_it_can_be_on_again(asha: Client, ahead: Contact, nadia: Pregnancy) -> None:
    send(asha, "contact_record", ahead.pk, outcome="cancelled_by_her", version=ahead.version)
    assert reverse("contact_undo", args=[ahead.pk]) in page_of(asha, "pregnancy_show", nadia.pk)
    send(asha, "contact_undo", ahead.pk)
    ahead.refresh_from_db()
    assert ahead.outcome is None
    assert "It is on again." in page_of(asha, "pregnancy_show", nadia.pk)


def test_a_move_is_told_with_who_asked_and_why_and_a_letter_is_offered(
    asha: Client, ahead: Contact, nadia: Pregnancy, today: date
) -> None:
    new = today + 5 * ONE_DAY
    done = move(asha, ahead, new, at="11:30", why_service="staff_ill", why_her="childcare", reason_words="Flu.")
    ahead.refresh_from_db()
    assert (ahead.day, ahead.at) == (new, time(11, 30))
    assert Move.objects.get().reason == "staff_ill"
    page = asha.get(done.headers["Location"]).content.decode()  # type: ignore[attr-defined]
    for said in ("Moved to", "by the service: staff were ill (Flu.)", reverse("contact_letter", args=[ahead.pk])):
        assert said in page
    assert "by the service: staff were ill" in page_of(asha, "pregnancy_show", nadia.pk)
    assert "Moved from" in page_of(asha, "pregnancy_week", nadia.pk, of=new)


def test_what_stands_against_the_new_time_is_shown_once(
    asha: Client, ahead: Contact, visits: Support, today: date
) -> None:
    new = today + 4 * ONE_DAY
    make.a_contact(visits, new, today, None, at=time(11), minutes=60)
    answer = move(asha, ahead, new, at="11:30")
    page = answer.content.decode()  # type: ignore[attr-defined]
    assert "Not moved yet. Against it: overlaps with Family support at 11:00" in page
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    assert not Move.objects.exists()
    move(asha, ahead, new, at="11:45", seen=seen)
    assert not Move.objects.exists(), "another time is looked at again"
    move(asha, ahead, new, at="11:30", seen=seen)
    assert Move.objects.count() == 1


def test_the_second_of_two_who_move_it_sees_both(asha: Client, ahead: Contact, today: date) -> None:
    moves.move(contact=Contact.objects.get(pk=ahead.pk), day=today + ONE_DAY, asked_by="her", by=CLOCK, today=today)
    answer = move(asha, ahead, today + 2 * ONE_DAY, at="10:00")
    page = refused(answer, "What the record says now", status=409)
    assert "They saved" in page
    assert Move.objects.count() == 1


def test_what_cannot_be_moved_says_so(asha: Client, visits: Support, today: date) -> None:
    over = make.a_contact(visits, today, today)
    assert "has its outcome" in page_of(asha, "contact_move", over.pk)
    refused(move(asha, over, today + ONE_DAY), "has its outcome")


def test_of_another_trust_nobody_calls_off_or_moves(people: People, as_: Browser, ahead: Contact, today: date) -> None:
    for outsider in (as_(people.carol), as_(people.dara)):
        assert move(outsider, ahead, today).status_code == 404  # type: ignore[attr-defined]
        assert send(outsider, "contact_record", ahead.pk, outcome="cancelled_by_her").status_code == 404
    assert move(as_(people.fern), ahead, today).status_code == 302  # type: ignore[attr-defined]


def test_that_it_did_not_feel_safe_is_offered_and_shown_to_those_who_see_her_safety(
    people: People, as_: Browser, asha: Client, ahead: Contact, nadia: Pregnancy, visits: Support, today: date
) -> None:
    missed = make.a_contact(visits, today, today, "missed")
    move(asha, ahead, today + ONE_DAY, asked_by="her", why_her="not_safe", reason_words="The hallway.")
    told = send(asha, "contact_tell", missed.pk, reason="not_safe", reason_words="The stairs.")
    assert told.status_code == 302
    pages = [("pregnancy_show", nadia.pk), ("contact_tell", missed.pk), ("contact_move", ahead.pk)]
    for user, sees in ((people.asha, True), (people.sol, True), (people.fern, False)):
        shown = "".join(page_of(as_(user), name, pk, recorded=missed.pk) for name, pk in pages)
        for words in ("It did not feel safe", "did not feel safe", "The hallway.", "The stairs.", "not_safe"):
            assert (words in shown) is sees, (user, words)
        assert "he would rather not say" in shown
    refused(send(as_(people.fern), "contact_tell", missed.pk, reason="not_safe"), "one of those listed")


def test_the_next_one_is_offered_where_she_would_rather_be_seen(asha: Client, ahead: Contact, today: date) -> None:
    contacts.prefer_place(
        pregnancy=ahead.support.pregnancy, mode="clinic", note="The library", answered_on=today, by=CLOCK, today=today
    )
    send(asha, "contact_record", ahead.pk, outcome="cancelled_by_her", version=ahead.version)
    assert "The library" in page_of(asha, "contact_book", ahead.support_id).partition('name="place"')[2][:200]
