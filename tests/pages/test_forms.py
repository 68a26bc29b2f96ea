"""Every form: what it does when all is well, what it says when not, and that nothing typed is lost."""

from datetime import date, timedelta
from typing import Any

import pytest
from django import forms
from django.test import Client
from django.urls import reverse

from pages.forms import DayField
from pathway.actions import assessments, contacts, handovers, meetings, plans, pregnancies
from pathway.models import Asked, Contact, Flag, Pregnancy, StepKind, Support, Topic
from pathway.permissions import CLOCK
from pathway.rules.words import Outcome
from tests import factories as make
from tests.people import People

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)


def typed(name: str, day: date) -> dict[str, str]:
    """A date as it is typed into three boxes."""
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def send(client: Client, page: str, pk: int | None = None, /, **fields: Any) -> Any:
    """Send a form."""
    return client.post(reverse(page, args=[] if pk is None else [pk]), fields)


def refused(response: Any, *sentences: str, status: int = 200) -> str:
    """The page of a form that was not carried out, which says each of these."""
    page = str(response.content.decode())
    assert response.status_code == status
    assert "Please look at this again" in page
    for sentence in sentences:
        assert sentence in page
    return page


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
        (("3", "9", "0000"), "there is no such day"),
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
    assert response.headers["Location"] == reverse("pregnancy_show", args=[mira.pk])
    assert (mira.mother.called, mira.due, mira.booked) == ("Mi", today + 30 * ONE_WEEK, today)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "Give her name."),
        ({"nhs_number": "12345"}, "An NHS number has 10 digits"),
        ({"nhs_number": "999 000 0019"}, "its last digit does not fit"),
        ({"due-year": "2060"}, "more than 40 weeks after the booking"),
        ({"booked-year": "2060"}, "cannot be in the future"),
        ({"name": "x" * 100_000}, "at most 120 characters"),
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
    fields = {"mode": "home", "repeat": "3", "at": "10.30", "minutes": "45", "with_childcare": "on"}
    assert send(asha, "contact_book", visits.pk, **fields, **typed("day", today + ONE_DAY)).status_code == 302
    days = [contact.day for contact in visits.contacts.all()]
    assert days == [today + ONE_DAY + n * ONE_WEEK for n in range(3)]
    assert {(contact.at.hour, contact.with_childcare) for contact in visits.contacts.all() if contact.at} == {
        (10, True)
    }


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [("at", "half ten", "write it like 10:30"), ("minutes", "0", "from 1 to 1440"), ("repeat", "400", "from 1 to 52")],
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


def test_the_birth_is_recorded_with_a_name_for_each_baby(asha: Client, nadia: Pregnancy, today: date) -> None:
    refused(
        send(asha, "birth_record", nadia.pk, babies="1", **typed("born", nadia.booked - ONE_DAY)), "before the booking"
    )
    refused(
        send(asha, "birth_record", nadia.pk, babies="1", **typed("born", today + ONE_DAY)), "cannot be in the future"
    )
    names = {"name_1": "Ira", "name_2": "Noa", "name_3": "not asked for"}
    assert send(asha, "birth_record", nadia.pk, babies="2", **names, **typed("born", today)).status_code == 302
    assert [baby.name for baby in nadia.babies.all()] == ["Ira", "Noa"]


def test_a_move_of_the_baby_is_recorded(asha: Client, nadia: Pregnancy, today: date) -> None:
    baby = pregnancies.record_birth(pregnancy=nadia, born=today, by=CLOCK, today=today)[0]
    refused(send(asha, "baby_move", baby.pk, with_her="no", **typed("start", today - ONE_DAY)), "before the birth")
    where = {"with_her": "no", "where": "foster carer"}
    assert send(asha, "baby_move", baby.pk, **where, **typed("start", today)).status_code == 302
    home = baby.residences.last()
    assert home
    assert (home.with_her, home.where) == (False, "foster carer")


def test_a_lead_is_appointed_and_ends(asha: Client, people: People, nadia: Pregnancy, today: date) -> None:
    worker = people.fern.workers.get()
    assert send(asha, "lead_appoint", nadia.pk, worker=worker.pk, **typed("start", today)).status_code == 302
    lead = nadia.leads.get()
    refused(send(asha, "lead_end", lead.pk, **typed("until", today - ONE_DAY)), "This lead ends before it starts.")
    assert send(asha, "lead_end", lead.pk, **typed("until", today + ONE_WEEK)).status_code == 302
    lead.refresh_from_db()
    assert (lead.worker, lead.until) == (worker, today + ONE_WEEK)


def test_somebody_from_elsewhere_cannot_be_made_lead(
    asha: Client, people: People, nadia: Pregnancy, today: date
) -> None:
    worker = people.carol.workers.get()
    refused(
        send(asha, "lead_appoint", nadia.pk, worker=worker.pk, **typed("start", today)), "choose one of those listed"
    )


