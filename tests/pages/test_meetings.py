"""Meetings, their agenda, decisions and reviews as pages: refusals keep what was typed, lists stay quick, roles see no more."""

import re
from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pathway.actions import assessments, attendees, meetings, pregnancies, printouts, reviews
from pathway.actions.base import Problem
from pathway.models import Meeting, Pregnancy
from pathway.permissions import CLOCK
from tests import factories as make
from tests.actions.meeting_writes import a_meeting
from tests.people import People

from .conftest import Browser
from .typed import ONE_DAY, ONE_WEEK, refused, send, typed


@pytest.fixture
def meeting(people: People, today: date) -> Meeting:
    """A core group in a week."""
    made: Meeting = a_meeting(people, today)
    return made


def test_the_page_on_which_she_is_told_says_which_ways_are_safe(
    asha: Client, meeting: Meeting, nadia: Pregnancy, today: date
) -> None:
    for route, safe in (("by_hand", True), ("post", False)):
        assessments.record_safe_contact(
            pregnancy=nadia, route=route, safe=safe, answered_on=today, by=CLOCK, today=today
        )
    page = " ".join(asha.get(reverse("meeting_tell", args=[meeting.pk])).content.decode().split())
    assert "<strong>Safe:</strong> by hand <span" in page
    assert "<strong>Not safe:</strong> post <span" in page


def test_every_page_of_a_meeting_that_is_off_says_so(asha: Client, meeting: Meeting, today: date) -> None:
    pages = ("meeting_tell", "meeting_prepare", "meeting_ask", "meeting_report", "meeting_change", "meeting_came",
             "meeting_minutes", "meeting_recommend", "meeting_letter", "meeting_agenda")  # fmt: skip
    shown = {page: asha.get(reverse(page, args=[meeting.pk])).content.decode() for page in pages}
    assert [page for page, text in shown.items() if "This meeting was cancelled" in text] == []
    meetings.cancel(meeting=meeting, on=today, by=CLOCK, today=today)
    shown = {page: asha.get(reverse(page, args=[meeting.pk])).content.decode() for page in pages}
    assert [page for page, text in shown.items() if "This meeting was cancelled" not in text] == []
    assert [page for page, text in shown.items() if 'id="page-form"' in text] == []
    with pytest.raises(Problem, match="no letter can tell her of it"):
        printouts.write_letter(about=meeting, how="by_hand", by=CLOCK, today=today)


def test_a_meeting_is_booked_and_every_step_on_it_is_kept(asha: Client, nadia: Pregnancy, today: date) -> None:
    where = {"kind": "core group", "at": "14:00", "venue": "office", "place": "Room 2"}
    assert send(asha, "meeting_book", nadia.pk, **where, **typed("day", today + ONE_WEEK)).status_code == 302
    meeting = nadia.meetings.get()
    told = {"how": "face_to_face", "version": meeting.version}
    assert send(asha, "meeting_tell", meeting.pk, **told, **typed("on", today)).status_code == 302
    assert send(asha, "meeting_report", meeting.pk, how="given", version=2, **typed("on", today)).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.told_her, meeting.report_shared, meeting.venue) == (today, today, "office")
    page = asha.get(reverse("meeting_show", args=[meeting.pk])).content.decode()
    assert "She was told on" in page
    assert "given to her" in page
    gone = {"because": "She is in hospital", "version": 3}
    assert send(asha, "meeting_cancel", meeting.pk, **gone, **typed("on", today)).status_code == 302
    assert "She is in hospital" in asha.get(reverse("meeting_show", args=[meeting.pk])).content.decode()


def test_a_refusal_keeps_what_was_typed(asha: Client, meeting: Meeting, today: date) -> None:
    page = refused(
        send(asha, "meeting_minutes", meeting.pk, how="withheld", version=1, **typed("on", today)), "without a reason"
    )
    assert f'value="{today.day}"' in page
    page = refused(
        send(asha, "meeting_book", meeting.pregnancy_id, kind="other", place="The yard", **typed("day", today)),
        "fewer than 5 days",
    )
    assert "The yard" in page


def test_a_time_stands_in_the_form_as_it_may_be_sent(asha: Client, nadia: Pregnancy, today: date) -> None:
    made = meetings.book(
        pregnancy=nadia, kind="core group", day=today + ONE_WEEK, at=time(14), by=CLOCK, today=today
    )  # fmt: skip
    assert 'value="14:00"' in asha.get(reverse("meeting_change", args=[made.pk])).content.decode()


def test_what_is_next_on_a_meeting_stands_first(asha: Client, meeting: Meeting, today: date) -> None:
    there = reverse("meeting_show", args=[meeting.pk])

    def first() -> str:
        page = asha.get(there).content.decode()
        return str(re.search(r'class="nhsuk-button" href="[^"]*">([^<]+)<', page)[1])  # type: ignore[index]

    assert first() == "Record that she was told"
    meetings.tell_her(meeting=meeting, on=today, how="face_to_face", by=CLOCK, today=today)
    assert first() == "Prepare it with her"


