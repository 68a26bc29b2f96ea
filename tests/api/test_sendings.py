"""The header Idempotency-Key: sent again because no answer came, a write is done once."""

from datetime import date, timedelta
from typing import Any

import pytest
from rest_framework.test import APIClient

from pathway.actions import sharing
from pathway.models import Contact, Sending, Support
from pathway.permissions import CLOCK
from tests import factories as make
from tests.api.conftest import SignedIn
from tests.people import People

KEY = "visit-2026-0001"
ONE_DAY = timedelta(days=1)


@pytest.fixture
def support(people: People) -> Support:
    return Support.objects.get(reference="family-support")


def send(client: APIClient, key: str | None = KEY, **body: Any) -> Any:
    headers = {"HTTP_IDEMPOTENCY_KEY": key} if key is not None else {}
    return client.post("/api/contacts/", body, format="json", **headers)


def booking(support: Support, today: date, **more: Any) -> dict[str, Any]:
    return {"support": support.pk, "day": (today + ONE_DAY).isoformat()} | more


def test_the_same_again_is_done_once(asha: APIClient, support: Support, today: date) -> None:
    first, again = (send(asha, **booking(support, today)) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert first["Location"] == again["Location"]
    assert ("Idempotency-Replayed" in first, again["Idempotency-Replayed"]) == (False, "true")
    assert Contact.objects.count() == 1


def test_without_a_key_or_with_another_it_is_done_again(asha: APIClient, support: Support, today: date) -> None:
    for key in (None, None, "visit-0001", "visit-0002"):
        assert send(asha, key, **booking(support, today)).status_code == 201
    assert Contact.objects.count() == 4


def test_the_same_key_with_another_body_is_refused(asha: APIClient, support: Support, today: date) -> None:
    send(asha, **booking(support, today))
    other = send(asha, **booking(support, today, at="10:00"))
    assert other.status_code == 422
    assert other.json()["detail"].startswith("This Idempotency-Key came with something else")
    assert Contact.objects.count() == 1


def test_a_key_is_each_persons_own_and_tells_nobody_else(
    asha: APIClient, signed_in: SignedIn, support: Support, today: date
) -> None:
    send(asha, **booking(support, today))
    assert send(signed_in("ben"), **booking(support, today)).status_code == 201
    assert Contact.objects.count() == 2
    assert send(signed_in("carol"), **booking(support, today)).status_code == 422  # no such support that she may see
    assert Contact.objects.count() == 2


def test_a_key_is_free_again_after_a_day(asha: APIClient, support: Support, today: date) -> None:
    send(asha, **booking(support, today))
    Sending.objects.update(at=Sending.objects.get().at - timedelta(hours=24))
    assert send(asha, **booking(support, today, at="10:00")).status_code == 201
    assert Sending.objects.count() == 1


def test_what_was_refused_keeps_no_key(asha: APIClient, support: Support, today: date) -> None:
    far = booking(support, today, day=(today - ONE_DAY).isoformat())
    assert send(asha, **far).status_code == 422
    assert send(asha, **booking(support, today)).status_code == 201


def test_an_outcome_is_recorded_once_and_told_again(asha: APIClient, support: Support, today: date) -> None:
    contact = make.a_contact(support, today, today, outcome=None)
    address = f"/api/contacts/{contact.pk}/outcome/"
    sent = [
        asha.post(address, {"outcome": "delivered"}, format="json", HTTP_IDEMPOTENCY_KEY=KEY) for _ in range(2)
    ]  # fmt: skip
    assert [answer.status_code for answer in sent] == [201, 201]
    assert sent[1].json()["outcome"] == "delivered"


def test_access_that_has_ended_is_ended_for_what_is_sent_again(
    signed_in: SignedIn, people: People, support: Support, today: date
) -> None:
    fern = signed_in("fern")
    assert send(fern, **booking(support, today)).status_code == 201
    row = people.nadia.involvements.get(service=support.service)
    sharing.end_involvement(involvement=row, until=today - ONE_DAY, because="Moved", by=CLOCK, today=today)
    assert send(fern, **booking(support, today)).status_code == 422
    assert "Nad" not in send(fern, **booking(support, today)).content.decode()


@pytest.mark.parametrize("key", ["short", "with a space", "x" * 201])
def test_a_key_that_is_none_is_told(key: str, asha: APIClient, support: Support, today: date) -> None:
    answer = send(asha, key, **booking(support, today))
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "Idempotency-Key"
    assert not Contact.objects.exists()
