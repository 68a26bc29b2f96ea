"""Recording and booking through the API: the same actions as the pages', so the same flags."""

from datetime import date, timedelta
from typing import Any

import pytest
from rest_framework.test import APIClient

from pathway.actions import contacts, moves
from pathway.models import Contact, Event, Flag, Support, Worker
from pathway.permissions import CLOCK

from .. import factories as make
from ..people import People
from .conftest import SignedIn

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)


@pytest.fixture
def support(people: People) -> Support:
    """Nadia's weekly visits by family support."""
    return Support.objects.get(reference="family-support")


def send(client: APIClient, **body: Any) -> Any:
    return client.post("/api/contacts/", body, format="json")


def errors(answer: Any) -> dict[str, str]:
    return {error["field"]: error["detail"] for error in answer.json()["errors"]}


def test_recording_a_contact_closes_the_flag(asha: APIClient, support: Support, people: People, today: date) -> None:
    about = f"/api/flags/?open=true&pregnancy={people.nadia.pk}"
    before = {flag["about"] for flag in asha.get(about).json()["results"] if flag["code"] == "support_missed"}
    answer = send(asha, support=support.pk, day=today.isoformat(), outcome="delivered", note="She liked the walk.")
    after = {flag["about"] for flag in asha.get(about).json()["results"] if flag["code"] == "support_missed"}
    assert answer.status_code == 201
    assert before - after == {"family-support"}
    closed = Flag.objects.get(rule="support_missed", about="family-support")
    assert closed.closed == today
    assert "Family support" in closed.closed_with


def test_a_recorded_contact_is_answered_whole(asha: APIClient, support: Support, people: People, today: date) -> None:
    fern = Worker.objects.get(name="Fern Example")
    answer = send(
        asha, support=support.pk, day=today.isoformat(), outcome="missed", worker=fern.pk, note=" The bus was late. "
    )
    told = answer.json()
    assert answer["Location"] == f"/api/contacts/{told['id']}/"
    assert asha.get(answer["Location"]).json() == told
    assert (told["outcome"], told["day"], told["performer"]["display"]) == ("missed", today.isoformat(), "Fern Example")
    assert told["recorded"]["note"] == "The bus was late."
    assert told["recorded"]["by"] == "Asha Midwife"
    assert Event.objects.filter(verb="contacts.record", by=people.asha, record=f"contact {told['id']}").count() == 1


def test_a_contact_that_was_booked_for_the_day_is_the_one_recorded(
    asha: APIClient, support: Support, today: date
) -> None:
    booked = make.a_contact(support, today, today, outcome=None)
    answer = send(asha, support=support.pk, day=today.isoformat(), outcome="delivered")
    assert answer.json()["id"] == booked.pk


@pytest.mark.parametrize("ahead", [0, 1])
def test_a_contact_is_booked_for_today_or_later(ahead: int, asha: APIClient, support: Support, today: date) -> None:
    day = today + ahead * ONE_DAY
    answer = send(asha, support=support.pk, day=day.isoformat(), at="14:30", minutes_duration=45)
    told = answer.json()
    assert answer.status_code == 201
    assert (told["outcome"], told["at"], told["minutes_duration"]) == (None, "14:30", 45)
    assert (told["day"], told["booked_on"]) == (day.isoformat(), today.isoformat())


@pytest.mark.parametrize(("changes", "field", "words"), [
    ({"day": -1, "outcome": None}, "outcome", "This day has passed"),
    ({"day": 1}, "day", "cannot be in the future"),
    ({"day": -60_000}, "day", "cannot be right"),
    ({"support": 9_000_000_000}, "support", "There is no support 9000000000 that you may see"),
    ({"worker": 9_000_000_000}, "worker", "No worker 9000000000 is in post at Family support"),
])  # fmt: skip
def test_what_cannot_be_done_is_answered_by_a_sentence(
    changes: dict[str, Any], field: str, words: str, asha: APIClient, support: Support, today: date
) -> None:
    body = {"support": support.pk, "outcome": "delivered"} | changes
    body["day"] = (today + changes.get("day", 0) * ONE_DAY).isoformat()
    answer = send(asha, **{name: value for name, value in body.items() if value is not None})
    assert answer.status_code == 422
    assert words in errors(answer)[field]
    assert Contact.objects.count() == 0


@pytest.mark.parametrize(("more", "field"), [
    ({"outcome": "delivered", "at": "10:00"}, "at"),
    ({"outcome": "delivered", "minutes_duration": 30}, "minutes_duration"),
    ({"note": "She asked for mornings."}, "note"),
])  # fmt: skip
def test_nothing_that_was_typed_is_passed_over(
    more: dict[str, Any], field: str, asha: APIClient, support: Support, today: date
) -> None:
    answer = send(asha, support=support.pk, day=today.isoformat(), **more)
    assert (answer.status_code, list(errors(answer))) == (400, [field])
    assert Contact.objects.count() == 0


