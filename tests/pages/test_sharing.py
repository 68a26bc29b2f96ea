"""Handovers and who is involved, as pages: what each service sees of it, and what waits for whom."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfWriter

from pathway.actions import handovers, meetings, plans
from pathway.models import Pregnancy, Printout, Service, Support, Worker
from pathway.permissions import CLOCK
from tests import factories as make
from tests.pages.conftest import Browser
from tests.people import People

from .typed import ONE_DAY, ONE_WEEK, refused, send, typed


@pytest.fixture
def harbour(people: People) -> Service:
    """Dara's service."""
    return people.dara.workers.get().service


def listed(client: Client) -> str:
    return client.get(reverse("handover_list")).content.decode()


def her_page(client: Client, woman: Pregnancy) -> str:
    return client.get(reverse("pregnancy_show", args=[woman.pk])).content.decode()


def test_each_side_sees_what_waits_for_whom(
    people: People, as_: Browser, asha: Client, visits: Support, harbour: Service, today: date
) -> None:
    assert "No handover is under way" in listed(asha)
    handover = handovers.offer(support=visits, to_service=harbour, by=CLOCK, today=today)
    assert "Waiting for our answer (1)" in listed(as_(people.dara))
    assert "Waiting for another service’s answer (1)" in listed(as_(people.fern))
    assert "Still with Family support." in her_page(as_(people.fern), people.nadia)
    assert "Nadi" not in listed(as_(people.carol))
    assert "Nadi" not in listed(as_(people.sol))
    assert send(as_(people.dara), "handover_accept", handover.pk, **typed("on", today)).status_code == 302
    for who in (people.dara, people.fern, people.ben):
        assert "has not seen her yet (1)" in listed(as_(who))
    theirs = make.a_support(people.nadia, today, harbour, reference="theirs")
    make.a_contact(theirs, today, today)
    assert "No handover is under way" in listed(as_(people.dara))
    assert "Handed over to Drug and alcohol service." in her_page(asha, people.nadia)


def test_a_handover_that_waits_after_its_promise_has_ended_does_not_say_that_anybody_gives_it(
    people: People, as_: Browser, visits: Support, harbour: Service, today: date
) -> None:
    handovers.offer(support=visits, to_service=harbour, by=CLOCK, today=today)
    for last, gone in ((today, False), (today - ONE_DAY, True)):
        Support.objects.filter(pk=visits.pk).update(until=last)
        page = listed(as_(people.fern))
        assert ("Still with Family support." in page) is not gone, last
        assert ("nobody gives this now." in page) is gone, last


def test_a_service_asks_and_the_giving_service_sees_it(
    people: People, as_: Browser, asha: Client, visits: Support, harbour: Service, today: date
) -> None:
    refused(send(asha, "handover_ask", visits.pk, to_service=harbour.pk), "Say why it would help her")
    assert send(asha, "handover_ask", visits.pk, to_service=harbour.pk, why="Closer to her").status_code == 302
    ask = visits.handover_asks.get()
    assert "Waiting for our answer (1)" in listed(as_(people.fern))
    assert "Closer to her" in her_page(as_(people.fern), people.nadia)
    form = as_(people.fern).get(reverse("handover_offer", args=[visits.pk]), {"to": harbour.pk}).content.decode()
    assert f'value="{harbour.pk}" selected' in form
    answer = {"because": "After the birth"} | typed("on", today)
    assert send(as_(people.fern), "handover_answer_ask", ask.pk, **answer).status_code == 302
    assert "After the birth" in her_page(asha, people.nadia)
    assert "No handover is under way" in listed(as_(people.fern))


def test_an_old_answer_page_overwrites_nothing(asha: Client, visits: Support, harbour: Service, today: date) -> None:
    handover = handovers.offer(support=visits, to_service=harbour, by=CLOCK, today=today)
    handovers.accept(handover=handover, on=today, by=CLOCK, today=today)
    late = {"because": "Full", "version": 1} | typed("on", today)
    refused(send(asha, "handover_decline", handover.pk, **late), "answered already")


def test_the_list_asks_the_same_number_of_questions_however_long(
    people: People, asha: Client, harbour: Service, today: date, django_assert_num_queries: Callable[..., object]
) -> None:
    def women(number: int) -> None:
        for _ in range(number):
            support = make.a_support(make.a_pregnancy(people.nadia.team, today), today)
            handovers.offer(support=support, to_service=harbour, by=CLOCK, today=today)

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    women(2)
    with CaptureQueriesContext(connection) as few:
        listed(asha)
    women(5)
    with django_assert_num_queries(len(few)):
        listed(asha)


