"""Her record, from the birth to the printed plan: each form, each refusal."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pathway.actions import assessments, handovers
from pathway.models import Flag, Mother, Pregnancy, StepKind, Support
from pathway.permissions import CLOCK
from tests import factories as make
from tests.people import People

from .typed import ONE_DAY, ONE_WEEK, refused, send, typed


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
    fields: dict[str, Any] = {
        "name": "Nadia Exemplar", "preferred_name": "Na", "nhs_number": "943 476 5919", "version": nadia.version,
    } | typed("due", nadia.due + ONE_DAY) | typed("date_of_birth", date(1998, 4, 2))  # fmt: skip
    assert send(asha, "pregnancy_change", nadia.pk, **fields).status_code == 302
    changed = Pregnancy.objects.get(pk=nadia.pk)
    mother = changed.mother
    assert (mother.called, changed.due) == ("Na", nadia.due + ONE_DAY)
    assert (mother.name, mother.nhs_number, mother.date_of_birth) == ("Nadia Exemplar", "9434765919", date(1998, 4, 2))
    assert list(Pregnancy.objects.sought("exemplar")) == [changed]


@pytest.mark.parametrize(
    ("name", "number", "said"),
    [
        ("", "", "Give her name."),
        ("Nadia", "943 476 5918", "This is not a valid NHS number"),
        ("Nadia", "12", "An NHS number has 10 digits"),
        ("Nadia", "943 476 5919", "This NHS number stands in another woman’s record."),
    ],
)
def test_details_that_cannot_be_are_refused_and_nothing_changes(
    name: str, number: str, said: str, asha: Client, nadia: Pregnancy, today: date
) -> None:
    other = make.a_pregnancy(nadia.team, today, name="Mina Example")
    Mother.objects.filter(pk=other.mother_id).update(nhs_number="9434765919")
    fields = {"name": name, "nhs_number": number, "version": nadia.version} | typed("due", nadia.due)
    refused(send(asha, "pregnancy_change", nadia.pk, **fields), said)
    assert Mother.objects.get(pk=nadia.mother_id).nhs_number is None


def test_a_number_of_a_woman_seen_elsewhere_tells_nobody_of_her(
    asha: Client, people: People, nadia: Pregnancy, today: date
) -> None:
    elsewhere = make.a_pregnancy(people.carol.workers.get().team, today, name="Mina Example")
    Mother.objects.filter(pk=elsewhere.mother_id).update(nhs_number="9434765919")
    fields = {"name": "Nadia", "nhs_number": "9434765919", "version": nadia.version} | typed("due", nadia.due)
    assert send(asha, "pregnancy_change", nadia.pk, **fields).status_code == 302


def test_her_record_closes_early_only_for_a_reason_other_than_time(asha: Client, nadia: Pregnancy, today: date) -> None:
    refused(
        send(asha, "pregnancy_close", nadia.pk, reason="year_over", **typed("on", today)), "choose one of those listed"
    )
    assert send(asha, "pregnancy_close", nadia.pk, reason="moved", **typed("on", today)).status_code == 302
    assert Pregnancy.objects.get(pk=nadia.pk).closed == today


def test_what_she_says_and_asks_for_is_recorded(asha: Client, nadia: Pregnancy, visits: Support, today: date) -> None:
    safe = {"route": "phone", "safe": "no"} | typed("answered_on", today)
    assert send(asha, "safe_contact_record", nadia.pk, **safe).status_code == 302
    assert send(asha, "answer_record", nadia.pk, getting="some", **typed("day", today)).status_code == 302
    ask = {"what": "A cot", "kind": "equipment", "service": visits.service_id} | typed("asked", today - ONE_DAY)
    assert send(asha, "request_ask", nadia.pk, **ask).status_code == 302
    request = nadia.requests.get()
    yes = {"result": "granted", "version": request.version}
    refused(
        send(asha, "request_answer", request.pk, **yes, **typed("answered", today - 2 * ONE_DAY)), "cannot be older"
    )
    assert send(asha, "request_answer", request.pk, **yes, **typed("answered", today)).status_code == 302
    request.refresh_from_db()
    found = (nadia.safe_contacts.get().safe, nadia.answers.get().getting, request.result)
    assert found == (False, "some", "granted")


def test_a_plan_version_is_agreed_and_given(asha: Client, nadia: Pregnancy, today: date) -> None:
    refused(
        send(asha, "plan_agree", nadia.pk, her_view="given", **typed("agreed", today)),
        "Write her view in her own words",
    )
    view = {"her_view": "given", "her_words": "I like Fern"}
    assert send(asha, "plan_agree", nadia.pk, **view, **typed("agreed", today)).status_code == 302
    version = nadia.plan_versions.get()
    refused(
        send(asha, "plan_give", version.pk, how="by_hand", **typed("day", today)),
        "Nobody has recorded whether giving her paper by hand is safe for her",
    )
    safe = {"route": "by_hand", "safe": True, "answered_on": today, "by": CLOCK, "today": today}
    assessments.record_safe_contact(pregnancy=nadia, **safe)
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
    Flag.objects.filter(pk=missed.pk).update(opened=today - timedelta(days=1))
    asha.post(
        reverse("contact_add", args=[nadia.pk]), {"support": visits.pk, "outcome": "delivered"} | typed("on", today)
    )
    missed.refresh_from_db()
    assert missed.closed == today
    page = asha.get(reverse("pregnancy_show", args=[nadia.pk])).content.decode()
    assert "closed by itself" in page
    assert 'id="past-flags"' in page


def test_a_flag_that_came_and_went_within_a_day_is_no_past_flag_unless_somebody_took_it_on(
    nadia: Pregnancy, missed: Flag, today: date
) -> None:
    for opened, acknowledged, stood in (
        (today, None, False),
        (today - timedelta(days=1), None, True),
        (today, today, True),
    ):
        Flag.objects.filter(pk=missed.pk).update(opened=opened, closed=today, acknowledged_on=acknowledged)
        assert nadia.flags.that_stood().filter(pk=missed.pk).exists() is stood


def test_the_printed_plan_is_a_pdf_that_names_nobody_in_its_file_name(asha: Client, nadia: Pregnancy) -> None:
    response = asha.get(reverse("plan_print", args=[nadia.pk]))
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")
    assert "Nadi" not in response.headers["Content-Disposition"]