def test_a_worker_of_another_service_or_who_has_left_is_not_taken(
    asha: APIClient, support: Support, today: date
) -> None:
    fern, sol = Worker.objects.get(name="Fern Example"), Worker.objects.get(name="Sol Example")
    sent = {"support": support.pk, "day": today.isoformat(), "outcome": "delivered"}
    assert send(asha, worker=sol.pk, **sent).status_code == 422
    Worker.objects.filter(pk=fern.pk).update(left=today - ONE_DAY)
    assert send(asha, worker=fern.pk, **sent).status_code == 422
    Worker.objects.filter(pk=fern.pk).update(left=today)
    assert send(asha, worker=fern.pk, **sent).status_code == 201


def test_an_outcome_is_recorded_once(asha: APIClient, support: Support, today: date) -> None:
    booked = make.a_contact(support, today, today, outcome=None)
    address = f"/api/contacts/{booked.pk}/outcome/"
    first = asha.post(address, {"outcome": "delivered"}, format="json")
    second = asha.post(address, {"outcome": "missed"}, format="json")
    booked.refresh_from_db()
    assert (first.status_code, second.status_code, booked.outcome) == (201, 422, "delivered")
    assert "recorded already" in errors(second)["outcome"]


def test_an_outcome_of_a_day_to_come_is_not_taken(asha: APIClient, support: Support, today: date) -> None:
    booked = make.a_contact(support, today + ONE_DAY, today, outcome=None)
    answer = asha.post(f"/api/contacts/{booked.pk}/outcome/", {"outcome": "delivered"}, format="json")
    assert (answer.status_code, list(errors(answer))) == (422, ["day"])


def test_a_contact_booked_by_mistake_takes_no_outcome(asha: APIClient, support: Support, today: date) -> None:
    booked = make.a_contact(support, today, today, outcome=None)
    contacts.mark_entered_in_error(contact=booked, because="Another woman's visit.", by=CLOCK, today=today)
    answer = asha.post(f"/api/contacts/{booked.pk}/outcome/", {"outcome": "delivered"}, format="json")
    assert answer.status_code == 422
    assert asha.get(f"/api/contacts/{booked.pk}/").json()["status"] == "entered-in-error"


def test_a_browser_that_is_signed_in_must_say_that_it_means_it(people: People, support: Support, today: date) -> None:
    """With a page's session instead of a token, a write needs Django's CSRF token as every form does."""
    browser = APIClient(enforce_csrf_checks=True)
    browser.force_login(people.asha, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.get("/api/contacts/").status_code == 200
    answer = send(browser, support=support.pk, day=today.isoformat(), outcome="delivered")
    assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")
    assert Contact.objects.count() == 0


def test_ben_records_what_asha_booked(signed_in: SignedIn, support: Support, today: date) -> None:
    made = send(signed_in("asha"), support=support.pk, day=today.isoformat()).json()
    told = signed_in("ben").post(f"/api/contacts/{made['id']}/outcome/", {"outcome": "delivered"}, format="json").json()
    assert told["recorded"]["by"] == "Ben Midwife"


@pytest.mark.parametrize("outcome", ["cancelled_by_service", "cancelled_by_her"])
def test_a_booked_contact_is_called_off_before_its_day(
    outcome: str, asha: APIClient, support: Support, today: date
) -> None:
    booked = make.a_contact(support, today + ONE_DAY, today, outcome=None)
    answer = asha.post(f"/api/contacts/{booked.pk}/outcome/", {"outcome": outcome}, format="json")
    told = answer.json()
    assert (answer.status_code, told["status"], told["outcome"]) == (201, "recorded", outcome)


def test_a_booked_contact_is_moved_and_tells_its_moves(asha: APIClient, support: Support, today: date) -> None:
    booked = make.a_contact(support, today + ONE_DAY, today, outcome=None)
    later = (today + ONE_WEEK).isoformat()
    body = {"day": later, "at": "14:30", "asked_by": "service", "reason": "no_cover", "version": booked.version}
    first = asha.post(f"/api/contacts/{booked.pk}/move/", body, format="json")
    told = first.json()
    assert (first.status_code, told["day"], told["at"], told["booked_on"]) == (201, later, "14:30", today.isoformat())
    (moved,) = told["moves"]
    assert (moved["from_day"], moved["asked_by"], moved["reason"], moved["by"]) == (
        (today + ONE_DAY).isoformat(), "service", "no_cover", "Asha Midwife")  # fmt: skip
    again = asha.post(f"/api/contacts/{booked.pk}/move/", body | {"day": today.isoformat()}, format="json")
    assert again.status_code == 409
    Contact.objects.filter(pk=booked.pk).update(outcome="missed")
    over = asha.post(f"/api/contacts/{booked.pk}/move/", {"day": today.isoformat(), "asked_by": "her"}, format="json")
    assert over.status_code == 422


def test_what_did_not_feel_safe_is_neither_told_nor_taken(asha: APIClient, support: Support, today: date) -> None:
    booked = make.a_contact(support, today, today, outcome=None)
    body = {"day": (today + ONE_DAY).isoformat(), "asked_by": "her", "reason": "not_safe"}
    assert asha.post(f"/api/contacts/{booked.pk}/move/", body, format="json").status_code == 400
    moves.move(
        contact=booked, day=today + ONE_DAY, asked_by="her", reason="not_safe", reason_words="x", by=CLOCK, today=today
    )
    told = asha.get(f"/api/contacts/{booked.pk}/")
    assert told.json()["moves"][0]["reason"] == "rather_not_say"
    assert "not_safe" not in told.content.decode()
