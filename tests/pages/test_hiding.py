"""Hiding the screen: from then on every address shows the blank page, until Start is pressed."""

import pytest
from django.test import Client
from django.urls import reverse

from pages.context import HIDDEN
from pathway.models import Pregnancy
from tests.people import People


@pytest.mark.parametrize("name", ["today", "caseload", "contacts_unrecorded", "my_week", "pregnancy_show"])
def test_once_hidden_the_back_button_shows_nothing(name: str, asha: Client, nadia: Pregnancy) -> None:
    asked = reverse(name, args=[nadia.pk] if name == "pregnancy_show" else [])
    assert asha.get(asked).status_code == 200
    page = asha.get(reverse("blank")).content.decode()
    assert "Nadi" not in page
    assert "Alongside" not in page
    assert asha.get(asked).headers["Location"] == reverse("blank")
    assert asha.post(reverse("blank")).headers["Location"] == reverse("today")
    assert asha.get(asked).status_code == 200


def test_what_is_sent_from_another_tab_is_not_lost(asha: Client, nadia: Pregnancy) -> None:
    asha.get(reverse("blank"))
    fields = {"getting": "all", "day-day": "1", "day-month": "1", "day-year": "2026"}
    asha.post(reverse("answer_record", args=[nadia.pk]), fields)
    assert nadia.answers.count() == 1


def test_who_has_not_signed_in_hides_nothing(client: Client, people: People) -> None:
    assert client.get(reverse("blank")).status_code == 200
    assert client.get(reverse("account_login")).status_code == 200
    assert client.get(reverse("today")).status_code == 302
    assert HIDDEN not in client.session
