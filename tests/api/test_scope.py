"""Every endpoint: what Asha, Ben, Carol, Fern, Sol, Dara and nobody get."""

from datetime import date, timedelta
from typing import Any

import pytest

from pathway.actions import assessments, confidences, sharing
from pathway.models import SEES, Contact, Flag, Information, Involvement, Role, Support
from pathway.permissions import CLOCK
from pathway.rules.words import Level

from .. import factories as make
from ..people import People
from .conftest import SignedIn

ONE_DAY = timedelta(days=1)
INVOLVED = [("asha", True), ("ben", True), ("carol", False), ("fern", True), ("sol", True), ("dara", False)]
NOUNS = ("pregnancies", "supports", "contacts", "flags")


@pytest.fixture
def rows(people: People, today: date) -> dict[str, int]:
    """One row of each noun, about Nadia; nobody leads on her plan, so there is a flag."""
    social_work = Support.objects.get(reference="social-worker")
    contact = make.a_contact(social_work, today - ONE_DAY, today)
    flag = Flag.objects.open().get(rule="no_lead")
    return {"pregnancies": people.nadia.pk, "supports": social_work.pk, "contacts": contact.pk, "flags": flag.pk}


@pytest.mark.parametrize(("name", "sees"), INVOLVED)
@pytest.mark.parametrize("noun", NOUNS)
def test_lists_and_rows_are_for_those_involved_and_not_found_by_others(
    noun: str, name: str, sees: bool, rows: dict[str, int], signed_in: SignedIn
) -> None:
    client = signed_in(name)
    listed = client.get(f"/api/{noun}/").json()
    assert (rows[noun] in [row["id"] for row in listed["results"]]) is sees
    assert bool(listed["count"]) is sees
    assert client.get(f"/api/{noun}/{rows[noun]}/").status_code == (200 if sees else 404)


@pytest.mark.parametrize("noun", NOUNS)
def test_nobody_is_told_to_sign_in_and_not_sent_to_a_page(noun: str, rows: dict[str, int], signed_in: SignedIn) -> None:
    for address in (f"/api/{noun}/", f"/api/{noun}/{rows[noun]}/", "/api/schema/"):
        answer = signed_in("nobody").get(address)
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Token")
        assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("name", ["carol", "dara"])
def test_who_is_not_involved_can_neither_record_nor_book(
    name: str, rows: dict[str, int], today: date, signed_in: SignedIn
) -> None:
    client, before = signed_in(name), Contact.objects.count()
    sent = {"support": rows["supports"], "day": today.isoformat()}
    for body in (sent, sent | {"outcome": "delivered"}):
        answer = client.post("/api/contacts/", body, format="json")
        assert answer.status_code == 422
        assert "may see" in answer.json()["errors"][0]["detail"]
    assert Contact.objects.count() == before


@pytest.mark.parametrize(("name", "status"), [
    ("asha", 201), ("ben", 201), ("fern", 201), ("sol", 201), ("carol", 404), ("dara", 404), ("nobody", 401),
])  # fmt: skip
def test_an_outcome_is_recorded_by_those_involved_alone(
    name: str, status: int, people: People, today: date, signed_in: SignedIn
) -> None:
    support = Support.objects.get(reference="social-worker")
    booked = make.a_contact(support, today, today, outcome=None)
    answer = signed_in(name).post(f"/api/contacts/{booked.pk}/outcome/", {"outcome": "delivered"}, format="json")
    booked.refresh_from_db()
    assert answer.status_code == status
    assert booked.outcome == ("delivered" if status == 201 else None)


def test_health_words_are_only_for_those_who_see_health(signed_in: SignedIn, people: People, today: date) -> None:
    about = {"pregnancy": people.nadia, "by": CLOCK, "today": today}
    for topic in ("health", "feelings", "home"):
        assessments.answer_need(topic=topic, asked="asked", her_words="Words", **about)
    seen = {
        name: {need["topic"] for need in signed_in(name).get(f"/api/pregnancies/{people.nadia.pk}/").json()["needs"]}
        for name in ("asha", "fern", "sol")
    }
    assert seen == {"asha": {"health", "feelings", "home"}, "fern": {"home"}, "sol": {"home"}}


def test_needs_are_told_to_those_whose_role_covers_them(
    people: People, today: date, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each trust confirms its own table of roles; here family support sees promises alone."""
    monkeypatch.setitem(SEES, Role.FAMILY_SUPPORT_WORKER, frozenset({Information.PATHWAY}))
    about: dict[str, Any] = {"pregnancy": people.nadia, "by": CLOCK, "today": today}
    assessments.answer_need(topic="home", asked="asked", needs_help=True, her_words="It is damp.", **about)
    told = {
        name: signed_in(name).get(f"/api/pregnancies/{people.nadia.pk}/").json()["needs"] for name in ("asha", "fern")
    }
    need = {"topic": "home", "kind": "need", "asked": "asked", "needs_help": True, "her_words": "It is damp."}
    assert told == {"asha": [need], "fern": None}


def test_a_flag_of_child_protection_is_hidden_from_family_support(
    people: People, rows: dict[str, int], today: date, signed_in: SignedIn
) -> None:
    hidden = Flag.objects.create(
        pregnancy=people.nadia, rule="short_notice", about="icpc", level=Level.SOON, began=today, opened=today,
        information=Information.CHILD_PROTECTION, sentence="She has not been told of the meeting.",
    )  # fmt: skip
    found = {name: signed_in(name).get(f"/api/flags/{hidden.pk}/").status_code for name in ("asha", "sol", "fern")}
    assert found == {"asha": 200, "sol": 200, "fern": 404}
    listed = signed_in("fern").get("/api/flags/").json()["results"]
    assert hidden.pk not in [flag["id"] for flag in listed]
    assert rows["flags"] in [flag["id"] for flag in listed]


def test_substances_and_safety_are_nowhere_in_the_api(people: People, today: date, signed_in: SignedIn) -> None:
    about: dict[str, Any] = {"pregnancy": people.nadia, "by": CLOCK, "today": today}
    confidences.record_substance(substance="Zolpidem", her_words="zolpidem words", **about)
    confidences.record_safety(asked="asked", asked_alone=True, her_words="zolpidem words", **about)
    client = signed_in("asha")
    told = [client.get(f"/api/{noun}/").content.decode().lower() for noun in NOUNS]
    assert not any("zolpidem" in text for text in told)


def test_what_opens_with_an_involvement_closes_with_it(people: People, today: date, signed_in: SignedIn) -> None:
    involvement = Involvement.objects.get(service__name="Family support")
    sharing.end_involvement(involvement=involvement, until=today - ONE_DAY, by=CLOCK, today=today, because="Moved")
    assert signed_in("fern").get(f"/api/pregnancies/{people.nadia.pk}/").status_code == 404
    assert signed_in("fern").get("/api/pregnancies/").json()["count"] == 0


def test_who_has_left_sees_nothing(people: People, today: date, signed_in: SignedIn) -> None:
    people.ben.workers.update(left=today - ONE_DAY)
    assert signed_in("ben").get("/api/supports/").json()["count"] == 0
