"""The directory: found by what one needs, printed without anybody's name, changed by administrators alone."""

import io
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from pathway.actions import services
from pathway.models import Role, Service, Trust, User
from pathway.permissions import CLOCK

from .. import factories as make
from ..people import People


@pytest.fixture
def trust(people: People) -> Trust:
    return people.nadia.team.service.trust


@pytest.fixture
def morning(trust: Trust, today: date) -> Service:
    service = make.a_service(trust, "Thursday morning", does="Tea and talk")
    return services.change_service(
        service=service, version=1, by=CLOCK, today=today, drop_in=True, baby_welcome=True, hours="10 to 1"
    )


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_a_filter_shows_only_what_is_known_to_be_so(
    people: People, trust: Trust, morning: Service, client: Client
) -> None:
    client.force_login(people.fern)
    address = reverse("trust_directory", args=[trust.pk])
    assert b"family team" in client.get(address).content
    found = client.get(address, {"drop_in": "1", "baby_welcome": "1"}).content
    assert b"Thursday morning" in found
    assert b"family team" not in found
    assert b"No place is known" in client.get(address, {"drop_in": "1", "takes_families": "1"}).content


def test_it_prints_without_anybodys_name(people: People, trust: Trust, morning: Service, client: Client) -> None:
    client.force_login(people.asha)
    answer = client.get(reverse("directory_print", args=[trust.pk]), {"drop_in": "1"})
    text = text_of(answer.content)
    assert "Thursday morning" in text
    assert "10 to 1" in text
    names = [people.nadia.mother.name, people.nadia.mother.called, people.asha.name, "Fern", "Kim"]
    assert not [name for name in names if name in text]


@pytest.mark.parametrize(("who", "status"), [("asha", 200), ("carol", 404)])
def test_another_trusts_directory_is_not_open(
    who: str, status: int, people: People, trust: Trust, client: Client
) -> None:
    client.force_login(getattr(people, who))
    for name in ("trust_directory", "directory_print"):
        assert client.get(reverse(name, args=[trust.pk])).status_code == status


def test_administrators_change_an_entry_and_never_overwrite_each_other(
    people: People, trust: Trust, morning: Service, client: Client, today: date
) -> None:
    client.force_login(people.asha)
    address = reverse("entry_change", args=[morning.pk])
    assert client.get(address).status_code == 404
    adele: User = make.a_user("Adele Admin")
    make.a_worker(make.a_service(trust, "Information"), "Adele Admin", Role.ADMINISTRATOR, user=adele)
    client.force_login(adele)
    opened = morning.version
    services.change_service(service=morning, version=opened, by=adele, today=today, place="The library")
    mine = client.post(address, {"version": opened, "hours": "9 to 5", "drop_in": "on"})
    assert mine.status_code == 409
    assert b"The library" in mine.content
    assert b"9 to 5" in mine.content
