"""Languages of the papers: open to all who work there, reviewed by administrators, and only where something is translated."""

import pytest
from django.test import Client
from django.urls import reverse

from pathway.models import Role

from .. import factories as make
from ..people import People


@pytest.mark.parametrize(("who", "status"), [("asha", 200), ("fern", 200), ("carol", 404)])
def test_who_works_there_sees_what_may_be_printed(who: str, status: int, people: People, client: Client) -> None:
    client.force_login(getattr(people, who))
    answer = client.get(reverse("trust_languages", args=[people.nadia.team.service.trust.pk]))
    assert answer.status_code == status
    assert (b"Nobody: nothing is translated yet" in answer.content) is (status == 200)


def test_a_template_cannot_be_reviewed(people: People, client: Client) -> None:
    trust = people.nadia.team.service.trust
    adele = make.a_user("Adele Admin")
    make.a_worker(make.a_service(trust, "Information"), "Adele Admin", Role.ADMINISTRATOR, user=adele)
    client.force_login(adele)
    assert client.get(reverse("language_review", args=[trust.pk, "pl"])).status_code == 404