def test_who_is_involved_and_why_and_that_nothing_is_left(
    people: People, as_: Browser, asha: Client, nadia: Pregnancy, visits: Support, today: date
) -> None:
    def page(client: Client) -> str:
        return client.get(reverse("services_involved", args=[nadia.pk])).content.decode()

    assert "They promise her “visit you at home”, every week." in page(asha)
    assert "They promise her nothing now" not in page(asha)
    plans.stop(support=visits, on=today - ONE_DAY, by=CLOCK, today=today)
    assert "They promise her nothing now, wait for no answer, and lead nothing." in page(asha)
    row = nadia.involvements.get(service=visits.service)
    before = row.start - ONE_WEEK
    refused(
        send(asha, "involvement_end", row.pk, version=1, **typed("until", before)),
        "This involvement ends before it starts.",
    )
    fern = as_(people.fern)
    ended = send(fern, "involvement_end", row.pk, version=1, **typed("until", today - ONE_DAY))
    assert ended.headers["Location"] == reverse("caseload")
    assert fern.get(reverse("pregnancy_show", args=[nadia.pk])).status_code == 404
    assert "Involved before (1)" in page(asha)


def test_only_her_team_and_the_service_itself_end_an_involvement(
    people: People, as_: Browser, asha: Client, nadia: Pregnancy, visits: Support, today: date
) -> None:
    row = nadia.involvements.get(service=visits.service)
    address, link = reverse("involvement_end", args=[row.pk]), f"/involvements/{row.pk}/end/"
    ended = {"version": 1, "because": "She has moved", **typed("until", today)}
    for user, status in ((people.carol, 404), (people.dara, 404), (people.sol, 403)):
        assert as_(user).get(address).status_code == status
        assert as_(user).post(address, ended).status_code == status
    hers = reverse("services_involved", args=[nadia.pk])
    assert link not in as_(people.sol).get(hers).content.decode()
    for user in (people.asha, people.ben, people.fern):
        assert link in as_(user).get(hers).content.decode()
        assert as_(user).get(address).status_code == 200
    row.refresh_from_db()
    assert row.until is None


def test_ending_says_what_it_takes_away_and_needs_a_reason_while_something_stands(
    asha: Client, nadia: Pregnancy, visits: Support, today: date
) -> None:
    row = nadia.involvements.get(service=visits.service)
    page = asha.get(reverse("involvement_end", args=[row.pk])).content.decode()
    for words in (
        "<li>They promise her “visit you at home”, every week.</li>",
        "Fern Example, family support worker, can no longer see: pathway and promises; needs",
        "End each of these first, or say below why not.",
        "Nothing of her record is lost",
    ):
        assert words in page
    refused(send(asha, "involvement_end", row.pk, version=1, **typed("until", today)), "still stands")
    send(asha, "involvement_end", row.pk, version=1, because="She has moved", **typed("until", today - ONE_DAY))
    row.refresh_from_db()
    assert (row.until, row.ended_because) == (today - ONE_DAY, "She has moved")
    assert "she has moved" in asha.get(reverse("services_involved", args=[nadia.pk])).content.decode()


def test_the_second_of_two_who_end_it_is_shown_the_first(
    asha: Client, nadia: Pregnancy, visits: Support, today: date
) -> None:
    row = nadia.involvements.get(service=visits.service)
    typed_in = {"version": 1, "because": "She has moved"}
    assert send(asha, "involvement_end", row.pk, **typed_in, **typed("until", today)).status_code == 302
    late = send(asha, "involvement_end", row.pk, **typed_in, **typed("until", today + ONE_WEEK))
    refused(late, "Somebody else changed this involvement", status=409)
    row.refresh_from_db()
    assert row.until == today


def test_it_is_told_who_opened_her_record_to_whom_and_what_was_printed(
    people: People, as_: Browser, asha: Client, nadia: Pregnancy, harbour: Service, today: date
) -> None:
    make.a_support(nadia, today, harbour, reference="theirs")
    plans.promise(
        pregnancy=nadia, service=make.a_service(harbour.trust, "Housing"), every=7, by=people.ben, today=today
    )
    row = nadia.involvements.get(service=harbour)
    asha.get(reverse("involvement_summary_print", args=[row.pk]))
    meeting = meetings.book(pregnancy=nadia, kind="core group", day=today + ONE_WEEK, by=CLOCK, today=today)
    as_(people.sol).get(reverse("meeting_agenda_print", args=[meeting.pk]))

    for words in ("Ben Midwife opened her record to Housing", "Asha Midwife opened the summary of Drug and alcohol service",
                  "Sol Example opened the agenda"):  # fmt: skip
        assert words in told(asha, nadia)
    assert "agenda" not in told(as_(people.fern), nadia)  # a meeting is child protection
    assert "Ben Midwife opened her record to Housing" in told(as_(people.fern), nadia)