def test_a_cancelled_meeting_asks_for_nothing_but_that_she_knows(asha: Client, meeting: Meeting, today: date) -> None:
    meetings.cancel(meeting=meeting, on=today, because="Two services cannot come", by=CLOCK, today=today)
    page = asha.get(reverse("meeting_show", args=[meeting.pk])).content.decode()
    assert "Two services cannot come" in page
    assert "Make sure she does not come for nothing" in page
    for name in ("meeting_tell", "meeting_prepare", "meeting_ask", "meeting_report", "meeting_change"):
        assert reverse(name, args=[meeting.pk]) not in page


def test_the_second_of_two_is_shown_what_the_first_wrote(
    asha: Client, people: People, meeting: Meeting, today: date
) -> None:
    meetings.prepare(meeting=meeting, wishes_asked="asked", wish_supporter="Her aunt", by=people.ben, today=today)
    sent = {"wishes_asked": "asked", "wish_supporter": "Her sister", "version": 1}
    page = refused(send(asha, "meeting_prepare", meeting.pk, **sent), "Somebody else changed this meeting", status=409)
    assert "Her aunt" in page
    assert "Her sister" in page
    assert send(asha, "meeting_prepare", meeting.pk, **sent | {"version": 2}).status_code == 302


def test_nothing_is_recommended_before_she_is_told_unless_it_is_dangerous(
    asha: Client, meeting: Meeting, today: date
) -> None:
    refused(send(asha, "meeting_recommend", meeting.pk, words="A safety plan"), "Tell her first, and give the day.")
    refused(send(asha, "meeting_recommend", meeting.pk, words="A safety plan", **typed("told_on", today + ONE_DAY)),
            "cannot be in the future")  # fmt: skip
    assert not meeting.recommendations.exists()
    assert (
        send(asha, "meeting_recommend", meeting.pk, words="A safety plan", **typed("told_on", today)).status_code == 302
    )
    because = {"words": "No visits from him", "not_told_because": "He reads her post"}
    assert send(asha, "meeting_recommend", meeting.pk, **because).status_code == 302
    page = asha.get(reverse("meeting_show", args=[meeting.pk])).content.decode()
    assert "She was not told first:" in page
    assert [bool(row.told_on) for row in meeting.recommendations.all()] == [True, False]


def test_a_decision_that_follows_from_what_she_said_says_so(
    asha: Client, people: People, nadia: Pregnancy, today: date
) -> None:
    service = people.fern.workers.get().service
    sent = {"what": "Come after ten", "owner": f"service-{service.pk}", "she_said": "Mornings are hard"}
    days = typed("by_when", today + ONE_WEEK) | typed("decided", today)
    assert send(asha, "decision_add", nadia.pk, **sent, **days).status_code == 302
    assert (
        "Because she said: “Mornings are hard”" in asha.get(reverse("pregnancy_show", args=[nadia.pk])).content.decode()
    )


def test_an_owner_from_elsewhere_is_refused(asha: Client, people: People, nadia: Pregnancy, today: date) -> None:
    other = people.carol.workers.get()
    sent = {"what": "Come", "owner": f"worker-{other.pk}"} | typed("by_when", today) | typed("decided", today)
    refused(send(asha, "decision_add", nadia.pk, **sent), "choose one of those listed")


def test_a_review_and_its_decisions_are_kept_together_or_not_at_all(
    asha: Client, people: People, nadia: Pregnancy, today: date
) -> None:
    service = people.fern.workers.get().service
    review = {"summary": "It holds"} | typed("day", today) | typed("next_on", today + ONE_WEEK)
    early = {"what_1": "Come", "owner_1": f"service-{service.pk}"} | typed("by_when_1", today - ONE_DAY)
    refused(send(asha, "review_record", nadia.pk, **review, **early), "The day by which it is done cannot be before")
    assert not nadia.reviews.exists()
    right = early | typed("by_when_1", today)
    assert send(asha, "review_record", nadia.pk, **review, **right).status_code == 302
    held = nadia.reviews.get()
    assert [row.what for row in held.decisions.all()] == ["Come"]
    assert {row["service"] for row in held.figures} == {"Family support", "Children's social work"}


def test_a_review_sent_twice_is_one_review_with_one_decision(
    asha: Client, people: People, nadia: Pregnancy, today: date
) -> None:
    service = people.fern.workers.get().service
    sent = {"summary": "It holds", "seen": "0", "what_2": "Come", "owner_2": f"service-{service.pk}"}
    days = typed("day", today) | typed("next_on", today + ONE_WEEK) | typed("by_when_2", today)
    for _ in range(2):
        assert send(asha, "review_record", nadia.pk, **sent, **days).status_code == 302
    assert [row.what for row in nadia.reviews.get().decisions.all()] == ["Come"]