def test_her_details_are_changed(asha: Client, nadia: Pregnancy, today: date) -> None:
    fields = {"preferred_name": "Na", "version": nadia.version} | typed("due", nadia.due + ONE_DAY)
    assert send(asha, "pregnancy_change", nadia.pk, **fields).status_code == 302
    changed = Pregnancy.objects.get(pk=nadia.pk)
    assert (changed.mother.called, changed.due) == ("Na", nadia.due + ONE_DAY)


def test_her_record_closes_early_only_for_a_reason_other_than_time(asha: Client, nadia: Pregnancy, today: date) -> None:
    refused(send(asha, "pregnancy_close", nadia.pk, reason="year_over", **typed("on", today)), "No birth is recorded.")
    assert send(asha, "pregnancy_close", nadia.pk, reason="moved", **typed("on", today)).status_code == 302
    assert Pregnancy.objects.get(pk=nadia.pk).closed == today


def topics(**answers: dict[str, str]) -> dict[str, str]:
    """The booking conversation with nothing asked but these."""
    fields = {f"{topic.value}-asked": "not_asked" for topic in Topic} | {
        f"{topic.value}-version": "0" for topic in Topic
    }
    return fields | {f"{topic}-{name}": value for topic, said in answers.items() for name, value in said.items()}


def test_the_booking_conversation_saves_what_was_asked_and_nothing_else(asha: Client, nadia: Pregnancy) -> None:
    said = topics(
        matters={"asked": "asked", "her_words": "My own door"},
        childcare={"asked": "asked", "needs_help": "yes"},
        money={"asked": "rather_not_say"},
    )
    assert send(asha, "needs_record", nadia.pk, **said).status_code == 302
    found = {need.topic: (need.asked, need.needs_help, need.her_words) for need in nadia.needs.all()}
    assert found == {
        "matters": ("asked", None, "My own door"),
        "childcare": ("asked", True, ""),
        "money": ("rather_not_say", None, ""),
    }


def test_an_answer_needs_a_question_and_none_is_saved_until_all_are_right(asha: Client, nadia: Pregnancy) -> None:
    said = topics(
        matters={"asked": "asked", "her_words": "My own door"}, home={"asked": "not_asked", "her_words": "Damp walls"}
    )
    page = refused(send(asha, "needs_record", nadia.pk, **said), "choose “Asked”, or clear the answer")
    assert "Damp walls" in page
    assert not nadia.needs.exists()


def test_a_topic_that_another_answered_meanwhile_is_shown(asha: Client, nadia: Pregnancy, today: date) -> None:
    assessments.answer_need(
        pregnancy=nadia, topic=Topic.MATTERS, asked=Asked.ASKED, her_words="Quiet", by=CLOCK, today=today
    )
    said = topics(matters={"asked": "asked", "her_words": "My own door"})
    page = refused(send(asha, "needs_record", nadia.pk, **said), "Somebody else changed", status=409)
    assert "Quiet" in page
    assert "My own door" in page


def test_what_she_says_and_asks_for_is_recorded(asha: Client, nadia: Pregnancy, visits: Support, today: date) -> None:
    safe = {"route": "phone", "safe": "no"} | typed("answered_on", today)
    assert send(asha, "safe_contact_record", nadia.pk, **safe).status_code == 302
    assert send(asha, "answer_record", nadia.pk, getting="some", **typed("day", today)).status_code == 302
    ask = {"what": "A cot", "service": visits.service_id} | typed("asked", today - ONE_DAY)
    assert send(asha, "request_ask", nadia.pk, **ask).status_code == 302
    request = nadia.requests.get()
    refused(send(asha, "request_answer", request.pk, **typed("answered", today - 2 * ONE_DAY)), "ends before it starts")
    assert send(asha, "request_answer", request.pk, answer="Yes", **typed("answered", today)).status_code == 302
    request.refresh_from_db()
    assert (nadia.safe_contacts.get().safe, nadia.answers.get().getting, request.answer) == (False, "some", "Yes")


def test_a_plan_version_is_agreed_and_given(asha: Client, nadia: Pregnancy, today: date) -> None:
    refused(
        send(asha, "plan_agree", nadia.pk, her_view="given", **typed("agreed", today)),
        "Write her view in her own words",
    )
    view = {"her_view": "given", "her_words": "I like Fern"}
    assert send(asha, "plan_agree", nadia.pk, **view, **typed("agreed", today)).status_code == 302
    version = nadia.plan_versions.get()
    assert send(asha, "plan_give", version.pk, how="by_hand", **typed("day", today)).status_code == 302
    assert (version.her_words, version.given.get().how) == ("I like Fern", "by_hand")


