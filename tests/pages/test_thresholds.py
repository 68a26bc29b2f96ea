"""The rules' page for everybody who works there; changing them for the trust's administrators alone."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from pathway.actions import thresholds
from pathway.models import Reassessment, Role, Stumble, Threshold, User

from .. import factories as make
from ..people import People


@pytest.fixture
def adele(people: People) -> User:
    user = make.a_user("Adele Admin")
    service = make.a_service(people.nadia.team.service.trust, "Information")
    make.a_worker(service, "Adele Admin", Role.ADMINISTRATOR, user=user)
    return user


def address(people: People, name: str = "reassessments") -> str:
    trust = people.nadia.team.service.trust.pk
    return reverse(name, args=[trust, "support_missed", "grace_most"] if name == "threshold_change" else [trust])


@pytest.mark.parametrize(("who", "status"), [("asha", 200), ("ben", 200), ("fern", 200), ("carol", 404)])
def test_who_works_there_reads_the_rules(who: str, status: int, people: People, client: Client) -> None:
    client.force_login(getattr(people, who))
    answer = client.get(address(people, "trust_rules"))
    assert answer.status_code == status
    assert (b"Not yet verified" in answer.content) is (status == 200)


@pytest.mark.parametrize("name", ["threshold_change", "reassessments"])
@pytest.mark.parametrize("who", ["asha", "ben", "carol"])
def test_only_administrators_may_change_them(who: str, name: str, people: People, client: Client) -> None:
    client.force_login(getattr(people, who))
    assert client.get(address(people, name)).status_code == 404


def test_a_threshold_is_named_in_words_with_a_way_back(people: People, adele: User, client: Client) -> None:
    client.force_login(adele)
    page = client.get(address(people, "threshold_change")).content.decode()
    assert "Days of grace, at most: 7 days." in page
    assert "support missed" not in page
    assert page.count(f'href="{address(people, "trust_rules")}"') == 2


def test_a_change_is_saved_watched_stopped_and_resumed(
    people: People, adele: User, client: Client, today: date
) -> None:
    client.force_login(adele)
    given = {"value": "5", "because": "Agreed by our safety group."}
    answer = client.post(address(people, "threshold_change"), given, follow=True)
    assert b"0 of 1 records checked" in answer.content
    assert Threshold.objects.get().by == adele
    client.post(reverse("reassessment_stop", args=[Reassessment.objects.running().get().pk]))
    assert not Reassessment.objects.running().exists()
    answer = client.post(address(people, "reassessment_resume"), follow=True)
    assert b"0 of 1 records checked" in answer.content
    thresholds.work_off(today=today)
    assert b"Every record is checked by the present pack" in client.get(address(people)).content
    assert b"the pack says 7" in client.get(address(people, "trust_rules")).content


@pytest.mark.parametrize(("given", "says"), [
    ({"value": "9000", "because": "x"}, b"it must be between"),
    ({"value": "many", "because": "x"}, b"give a whole number"),
    ({"value": "5", "because": ""}, b"Say why the trust decided"),
])  # fmt: skip
def test_an_impossible_value_is_answered_by_a_sentence(
    given: dict[str, str], says: bytes, people: People, adele: User, client: Client
) -> None:
    client.force_login(adele)
    answer = client.post(address(people, "threshold_change"), given)
    assert says in answer.content
    assert given["value"].encode() in answer.content
    assert not Threshold.objects.exists()


def test_administrators_see_which_records_could_not_be_judged(
    people: People, adele: User, client: Client, today: date
) -> None:
    people.nadia.supports.update(kind="?")
    thresholds.start(trust=people.nadia.team.service.trust)
    from pathway.actions import flags

    flags.reassess([people.nadia], today=today)
    client.force_login(adele)
    page = client.get(address(people)).content.decode()
    assert f"Record {Stumble.objects.get().pregnancy_id}" in page
    assert "Nadi" not in page