def test_who_keeps_a_review_second_is_shown_the_first_and_loses_nothing(
    asha: Client, as_: Browser, people: People, nadia: Pregnancy, today: date
) -> None:
    days = typed("day", today) | typed("next_on", today + ONE_WEEK)
    assert (
        send(as_(people.sol), "review_record", nadia.pk, summary="Sleep is better", seen="0", **days).status_code == 302
    )
    page = refused(send(asha, "review_record", nadia.pk, summary="Money is short", seen="0", **days), "Sleep is better")
    assert "Money is short" in page
    newest = nadia.reviews.get().pk
    assert f'name="seen" value="{newest}"' in page
    assert send(asha, "review_record", nadia.pk, summary="Money is short", seen=newest, **days).status_code == 302
    assert nadia.reviews.count() == 2


def test_several_decisions_of_a_meeting_are_kept_at_once_or_none(
    asha: Client, people: People, meeting: Meeting, today: date
) -> None:
    family = f"service-{people.fern.workers.get().service.pk}"
    first = {"what": "Name the days", "owner": family} | typed("by_when", today) | typed("decided", today)
    more = {"what_3": "Ring the nursery", "owner_3": family} | typed("by_when_3", today - ONE_DAY)
    page = refused(
        send(asha, "meeting_decide", meeting.pk, **first, **more), "The day by which it is done cannot be before"
    )
    assert 'id="id_by_when_3-error"' in page
    assert not meeting.decisions.exists()
    more |= typed("by_when_3", today)
    for _ in range(2):
        assert send(asha, "meeting_decide", meeting.pk, **first, **more).status_code == 302
    assert {row.what for row in meeting.decisions.all()} == {"Name the days", "Ring the nursery"}
    assert meeting.decisions.count() == 2


def fill(people: People, today: date, number: int) -> None:
    """More of all that these pages show."""
    service = people.fern.workers.get().service
    for n in range(number):
        made = meetings.book(
            pregnancy=people.nadia, kind="core group", day=today - (10 * number + n) * ONE_DAY, by=CLOCK, today=today
        )
        attendees.ask_to_come(meeting=made, name=f"Kit {n}", by=CLOCK, today=today)
        worker = {"service": service} if n % 2 else {"worker": people.sol.workers.get()}
        review = reviews.record(
            pregnancy=people.nadia, day=today, summary=f"Well {n}", next_on=today + ONE_DAY, by=people.sol, today=today
        )
        reviews.decide(pregnancy=people.nadia, meeting=made, review=review, what=f"Come {n}", by_when=today, by=CLOCK,
                       today=today, **worker)  # fmt: skip
        make.a_support(people.nadia, today, service, reference=f"more-{n}-{made.pk}", until=today + ONE_WEEK)


def test_an_agenda_says_which_words_its_paper_cannot_print(asha: Client, people: People, meeting: Meeting) -> None:
    address = reverse("meeting_agenda", args=[meeting.pk])
    assert "cannot print" not in asha.get(address).content.decode()
    people.nadia.mother.preferred_name = "ናዲያ"
    people.nadia.mother.save()
    assert "cannot print: “ናዲያ" in asha.get(address).content.decode()


ADDRESSES: dict[str, Callable[[Pregnancy], Any]] = {
    "meetings_hers": lambda nadia: nadia.pk,
    "review_show": lambda nadia: nadia.pk,
    "pregnancy_show": lambda nadia: nadia.pk,
    "meeting_agenda": lambda nadia: nadia.meetings.latest("day").pk,
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_page_takes_as_many_queries_for_much_as_for_little(
    name: str, asha: Client, people: People, meeting: Meeting, today: date
) -> None:
    counts = []
    for number in (2, 5):
        fill(people, today, number)
        address = reverse(name, args=[ADDRESSES[name](people.nadia)])
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert asha.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


TRACES = ("conference", "core group", "Core group", "agenda", "Decided, and not done", "/meetings/", "/review/")


def test_who_may_not_know_of_meetings_finds_no_trace(
    people: People, as_: Browser, meeting: Meeting, today: date
) -> None:
    nadia = people.nadia
    pregnancies.change_details(pregnancy=nadia, version=None, conference_needed=True, by=CLOCK, today=today)
    fill(people, today, 2)
    fern, dara = as_(people.fern), as_(people.dara)
    pages = [reverse(name) for name in ("today", "caseload", "contacts_unrecorded")]
    pages += [reverse(name, args=[nadia.pk]) for name in ("pregnancy_show", "plan_check", "pregnancy_week")]
    for address in pages:
        for outsider in (fern, dara):
            seen = re.sub(r"<option.*?</option>", "", outsider.get(address).content.decode())  # the names of all rules
            assert [word for word in TRACES if word in seen] == [], address
    for name in ("meetings_hers", "review_show", "review_record", "decision_add", "meeting_book"):
        for outsider in (fern, dara):
            assert outsider.get(reverse(name, args=[nadia.pk])).status_code == 404
    assert fern.post(reverse("meeting_cancel", args=[meeting.pk]), typed("on", today)).status_code == 404
    sent = typed("born_1", today) | typed("born", today) | {"babies": "1"}
    assert "conference" not in fern.post(reverse("birth_record", args=[nadia.pk]), sent).content.decode()