def test_a_handover_is_offered_declined_offered_again_and_accepted(
    asha: Client, people: People, visits: Support, today: date
) -> None:
    other = people.sol.workers.get().service
    assert send(asha, "handover_offer", visits.pk, to_service=other.pk, **typed("offered", today)).status_code == 302
    first = visits.handovers.get()
    refused(send(asha, "handover_decline", first.pk, **typed("on", today)), "Say why the handover is declined")
    assert send(asha, "handover_decline", first.pk, because="Full", **typed("on", today)).status_code == 302
    second = handovers.offer(support=visits, to_service=other, by=CLOCK, today=today)
    assert send(asha, "handover_accept", second.pk, **typed("on", today)).status_code == 302
    second.refresh_from_db()
    assert second.accepted == today


def test_a_meeting_is_booked_and_what_she_was_told_is_noted(asha: Client, nadia: Pregnancy, today: date) -> None:
    day = typed("day", today + ONE_WEEK)
    assert send(asha, "meeting_book", nadia.pk, kind="core group", at="14:00", **day).status_code == 302
    meeting = nadia.meetings.get()
    for what in ("tell_her", "share_report", "share_minutes", "cancel"):
        assert send(asha, "meeting_note", meeting.pk, what=what, **typed("on", today)).status_code == 302
    meeting.refresh_from_db()
    noted = (meeting.told_her, meeting.report_shared, meeting.minutes_shared, meeting.cancelled)
    assert noted == (today, today, today, today)


def test_meetings_belong_to_one_class(people: People, as_: Any, nadia: Pregnancy, today: date) -> None:
    meeting = meetings.book(pregnancy=nadia, kind="core group", day=today, by=CLOCK, today=today)
    assert send(as_(people.fern), "meeting_note", meeting.pk, what="tell_her", **typed("on", today)).status_code == 404


def test_each_step_on_a_flag_is_kept(asha: Client, people: People, missed: Flag, today: date) -> None:
    assert send(asha, "flag_acknowledge", missed.pk).headers["Location"].endswith("#flags")
    assert (
        "Somebody has acknowledged this already"
        in asha.post(reverse("flag_acknowledge", args=[missed.pk]), follow=True).content.decode()
    )
    refused(send(asha, "flag_act", missed.pk), "Write what was done")
    assert send(asha, "flag_act", missed.pk, note="Called them").status_code == 302
    refused(send(asha, "flag_set_aside", missed.pk, reason="Holiday", **typed("until", today)), "a day after today")
    assert (
        send(asha, "flag_set_aside", missed.pk, reason="Holiday", **typed("until", today + ONE_DAY)).status_code == 302
    )
    worker = people.fern.workers.get()
    assert send(asha, "flag_hand_on", missed.pk, to_worker=worker.pk, note="Please visit").status_code == 302
    kinds = [step.kind for step in missed.steps.all()]
    assert kinds == [StepKind.OPENED, StepKind.ACKNOWLEDGED, StepKind.ACTED, StepKind.SET_ASIDE, StepKind.HANDED_ON]


def test_a_flag_closes_by_itself_when_what_was_missing_has_come(
    asha: Client, nadia: Pregnancy, missed: Flag, visits: Support, today: date
) -> None:
    asha.post(
        reverse("contact_add", args=[nadia.pk]), {"support": visits.pk, "outcome": "delivered"} | typed("on", today)
    )
    missed.refresh_from_db()
    assert missed.closed == today
    page = asha.get(reverse("pregnancy_show", args=[nadia.pk])).content.decode()
    assert "closed by itself" in page
    assert 'id="past-flags"' in page


def test_the_printed_plan_is_a_pdf_that_names_nobody_in_its_file_name(asha: Client, nadia: Pregnancy) -> None:
    response = asha.get(reverse("plan_print", args=[nadia.pk]))
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")
    assert "Nadi" not in response.headers["Content-Disposition"]


@pytest.mark.parametrize(("stage", "found"), [("", True), ("pregnant", True), ("early", False), ("closed", False)])
def test_the_caseload_is_found_by_stage(stage: str, found: bool, asha: Client, nadia: Pregnancy) -> None:
    page = asha.get(reverse("caseload"), {"stage": stage}).content.decode()
    assert (reverse("pregnancy_show", args=[nadia.pk]) in page) is found


@pytest.mark.parametrize(
    ("text", "found"), [("nadi", True), ("EXAMPLE", True), ("zed", False), ("%", False), ("'\"<", False)]
)
def test_the_caseload_is_found_by_name(text: str, found: bool, asha: Client, nadia: Pregnancy) -> None:
    page = asha.get(reverse("caseload"), {"name": text}).content.decode()
    assert (reverse("pregnancy_show", args=[nadia.pk]) in page) is found


def test_a_long_caseload_is_cut_into_pages(asha: Client, people: People, today: date) -> None:
    for _ in range(31):
        make.a_pregnancy(people.nadia.team, today)
    first = asha.get(reverse("caseload"), {"stage": "pregnant"}).content.decode()
    assert "32 women" in first
    assert "?stage=pregnant&amp;page=2" in first
    second = asha.get(reverse("caseload"), {"stage": "pregnant", "page": "2"}).content.decode()
    assert second.count('scope="row"') == 2
    assert asha.get(reverse("caseload"), {"page": "nonsense"}).status_code == 200