def told(client: Client, nadia: Pregnancy) -> str:
    """Who opened her record to whom, as her page of services says it."""
    page = client.get(reverse("services_involved", args=[nadia.pk])).content.decode()
    return page.split('id="disclosures"')[1].split("</details>")[0]


def test_it_is_told_who_opened_her_plan_or_a_letter(
    people: People, as_: Browser, asha: Client, nadia: Pregnancy, today: date
) -> None:
    about: dict[str, Any] = {"pregnancy": nadia, "made_on": today, "sha256": "0", "pages": 1}
    version = plans.agree(pregnancy=nadia, by=CLOCK, today=today)
    writer, sheet = PdfWriter(), BytesIO()
    writer.add_blank_page(width=210, height=297)
    writer.write(sheet)
    plan = Printout.objects.create(
        version=version, variant="safe", content=sheet.getvalue(), information="child_protection", **about
    )
    letter = Printout.objects.create(
        variant="meeting", subject="meeting 1", content=sheet.getvalue(), information="child_protection", **about
    )
    as_(people.sol).get(reverse("printout_open", args=[letter.pk]))
    as_(people.sol).get(reverse("printout_open", args=[plan.pk]))
    as_(people.ben).get(reverse("papers_download", args=[nadia.team_id]))
    as_(people.fern).get(reverse("plan_print", args=[nadia.pk]), {"variant": "safe"})
    assert as_(people.carol).get(reverse("printout_open", args=[plan.pk])).status_code == 404
    for words in ("Sol Example opened version 1 of her plan", "Ben Midwife opened version 1 of her plan",
                  "Fern Example opened her plan as it stood"):  # fmt: skip
        assert words in told(as_(people.fern), nadia)
    assert "Sol Example opened a letter to her" in told(asha, nadia)
    assert "a letter" not in told(as_(people.fern), nadia)  # it may be about a meeting
    assert "Carol" not in told(asha, nadia)


def test_who_may_lead_is_asked_of_the_services_involved_today(
    people: People, asha: Client, nadia: Pregnancy, visits: Support, today: date
) -> None:
    fern = people.fern.workers.get()
    asked = reverse("lead_appoint", args=[nadia.pk])
    assert f'value="{fern.pk}"' in asha.get(asked).content.decode()
    row = nadia.involvements.get(service=visits.service)
    send(asha, "involvement_end", row.pk, version=1, because="She moves", **typed("until", today + ONE_DAY))
    assert f'value="{fern.pk}"' in asha.get(asked).content.decode()  # still involved until then
    row.refresh_from_db()
    row.until = today - ONE_DAY
    row.save()
    assert f'value="{fern.pk}"' not in asha.get(asked).content.decode()


def test_each_class_names_the_roles_that_see_it(people: People, asha: Client, nadia: Pregnancy) -> None:
    page = asha.get(reverse("services_involved", args=[nadia.pk])).content.decode()
    row = page.split("Child protection</th>")[1].split("</tr>")[0]
    assert "perinatal social worker" in row
    assert "family support worker" not in row


def test_a_service_for_which_nobody_works_is_said_to_see_nothing(
    asha: Client, nadia: Pregnancy, harbour: Service, today: date
) -> None:
    make.a_support(nadia, today, harbour, reference="theirs")
    asked, said = reverse("services_involved", args=[nadia.pk]), f"{harbour} is not in this list"
    assert said not in asha.get(asked).content.decode()
    Worker.objects.filter(service=harbour).update(left=today - ONE_DAY)
    assert said in asha.get(asked).content.decode()


def test_her_paper_of_who_sees_what_gives_nothing_away(
    people: People, asha: Client, nadia: Pregnancy, harbour: Service, today: date
) -> None:
    make.a_support(nadia, today, harbour, reference="theirs")
    page = asha.get(reverse("who_sees_what", args=[nadia.pk])).content.decode()
    paper = page.split("Who can see what about you")[1].split("</main>")[0]
    assert "The Harbour" in paper
    assert "Some things you may have told us in private" in paper
    for word in ("drug", "alcohol", "abuse", "safety", "substance"):
        assert word not in paper.lower()
    assert "Nobody has recorded whether paper is safe" in page
